import { Command, Option } from 'commander';
import { tellFindings } from '../delivery.ts';
import { UsageError } from '../failure.ts';
import * as help from '../help.ts';
import { readAll, write } from '../surroundings.ts';
import type { CommandDefinition } from './define.ts';

interface ConvertFlags {
  readonly to?: 'plantuml' | 'mermaid';
  readonly output?: string;
  readonly inPlace?: boolean;
  readonly force?: boolean;
  readonly lossy?: boolean;
  readonly color: boolean;
}

export const convert: CommandDefinition = {
  name: 'convert',
  takesCommand: false,
  define: (context, done): Command =>
    new Command('convert')
      .summary('write a drawing in the other language')
      .description('Write a drawing in the other language.')
      .argument('<file>', 'a drawing or a Markdown document; - is standard input')
      .addOption(new Option('--to <language>', 'the language to write').choices(['plantuml', 'mermaid']))
      .option('-o, --output <file>', 'file for the text; standard output without one')
      .option('--in-place', 'convert the drawings of a Markdown document where they stand')
      .option('--force', 'write over the file of -o')
      .option('--lossy', 'write also what the language has no words for, as near as it comes')
      .option('--no-color', 'no colours, even on a terminal')
      .addHelpText('after', () =>
        ['', help.convert.details, help.convert.exitStatus, help.convert.examples].join('\n\n').slice(1),
      )
      .action(async (path: string, flags: ConvertFlags) => {
        const { to, output, inPlace = false, force = false, lossy = false, color } = flags;
        if (inPlace && output !== undefined)
          throw new UsageError('the text goes into the document (--in-place) or to a file (-o), not both', 'convert');
        if (inPlace && path === '-') throw new UsageError('standard input cannot be written in place', 'convert');
        const project = await import('#project');
        const outcome = await project.convert(
          { path, lossy, inPlace, force, ...(to ? { to } : {}), ...(output === undefined ? {} : { output }) },
          { cwd: context.cwd, stdin: () => readAll(context.streams.stdin) },
        );
        const { text, written, findings } = outcome.result;
        await tellFindings(findings, outcome, color, context);
        if (text !== undefined) await write(context.streams.stdout, text);
        const { code, meaning } = outcome.exit;
        const { stderr } = context.streams;
        if (written !== undefined) await write(stderr, `asdrawn: ${meaning}; see ${written} (exit status ${code})\n`);
        else if (code !== 0) await write(stderr, `asdrawn: ${meaning} (exit status ${code})\n`);
        done(code);
      }),
};
