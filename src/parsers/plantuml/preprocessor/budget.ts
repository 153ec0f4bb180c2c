/** What all directives of one drawing may do together, so that none of them runs away. */
const fewestSteps = 100_000;
const stepsALine = 20;
const mostText = 20_000_000;

/** How deep calls and includes may stand in each other. */
export const deepestCall = 60;

/** Thrown when a budget is used up, and caught where reading began. */
export class TooMuch extends Error {}

/** Counts steps and characters, and throws `TooMuch` beyond the bounds. */
export class Budget {
  readonly #mostSteps: number;
  #steps = 0;
  #written = 0;

  constructor(lines: number) {
    this.#mostSteps = fewestSteps + stepsALine * lines;
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
