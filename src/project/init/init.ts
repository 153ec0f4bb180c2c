import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Finding } from '#checks';
import type { InitFile, InitResult } from '#reports';
import { configurationNames, readConfiguration } from '../configuration/read.ts';
import { bytesOf, reasonOf } from '../files.ts';
import { findings } from '../findings.ts';
import type { Outcome } from '../outcome.ts';
import { isError } from '../severity.ts';
import { replaceFile } from '../writing.ts';
import { type Addition, additionsFor } from './additions.ts';
import { configurationText } from './configuration-text.ts';
import { initFindings } from './findings.ts';
import { propose } from './proposals.ts';
import { type Survey, survey } from './survey.ts';

export interface InitOptions {
  /** Writes over a configuration that is there. */
  readonly force?: boolean;
  /** Writes nothing; the text is in the outcome. */
  readonly dryRun?: boolean;
  /** asdrawn's own version, for what calls for it later. */
  readonly version: string;
  /** Is this to be written as well? Without it nothing is but the configuration. */
  readonly confirm?: (addition: Addition) => Promise<boolean>;
}

export interface InitOutcome extends Outcome<InitResult> {
  /** The configuration; absent where there is none to write. */
  readonly text?: string;
}

const file = 'asdrawn.yaml';

/** Looks at the repository and writes a configuration that says what was found. */
export async function init(options: InitOptions, { cwd }: { readonly cwd: string }): Promise<InitOutcome> {
  const there = await existingConfiguration(cwd);
  if (there !== undefined && !options.force && !options.dryRun)
    return end(nothing, [initFindings.configurationThere(there)], 2, 'nothing was written');
  const seen = await survey(cwd);
  if (seen.drawn.length === 0)
    return end(seen, [...seen.findings, findings.noDrawings(seen.where, 0)], 3, 'there is nothing to begin with');
  const text = configurationText(seen, propose(seen.participants, seen.services));
  const next = ['asdrawn lint', `asdrawn check -- ${seen.testCommand ?? '<the command that runs your tests>'}`];
  if (options.dryRun) return { ...end(seen, seen.findings, 0, 'nothing was written', [], next), text };

  const additions = await additionsFor({
    files: seen.files,
    program: `npx --yes asdrawn@${options.version}`,
    textOf: async (path) => {
      const bytes = await bytesOf(path, cwd);
      return bytes instanceof Uint8Array ? new TextDecoder().decode(bytes) : undefined;
    },
  });
  const files: InitFile[] = [];
  const problems: Finding[] = [];
  const write = async (path: string, what: string, whole: string, added: string): Promise<void> => {
    try {
      await replaceFile(path, whole, cwd);
      files.push({ path, what, added, state: 'written' });
    } catch (error) {
      problems.push(findings.unwritable(path, reasonOf(error)));
    }
  };
  await write(file, 'the configuration', text, text);
  for (const addition of additions) {
    const { path, what, added } = addition;
    if (!options.confirm) files.push({ path, what, added, state: 'offered' });
    else if (await options.confirm(addition)) await write(path, what, addition.text, added);
    else files.push({ path, what, added, state: 'declined' });
  }
  const said = [...seen.findings, ...problems];
  const code = problems.some(isError) ? 2 : 0;
  const meaning = code === 0 ? 'ready' : 'not everything could be written';
  return { ...end(seen, said, code, meaning, files, next), text };
}

/** The file in this folder that would be written over, or no longer be followed. */
async function existingConfiguration(cwd: string): Promise<string | undefined> {
  for (const name of configurationNames) if (existsSync(resolve(cwd, name))) return name;
  const { configuration } = await readConfiguration(cwd);
  return configuration?.path === 'package.json' ? configuration.path : undefined;
}

const nothing: Pick<Survey, 'drawn' | 'participants' | 'services'> = { drawn: [], participants: [], services: [] };

function end(
  { drawn, participants, services }: Pick<Survey, 'drawn' | 'participants' | 'services'>,
  said: readonly Finding[],
  code: number,
  meaning: string,
  files: readonly InitFile[] = [],
  next: readonly string[] = [],
): InitOutcome {
  const found = {
    files: drawn.length,
    diagrams: drawn.reduce((sum, { diagrams }) => sum + diagrams, 0),
    sequences: drawn.reduce((sum, { sequences }) => sum + sequences.length, 0),
    participants: participants.filter(({ kind }) => kind !== 'actor').length,
    services: services.flatMap(({ names, reported }) => reported ?? names[0] ?? []),
  };
  return { result: { found, files, findings: said, next }, sources: new Map(), exit: { code, meaning } };
}
