import { createInterface } from 'node:readline';
import { Command } from 'commander';
import { initReport } from '#reports';
import { reportOptions, tellFindings } from '../delivery.ts';
import * as help from '../help.ts';
import { type Context, write } from '../surroundings.ts';
import { version } from '../version.ts';
import type { CommandDefinition } from './define.ts';

interface InitFlags {
  readonly yes?: boolean;
  readonly force?: boolean;
  readonly dryRun?: boolean;
  readonly color: boolean;
}

export const init: CommandDefinition = {
  name: 'init',
  takesCommand: false,
  define: (context, done): Command =>
    new Command('init')
      .summary('look at the repository and write a commented asdrawn.yaml')
      .description('Looks at the repository and writes a commented asdrawn.yaml.')
      .option('-y, --yes', 'write the hook and the CI job as well, without asking')
      .option('--dry-run', 'print asdrawn.yaml, and write nothing')
      .option('--force', 'write over an asdrawn.yaml that is there')
      .option('--no-color', 'no colours, even on a terminal')
      .addHelpText('after', () =>
        ['', help.init.details, help.init.exitStatus, help.init.examples].join('\n\n').slice(1),
      )
      .action(async ({ yes = false, color, ...flags }: InitFlags) => {
        const { stdout, stderr } = context.streams;
        const project = await import('#project');
        const confirm = yes ? async () => true : isTerminal(context) ? asking(context) : undefined;
        const options = { ...flags, version: version(), ...(confirm && { confirm }) };
        const outcome = await project.init(options, { cwd: context.cwd });
        const { result, exit, text } = outcome;
        await tellFindings(result.findings, outcome, color, context);
        if (flags.dryRun && text !== undefined) await write(stdout, text);
        else if (text !== undefined) {
          const report = await initReport();
          await write(stdout, report(result, reportOptions(outcome, stdout, color, context)));
        }
        if (exit.code !== 0) await write(stderr, `asdrawn: ${exit.meaning} (exit status ${exit.code})\n`);
        done(exit.code);
      }),
};

function isTerminal({ streams: { stdin, stdout } }: Context): boolean {
  return 'isTTY' in stdin && stdin.isTTY === true && stdout.isTTY === true;
}

/** One question at a time; an empty answer is yes, an end of the input is no. */
function asking({ streams: { stdin, stdout } }: Context) {
  return async ({ what, path }: { readonly what: string; readonly path: string }): Promise<boolean> => {
    await write(stdout, `add ${what} (${path})? [Y/n] `);
    const lines = createInterface({ input: stdin, terminal: false });
    const answer = await new Promise<string>((answered) => {
      lines.once('line', answered).once('close', () => answered('no'));
    });
    lines.close();
    return /^\s*(?:y|yes)?\s*$/i.test(answer);
  };
}
