import { compareDiagnostics, type Diagnostic, type SourceText } from '#diagnostics';
import { DiagramText } from './diagram-text.ts';
import type { Drawing, DrawingLanguage, ReadDocument } from './drawing.ts';
import { headerWord, kindOf, readPrelude } from './mermaid/prelude.ts';
import { emptyPlantuml, noFence, unknownLanguage } from './messages.ts';
import type { Includes } from './plantuml/preprocessor/includes.ts';

type DocumentLanguage = 'plantuml' | 'mermaid' | 'markdown';

const extensions: Readonly<Record<string, DocumentLanguage>> = {
  ...{ puml: 'plantuml', plantuml: 'plantuml', pu: 'plantuml', iuml: 'plantuml', wsd: 'plantuml' },
  ...{ mmd: 'mermaid', mermaid: 'mermaid' },
  ...{ md: 'markdown', mdx: 'markdown', markdown: 'markdown', mkd: 'markdown', mkdn: 'markdown' },
};

/** What reading may make use of. */
export interface ReadOptions {
  /** Looks up the files that a PlantUML drawing includes; without it each include is a warning. */
  readonly includes?: Includes | undefined;
}

/**
 * Reads all drawings of a file, whatever it says: what could not be read is in the diagnostics, never an exception.
 * The language is told by the file's extension, else by its content. Every place is one of the file's own lines and
 * columns, also for diagrams in nested Markdown. Only the parsers of the languages and kinds that occur are loaded.
 */
export async function readDocument(source: SourceText, options: ReadOptions = {}): Promise<ReadDocument> {
  const language = extensions[/\.(\w+)$/.exec(source.path)?.[1]?.toLowerCase() ?? ''] ?? languageOf(source.text);
  const { drawings, diagnostics } = await read(source, language, options);
  return { path: source.path, drawings, diagnostics: [...diagnostics].sort(compareDiagnostics) };
}

async function read(
  source: SourceText,
  language: DocumentLanguage | undefined,
  { includes }: ReadOptions,
): Promise<{ drawings: readonly Drawing[]; diagnostics: readonly Diagnostic[] }> {
  const whole = () => DiagramText.slice(source, 0, source.text.length);
  switch (language) {
    case 'plantuml': {
      const drawings = await readDiagrams('plantuml', whole(), { fenced: false, includes });
      return { drawings, diagnostics: drawings.length === 0 ? [emptyPlantuml(source.path)] : [] };
    }
    case 'mermaid':
      return { drawings: await readDiagrams('mermaid', whole(), { fenced: false }), diagnostics: [] };
    case 'markdown': {
      const { findFences } = await import('./markdown.ts');
      const { fences, diagnostics } = findFences(source);
      const drawings: Drawing[] = [];
      for (const { language: drawn, text, heading } of fences)
        drawings.push(
          ...(await readDiagrams(drawn, text, {
            fenced: true,
            includes,
            ...(heading !== undefined && { name: heading }),
          })),
        );
      return { drawings, diagnostics: drawings.length === 0 ? [noFence(source.path)] : diagnostics };
    }
    case undefined:
      return { drawings: [], diagnostics: [unknownLanguage(source.path)] };
  }
}

async function readDiagrams(
  language: DrawingLanguage,
  text: DiagramText,
  circumstances: { readonly fenced: boolean; readonly name?: string; readonly includes?: Includes | undefined },
): Promise<Drawing[]> {
  if (language === 'plantuml') {
    const { readPlantuml } = await import('./plantuml/read.ts');
    return readPlantuml(text, circumstances);
  }
  const { readMermaid } = await import('./mermaid/read.ts');
  return [await readMermaid(text, circumstances.name)];
}

/** The language of a text whose name does not tell. */
function languageOf(text: string): DocumentLanguage | undefined {
  if (/^[^\S\n]*(?:[>*+-][^\S\n]+|\d+[.)][^\S\n]+)*(?:`{3,}|~{3,})[^\S\n]*(?:mermaid|plantuml|puml|uml)\b/im.test(text))
    return 'markdown';
  if (/^[^\S\n]*@start[a-z]+/im.test(text)) return 'plantuml';
  const header = headerWord(readPrelude(text.replace(/^\uFEFF/, '')).text);
  return header && kindOf(header.word) !== undefined ? 'mermaid' : undefined;
}
