import { InvalidArgumentError } from 'commander';
import type { CheckReport, Outcome } from '#project';
import { checkReports } from '#reports';
import { deliver } from '../delivery.ts';
import { UsageError } from '../failure.ts';
import * as help from '../help.ts';
import { type OutputWish, OutputWishes } from '../outputs.ts';
import type { Context } from '../surroundings.ts';
import { watching } from '../watching.ts';
import {
  type BaselineFlags,
  type CommandDefinition,
  collect,
  commandOverDrawings,
  withBaselineOptions,
  withReportOptions,
  withSince,
  withWatch,
} from './define.ts';

interface CheckFlags extends BaselineFlags {
  readonly since?: string;
  readonly watch?: boolean;
  readonly traces?: readonly string[];
  readonly allowInconclusive?: boolean;
  readonly config?: string;
  readonly idle?: number;
  readonly maxWait?: number;
  readonly threads?: number;
  readonly color: boolean;
}

export const check: CommandDefinition = {
  name: 'check',
  takesCommand: true,
  define: (context, done) => {
    const wishes = new OutputWishes(checkReports);
    const command = commandOverDrawings('check', 'judge traces of running services against drawings')
      .usage('[paths...] --traces <path> [options]\n       asdrawn check [paths...] [options] -- <command...>')
      .option('--traces <path>', 'traces: file, folder, glob, - (standard input) or address; repeatable', collect)
      .option('--allow-inconclusive', 'exit with 0 where the verdict is inconclusive or nothing was judged')
      .option('--idle <seconds>', 'quiet time after the command that ends the telemetry (default: 1.5)', seconds)
      .option('--max-wait <seconds>', 'wait no longer than this for the telemetry to end (default: 30)', seconds)
      .option('--threads <count>', 'threads that read a large file (default: one a processor)', threadCount);
    return withReportOptions(withBaselineOptions(withWatch(withSince(command))), wishes)
      .addHelpText('after', () =>
        ['', help.paths, help.check.traces, help.addresses, help.check.formats, help.exitStatus, help.check.examples]
          .join('\n\n')
          .slice(1),
      )
      .action(async (paths: string[], flags: CheckFlags) => {
        const outputs = wishes.complete('check', context.streams.stdout);
        const run = async (): Promise<number> =>
          deliver(await judge(paths, flags, outputs, context), checkReports, outputs, flags.color, context);
        if (!flags.watch) return done(await run());
        refuseToWatch(flags, context);
        const { configuredTraces } = await import('#project');
        const traces = flags.traces ?? (await configuredTraces({ paths, ...flags }, context.cwd));
        return done(await watching(run, { ...flags, paths, traces, outputs }, context));
      });
  },
};

function refuseToWatch({ updateBaseline, traces = [] }: CheckFlags, { command }: Context): void {
  if (command.length > 0) throw new UsageError('--watch is for recorded traces, not for a command', 'check');
  if (traces.includes('-')) throw new UsageError('--watch cannot read standard input twice', 'check');
  if (updateBaseline) throw new UsageError('--watch would freeze whatever comes up', 'check');
}

async function judge(
  paths: readonly string[],
  flags: CheckFlags,
  outputs: readonly OutputWish[],
  context: Context,
): Promise<Outcome<CheckReport>> {
  const { allowInconclusive = false, baseline, updateBaseline = false, strictBaseline = false, since } = flags;
  const known = {
    ...(baseline !== undefined && { baseline }),
    updateBaseline,
    strictBaseline,
    ...(since !== undefined && { since }),
  };
  const { streams, cwd, env } = context;
  const [program, ...args] = context.command;
  const project = await import('#project');
  const choice = { paths, ...known, ...(flags.config !== undefined && { config: flags.config }) };
  const traces = flags.traces ?? (program === undefined ? await project.configuredTraces(choice, cwd) : []);
  if (traces.length === 0 && program === undefined) {
    throw new UsageError(
      'there is nothing to judge the drawings by: give --traces <path>, or a command after --, or say `traces` in asdrawn.yaml',
      'check',
    );
  }
  if (traces.length > 0 && program !== undefined) {
    throw new UsageError('traces are either recorded (--traces) or come from a command (after --), not both', 'check');
  }
  if (program === undefined) {
    const stdin = (): NodeJS.ReadableStream => streams.stdin;
    const threads = flags.threads ?? threadsOf(env);
    return project.check(
      { ...choice, traces, allowInconclusive, ...(threads !== undefined && { threads }) },
      { cwd, stdin, environment: env },
    );
  }
  const machineReads = outputs.some(({ format, file }) => file === undefined && format !== 'pretty');
  return project.checkCommand(
    { ...choice, command: [program, ...args], ...patience(flags), allowInconclusive },
    {
      cwd,
      environment: env,
      stdout: machineReads ? streams.stderr : streams.stdout,
      stderr: streams.stderr,
      progress: (message) => {
        if (streams.stderr.isTTY) streams.stderr.write(`asdrawn: ${message}\n`);
      },
    },
  );
}

/** What was not given is left to the project. */
function patience({ idle, maxWait }: CheckFlags): Pick<CheckFlags, 'idle' | 'maxWait'> {
  return { ...(idle === undefined ? {} : { idle }), ...(maxWait === undefined ? {} : { maxWait }) };
}

function seconds(text: string): number {
  const number = Number(text);
  if (text.trim() === '' || !Number.isFinite(number) || number < 0) {
    throw new InvalidArgumentError('a number of seconds was expected, such as 1.5');
  }
  return number;
}

function threadsOf({ ASDRAWN_THREADS: wished }: NodeJS.ProcessEnv): number | undefined {
  if (!wished) return undefined;
  if (!/^[1-9]\d*$/.test(wished))
    throw new UsageError(`ASDRAWN_THREADS cannot be '${wished}': it is a number of threads`, 'check');
  return Number(wished);
}

function threadCount(text: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1)
    throw new InvalidArgumentError('a number of threads was expected, such as 2');
  return number;
}
