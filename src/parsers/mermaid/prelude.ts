import { blank } from '../diagram-text.ts';
import type { Span } from '../lowering/builder.ts';
import type { Problem } from '../lowering/problem.ts';
import { readFrontmatter } from './frontmatter.ts';
import { unclosedDirective } from './messages.ts';

/** A diagram's text with frontmatter, directives and comment lines blanked out; offsets stay what they were. */
export interface Prelude {
  readonly text: string;
  /** `title:` of the frontmatter. */
  readonly title?: string;
  readonly problems: readonly Problem[];
}

export function readPrelude(source: string): Prelude {
  const { end, title, problems } = readFrontmatter(source);
  const found = [...problems];
  let text = end === 0 ? source : blank(source.slice(0, end)) + source.slice(end);
  if (text.includes('%%')) {
    text = withoutDirectives(text, found).replace(/(?<![^\r\n])[^\S\r\n]*%%(?!\{)[^\r\n]+/g, blank);
  }
  return { text, problems: found, ...(title ? { title } : {}) };
}

/** `%%{init: … }%%`, which may take several lines. One without end reaches to the end of its line. */
function withoutDirectives(text: string, problems: Problem[]): string {
  const parts: string[] = [];
  let at = 0;
  let closed = true;
  for (let start = text.indexOf('%%{'); start >= 0; start = text.indexOf('%%{', at)) {
    const close: number = closed ? text.indexOf('}%%', start) : -1;
    if (close < 0 && closed) problems.push(unclosedDirective({ start, end: start + 3 }));
    closed = close >= 0;
    const end = close >= 0 ? close + 3 : lineEnd(text, start);
    parts.push(text.slice(at, start), blank(text.slice(start, end)));
    at = end;
  }
  parts.push(text.slice(at));
  return parts.join('');
}

function lineEnd(text: string, from: number): number {
  const pattern = /[\r\n]|$/g;
  pattern.lastIndex = from;
  return pattern.exec(text)!.index;
}

/** The first word of a diagram, which tells its kind. Mermaid takes no `;` before it, and ends it at one. */
export function headerWord(text: string): { readonly word: string; readonly span: Span } | undefined {
  const word = /\S[^\s;]*/g;
  let match = word.exec(text);
  // Two percent signs alone on their line are an empty comment.
  while (match?.[0] === '%%' && /^[^\S\r\n]*(?:[\r\n]|$)/.test(text.slice(word.lastIndex, word.lastIndex + 100))) {
    match = word.exec(text);
  }
  if (!match) return undefined;
  return { word: match[0], span: { start: match.index, end: match.index + match[0].length } };
}

const kinds: readonly (readonly [RegExp, string])[] = [
  [/^sequenceDiagram\b/i, 'sequence'],
  [/^(?:flowchart|graph|flowchart-elk|swimlane-beta)\b/, 'flowchart'],
  [/^classDiagram(?:-v2)?\b/, 'class'],
  [/^stateDiagram(?:-v2)?\b/, 'state'],
  [/^erDiagram\b/, 'er'],
  [/^gantt\b/, 'gantt'],
  [/^pie\b/, 'pie'],
  [/^journey\b/, 'journey'],
  [/^gitGraph\b/, 'git'],
  [/^mindmap\b/, 'mindmap'],
  [/^timeline\b/, 'timeline'],
  [/^quadrantChart\b/, 'quadrant'],
  [/^requirement(?:Diagram)?\b/, 'requirement'],
  [/^C4(?:Context|Container|Component|Dynamic|Deployment)\b/, 'c4'],
  [/^sankey(?:-beta)?\b/, 'sankey'],
  [/^xychart(?:-beta)?\b/, 'xychart'],
  [/^block(?:-beta)?\b/, 'block'],
  [/^packet(?:-beta)?\b/, 'packet'],
  [/^architecture(?:-beta)?\b/, 'architecture'],
  [/^kanban\b/, 'kanban'],
  [/^radar(?:-beta)?\b/, 'radar'],
  [/^treemap(?:-beta)?\b/, 'treemap'],
  [/^treeView(?:-beta)?\b/, 'treeview'],
  [/^(?:venn|ishikawa|wardley|zenuml|info|error)(?:-beta)?\b/, 'other'],
];

/** Headers to suggest when one is misspelt. */
export const knownHeaders: readonly string[] = [
  ...['sequenceDiagram', 'flowchart', 'graph', 'classDiagram', 'stateDiagram', 'stateDiagram-v2', 'erDiagram', 'gantt'],
  ...['pie', 'journey', 'gitGraph', 'mindmap', 'timeline', 'quadrantChart', 'requirementDiagram', 'C4Context'],
];

/** The kind that a header stands for; undefined where Mermaid knows none. */
export function kindOf(word: string): string | undefined {
  const found = kinds.find(([pattern]) => pattern.test(word));
  return found?.[1] === 'other' ? word.replace(/-beta$/, '').toLowerCase() : found?.[1];
}
