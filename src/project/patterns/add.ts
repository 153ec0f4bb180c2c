import { posix, sep } from 'node:path';
import type { Finding } from '#checks';
import type { DrawingLanguage } from '#parsers';
import type { AddedPattern } from '#reports';
import { reasonOf } from '../files.ts';
import { findings } from '../findings.ts';
import type { Outcome } from '../outcome.ts';
import { exists, replaceFile } from '../writing.ts';
import { extensions, findPattern, readCatalogue, readPatternDrawing, type UnknownName } from './catalogue.ts';
import { patternFindings } from './findings.ts';
import { habitsOf } from './place.ts';
import { type Rename, renameParticipants } from './renaming.ts';

export interface AddPatternOptions {
  /** Where it is not given: where the project keeps its drawings, else `docs`. */
  readonly folder?: string;
  /** Where it is not given: what the project's drawings are written in, else Mermaid. */
  readonly language?: DrawingLanguage;
  readonly renames: readonly Rename[];
  /** May a file be written over? */
  readonly force: boolean;
}

export type AddPatternOutcome = Outcome<AddedPattern & { readonly findings: readonly Finding[] }>;

/** Copies the drawing of a pattern into a project, with the project's own names. */
export async function addPattern(
  name: string,
  options: AddPatternOptions,
  cwd: string,
): Promise<AddPatternOutcome | UnknownName> {
  const pattern = findPattern(name, await readCatalogue());
  if ('given' in pattern) return pattern;
  const isSaid = options.folder !== undefined && options.language !== undefined;
  const habits = isSaid ? {} : await habitsOf(cwd);
  const language = options.language ?? ('language' in habits ? habits.language : undefined) ?? 'mermaid';
  const end = (code: number, meaning: string, more: Partial<AddedPattern>, said: readonly Finding[]) => ({
    result: { formatVersion: 1, pattern: pattern.name, language, renamed: [], ...more, findings: said } as const,
    sources: new Map(),
    exit: { code, meaning },
  });
  const refused = (said: readonly Finding[]) => end(2, 'nothing was written', {}, said);
  if (isFindings(habits)) return refused(habits);

  const folder = options.folder ?? habits.folder ?? 'docs';
  const path = posix.join(folder.split(sep).join(posix.sep), `${pattern.name}.${extensions[language]}`);
  const drawing = await readPatternDrawing(pattern.name, language);
  const written = await renameParticipants(drawing, options.renames, { pattern: pattern.name, language, path });
  if (isFindings(written)) return refused(written);
  if (!options.force && (await exists(path, cwd))) return refused([patternFindings.alreadyThere(path)]);
  try {
    await replaceFile(path, written.text, cwd);
  } catch (error) {
    return refused([findings.unwritable(path, reasonOf(error))]);
  }
  return end(0, 'added', { path, renamed: written.renamed }, []);
}

function isFindings<Other>(value: Other | readonly Finding[]): value is readonly Finding[] {
  return Array.isArray(value);
}
