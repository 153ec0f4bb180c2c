import { isSound, type LintedDocument } from '#checks';
import { SourceText, type TextEdit } from '#diagnostics';
import { readDocument } from '#parsers';

/** A text as rules see it. */
export async function documentOf(path: string, text: string): Promise<LintedDocument> {
  const source = new SourceText(path, text);
  const { drawings, pictures } = await readDocument(source);
  return {
    path,
    source,
    pictures,
    drawings: drawings.map((drawing) => ({ ...drawing, source, isSound: isSound(drawing.diagnostics) })),
  };
}

export function applyEdits(source: SourceText, edits: readonly TextEdit[]): string {
  const last = (edit: TextEdit): number => source.offset(edit.range.start);
  return [...edits]
    .sort((a, b) => last(b) - last(a))
    .reduce(
      (text, { range, text: instead }) =>
        text.slice(0, source.offset(range.start)) + instead + text.slice(source.offset(range.end)),
      source.text,
    );
}
