import { fromMarkdown } from 'mdast-util-from-markdown';
import type { Diagnostic, SourceRange, SourceText } from '#diagnostics';
import { DiagramText } from './diagram-text.ts';
import type { DrawingLanguage, Picture } from './drawing.ts';
import { nestedFence, strayFence, tooCostly, unclosedFence } from './messages.ts';
import { firstLineTooCostly, plainFences } from './plain-fences.ts';

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
  readonly url?: string | undefined;
  readonly alt?: string | null | undefined;
  readonly children?: readonly MarkdownNode[];
  readonly position?: { readonly start: MarkdownPoint; readonly end: MarkdownPoint } | undefined;
}

/** What a document holds that matters here. */
export interface DocumentParts {
  readonly fences: readonly DiagramFence[];
  readonly pictures: readonly Picture[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Finds diagrams and pictures of a Markdown document by the rules of CommonMark: a fence inside a longer fence is text.
 * In MDX nothing is code for being indented, and tags are not HTML.
 */
export function readMarkdown(source: SourceText, { mdx }: { readonly mdx: boolean }): DocumentParts {
  const reading = new Reading(source);
  if (!/```|~~~|!\[|<img/i.test(source.text)) return reading;
  const costly = firstLineTooCostly(source);
  if (costly !== undefined) {
    reading.readPlainly(costly);
    return reading;
  }
  const extensions = mdx ? [{ disable: { null: ['codeIndented', 'htmlFlow', 'htmlText', 'autolink'] } }] : [];
  reading.visit(fromMarkdown(source.text, { extensions }));
  return reading;
}

class Reading implements DocumentParts {
  readonly fences: DiagramFence[] = [];
  readonly pictures: Picture[] = [];
  readonly diagnostics: Diagnostic[] = [];
  readonly #source: SourceText;
  /** The Markdown parser counts from behind a byte order mark. */
  readonly #skipped: number;
  #heading: string | undefined;

  constructor(source: SourceText) {
    this.#source = source;
    this.#skipped = source.text.startsWith('\uFEFF') ? 1 : 0;
  }

  visit(root: MarkdownNode): void {
    // Quotations may be nested as deep as a text is long.
    const open: MarkdownNode[] = [root];
    for (let node = open.pop(); node; node = open.pop()) {
      if (node.type === 'heading') this.#heading = plainText(node).trim();
      const start = node.position?.start.offset;
      const end = node.position?.end.offset;
      if (start !== undefined && end !== undefined) this.#take(node, start + this.#skipped, end + this.#skipped);
      for (let index = (node.children?.length ?? 0) - 1; index >= 0; index--) open.push(node.children![index]!);
    }
  }

  /** Without regard to what fences are nested in; `line` shows why. */
  readPlainly(line: number): void {
    const source = this.#source;
    const placeOf = (number: number, from: number, length: number) => ({
      start: { line: number, column: from + 1 },
      end: { line: number, column: from + 1 + length },
    });
    this.diagnostics.push(tooCostly(source.path, placeOf(line, 0, Math.min(source.line(line).length, 100))));
    for (const { info, line: opening, end } of plainFences(source)) {
      const language = languages[firstWord(info)];
      if (!language) continue;
      const lines: string[] = [];
      for (let number = opening + 1; number < end; number++) lines.push(source.line(number));
      const first = lines.length === 0 ? opening : opening + 1;
      const word = /[a-z]+/i.exec(info)?.[0] ?? '';
      const place = placeOf(opening, source.line(opening).lastIndexOf(info) + info.indexOf(word), word.length);
      this.fences.push({ language, text: DiagramText.lines(source, lines.join('\n'), first), word: place });
    }
  }

  #take(node: MarkdownNode, start: number, end: number): void {
    if (node.type === 'code') this.#fence(node, start, end);
    else if (node.type === 'image') this.#picture(node.url ?? '', node.alt ?? '', start, end);
    else if (node.type === 'html') {
      for (const { 0: tag, index } of (node.value ?? '').matchAll(/<img\b[^>]{0,2000}>/gi)) {
        const attribute = (name: string) => new RegExp(`\\b${name}\\s*=\\s*["']([^"']*)["']`, 'i').exec(tag)?.[1] ?? '';
        this.#picture(attribute('src'), attribute('alt'), start + index, start + index + tag.length);
      }
    }
  }

  #picture(url: string, alt: string, start: number, end: number): void {
    const heading = this.#heading;
    this.pictures.push({ url, alt, range: this.#source.range(start, end), ...(heading ? { heading } : {}) });
  }

  #fence(node: MarkdownNode, start: number, end: number): void {
    const source = this.#source;
    const mark = /^(?:`{3,}|~{3,})/.exec(source.text.slice(start, start + 1000))?.[0];
    // Indented code has no fence, and shows what it holds.
    if (mark === undefined) return;
    const language = languages[firstWord(node.lang)];
    const opening = source.position(start);
    const value = node.value ?? '';
    const last = source.position(end).line;
    const closed = last > opening.line && source.line(last).trimEnd().endsWith(mark);
    const range = source.range(start, start + source.line(opening.line).trimEnd().length - opening.column + 1);
    if (!closed) {
      const isStray = language === undefined && !node.lang;
      this.diagnostics.push(isStray ? strayFence(source.path, range) : unclosedFence(source.path, range, mark));
    }
    if (!language) {
      this.#nested(value, mark, opening.line);
      return;
    }
    // An empty fence has no line of its own; its place is the end of the opening one.
    const text = DiagramText.lines(source, value, value === '' ? opening.line : opening.line + 1);
    const [info, lead = ''] = /^([`~]+\s*\{?\.?)[a-z]+/i.exec(source.text.slice(start, start + 200)) ?? [''];
    const word = source.range(start + lead.length, start + info.length);
    const heading = this.#heading;
    this.fences.push({ language, text, word, ...(heading ? { heading } : {}) });
  }

  /** A fence in an example of Markdown ends it, unless the outer one is longer. */
  #nested(value: string, mark: string, firstLine: number): void {
    value.split('\n').forEach((line, index) => {
      const inner = /^(\s*)(`{3,}|~{3,})\s*(?:mermaid|mmd|plantuml|puml|uml)\b/i.exec(line);
      if (!inner || inner[2]![0] !== mark[0] || inner[2]!.length < mark.length) return;
      const number = firstLine + 1 + index;
      const column = this.#source.line(number).indexOf(inner[2]!) + 1;
      const range = { start: { line: number, column }, end: { line: number, column: column + inner[0].trim().length } };
      this.diagnostics.push(nestedFence(this.#source.path, range, mark));
    });
  }
}

function firstWord(info: string | null | undefined): string {
  return /^\{?\.?([a-z]+)/i.exec(info ?? '')?.[1]?.toLowerCase() ?? '';
}

function plainText(node: MarkdownNode): string {
  return node.value ?? (node.children ?? []).map(plainText).join('');
}
