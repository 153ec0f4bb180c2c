import type { Interaction } from '#model';
import type { DiagramText } from '../../diagram-text.ts';
import type { Problem } from '../../lowering/problem.ts';
import { parseSequence } from './grammar.ts';
import { lowerSequence } from './lower.ts';

/** Reads what follows `sequenceDiagram`; `body` is as long as the text, with everything else blanked out. */
export function readSequence(
  text: DiagramText,
  body: string,
  title: string | undefined,
): { readonly interaction: Interaction; readonly problems: readonly Problem[] } {
  const { builder, problems } = lowerSequence(text, parseSequence(body));
  builder.title ??= title;
  return { interaction: builder.finish(undefined, text.wholeRange()), problems };
}
