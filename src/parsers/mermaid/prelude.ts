import { blank } from '../diagram-text.ts';
import type { Span } from '../lowering/builder.ts';

/** A diagram's text with frontmatter, directives and comment lines blanked out; offsets stay what they were. */
export interface Prelude {
  readonly text: string;
  /** `title:` of the frontmatter. */
  readonly title?: string;
}

export function readPrelude(source: string): Prelude {
  let text = source;
  let title: string | undefined;
  const frontmatter = /^\s*-{3}[^\S\r\n]*(?:\r\n?|\n)([\s\S]*?)(?:\r\n?|\n)[^\S\r\n]*-{3}[^\S\r\n]*(?=[\r\n]|$)/.exec(
    text,
  );
  if (frontmatter) {
    const line = /^[^\S\r\n]*title[^\S\r\n]*:[^\S\r\n]*([^\r\n]*)/m.exec(frontmatter[1]!)?.[1]?.trim();
    title = line?.replace(/^(["'])(.*)\1$/, '$2').trim();
    text = blank(frontmatter[0]) + text.slice(frontmatter[0].length);
  }
  if (text.includes('%%')) {
    text = withoutDirectives(text).replace(/^[^\S\r\n]*%%(?!\{)[^\r\n]*/gm, blank);
  }
  return { text, ...(title ? { title } : {}) };
}

/** `%%{init: … }%%`, which may take several lines. One without end reaches to the end of its line. */
function withoutDirectives(text: string): string {
  const parts: string[] = [];
  let at = 0;
  let closed = true;
  for (let start = text.indexOf('%%{'); start >= 0; start = text.indexOf('%%{', at)) {
    const close: number = closed ? text.indexOf('}%%', start) : -1;
    closed = close >= 0;
    const lineEnd = text.slice(start).search(/[\r\n]|$/) + start;
    const end = close >= 0 ? close + 3 : lineEnd;
    parts.push(text.slice(at, start), blank(text.slice(start, end)));
    at = end;
  }
  parts.push(text.slice(at));
  return parts.join('');
}

/** The first word of a diagram, which tells its kind. */
export function headerWord(text: string): { readonly word: string; readonly span: Span } | undefined {
  const match = /[^\s;]+/.exec(text);
  if (!match) return undefined;
  return { word: match[0], span: { start: match.index, end: match.index + match[0].length } };
}

const kinds: readonly (readonly [RegExp, string])[] = [
  [/^sequenceDiagram\b/i, 'sequence'],
  [/^(?:flowchart|graph|flowchart-elk)\b/, 'flowchart'],
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
  [/^(?:venn|ishikawa|wardley|zenuml|info|error|swimlane)(?:-beta)?\b/, 'other'],
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
