import type { Fix, SourceRange, SourceText } from '#diagnostics';
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

/** Writes another word. Where it is only the likeliest, a person decides. */
export function rewording(range: SourceRange, word: string, { safe = false } = {}): Fix {
  return { description: `write "${word}"`, edits: [{ range, text: word }], safe };
}

/** Takes the lines out that hold this and nothing else; a person decides. Nothing, where they hold more. */
export function withoutLines({ start, end }: SourceRange, source: SourceText): Fix | undefined {
  const before = source.line(start.line).slice(0, start.column - 1);
  const after = source.line(end.line).slice(end.column - 1);
  if (!/^\s*$/.test(before) || after.trim() !== '' || end.line >= source.lineCount) return undefined;
  const range = { start: { line: start.line, column: 1 }, end: { line: end.line + 1, column: 1 } };
  return { description: 'take it out', edits: [{ range, text: '' }], safe: false };
}
