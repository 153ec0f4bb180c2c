import { InvalidArgumentError, Option } from 'commander';
import type { FaultWish, RunOptions } from '#project';
import { runReports, runReportsAs, stubReports } from '#reports';
import { deliver } from '../delivery.ts';
import { UsageError } from '../failure.ts';
import * as help from '../help.ts';
import { type OutputWish, OutputWishes } from '../outputs.ts';
import type { Context } from '../surroundings.ts';
import { type CommandDefinition, collect, commandOverDrawings, withReportOptions } from './define.ts';
import { liveOptions, livePlace, playingOptions, portOf, seconds } from './live-options.ts';

interface RunFlags {
  readonly policy: RunOptions['policy'];
  readonly choose?: readonly string[];
  readonly seed: number;
  readonly runs?: number;
  readonly fault?: readonly string[];
  readonly mutate?: string;
  readonly record?: string;
  readonly timeline?: boolean;
  readonly color: boolean;
  readonly config?: string;
  readonly only?: readonly string[];
  readonly transport?: 'http';
  readonly at?: readonly (readonly [string, string])[];
  readonly listen?: readonly (readonly [string, number])[];
  readonly timeout?: number;
  readonly startTimeout?: number;
  readonly broker?: string;
  readonly keepServing?: boolean;
}

export const run: CommandDefinition = {
  name: 'run',
  takesCommand: false,
  define: (context, done) => {
    const wishes = new OutputWishes(runReports);
    const command = commandOverDrawings('run', 'execute drawings, and judge what their services would report')
      .addOption(
        new Option('--policy <policy>', 'how choices are made').choices(['first', 'random', 'cover']).default('first'),
      )
      .option('--choose <choice>', 'a guard, a status, a line, or line=number; repeatable', collect)
      .addOption(new Option('--seed <number>', 'of everything that is left to chance').argParser(whole(0)).default(1))
      .addOption(new Option('--runs <number>', 'how many runs of each drawing by chance').argParser(whole(1)))
      .option('--fault <kind>', 'let something go wrong: drop, drop@23, duplicate=5%; repeatable', collect)
      .option('--mutate <kinds>', 'let every single fault strike, and see that it is found: all, or a list')
      .option('--record <file>', 'write what services would have reported as OTLP JSON')
      .option('--timeline', 'show messages as bars over time')
      .option('--only <participants>', 'play these alone, in real time: a list; others are further processes', named)
      .option('--keep-serving', 'with --only: flow after flow, until Ctrl-C')
      .addOption(new Option('--transport <transport>', 'of --only: how messages go').choices(['http']))
      .option('--at <name=url>', 'with --only: where somebody else listens; repeatable', addressOf)
      .option('--listen <name=port>', 'with --only: where a participant listens; repeatable', portOf)
      .option('--broker <url>', 'with --only: where the broker is: amqp://localhost, mqtt://localhost')
      .option('--timeout <seconds>', 'with --only: wait no longer than this for anything (default: 5)', seconds)
      .option('--start-timeout <seconds>', 'with --only: wait so long for others to begin (default: 30)', seconds);
    return withReportOptions(command, wishes)
      .addHelpText('after', () => ['', help.run.details, help.run.exitStatus, help.run.examples].join('\n\n').slice(1))
      .action(async (paths: string[], flags: RunFlags) => {
        const outputs = wishes.complete('run', context.streams.stdout);
        const { policy, seed, record, timeline = false, color, config } = flags;
        if (flags.only) return done(await runOnly(paths, { ...flags, only: flags.only }, outputs, context));
        for (const name of ['transport', 'at', 'listen', 'broker', 'timeout', 'startTimeout', 'keepServing'] as const)
          if (flags[name] !== undefined)
            throw new UsageError(
              `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)} goes with --only, which plays in real time`,
              'run',
            );
        if (flags.runs !== undefined && policy !== 'random')
          throw new UsageError('--runs says how many runs there are by chance; it goes with --policy random', 'run');
        const project = await import('#project');
        const { readFaultKinds, readFaultWish, readWish } = await project.wishes();
        const faults = (flags.fault ?? []).map((text): FaultWish => {
          const wish = readFaultWish(text);
          if (typeof wish === 'string') throw new UsageError(`--fault cannot be '${text}': ${wish}`, 'run');
          return wish;
        });
        const mutate = readFaultKinds(flags.mutate);
        if (typeof mutate === 'string') throw new UsageError(`--mutate cannot be '${flags.mutate}': ${mutate}`, 'run');
        const outcome = await project.run(
          {
            paths,
            policy: mutate.length > 0 && policy === 'first' ? 'cover' : policy,
            seed,
            runs: flags.runs ?? 1,
            choose: (flags.choose ?? []).map(readWish),
            faults,
            mutate,
            ...(record !== undefined && { record }),
            ...(config !== undefined && { config }),
          },
          { cwd: context.cwd },
        );
        done(await deliver(outcome, timeline ? runReportsAs('timeline') : runReports, outputs, color, context));
      });
  },
};

/** Plays some participants over HTTP, while others are further processes. */
async function runOnly(
  paths: readonly string[],
  flags: RunFlags & { readonly only: readonly string[] },
  outputs: readonly OutputWish<'pretty' | 'json'>[],
  context: Context,
): Promise<number> {
  const [drawing, ...more] = paths;
  if (drawing === undefined || more.length > 0) throw new UsageError('--only plays one drawing: name its file', 'run');
  for (const [name, given] of [
    ['--fault', flags.fault],
    ['--mutate', flags.mutate],
    ['--runs', flags.runs],
    ['--timeline', flags.timeline],
  ])
    if (given !== undefined) throw new UsageError(`${name} is of simulated runs, and does not go with --only`, 'run');
  if (flags.policy === 'cover')
    throw new UsageError('--policy cover is of simulated runs; here it is first or random', 'run');
  const { only, at = [], config } = flags;
  const project = await import('#project');
  const outcome = await project.runLive(
    {
      drawing,
      only,
      at: Object.fromEntries(at),
      ...(config !== undefined && { config }),
      ...playingOptions(flags),
      ...liveOptions(flags, []),
    },
    livePlace(context, outputs),
  );
  return deliver(outcome, stubReports, outputs, flags.color, context);
}

function named(text: string, before: readonly string[] = []): string[] {
  const names = text.split(',').map((name) => name.trim());
  if (names.includes('')) throw new InvalidArgumentError('a list of participants was expected: orders,payment');
  return [...before, ...names];
}

function addressOf(text: string, before: readonly (readonly [string, string])[] = []): (readonly [string, string])[] {
  const match = /^([^=]+)=(https?:\/\/.+)$/.exec(text);
  if (!match) throw new InvalidArgumentError('a name and an address were expected: inventory=http://127.0.0.1:4002');
  return [...before, [match[1]!.trim(), match[2]!]];
}

/** A whole number from the least one on. */
function whole(least: number): (text: string) => number {
  return (text) => {
    if (!/^\d+$/.test(text) || Number(text) < least)
      throw new InvalidArgumentError(`it is a whole number from ${least} on`);
    return Number(text);
  };
}
