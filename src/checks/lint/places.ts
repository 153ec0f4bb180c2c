import type { SourceRange, SourceText } from '#diagnostics';
import type { CombinedFragment } from '#model';

/** The line that opens a frame, from its first word on. */
export function headOf({ range }: Pick<CombinedFragment, 'range'>, source: SourceText): SourceRange {
  const { start } = range;
  const end = source.line(start.line).trimEnd().length + 1;
  return { start, end: { line: start.line, column: Math.max(start.column, end) } };
}
