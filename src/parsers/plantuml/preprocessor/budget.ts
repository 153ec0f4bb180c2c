/** What all directives of one drawing may do together, so that none of them runs away. */
const fewestSteps = 60_000;
const stepsALine = 20;
/** Libraries are long, and run line by line. */
const mostStepsOfIncludes = 300_000;
const mostText = 20_000_000;

/** How deep calls and includes may stand in each other. */
export const deepestCall = 60;

/** Thrown when a budget is used up, and caught where reading began. */
export class TooMuch extends Error {}

/** Counts steps and characters, and throws `TooMuch` beyond the bounds. */
export class Budget {
  #mostSteps: number;
  #ofIncludes = 0;
  #steps = 0;
  #written = 0;

  constructor(lines: number) {
    this.#mostSteps = fewestSteps + stepsALine * lines;
  }

  /** More lines came in from another file. */
  include(lines: number): void {
    const more = Math.min(stepsALine * lines, mostStepsOfIncludes - this.#ofIncludes);
    this.#ofIncludes += more;
    this.#mostSteps += more;
  }

  /** A step, and what it looks at. */
  spend(characters: number): void {
    this.#steps += 1 + (characters >> 8);
    if (this.#steps > this.#mostSteps) throw new TooMuch('go on for too long');
  }

  write(characters: number): void {
    this.#written += characters;
    if (this.#written > mostText) throw new TooMuch('write out too much text');
  }
}
