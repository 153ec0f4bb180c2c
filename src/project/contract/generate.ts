import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { type Finding, ruleDescriptions } from '#checks';
import { planTests, readKept, writeTests } from '#generators';
import { type Interaction, type LifelineId, messagesOf, words } from '#model';
import { lifelineNamed, type Preparation, partsOf, prepare } from '#runtime';
import { schemasFor } from '../bodies/schemas-for.ts';
import { reasonOf } from '../files.ts';
import { findings } from '../findings.ts';
import { type LiveDrawing, readLiveDrawing } from '../live/live-drawing.ts';
import { findingOfDeviation } from '../live/live-findings.ts';
import { StubError } from '../live/stub-error.ts';
import type { Outcome } from '../outcome.ts';
import { isError } from '../severity.ts';
import { replaceFile } from '../writing.ts';
import { contractFindings } from './contract-findings.ts';

export interface GenerateOptions {
  /** The file of the drawing; of several in it one by name: `docs/shop.md#Checkout`. */
  readonly drawing: string;
  /** The participant under test, by id or label. */
  readonly for: string;
  /** The file that the tests go to; without one they are handed back. */
  readonly output?: string;
  /** `check`: only said whether the file is up to date; `diff`: shown how it would change. */
  readonly mode: 'write' | 'check' | 'diff' | 'check-and-diff';
  /** Write over a file that asdrawn has not written. */
  readonly force: boolean;
  /** A folder of JSON Schemas for bodies, instead of the one that is configured. */
  readonly schemas?: string;
  /** Starts the service under test. */
  readonly command?: readonly string[];
  readonly config?: string;
}

export interface GenerateResult {
  readonly findings: readonly Finding[];
  /** What goes to standard output. */
  readonly text?: string;
  /** The file, and what changes in it. */
  readonly file?: { readonly path: string; readonly before: string; readonly after: string };
  readonly tests: number;
}

/** Writes contract tests for Vitest; what a person wrote into marked places of the file stays. */
export async function generateVitest(
  options: GenerateOptions,
  place: { readonly cwd: string },
): Promise<Outcome<GenerateResult>> {
  const { cwd } = place;
  const { output, mode, schemas } = options;
  const reading = await readLiveDrawing(options.drawing, options, cwd);
  const said: Finding[] = [...reading.findings];
  const end = (code: number, meaning: string, more: Partial<GenerateResult> = {}): Outcome<GenerateResult> => ({
    result: { tests: 0, ...more, findings: said },
    sources: reading.sources,
    exit: { code, meaning },
    rules: ruleDescriptions,
  });
  const nothing = () => end(2, 'nothing was written');
  const { live } = reading;
  if (!live) return nothing();
  const found = lifelineNamed(live.interaction, options.for);
  if ('problem' in found) {
    said.push({ ...findingOfDeviation(live.path, found.problem), path: live.path });
    return nothing();
  }
  const subject = found.id;
  const unfit = whyNot(live, subject);
  if (unfit) {
    said.push(unfit);
    return nothing();
  }
  const others = live.interaction.lifelines.map(({ id }) => id).filter((id) => id !== subject);
  const preparation = prepare({
    interaction: live.interaction,
    ...{ played: new Set(others), reachable: new Set([subject]), hasBroker: true },
  });
  const problems = preparation.problems.filter(({ severity }) => severity === 'error');
  try {
    said.push(...((await schemasFor(reading, schemas, cwd))?.findings ?? []));
  } catch (error) {
    if (!(error instanceof StubError)) throw error;
    said.push(...error.findings);
  }
  said.push(...problems.map((problem) => findingOfDeviation(live.path, problem)));
  if (said.some(isError)) return nothing();
  const plan = planTests(preparation, subject);
  if (plan.tests.length === 0) {
    said.push(notUnderTest(live, subject, 'nothing that it does can be seen from outside'));
    return nothing();
  }

  const before = output === undefined ? undefined : await textOf(output, cwd);
  if (typeof before === 'object') {
    said.push(before);
    return nothing();
  }
  const kept = before === undefined ? undefined : readKept(before);
  if (output !== undefined && kept) {
    if (!kept.isOurs && before !== '' && !options.force) said.push(contractFindings.foreignFile(output));
    if (kept.isOurs)
      said.push(...kept.problems.map(({ line, message }) => contractFindings.brokenMark(output, line, message)));
    if (said.some(isError)) return nothing();
  }
  // Tests follow the nearest configuration by themselves, and know of no other.
  const writtenSchemas = schemas ?? (options.config === undefined ? undefined : reading.schemas?.folder);
  const written = writeTests(
    plan,
    {
      drawing: options.drawing,
      subject,
      commandLine: commandLine(options, subject),
      command: options.command ?? [],
      variables: variablesOf(preparation, subject),
      ...(writtenSchemas !== undefined && { schemas: writtenSchemas }),
    },
    kept?.isOurs ? kept : undefined,
  );
  const tests = plan.tests.length;
  if (output === undefined) return end(0, 'written', { text: written.text, tests });
  if (written.gone.length > 0) said.push(contractFindings.gone(output, written.gone));
  const file = { path: output, before: before ?? '', after: written.text };
  const isNew = before !== written.text;
  if (mode === 'check' || mode === 'check-and-diff')
    return isNew
      ? end(1, `${output} is not up to date with ${options.drawing}`, { file, tests })
      : end(0, `${output} is up to date`, { file, tests });
  if (mode === 'diff') return end(0, 'nothing was written', { file, tests });
  if (isNew) {
    try {
      await replaceFile(output, written.text, cwd);
    } catch (error) {
      said.push(findings.unwritable(output, reasonOf(error)));
      return nothing();
    }
  }
  return end(0, isNew ? 'written' : 'up to date', { file, tests });
}

