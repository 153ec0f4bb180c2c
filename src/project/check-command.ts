import { type CheckReport, casesInMemory, type Finding, ruleDescriptions, Shapes } from '#checks';
import { casesBy, type Receiver } from '#traces';
import { type BaselineChoice, BaselineFile, isBaselineLost, withBaseline } from './baseline/baseline-file.ts';
import { siftCheck } from './baseline/check-baseline.ts';
import { caseTraces } from './case-traces.ts';
import { type ChildEnding, runChild } from './child.ts';
import { type DrawingChoice, modelsOf, type ReadDrawings, readDrawings } from './drawings.ts';
import type { Evidence } from './evidence.ts';
import { type Ending, exitStatus } from './exit-status.ts';
import { reasonOf } from './files.ts';
import { findingOf, findings } from './findings.ts';
import { isUnchanged, judge, type ReducedBy } from './judgement.ts';
import type { Outcome } from './outcome.ts';
import { isError } from './severity.ts';
import { batchDelay, telemetryEnvironment } from './telemetry-environment.ts';

export interface CheckCommandOptions extends DrawingChoice, BaselineChoice {
  readonly command: readonly [string, ...string[]];
  /**
   * Seconds without an export, after the command has ended, that count as the end of the telemetry. Default: one more
   * than exporters may be silent between two batches, for processes may outlive the command.
   */
  readonly idle?: number;
  /** Seconds after which no more is waited for. Default 30, or three times `idle` where that is longer. */
  readonly maxWait?: number;
  readonly allowInconclusive?: boolean;
}

export interface CommandPlace {
  readonly cwd: string;
  readonly environment: NodeJS.ProcessEnv;
  /** Where the command's output goes. */
  readonly stdout: NodeJS.WritableStream;
  readonly stderr: NodeJS.WritableStream;
  /** Told what is going on. */
  readonly progress: (message: string) => void;
}

/**
 * Runs a command with its telemetry pointed at a receiver of our own, and judges what arrived. Drawings are read
 * first: where they have errors the command is not even started.
 */
export async function checkCommand(options: CheckCommandOptions, place: CommandPlace): Promise<Outcome<CheckReport>> {
  const read = await readDrawings(options, place.cwd);
  const spoken = options.command.join(' ');
  if (read.findings.some(isError)) {
    place.progress(`${spoken} was not started, for there are drawings that cannot be judged`);
    return conclude(read, place, unheard([]), { failed: true }, options);
  }
  // Only who runs a command pays for loading a server.
  const { startReceiver } = await import('#traces');
  const receiver = await startReceiver();
  try {
    const variables = telemetryEnvironment(receiver.url, place.environment);
    place.progress(`receiving traces at ${receiver.url} while ${spoken} runs`);
    const ended = await runCommand(options.command, variables, place);
    if ('notStarted' in ended) return conclude(read, place, unheard([ended.notStarted]), { failed: true }, options);
    const { interruptedBy } = ended;
    if (interruptedBy) {
      return conclude(
        read,
        place,
        unheard([findings.interrupted(interruptedBy)]),
        { failed: true, interruptedBy },
        options,
      );
    }
    const heard = await collect(receiver, patience(options, variables), place);
    const noSpans = findings.noSpansReceived(spoken, variables);
    if (succeeded(ended)) return conclude(read, place, { ...heard, noSpans }, { failed: false }, options);
    const after = [findings.commandFailed(spoken, howItEnded(ended))];
    return conclude(read, place, { ...heard, noSpans, after }, { failed: false, commandFailed: true }, options);
  } finally {
    await receiver.close();
  }
}

/** What a run has to show. */
interface Heard {
  readonly spans: Evidence['spans'];
  readonly findings: readonly Finding[];
  readonly cutShort: boolean;
  readonly noSpans?: Finding;
  /** Told last. */
  readonly after?: readonly Finding[];
}

function unheard(said: readonly Finding[]): Heard {
  return { spans: [], findings: said, cutShort: true };
}

