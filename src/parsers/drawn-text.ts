import type { SourceRange, SourceText } from '#diagnostics';
import { DiagramText } from './diagram-text.ts';
import { fencesOf } from './document.ts';
import type { Drawing } from './drawing.ts';

/** The text of one drawing as its language sees it, without what a document puts before the lines. */
export interface DrawnText {
  readonly text: string;
  /** Where a line of it, counted from 1, stands in the file. */
  lineRange(number: number): SourceRange;
}

/** Finds the text that each drawing of a file was read from. */
export async function drawnTexts(source: SourceText): Promise<(drawing: Drawing) => DrawnText> {
  const parts = (await fencesOf(source)) ?? [];
  const whole = DiagramText.slice(source, 0, source.text.length);
  const fences = parts.map(({ text }) => ({ text, place: text.wholeRange() }));
  return ({ range }) => (fences.find(({ place }) => encloses(place, range))?.text ?? whole).within(range);
}

function encloses(outer: SourceRange, inner: SourceRange): boolean {
  const { start, end } = outer;
  const startsBefore =
    start.line < inner.start.line || (start.line === inner.start.line && start.column <= inner.start.column);
  return startsBefore && (end.line > inner.end.line || (end.line === inner.end.line && end.column >= inner.end.column));
}
