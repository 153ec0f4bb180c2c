import type { Position, RelatedRange, SourceRange, SourceText } from '#diagnostics';

/** Where a line of the diagram lies in the file: its offset in the diagram's text, and the file's line and column. */
interface MappedLine {
  readonly offset: number;
  readonly line: number;
  /** File column of the line's first character; may be below `leastColumn` where indentation came from a tab. */
  readonly column: number;
  /** First column of the line that is the diagram's at all. */
  readonly leastColumn: number;
  /** Column behind the last character of the file's line, which a line break that was written or eaten does not move. */
  readonly mostColumn: number;
  /** Where text ends that stands for something of another length: all of it lies at one range. */
  readonly until?: Position;
  /** Where it is written in another file. */
  readonly elsewhere?: RelatedRange | undefined;
}

/** A piece of a text that a preprocessor wrote: the stretch of the person's own text that it comes from. */
export interface WovenPiece {
  readonly start: number;
  readonly end: number;
  /** Character by character the same, or as a whole in place of it? */
  readonly exact: boolean;
  readonly elsewhere?: RelatedRange | undefined;
}

/**
 * The text of one diagram together with the way back to the file it stands in. A diagram in a Markdown fence loses the
 * prefix of each line (quote marks, list indentation), so that a single base offset is not enough: each line keeps its
 * own place.
 */
export class DiagramText {
  readonly path: string;
  readonly text: string;
  readonly #lines: readonly MappedLine[];
  #last = 0;

  private constructor(path: string, text: string, lines: readonly MappedLine[]) {
    this.path = path;
    this.text = text;
    this.#lines = lines;
  }

  /** A stretch of a file, taken as it is. */
  static slice(source: SourceText, start: number, end: number): DiagramText {
    const text = source.text.slice(start, end);
    const first = source.position(start);
    const lines: MappedLine[] = [];
    for (let offset = 0; ; ) {
      const line = first.line + lines.length;
      const column = lines.length === 0 ? first.column : 1;
      lines.push({ offset, line, column, leastColumn: 1, mostColumn: source.line(line).length + 1 });
      offset = text.indexOf('\n', offset) + 1;
      if (offset === 0) break;
    }
    return new DiagramText(source.path, text, lines);
  }

  /**
   * Text that a Markdown parser took from whole lines of the file, beginning at `firstLine`. Each line of `text` ends
   * its file line; what precedes it there is the container's prefix. A tab that was split between prefix and content
   * comes back as spaces that the file does not have, hence the least column.
   */
  static lines(source: SourceText, text: string, firstLine: number): DiagramText {
    const lines: MappedLine[] = [];
    let offset = 0;
    for (const raw of text.split('\n')) {
      // Line breaks that only Markdown counts (a lone carriage return) may leave fewer lines than expected.
      const line = Math.min(firstLine + lines.length, source.lineCount);
      const inFile = source.line(line);
      const content = raw.endsWith('\r') ? raw.slice(0, -1) : raw;
      const column = inFile.length - content.length + 1;
      const whole = inFile.endsWith(content);
      const leastColumn = whole ? column : inFile.length - content.trimStart().length + 1;
      lines.push({ offset, line, column, leastColumn: Math.max(1, leastColumn), mostColumn: inFile.length + 1 });
      offset += raw.length + 1;
    }
    return new DiagramText(source.path, text, lines);
  }

  /** A text made of pieces, each traced to a stretch of this one. */
  woven(pieces: readonly (WovenPiece & { readonly text: string })[]): DiagramText {
    const lines: MappedLine[] = [];
    let offset = 0;
    for (const { text, start, end, exact, elsewhere } of pieces) {
      const { line, column } = this.position(start);
      const until = exact ? undefined : this.position(end);
      const { mostColumn } = this.#lineAt(start);
      lines.push({ offset, line, column, leastColumn: 1, mostColumn, ...(until ? { until } : {}), elsewhere });
      offset += text.length;
    }
    if (lines.length === 0) lines.push({ ...this.#lines[0]!, offset: 0 });
    return new DiagramText(this.path, pieces.map(({ text }) => text).join(''), lines);
  }

  /** The same place with other text of the same length and line breaks (comments blanked out). */
  withText(text: string): DiagramText {
    return new DiagramText(this.path, text, this.#lines);
  }

  /** A stretch of this text, still mapped to the file. */
  part(start: number, end: number): DiagramText {
    const first = this.position(start);
    const inside = this.#lines.filter((line) => line.offset > start && line.offset <= end);
    const lines = [
      { offset: 0, line: first.line, column: first.column, leastColumn: 1, mostColumn: this.#lineAt(start).mostColumn },
      ...inside.map((line) => ({ ...line, offset: line.offset - start })),
    ];
    return new DiagramText(this.path, this.text.slice(start, end), lines);
  }

  position(offset: number): Position {
    const line = this.#lineAt(offset);
    if (line.until) return { line: line.line, column: line.column };
    const column = Math.max(line.leastColumn, line.column + offset - line.offset);
    return { line: line.line, column: Math.min(column, line.mostColumn) };
  }

  range(start: number, end: number): SourceRange {
    const from = this.position(start);
    // What ends with a piece that stands for something else ends where that does.
    const last = end > start ? this.#lineAt(end - 1) : undefined;
    const to = last?.until ?? this.position(end);
    const forward = to.line > from.line || (to.line === from.line && to.column >= from.column);
    return { start: from, end: forward ? to : from };
  }

  /** Where in another file that is written which stands at `offset`, if it comes from one. */
  elsewhere(offset: number): RelatedRange | undefined {
    return this.#lineAt(offset).elsewhere;
  }

  /** Is a stretch the person's own text, so that a replacement of it replaces just that? */
  isExact({ start, end }: { readonly start: number; readonly end: number }): boolean {
    return !this.#lineAt(start).until && !this.#lineAt(Math.max(start, end - 1)).until;
  }

  #lineAt(offset: number): MappedLine {
    const lines = this.#lines;
    // Positions are asked for in nearly rising order; the last line found is the best guess.
    let index = this.#last;
    const guess = lines[index]!;
    const next = lines[index + 1];
    if (offset < guess.offset || (next && offset >= next.offset)) {
      let low = 0;
      let high = lines.length - 1;
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if (lines[middle]!.offset <= offset) low = middle;
        else high = middle - 1;
      }
      index = low;
      this.#last = low;
    }
    return lines[index]!;
  }

  /** The whole text, without trailing white space. */
  wholeRange(): SourceRange {
    return this.range(0, this.text.trimEnd().length);
  }

  /** The stretch that stands at these places of the file. */
  within(range: SourceRange): DiagramText {
    const offsetOf = ({ line, column }: Position): number => {
      const at = this.#lines.findLast((mapped) => mapped.line <= line) ?? this.#lines[0]!;
      return at.offset + Math.max(0, column - at.column);
    };
    return this.part(offsetOf(range.start), offsetOf(range.end));
  }

  /** A line of this text, counted from 1, without the white space around what it says. */
  lineRange(number: number): SourceRange {
    const index = Math.min(Math.max(number, 1), this.#lines.length) - 1;
    const start = this.#lines[index]!.offset;
    const line = this.text.slice(start, this.#lines[index + 1]?.offset ?? this.text.length);
    const said = line.trim();
    const from = start + (said === '' ? 0 : line.indexOf(said));
    return this.range(from, from + said.length);
  }
}

/** Spaces of the same length, line breaks kept: takes text out without moving anything else. */
export function blank(text: string): string {
  return text.replace(/[^\r\n]/g, ' ');
}
