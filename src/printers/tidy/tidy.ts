import { type Dialect, tidyLines } from './lines.ts';
import { mermaidFlowchart, mermaidSequence, mermaidState } from './mermaid.ts';
import { plantumlBraces, plantumlSequence } from './plantuml.ts';

/** Which models the text of a drawing may have: by it the rules are chosen. */
export type TidyKind = 'interaction' | 'structure' | 'lifecycle';

/**
 * The lines of one drawing in canonical form: indented by nesting, spaces around arrows and colons, keywords in their
 * usual case, at most one empty line in a row, no white space at the end of lines. Comments, directives, styles and the
 * words of every text stay. What it does not know it only indents.
 */
export function tidy(lines: readonly string[], language: 'plantuml' | 'mermaid', kind: TidyKind): string[] {
  return tidyLines(lines, dialects[language][kind]);
}

const dialects: Readonly<Record<'plantuml' | 'mermaid', Readonly<Record<TidyKind, Dialect>>>> = {
  plantuml: { interaction: plantumlSequence, structure: plantumlBraces, lifecycle: plantumlBraces },
  mermaid: { interaction: mermaidSequence, structure: mermaidFlowchart, lifecycle: mermaidState },
};
