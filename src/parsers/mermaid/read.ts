import { compareDiagnostics } from '#diagnostics';
import { blank, type DiagramText } from '../diagram-text.ts';
import type { BareDrawing } from '../drawing.ts';
import { type Problem, toDiagnostic } from '../lowering/problem.ts';
import * as say from './messages.ts';
import { headerWord, kindOf, knownHeaders, readPrelude } from './prelude.ts';

/** Reads one Mermaid diagram. */
export async function readMermaid(text: DiagramText, fallbackName?: string): Promise<BareDrawing> {
  const { text: plain, title, problems: before } = readPrelude(text.text);
  const range = text.wholeRange();
  const drawing = (kind: string, problems: readonly Problem[], name = title ?? fallbackName): BareDrawing => ({
    path: text.path,
    language: 'mermaid',
    kind,
    ...(name === undefined ? {} : { name }),
    range,
    diagnostics: [...before, ...problems].map((problem) => toDiagnostic(text, problem)).sort(compareDiagnostics),
  });

  const header = headerWord(plain);
  if (!header) return drawing('unknown', before.length > 0 ? [] : [say.emptyDiagram({ start: 0, end: 0 })]);
  const kind = kindOf(header.word);
  // Frontmatter without end hides the header.
  if (header.word.startsWith('---') && before.length > 0) return drawing('unknown', []);
  if (kind === undefined) return drawing('unknown', [say.unknownDiagram(header.span, header.word, knownHeaders)]);
  if (kind === 'flowchart') {
    const { readFlowchart } = await import('./flowchart/read.ts');
    const { structure, problems } = readFlowchart(text, plain, header.span.start, title);
    return { ...drawing(kind, problems), structure };
  }
  if (kind === 'state') {
    const { readState } = await import('./state/read.ts');
    const { lifecycle, problems } = readState(text, plain, header.span.start, title);
    return { ...drawing(kind, problems), lifecycle };
  }
  if (kind !== 'sequence') return drawing(kind, []);

  const headEnd = header.span.start + 'sequenceDiagram'.length;
  const body = blank(plain.slice(0, headEnd)) + plain.slice(headEnd);
  const { readSequence } = await import('./sequence/read.ts');
  const { interaction, problems } = readSequence(text, body, title);
  return { ...drawing('sequence', problems, interaction.title ?? fallbackName), interaction };
}
