import { resolve } from 'node:path';
import { InvalidArgumentError } from 'commander';
import { diffReport, lintReports } from '#reports';
import { deliver, reportOptions } from '../delivery.ts';
import { UsageError } from '../failure.ts';
import * as help from '../help.ts';
import { OutputWishes } from '../outputs.ts';
import { write } from '../surroundings.ts';
import { version } from '../version.ts';
import { watching } from '../watching.ts';
import {
  type BaselineFlags,
  type CommandDefinition,
  commandOverDrawings,
  withBaselineOptions,
  withReportOptions,
  withSince,
  withWatch,
} from './define.ts';

interface LintFlags extends BaselineFlags {
  readonly since?: string;
  readonly watch?: boolean;
  readonly cache: boolean;
  readonly cacheLocation?: string;
  readonly config?: string;
  readonly maxWarnings?: number;
  readonly fix?: boolean;
  readonly fixDryRun?: boolean;
  readonly color: boolean;
}

export const lint: CommandDefinition = {
  name: 'lint',
  takesCommand: false,
  define: (context, done) => {
    const wishes = new OutputWishes(lintReports);
    const command = commandOverDrawings('lint', 'tell what is wrong or doubtful in drawings')
      .option('--fix', 'make the fixes that keep drawings what they mean, and tell what is left')
      .option('--fix-dry-run', 'show what --fix would do, and write nothing')
      .option('--no-cache', 'read every file anew, and keep nothing for the next run')
      .option('--cache-location <folder>', 'default: node_modules/.cache/asdrawn, or $XDG_CACHE_HOME/asdrawn')
      .option('--max-warnings <number>', 'exit with 1 where there are more warnings', wholeNumber);
    return withReportOptions(withBaselineOptions(withWatch(withSince(command))), wishes)
      .addHelpText('after', () => ['', help.paths, help.lint.exitStatus, help.lint.examples].join('\n\n').slice(1))
      .action(
        async (
          paths: string[],
          { color, fix = false, fixDryRun = false, watch = false, cache, cacheLocation, ...flags }: LintFlags,
        ) => {
          const outputs = wishes.complete('lint', context.streams.stdout);
          const project = await import('#project');
          const mode = fixDryRun ? ({ fix: 'dry-run' } as const) : fix ? ({ fix: 'write' } as const) : {};
          const folder = cacheLocation ?? project.cacheFolder(context.cwd, context.env);
          const kept = cache && folder ? { cache: { folder: resolve(context.cwd, folder), version: version() } } : {};
          const run = async (): Promise<number> => {
            const outcome = await project.lint({ paths, ...flags, ...mode, ...kept }, { cwd: context.cwd });
            if (fixDryRun && outcome.fixed.length > 0) {
              const report = await diffReport();
              const { stdout } = context.streams;
              await write(stdout, report(outcome.fixed, reportOptions(outcome, stdout, color, context)));
            }
            return deliver(outcome, lintReports, outputs, color, context);
          };
          if (watch && flags.updateBaseline) throw new UsageError('--watch would freeze whatever comes up', 'lint');
          done(watch ? await watching(run, { paths, ...flags, outputs }, context) : await run());
        },
      );
  },
};

function wholeNumber(text: string): number {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError('a whole number was expected, such as 0');
  return Number(text);
}
