import type { SourceRange, SourceText } from '#diagnostics';
import type { CombinedFragment } from '#model';

/** The line that opens a frame, from its first word on. */
export function headOf({ range }: Pick<CombinedFragment, 'range'>, source: SourceText): SourceRange {
  const { start } = range;
  const end = source.line(start.line).trimEnd().length + 1;
  return { start, end: { line: start.line, column: Math.max(start.column, end) } };
}

/** A node of which no line but one about its looks knows; parsers tell those themselves. */
export function isOnlyStyled({ range }: { readonly range: SourceRange }, source: SourceText): boolean {
  return /^[\s>]*(?:style|class|click|linkStyle|classDef)\s/.test(source.line(range.start.line));
}
