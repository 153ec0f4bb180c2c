import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { isSound, type LintedDocument } from '#checks';
import { SourceText } from '#diagnostics';
import type { Interaction } from '#model';
import { type Drawing, readDocument } from '#parsers';

const root = fileURLToPath(new URL('../../diagrams', import.meta.url));

/** The folders of `diagrams/`, each of which holds one system. */
export const folders: readonly string[] = readdirSync(root, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)
  .sort();

export function filesOf(folder: string): readonly string[] {
  return readdirSync(`${root}/${folder}`).sort();
}

export type Extension = 'puml' | 'mmd';

export function textOf(folder: string, extension: Extension): string {
  return readFileSync(`${root}/${folder}/${folder}.${extension}`, 'utf8');
}

export interface DrawnFile {
  readonly drawing: Drawing;
  readonly document: LintedDocument;
}

/** The one drawing of a file, and the file as lint sees it. */
export async function drawnIn(folder: string, extension: Extension): Promise<DrawnFile> {
  const path = `diagrams/${folder}/${folder}.${extension}`;
  const source = new SourceText(path, textOf(folder, extension));
  const { drawings, pictures } = await readDocument(source);
  if (drawings.length !== 1) throw new Error(`${drawings.length} drawings in ${path}`);
  const linted = drawings.map((drawing) => ({ ...drawing, source, isSound: isSound(drawing.diagnostics) }));
  return { drawing: drawings[0]!, document: { path, source, pictures, drawings: linted } };
}

export async function interactionIn(folder: string, extension: Extension): Promise<Interaction> {
  const { interaction } = (await drawnIn(folder, extension)).drawing;
  if (!interaction) throw new Error(`no sequence in diagrams/${folder}/${folder}.${extension}`);
  return interaction;
}
