import { compareDiagnostics, type Diagnostic, type SourceText } from '#diagnostics';
import { DiagramText } from './diagram-text.ts';
import { findDirectives } from './directives.ts';
import type { BareDrawing, DrawingLanguage, Picture, ReadDocument } from './drawing.ts';
import type { Span } from './lowering/builder.ts';
import type { DiagramFence, DocumentParts } from './markdown.ts';
import { headerWord, kindOf, readPrelude } from './mermaid/prelude.ts';
import { emptyPlantuml, lineTooLong, noFence, tooLong, unknownLanguage } from './messages.ts';
import type { Includes } from './plantuml/preprocessor/includes.ts';
import { toldDiagnostics } from './told-diagnostics.ts';

type DocumentLanguage = 'plantuml' | 'mermaid' | 'markdown' | 'mdx' | 'asciidoc';

const extensions: Readonly<Record<string, DocumentLanguage>> = {
  ...{ puml: 'plantuml', plantuml: 'plantuml', pu: 'plantuml', iuml: 'plantuml', wsd: 'plantuml' },
  ...{ mmd: 'mermaid', mermaid: 'mermaid' },
  ...{ md: 'markdown', markdown: 'markdown', mkd: 'markdown', mkdn: 'markdown', mdx: 'mdx' },
  ...{ adoc: 'asciidoc', asciidoc: 'asciidoc', asc: 'asciidoc' },
};

/** What reading may make use of. */
export interface ReadOptions {
  /** Looks up the files that a PlantUML drawing includes; without it each include is a warning. */
  readonly includes?: Includes | undefined;
}

/** So many fit into memory as a model, whatever they say. */
const mostStatements = 500_000;

/** Lines, and what Mermaid parts by semicolons; a long line alone costs little. */
function hasMoreStatements(text: string, most: number): boolean {
  if (text.length <= most) return false;
  let count = 0;
  for (const mark of ['\n', ';'])
    for (let at = text.indexOf(mark); at >= 0; at = text.indexOf(mark, at + 1)) if (++count > most) return true;
  return false;
}

/** Regular expressions run out of stack on some lines of 10 million characters and more. */
const mostInALine = 8_000_000;

/** The first line with more characters. */
function longLine(text: string, most: number): Span | undefined {
  for (let start = 0; text.length - start > most; ) {
    const found = text.indexOf('\n', start);
    const end = found < 0 ? text.length : found;
    if (end - start > most) return { start, end };
    start = end + 1;
  }
  return undefined;
}

/**
 * Reads all drawings of a file, whatever it says: what could not be read is in the diagnostics, never an exception.
 * The language is told by the file's extension, else by its content. Every place is one of the file's own lines and
 * columns, also for diagrams in nested Markdown. Only the parsers of the languages and kinds that occur are loaded.
 */
export async function readDocument(source: SourceText, options: ReadOptions = {}): Promise<ReadDocument> {
  if (hasMoreStatements(source.text, mostStatements)) {
    const diagnostics = [tooLong(source.path, mostStatements)];
    return { path: source.path, drawings: [], pictures: [], diagnostics };
  }
  const { drawings: bare, diagnostics, pictures = [] } = await read(source, languageOf(source), options);
  const drawings = bare.map((drawing) => ({
    ...drawing,
    diagnostics: toldDiagnostics(drawing.diagnostics),
    directives: findDirectives(source, drawing),
  }));
  return { path: source.path, drawings, pictures, diagnostics: toldDiagnostics(diagnostics).sort(compareDiagnostics) };
}

/** The fences of a Markdown document that hold diagrams, for who changes what stands in them; undefined elsewhere. */
export async function fencesOf(source: SourceText): Promise<readonly DiagramFence[] | undefined> {
  return (await partsOf(source, languageOf(source)))?.fences;
}

