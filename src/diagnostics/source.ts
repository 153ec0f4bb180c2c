/**
 * Places in text. Everything that a finding can point at carries a `SourceRange` in the coordinates of the file the
 * person wrote: for a diagram inside Markdown these are the document's own lines and columns.
 */

/** Counted from 1, columns in UTF-16 code units, as editors count them. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** From `start` up to, but not including, `end`. */
export interface SourceRange {
  readonly start: Position;
  readonly end: Position;
}

/** A file's text with its name, able to translate offsets to positions and to hand out lines. */
export class SourceText {
  readonly path: string;
  readonly text: string;
  #lineStarts: number[] | undefined;

  /** `path` is shown to people as it is; `-` stands for standard input. */
  constructor(path: string, text: string) {
    this.path = path;
    this.text = text;
  }

  get lineCount(): number {
    return this.#starts().length;
  }

  /** Text of a line (from 1) without its line break; empty beyond the end. */
  line(number: number): string {
    const starts = this.#starts();
    const start = starts[number - 1];
    if (start === undefined) return '';
    let end = starts[number] ?? this.text.length;
    while (end > start && isLineBreak(this.text.charCodeAt(end - 1))) end--;
    return this.text.slice(start, end);
  }

  position(offset: number): Position {
    const starts = this.#starts();
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] as number) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - (starts[low] as number) + 1 };
  }

  offset(position: Position): number {
    const start = this.#starts()[position.line - 1] ?? this.text.length;
    return Math.min(start + position.column - 1, this.text.length);
  }

  range(start: number, end: number): SourceRange {
    return { start: this.position(start), end: this.position(end) };
  }

  /** The text that a range covers. */
  slice(range: SourceRange): string {
    return this.text.slice(this.offset(range.start), this.offset(range.end));
  }

  #starts(): number[] {
    if (!this.#lineStarts) {
      const starts = [0];
      for (let at = this.text.indexOf('\n'); at >= 0; at = this.text.indexOf('\n', at + 1)) starts.push(at + 1);
      this.#lineStarts = starts;
    }
    return this.#lineStarts;
  }
}

function isLineBreak(code: number): boolean {
  return code === 0x0a || code === 0x0d;
}