/** Undefined where there is no such file. */
async function textOf(path: string, cwd: string): Promise<string | Finding | undefined> {
  try {
    return await readFile(resolve(cwd, path), 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    return findings.unreadable(path, reasonOf(error));
  }
}

function whyNot(live: LiveDrawing, subject: LifelineId): Finding | undefined {
  const { interaction } = live;
  const { role } = partsOf(interaction).get(subject)!;
  if (role === 'environment')
    return notUnderTest(live, subject, 'it is an actor, somebody outside who uses the services');
  if (role === 'store') return notUnderTest(live, subject, 'it is a database, which does only what services ask of it');
  if (role === 'broker')
    return notUnderTest(live, subject, 'it is a broker, which only hands on what services give it');
  if (!hasMessages(interaction, subject)) return notUnderTest(live, subject, 'no message goes to it or comes from it');
  return undefined;
}

function notUnderTest({ path, interaction }: LiveDrawing, subject: LifelineId, why: string): Finding {
  const lifeline = interaction.lifelines.find(({ id }) => id === subject)!;
  const parts = partsOf(interaction);
  const others = interaction.lifelines
    .filter(({ id }) => id !== subject && parts.get(id)?.role === 'service' && hasMessages(interaction, id))
    .map(({ id }) => id);
  return contractFindings.notUnderTest(path, lifeline.range, subject, why, others);
}

function hasMessages(interaction: Interaction, subject: LifelineId): boolean {
  return messagesOf(interaction).some(({ from, to }) => (from === subject) !== (to === subject));
}

/** Variables that the service under test is given, as the stub names them. */
function variablesOf({ called, interaction }: Preparation, subject: LifelineId): readonly string[] {
  return interaction.lifelines
    .filter(({ id }) => id !== subject && called.includes(id))
    .map(({ id, label }) => {
      const name = words(label).join('_').toUpperCase() || words(id).join('_').toUpperCase();
      return `${name.replace(/[^A-Z0-9_]/g, '_')}_URL`;
    });
}

function commandLine({ drawing, output, schemas, config }: GenerateOptions, subject: string): string {
  const spoken = (text: string) => (/^[\w./:@=-]+$/.test(text) ? text : JSON.stringify(text));
  return [
    'asdrawn generate vitest',
    spoken(drawing),
    `--for ${spoken(subject)}`,
    ...(schemas === undefined ? [] : [`--schemas ${spoken(schemas)}`]),
    ...(config === undefined ? [] : [`--config ${spoken(config)}`]),
    ...(output === undefined ? [] : [`-o ${spoken(output)}`]),
  ].join(' ');
}
