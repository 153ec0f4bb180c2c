import { Command, Option } from 'commander';
import type { ReportFormat } from '#reports';
import { ListedOption } from '../completion/vocabulary.ts';
import { listed, type OutputWishes } from '../outputs.ts';
import type { Context } from '../surroundings.ts';

/** One row of the table of commands. */
export interface CommandDefinition {
  readonly name: string;
  /** May it be followed by `-- <command…>`? */
  readonly takesCommand: boolean;
  /** Does it tell of the other commands? */
  readonly knowsOthers?: boolean;
  /** The commander command; its action hands the exit status to `done`. */
  readonly define: (context: Context, done: (status: number) => void) => Command;
}

export function commandOverDrawings(name: string, summary: string): Command {
  return new Command(name)
    .summary(summary)
    .description(`${summary[0]!.toUpperCase()}${summary.slice(1)}.`)
    .argument('[paths...]', 'files, folders or globs of drawings')
    .option('--config <file>', 'configuration to follow (default: the nearest asdrawn.yaml)');
}

/** The options that all commands have in common; they come last in the help. */
export function withReportOptions<Format extends ReportFormat>(
  command: Command,
  wishes: OutputWishes<Format>,
): Command {
  const [usual, ...others] = wishes.formats;
  const formats = `${listed([`${usual} (the default)`, ...others], 'or')}; repeatable`;
  return command
    .addOption(new ListedOption('-f, --format <format>', formats, wishes.formats).argParser(wishes.format))
    .addOption(new Option('-o, --output <file>', 'file for the report of the -f before it').argParser(wishes.file))
    .option('--no-color', 'no colours, even on a terminal');
}

export function withSince(command: Command): Command {
  return command.option('--since <git ref>', 'only what has changed since then, committed or not');
}

export function withWatch(command: Command): Command {
  return command.option('--watch', 'run again whenever a file changes, until Ctrl-C');
}

/** The options of commands whose findings a team can put off. */
export function withBaselineOptions(command: Command): Command {
  return command
    .option('--baseline <file>', 'known findings (default: asdrawn-baseline.json beside asdrawn.yaml or here)')
    .option('--update-baseline', 'take everything that is found for known from now on')
    .option('--strict-baseline', 'what the baseline knows and is not found any more is an error');
}

export interface BaselineFlags {
  readonly baseline?: string;
  readonly updateBaseline?: boolean;
  readonly strictBaseline?: boolean;
}

export function collect(value: string, before: readonly string[] = []): string[] {
  return [...before, value];
}
