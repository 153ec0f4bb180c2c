import type { Command } from 'commander';
import { type FormatMode, formatReport } from '#reports';
import { reportOptions, tellFindings } from '../delivery.ts';
import * as help from '../help.ts';
import { readAll, write } from '../surroundings.ts';
import { type CommandDefinition, commandOverDrawings, withSince } from './define.ts';

interface FormatFlags {
  readonly config?: string;
  readonly check?: boolean;
  readonly diff?: boolean;
  readonly since?: string;
  readonly color: boolean;
}

export const format: CommandDefinition = {
  name: 'format',
  takesCommand: false,
  define: (context, done): Command =>
    withSince(commandOverDrawings('format', 'put the text of drawings in order without changing what they say'))
      .option('--check', 'write nothing; exit with 1 and name the files that are not in order')
      .option('--diff', 'write nothing; show what would change')
      .option('--no-color', 'no colours, even on a terminal')
      .addHelpText('after', () =>
        ['', help.paths, help.format.details, help.format.exitStatus, help.format.examples].join('\n\n').slice(1),
      )
      .action(async (paths: string[], { check = false, diff = false, color, ...flags }: FormatFlags) => {
        const { stdin, stdout } = context.streams;
        const mode: FormatMode = check ? (diff ? 'check-and-diff' : 'check') : diff ? 'diff' : 'write';
        const project = await import('#project');
        const outcome = await project.format(
          { paths, mode, ...flags },
          { cwd: context.cwd, stdin: () => readAll(stdin) },
        );
        const { result, exit } = outcome;
        await tellFindings(result.findings, outcome, color, context);
        const [piped] = result.files.filter(({ path }) => path === '-');
        if (piped && mode === 'write') await write(stdout, piped.after);
        else if (result.files.length > 0) {
          const report = await formatReport();
          await write(stdout, report(result, reportOptions(outcome, stdout, color, context)));
        } else if (exit.code !== 0) {
          await write(context.streams.stderr, `asdrawn: ${exit.meaning} (exit status ${exit.code})\n`);
        }
        done(exit.code);
      }),
};
