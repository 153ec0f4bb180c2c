import { InvalidArgumentError, Option } from 'commander';
import type { FaultWish, RunOptions } from '#project';
import { runReports, runReportsAs } from '#reports';
import { deliver } from '../delivery.ts';
import { UsageError } from '../failure.ts';
import * as help from '../help.ts';
import { OutputWishes } from '../outputs.ts';
import { type CommandDefinition, collect, commandOverDrawings, withReportOptions } from './define.ts';

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
      .option('--choose <line=number>', 'make the choice at a line, or the one with this guard; repeatable', collect)
      .addOption(new Option('--seed <number>', 'of everything that is left to chance').argParser(whole(0)).default(1))
      .addOption(new Option('--runs <number>', 'how many runs of each drawing by chance').argParser(whole(1)))
      .option('--fault <kind>', 'let something go wrong: drop, drop@23, duplicate=5%; repeatable', collect)
      .option('--mutate <kinds>', 'let every single fault strike, and see that it is found: all, or a list')
      .option('--record <file>', 'write what services would have reported as OTLP JSON')
      .option('--timeline', 'show messages as bars over time');
    return withReportOptions(command, wishes)
      .addHelpText('after', () => ['', help.run.details, help.run.exitStatus, help.run.examples].join('\n\n').slice(1))
      .action(async (paths: string[], flags: RunFlags) => {
        const outputs = wishes.complete('run', context.streams.stdout);
        const { policy, seed, record, timeline = false, color, config } = flags;
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

/** A whole number from the least one on. */
function whole(least: number): (text: string) => number {
  return (text) => {
    if (!/^\d+$/.test(text) || Number(text) < least)
      throw new InvalidArgumentError(`it is a whole number from ${least} on`);
    return Number(text);
  };
}
