import type { SourceRange, SourceText } from '#diagnostics';
import type { Drawing } from '#parsers';

/** What a line begins with that says how a drawing looks, or to its readers alone. */
const beside: Readonly<Record<Drawing['language'], RegExp>> = {
  plantuml:
    /^\s*(?:'|\/'|!|(?:skinparam|skin|hide|show|remove|scale|autonumber|legend|header|footer|caption|sprite|mainframe|newpage)\b|<style>)/i,
  mermaid:
    /^\s*(?:%%|(?:autonumber|links?|properties|details|accTitle|accDescr|style|classDef|class|linkStyle|click)\b)/i,
};

/** Comments, styles and numbers, which no model holds: how many lines, and where the first is. */
export function leftBehind(
  { language, range }: Drawing,
  source: SourceText,
): { readonly range: SourceRange; readonly lines: number } | undefined {
  let first: SourceRange | undefined;
  let lines = 0;
  for (let line = range.start.line; line <= range.end.line; line++) {
    const text = source.line(line).replace(/^[\s>]*/, '');
    if (!beside[language].test(text)) continue;
    const column = source.line(line).length - text.length + 1;
    first ??= { start: { line, column }, end: { line, column: column + text.trimEnd().length } };
    lines += 1;
  }
  return first && { range: first, lines };
}
