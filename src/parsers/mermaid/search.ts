/**
 * Finds the next match of a pattern at or after a place, and remembers it: however often and from wherever it is asked
 * going forward, a text is searched once. Many unended texts in one file thus cost no search of the whole rest each.
 */
export class NextMatch {
  readonly #pattern: RegExp;
  readonly #text: string;
  #from = 0;
  #found = -1;
  #end = -1;

  /** Of the flags of `pattern` only `i` counts; it must not match the empty text. */
  constructor(text: string, pattern: RegExp) {
    this.#text = text;
    this.#pattern = new RegExp(pattern.source, pattern.ignoreCase ? 'gi' : 'g');
  }

  /** Where the next match begins; the text's length where there is none. */
  at(from: number): number {
    if (from < this.#from || from > this.#found) {
      this.#pattern.lastIndex = from;
      const match = this.#pattern.exec(this.#text);
      this.#from = from;
      this.#found = match ? match.index : this.#text.length;
      this.#end = match ? this.#pattern.lastIndex : this.#text.length;
    }
    return this.#found;
  }

  /** Where the match that `at` found last ends. */
  get end(): number {
    return this.#end;
  }
}