/** What a document holds; undefined for what is a diagram itself. */
async function partsOf(source: SourceText, language: DocumentLanguage | undefined): Promise<DocumentParts | undefined> {
  switch (language) {
    case 'markdown':
    case 'mdx': {
      const { readMarkdown } = await import('./markdown.ts');
      return readMarkdown(source, { mdx: language === 'mdx' });
    }
    case 'asciidoc': {
      const { readAsciidoc } = await import('./asciidoc.ts');
      return readAsciidoc(source);
    }
    default:
      return undefined;
  }
}

async function read(
  source: SourceText,
  language: DocumentLanguage | undefined,
  { includes }: ReadOptions,
): Promise<{
  drawings: readonly BareDrawing[];
  diagnostics: readonly Diagnostic[];
  pictures?: readonly Picture[];
}> {
  const whole = () => DiagramText.slice(source, 0, source.text.length);
  switch (language) {
    case 'plantuml': {
      const drawings = await readDiagrams('plantuml', whole(), { fenced: false, includes });
      return { drawings, diagnostics: drawings.length === 0 ? [emptyPlantuml(source.path)] : [] };
    }
    case 'mermaid':
      return { drawings: await readDiagrams('mermaid', whole(), { fenced: false }), diagnostics: [] };
    case 'markdown':
    case 'mdx':
    case 'asciidoc': {
      const { fences, diagnostics, pictures } = (await partsOf(source, language))!;
      const drawings: BareDrawing[] = [];
      for (const { language: drawn, text, heading } of fences) {
        const beneath = heading !== undefined && { heading };
        const named = heading !== undefined && { name: heading };
        const read = await readDiagrams(drawn, text, { fenced: true, includes, ...named });
        for (const drawing of read) drawings.push({ ...drawing, ...beneath });
      }
      const none = drawings.length === 0 ? [noFence(source.path)] : [];
      return { drawings, diagnostics: [...none, ...diagnostics], pictures };
    }
    case undefined:
      return { drawings: [], diagnostics: [unknownLanguage(source.path)] };
  }
}

async function readDiagrams(
  language: DrawingLanguage,
  text: DiagramText,
  circumstances: { readonly fenced: boolean; readonly name?: string; readonly includes?: Includes | undefined },
): Promise<BareDrawing[]> {
  const { path } = text;
  const long = longLine(text.text, mostInALine);
  if (long) {
    const { start } = text.range(long.start, long.end);
    const diagnostics = [lineTooLong(path, start.line, mostInALine)];
    return [{ path, language, kind: 'unknown', range: text.wholeRange(), diagnostics }];
  }
  if (language === 'plantuml') {
    const { readPlantuml } = await import('./plantuml/read.ts');
    return readPlantuml(text, circumstances);
  }
  const { readMermaid } = await import('./mermaid/read.ts');
  return [await readMermaid(text, circumstances.name)];
}

function languageOf({ path, text }: SourceText): DocumentLanguage | undefined {
  return extensions[/\.(\w+)$/.exec(path)?.[1]?.toLowerCase() ?? ''] ?? languageOfText(text);
}

/** The language of a text whose name does not tell. */
function languageOfText(text: string): DocumentLanguage | undefined {
  if (
    /(?<![^\r\n])[^\S\n]*(?:[>*+-][^\S\n]+|\d+[.)][^\S\n]+)*(?:`{3,}|~{3,})[^\S\n]*(?:mermaid|plantuml|puml|uml)\b/i.test(
      text,
    )
  )
    return 'markdown';
  if (/(?<![^\r\n])\[\s*(?:source\s*,\s*)?(?:mermaid|plantuml)\b[^\]\n]*\]\s*\n(?:-{4,}|\.{4,}|={4,})/i.test(text))
    return 'asciidoc';
  if (/(?<![^\r\n])[^\S\n]*@start[a-z]+/i.test(text)) return 'plantuml';
  const header = headerWord(readPrelude(text.replace(/^\uFEFF/, '')).text);
  return header && kindOf(header.word) !== undefined ? 'mermaid' : undefined;
}
