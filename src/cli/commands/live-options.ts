import { type Command, InvalidArgumentError, Option } from 'commander';
import type { LiveCommandOptions, LivePlace, StubOptions } from '#project';
import type { OutputWish } from '../outputs.ts';
import type { Context } from '../surroundings.ts';
import { collect } from './define.ts';

/** What all commands understand that play participants in real time. */
export interface LiveFlags {
  readonly listen?: readonly (readonly [string, number])[];
  readonly timeout?: number;
  readonly startTimeout?: number;
  readonly keepServing?: boolean;
  readonly once?: boolean;
  readonly receive?: boolean;
  readonly record?: string;
  readonly addresses?: string;
  readonly broker?: string;
  readonly choose?: readonly string[];
  readonly policy: string;
  readonly seed: number;
}

export function withLiveOptions(command: Command): Command {
  return command
    .option('--listen <name=port>', 'where a participant listens (default: a free port); repeatable', portOf)
    .option('--timeout <seconds>', 'wait no longer than this for anything (default: 5)', seconds)
    .option('--start-timeout <seconds>', 'wait so long for the command to listen (default: 30)', seconds)
    .option('--once', 'without a target: end when one flow was answered')
    .option('--keep-serving', 'go on answering until Ctrl-C, or until the command ends')
    .option('--receive', 'let the service report its own spans, and judge by those as well')
    .option('--broker <url>', 'where the broker is: amqp://localhost, mqtt://localhost (default: left alone)')
    .option('--addresses <file>', 'write where participants listen as NAME=url lines');
}

export function liveOptions(flags: LiveFlags, command: readonly string[]): LiveCommandOptions {
  const { keepServing = false, once = false, receive = false, record, addresses, startTimeout, broker } = flags;
  const [program, ...args] = command;
  return {
    ...{ keepServing, once, receive },
    ...(record !== undefined && { record }),
    ...(broker !== undefined && { brokerAddress: broker }),
    ...(addresses !== undefined && { environmentFile: addresses }),
    ...(startTimeout !== undefined && { startTimeout: startTimeout * 1000 }),
    ...(program !== undefined && { command: [program, ...args] }),
  };
}

export function playingOptions({
  listen = [],
  timeout,
  choose,
  policy,
  seed,
}: LiveFlags): Pick<StubOptions, 'listen' | 'timeout' | 'choose' | 'policy' | 'seed'> {
  return {
    listen: Object.fromEntries(listen),
    ...(timeout !== undefined && { timeout: timeout * 1000 }),
    ...(choose && { choose }),
    policy: policy === 'random' ? 'random' : 'first',
    seed,
  };
}

/** Where participants listen is told at once: whoever calls them has to know it before. */
export function livePlace(
  { streams, cwd, env }: Context,
  outputs: readonly OutputWish<'pretty' | 'json'>[],
): LivePlace {
  const machineReads = outputs.some(({ format, file }) => file === undefined && format !== 'pretty');
  const stdout = machineReads ? streams.stderr : streams.stdout;
  return {
    cwd,
    environment: env,
    stdout,
    stderr: streams.stderr,
    progress: () => {},
    listening: (participants) => {
      const width = Math.max(0, ...participants.map(({ name }) => name.length));
      const rows = participants.map(({ name, url, variable }) => `  ${name.padEnd(width)}  ${url}  ${variable}\n`);
      stdout.write(rows.length > 0 ? `listening\n${rows.join('')}\n` : '');
    },
  };
}

export function policyOption(): Option {
  return new Option('--policy <policy>', 'how choices are made').choices(['first', 'random']).default('first');
}

export function chooseOption(command: Command): Command {
  return command.option('--choose <choice>', 'a guard, a status, a line, or line=number; repeatable', collect);
}

export function portOf(
  text: string,
  before: readonly (readonly [string, number])[] = [],
): (readonly [string, number])[] {
  const match = /^(.+)=(\d+)$/.exec(text);
  const port = Number(match?.[2]);
  if (!match || port < 1 || port > 65535)
    throw new InvalidArgumentError('a name and a port were expected: payment=4001');
  return [...before, [match[1]!.trim(), port]];
}

export function seconds(text: string): number {
  const number = Number(text);
  if (text.trim() === '' || !Number.isFinite(number) || number <= 0)
    throw new InvalidArgumentError('a number of seconds was expected, such as 2.5');
  return number;
}
