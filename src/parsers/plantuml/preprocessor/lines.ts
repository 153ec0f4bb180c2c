import type { RelatedRange } from '#diagnostics';
import type { WovenPiece } from '../../diagram-text.ts';
import type { Span } from '../../lowering/builder.ts';

/** A line that is to be run, and where a person finds it. */
export interface SourceLine {
  readonly text: string;
  /** Where it begins in the diagram's own text; -1 for a line of another file. */
  readonly start: number;
  /** The file it stands in, where that is another. */
  readonly file?: { readonly path: string; readonly line: number };
}

/** Text that is written out, and what of the diagram's own text it comes from. */
export interface Piece extends WovenPiece {
  readonly text: string;
}

/** What all that a line writes out is traced to, when the line itself is not the diagram's own: a call, an include. */
export interface Cause {
  readonly span: Span;
}

/** A piece of a line as it stands. */
export function exactPiece(line: SourceLine, from: number, to: number): Piece {
  return { text: line.text.slice(from, to), start: line.start + from, end: line.start + to, exact: true };
}

/** Where a line of another file, or of a macro, stands. */
export function placeOf(line: SourceLine): RelatedRange | undefined {
  if (!line.file) return undefined;
  const indent = line.text.length - line.text.trimStart().length;
  const { path, line: number } = line.file;
  const end = Math.max(indent, line.text.trimEnd().length);
  return {
    path,
    range: { start: { line: number, column: indent + 1 }, end: { line: number, column: end + 1 } },
    message: 'it stands here in the included file',
  };
}

/** The lines of a text that is part of the diagram's own. */
export function linesOf(text: string): SourceLine[] {
  const lines: SourceLine[] = [];
  let start = 0;
  for (;;) {
    const end = text.indexOf('\n', start);
    if (end < 0) {
      lines.push({ text: text.slice(start), start });
      return lines;
    }
    lines.push({ text: text.slice(start, end), start });
    start = end + 1;
  }
}

/** The lines of another file. */
export function linesOfFile(path: string, text: string): SourceLine[] {
  return text.split('\n').map((line, index) => ({ text: line, start: -1, file: { path, line: index + 1 } }));
}
