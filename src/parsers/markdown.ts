import { fromMarkdown } from 'mdast-util-from-markdown';
import type { Diagnostic, SourceRange, SourceText } from '#diagnostics';
import { DiagramText } from './diagram-text.ts';
import type { DrawingLanguage } from './drawing.ts';
import { unclosedFence } from './messages.ts';

/** A fence that holds a diagram. */
export interface DiagramFence {
  readonly language: DrawingLanguage;
  readonly text: DiagramText;
  /** The nearest heading above. */
  readonly heading?: string;
  /** The word in the opening line that names the language. */
  readonly word: SourceRange;
}

/** First words of info strings, and the language they stand for. */
const languages: Readonly<Record<string, DrawingLanguage>> = {
  mermaid: 'mermaid',
  mmd: 'mermaid',
  plantuml: 'plantuml',
  puml: 'plantuml',
  uml: 'plantuml',
};

interface MarkdownPoint {
  readonly offset?: number | undefined;
}

/** The parts of mdast that matter here. */
interface MarkdownNode {
  readonly type: string;
  readonly value?: string;
  readonly lang?: string | null | undefined;
  readonly children?: readonly MarkdownNode[];
  readonly position?: { readonly start: MarkdownPoint; readonly end: MarkdownPoint } | undefined;
}

/** Finds the diagrams of a Markdown document by the rules of CommonMark: a fence inside a longer fence is text. */
export function findFences(source: SourceText): { fences: DiagramFence[]; diagnostics: Diagnostic[] } {
  const fences: DiagramFence[] = [];
  const diagnostics: Diagnostic[] = [];
  if (!/mermaid|mmd|uml/i.test(source.text) || !/```|~~~/.test(source.text)) return { fences, diagnostics };
  // The Markdown parser counts from behind a byte order mark.
  const skipped = source.text.startsWith('\uFEFF') ? 1 : 0;
  let heading: string | undefined;

  const visit = (node: MarkdownNode) => {
    if (node.type === 'heading') heading = plainText(node).trim();
    if (node.type === 'code') {
      const language = languages[firstWord(node.lang)];
      const start = node.position?.start.offset;
      const end = node.position?.end.offset;
      if (!language || start === undefined || end === undefined) return;
      const opening = source.position(start + skipped);
      const value = node.value ?? '';
      // An empty fence has no line of its own; its place is the end of the opening one.
      const text = DiagramText.lines(source, value, value === '' ? opening.line : opening.line + 1);
      const [info, lead = ''] = /^([`~]+\s*\{?\.?)[a-z]+/i.exec(
        source.text.slice(start + skipped, start + skipped + 200),
      ) ?? [''];
      const word = source.range(start + skipped + lead.length, start + skipped + info.length);
      fences.push({ language, text, word, ...(heading ? { heading } : {}) });
      const fence = /^[`~]+/.exec(source.text.slice(start + skipped))?.[0] ?? '```';
      const lastLine = source.line(source.position(end + skipped).line).trimEnd();
      const range = source.range(
        start + skipped,
        start + skipped + source.line(opening.line).trimEnd().length - opening.column + 1,
      );
      const closed = lastLine.endsWith(fence) && source.position(end + skipped).line > opening.line;
      if (!closed) diagnostics.push(unclosedFence(source.path, range, fence));
    }
    for (const child of node.children ?? []) visit(child);
  };
  visit(fromMarkdown(source.text));
  return { fences, diagnostics };
}

function firstWord(info: string | null | undefined): string {
  return /^\{?\.?([a-z]+)/i.exec(info ?? '')?.[1]?.toLowerCase() ?? '';
}

function plainText(node: MarkdownNode): string {
  return node.value ?? (node.children ?? []).map(plainText).join('');
}
