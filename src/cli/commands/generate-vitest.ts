import { Command } from 'commander';
import { diffReport } from '#reports';
import { reportOptions, tellFindings } from '../delivery.ts';
import { UsageError } from '../failure.ts';
import * as help from '../help-generate.ts';
import { write } from '../surroundings.ts';
import type { CommandDefinition } from './define.ts';

interface GenerateFlags {
  readonly for?: string;
  readonly output?: string;
  readonly schemas?: string;
  readonly check?: boolean;
  readonly dryRun?: boolean;
  readonly force?: boolean;
  readonly config?: string;
  readonly color: boolean;
}

export const generateVitest: CommandDefinition = {
  name: 'vitest',
  takesCommand: true,
  define: (context, done): Command =>
    new Command('vitest')
      .summary('contract tests of one service for Vitest')
      .description('Write contract tests of one service for Vitest, one for each way through the drawing.')
      .argument('<drawing>', 'the drawing; of several in a file one by its name: docs/shop.md#Checkout')
      .usage('<drawing> --for <participant> [options] [-- command...]')
      .option('--for <participant>', 'the service under test: everybody else is played')
      .option('-o, --output <file>', 'file for the tests; standard output without one')
      .option('--schemas <folder>', 'JSON Schemas for bodies (default: what is configured)')
      .option('--check', 'write nothing; exit with 1 if the file is not up to date')
      .option('--dry-run', 'write nothing; show what would change')
      .option('--force', 'write over a file that asdrawn has not written')
      .option('--config <file>', 'configuration to follow (default: the nearest asdrawn.yaml)')
      .option('--no-color', 'no colours, even on a terminal')
      .addHelpText('after', () => ['', help.details, help.exitStatus, help.examples].join('\n\n').slice(1))
      .action(async (drawing: string, flags: GenerateFlags) => {
        const { for: subject, output, check = false, dryRun = false, force = false, schemas, config, color } = flags;
        if (subject === undefined)
          throw new UsageError('--for has to name the service under test: --for orders', 'generate vitest');
        if (output === undefined && (check || dryRun))
          throw new UsageError(
            `${check ? '--check' : '--dry-run'} is about a file: name it with -o`,
            'generate vitest',
          );
        const project = await import('#project');
        const outcome = await project.generateVitest(
          {
            drawing,
            for: subject,
            force,
            mode: check ? (dryRun ? 'check-and-diff' : 'check') : dryRun ? 'diff' : 'write',
            command: context.command,
            ...(output !== undefined && { output }),
            ...(schemas !== undefined && { schemas }),
            ...(config !== undefined && { config }),
          },
          { cwd: context.cwd },
        );
        const { result, exit } = outcome;
        const { stdout, stderr } = context.streams;
        await tellFindings(result.findings, outcome, color, context);
        if (result.text !== undefined) await write(stdout, result.text);
        if (dryRun && result.file) {
          const report = await diffReport();
          await write(stdout, report([result.file], reportOptions(outcome, stdout, color, context)));
        }
        const tests = `${result.tests} ${result.tests === 1 ? 'test' : 'tests'}`;
        if (exit.code !== 0) await write(stderr, `asdrawn: ${exit.meaning} (exit status ${exit.code})\n`);
        else if (output !== undefined) await write(stderr, `asdrawn: ${exit.meaning}; ${output}, ${tests}\n`);
        done(exit.code);
      }),
};
