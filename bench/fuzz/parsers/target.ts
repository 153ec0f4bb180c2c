import { type SourceRange, SourceText } from '#diagnostics';
import { type Drawing, type ReadDocument, readDocument } from '#parsers';
import type { Target } from '../target.ts';
import { mutateText, parted } from './mutate-text.ts';
import { allSeeds, ownSeeds } from './seeds.ts';

/** An input may take so long, and so much longer for each of its characters. Other work on the machine is allowed for. */
const patience = { milliseconds: 1500, perCharacter: 0.05 };

export const parsers: Target = { name: 'parsers', seeds: allSeeds, mutate: mutateText, run };

/** The same with the repository's own drawings alone, which are the same everywhere. */
export const ownParsers: Target = { ...parsers, seeds: ownSeeds };

async function run(input: Uint8Array): Promise<string | undefined> {
  const [path, text] = parted(input);
  const source = new SourceText(path, text);
  try {
    const began = performance.now();
    const document = await readDocument(source);
    const elapsed = performance.now() - began;
    if (elapsed > patience.milliseconds + patience.perCharacter * text.length)
      return `${Math.round(elapsed)} ms for ${text.length} characters`;
    return wrongDocument(document, source);
  } catch (error) {
    return error instanceof Error ? (error.stack ?? error.message) : String(error);
  }
}

function wrongDocument(document: ReadDocument, source: SourceText): string | undefined {
  const { drawings, diagnostics } = document;
  if (drawings.length === 0 && diagnostics.length === 0) return 'no drawing, and nothing is said of it';
  for (const { code, message } of [...diagnostics, ...drawings.flatMap((drawing) => drawing.diagnostics)]) {
    if (!/^(?:mermaid|plantuml|markdown|document)\/[a-z-]+$/.test(code) || message === '')
      return `a strange diagnostic: ${code} ${message}`;
    if (message.length > 2000) return `a diagnostic of ${message.length} characters: ${code}`;
  }
  const mute = drawings.find((drawing) => saysNothing(drawing, source));
  if (mute) return `a drawing (${mute.kind}) in which nothing was read, and nothing is said of it`;
  return strayRange(document, source);
}

/** What PlantUML has for others to use: macros, and variables however they are set. */
const defining = /!\w*(?:define|procedure|function)|!(?:(?:global|local)\s+)?\$?\w+\s*\??=|%set_variable_value\s*\(/i;

function saysNothing({ language, kind, interaction, range, diagnostics }: Drawing, source: SourceText): boolean {
  if (diagnostics.length > 0) return false;
  if (kind === 'unknown') return true;
  if (!interaction || interaction.lifelines.length > 0 || interaction.fragments.length > 0) return false;
  // Mermaid draws a header alone, as nothing.
  const lines = Array.from({ length: range.end.line - range.start.line + 1 }, (_, i) =>
    source.line(range.start.line + i),
  );
  // A part that only defines something for others draws nothing, and says so by what it defines.
  if (language === 'plantuml') return !lines.some((line) => defining.test(line));
  return lines.some((line) => /^\s*\w+\s*->>/.test(line));
}

/** The first range anywhere in a document that is none of the text's. */
function strayRange(document: ReadDocument, source: SourceText): string | undefined {
  const open: unknown[] = [document];
  while (open.length > 0) {
    const value = open.pop();
    if (typeof value !== 'object' || value === null) continue;
    if (isRange(value) && !isInside(value, source)) return `a range outside of the text: ${JSON.stringify(value)}`;
    for (const inside of Object.values(value)) open.push(inside);
  }
  return undefined;
}

function isRange(value: object): value is SourceRange {
  return 'start' in value && 'end' in value && typeof value.start === 'object' && typeof value.end === 'object';
}

function isInside({ start, end }: SourceRange, source: SourceText): boolean {
  const exists = ({ line, column }: SourceRange['start']): boolean =>
    line >= 1 && line <= source.lineCount && column >= 1 && column <= source.line(line).length + 1;
  return (
    exists(start) && exists(end) && (start.line < end.line || (start.line === end.line && start.column <= end.column))
  );
}