async function conclude(
  read: ReadDrawings,
  { cwd }: Pick<CommandPlace, 'cwd'>,
  heard: Heard,
  ending: Ending,
  options: CheckCommandOptions,
): Promise<Outcome<CheckReport>> {
  const { spans, findings: said, after = [], ...circumstances } = heard;
  const cases: ReducedBy = (scope, own) => casesInMemory(casesBy(scope, spans), new Shapes(own));
  const judged = judge(read, { cases, findings: said }, circumstances);
  const isWhole = !ending.failed && !circumstances.cutShort;
  const baseline = await BaselineFile.open(options, read.configuration, cwd);
  // Of a run that was cut short, or whose command failed, nobody knows what is missing.
  const updateBaseline = options.updateBaseline === true && isWhole && !ending.commandFailed;
  const sifted = await siftCheck(baseline, { ...options, updateBaseline }, judged, isWhole);
  const result = { ...sifted, findings: [...sifted.findings, ...after] };
  const { allowInconclusive = false } = options;
  const exit = exitStatus(result, {
    ...ending,
    failed: ending.failed || isBaselineLost(sifted),
    unchanged: isUnchanged(read),
    allowInconclusive,
  });
  return {
    result,
    sources: withBaseline(read.sources, baseline),
    drawings: modelsOf(read),
    traces: caseTraces(spans),
    exit,
    rules: ruleDescriptions,
  };
}

async function runCommand(
  command: CheckCommandOptions['command'],
  variables: Readonly<Record<string, string>>,
  place: CommandPlace,
): Promise<ChildEnding | { readonly notStarted: Finding }> {
  try {
    return await runChild({ ...place, command, environment: { ...place.environment, ...variables } });
  } catch (error) {
    return { notStarted: notStarted(command[0], error) };
  }
}

/** Codes of the receiver's diagnostics after which spans may be missing. */
const losses = new Set(
  ['refused-export', 'over-limit', 'put-off', 'refused-connection'].map((name) => `traces/${name}`),
);

/** All in seconds. */
interface Patience {
  readonly idle: number;
  readonly maxWait: number;
  readonly delay: number;
}

function patience(options: CheckCommandOptions, variables: Readonly<Record<string, string>>): Patience {
  const delay = batchDelay(variables);
  const idle = options.idle ?? delay + 1;
  return { idle, delay, maxWait: options.maxWait ?? Math.max(30, 3 * idle) };
}

async function collect(receiver: Receiver, { idle, maxWait, delay }: Patience, place: CommandPlace): Promise<Heard> {
  place.progress(`the command has ended; waiting until nothing was exported for ${idle} s`);
  const settled = await receiver.settled({ idleMs: idle * 1000, maxMs: maxWait * 1000 });
  place.progress(`received ${receiver.count} spans`);
  const said = receiver.diagnostics().map(findingOf);
  const cutShort = settled !== 'idle' || said.some(({ code }) => losses.has(code));
  if (settled === 'timeout') said.push(findings.stillExporting(maxWait, idle));
  // Our own delay is short, and a shorter --idle a choice.
  else if (idle < delay && place.environment.OTEL_BSP_SCHEDULE_DELAY) said.push(findings.shortIdle(idle, delay));
  return { spans: receiver.spans(), findings: said, cutShort };
}

function succeeded({ code }: ChildEnding): boolean {
  return code === 0;
}

function notStarted(file: string, error: unknown): Finding {
  const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
  if (!missing) return findings.commandNotStarted(file, reasonOf(error));
  const help = /\s/.test(file)
    ? 'after -- the command and its arguments are separate words, without quotes around the whole'
    : 'no shell is involved; for a shell’s own words write: -- sh -c "…"';
  return findings.commandNotStarted(file, 'there is no such command', help);
}

function howItEnded({ code, signal }: ChildEnding): string {
  return signal ? `was ended by ${signal}` : `failed with exit status ${code}`;
}
