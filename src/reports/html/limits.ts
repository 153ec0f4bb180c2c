/**
 * What one page holds, so that it opens quickly however much was judged. Whatever is left out is counted on the page;
 * the `json` report has it all.
 */
export const limits = {
  /** Different findings that are told of one drawing, and of all drawings. */
  findingsPerDrawing: 80,
  findings: 1000,
  /** Parts (messages, notes, operands …) of drawings that are drawn: of one, and of all. */
  partsPerDrawing: 4000,
  parts: 5000,
  /** Lines of a drawing's text. */
  sourceLines: 600,
  allSourceLines: 6000,
  /** Violating and inconclusive cases that are listed for a drawing. */
  casesPerDrawing: 30,
  cases: 1000,
  /** Timelines for a drawing and for all drawings, and spans in one timeline and in all. */
  timelinesPerDrawing: 6,
  timelines: 40,
  spansPerTimeline: 250,
  spans: 4000,
  /** Names in one list. */
  names: 40,
  /** Characters of one text; labels and messages have no bound of their own. */
  text: 2000,
};

/** Counts down while a page is written. */
export class Budget {
  readonly #left = { ...limits };

  /** As much of `wanted` as is left; what is given is spent. */
  take(what: 'findings' | 'parts' | 'allSourceLines' | 'cases' | 'timelines' | 'spans', wanted: number): number {
    const given = Math.min(wanted, this.#left[what]);
    this.#left[what] -= given;
    return given;
  }

  /** Spends nothing unless all of it is there. */
  takeWhole(what: 'parts' | 'allSourceLines', wanted: number): boolean {
    if (wanted > this.#left[what]) return false;
    this.#left[what] -= wanted;
    return true;
  }
}
