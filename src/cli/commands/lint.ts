import { InvalidArgumentError } from 'commander';
import { lintReports } from '#reports';
import { deliver } from '../delivery.ts';
import * as help from '../help.ts';
import { OutputWishes } from '../outputs.ts';
import { type CommandDefinition, commandOverDrawings, withReportOptions } from './define.ts';

interface LintFlags {
  readonly config?: string;
  readonly maxWarnings?: number;
  readonly color: boolean;
}

export const lint: CommandDefinition = {
  name: 'lint',
  takesCommand: false,
  define: (context, done) => {
    const wishes = new OutputWishes();
    const command = commandOverDrawings('lint', 'tell what is wrong or doubtful in drawings').option(
      '--max-warnings <number>',
      'exit with 1 where there are more warnings',
      wholeNumber,
    );
    return withReportOptions(command, wishes)
      .addHelpText('after', () => ['', help.paths, help.lint.exitStatus, help.lint.examples].join('\n\n').slice(1))
      .action(async (paths: string[], { color, ...flags }: LintFlags) => {
        const outputs = wishes.complete('lint');
        const project = await import('#project');
        const outcome = await project.lint({ paths, ...flags }, { cwd: context.cwd });
        done(await deliver(outcome, lintReports, outputs, color, context));
      });
  },
};

function wholeNumber(text: string): number {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError('a whole number was expected, such as 0');
  return Number(text);
}
