import { Command, CommanderError } from 'commander';
import { didYouMean } from '#diagnostics';
import { bindings } from './commands/bindings.ts';
import { check } from './commands/check.ts';
import { completion } from './commands/completion.ts';
import { convert } from './commands/convert.ts';
import type { CommandDefinition } from './commands/define.ts';
import { explain } from './commands/explain.ts';
import { format } from './commands/format.ts';
import { generate } from './commands/generate.ts';
import { init } from './commands/init.ts';
import { lint } from './commands/lint.ts';
import { parse } from './commands/parse.ts';
import { patterns } from './commands/patterns.ts';
import { render } from './commands/render.ts';
import { run as runDrawings } from './commands/run.ts';
import { stub } from './commands/stub.ts';
import { Failure, UsageError } from './failure.ts';
import * as help from './help.ts';
import { type Context, isUnwritable, type Streams, type Surroundings, write } from './surroundings.ts';
import { version } from './version.ts';

/** Every command there is. */
const commands: readonly CommandDefinition[] = [
  init,
  lint,
  check,
  runDrawings,
  bindings,
  parse,
  convert,
  format,
  render,
  stub,
  generate,
  patterns,
  explain,
  completion,
];

/**
 * The command line as a function: arguments (without program and script) in, exit status out. Everything else it
 * touches is passed in. Never rejects.
 */
export async function main(argv: readonly string[], streams: Streams, surroundings: Surroundings): Promise<number> {
  try {
    return await run(argv, streams, surroundings);
  } catch (error) {
    const message = error instanceof Failure ? failureMessage(error) : internalMessage(error, surroundings.env);
    await write(streams.stderr, message);
    return 2;
  }
}

async function run(given: readonly string[], streams: Streams, surroundings: Surroundings): Promise<number> {
  const argv = given[0] === 'help' ? helpOf(given.slice(1)) : given;
  if (argv[0] === '--version' || argv[0] === '-V') {
    await write(streams.stdout, `${version()}\n`);
    return 0;
  }
  // Commander would take what follows `--` for more paths.
  const end = argv.indexOf('--');
  const named = commands.find(({ name }) => name === argv[0]);
  const command = end >= 0 && named?.takesCommand ? argv.slice(end + 1) : [];
  const own = end >= 0 && named?.takesCommand ? argv.slice(0, end) : argv;
  if (end >= 0 && named?.takesCommand && command.length === 0)
    throw new UsageError('a command is missing after --', named.name);

  let status = 0;
  let said = '';
  // Only completion, help and slips of the pen are about all commands.
  const wanted = named && !named.knowsOthers ? [named] : commands;
  const program = programFor(wanted, { ...surroundings, streams, command }, (code) => {
    status = code;
  });
  for (const each of withSubcommands(program)) {
    each.exitOverride().configureOutput({
      writeOut: (text) => {
        said += text;
      },
      writeErr: () => {},
      getOutHelpWidth: () => Math.min(100, streams.stdout.columns ?? 80),
      getOutHasColors: () => false,
    });
  }
  try {
    await program.parseAsync(own.length > 0 ? own : ['--help'], { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode !== 0) throw new UsageError(sentence(error.message), calledName(own, program));
  }
  // Without arguments the help is an answer to a mistake.
  const asked = own.length > 0;
  await write(asked ? streams.stdout : streams.stderr, said);
  return asked ? status : 2;
}

function withSubcommands(command: Command): readonly Command[] {
  return [command, ...command.commands.flatMap(withSubcommands)];
}

/** `patterns list` of `patterns list --wrong`. */
function calledName(argv: readonly string[], program: Command): string | undefined {
  const names: string[] = [];
  let command: Command | undefined = program;
  for (const word of argv) {
    command = command.commands.find((each) => each.name() === word);
    if (!command) break;
    names.push(word);
  }
  return names.length > 0 ? names.join(' ') : undefined;
}

/** `help lint` as `lint --help`; help for a command that there is none of is a mistake. */
function helpOf([name, ...rest]: readonly string[]): readonly string[] {
  if (name === undefined || name.startsWith('-') || commands.some((command) => command.name === name))
    return name === undefined ? ['--help'] : [name, ...rest, '--help'];
  const meant = didYouMean(
    name,
    commands.map((command) => command.name),
  );
  throw new UsageError(`unknown command '${name}'${meant ? `; did you mean ${meant}?` : ''}`);
}

function programFor(wanted: readonly CommandDefinition[], context: Context, done: (status: number) => void): Command {
  const program = new Command('asdrawn')
    .description(help.overview)
    .usage('<command> [paths...] [options]')
    .helpCommand(false)
    .option('-V, --version', 'the version of asdrawn')
    .addHelpText('after', () => ['', help.exitStatus, help.environment, help.overviewExamples].join('\n\n').slice(1));
  for (const { define } of wanted) program.addCommand(define(context, done));
  return program;
}

/** Commander's words (`error: unknown option '--x'\n(Did you mean --y?)`) as one sentence. */
function sentence(message: string): string {
  return message
    .replace(/^error: /, '')
    .replace(/\n?\(Did you mean (.*?)\?\)$/s, '; did you mean $1?')
    .replace(/^option '(?:-\w, )?(--[\w-]+)[^']*' argument '(.*)' is invalid\. /s, "$1 cannot be '$2': ")
    .replace(/^option '(?:-\w, )?(--[\w-]+) (.*)' argument missing$/, '$1 needs a value: $1 $2')
    .trim();
}

function failureMessage(failure: Failure): string {
  const said = `asdrawn: ${failure.message}\n`;
  if (!(failure instanceof UsageError)) return said;
  return `${said}see: asdrawn ${failure.command ? `${failure.command} ` : ''}--help\n`;
}

/** What must never happen, said without a stack. */
export function internalMessage(error: unknown, env: NodeJS.ProcessEnv): string {
  const said = error instanceof Error ? error.message : String(error);
  // No defect: what is told has nowhere to go.
  if (isUnwritable(error)) return `asdrawn: the output cannot be written: ${said}\n`;
  const lines = [
    `asdrawn: internal error: ${said}`,
    'This is a defect of asdrawn, not of your drawings. Please report it with the command and, if you can, the drawing.',
  ];
  if (env.ASDRAWN_DEBUG === '1') lines.push(error instanceof Error ? (error.stack ?? '') : '');
  else lines.push('ASDRAWN_DEBUG=1 shows where it happened.');
  return `${lines.join('\n')}\n`;
}
