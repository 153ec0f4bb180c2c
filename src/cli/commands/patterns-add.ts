import { extname } from 'node:path';
import { Command, InvalidArgumentError, Option } from 'commander';
import type { Rename } from '#project';
import { addedPatternReport } from '#reports';
import { reportOptions, tellFindings } from '../delivery.ts';
import { UsageError } from '../failure.ts';
import * as help from '../help-patterns.ts';
import { write } from '../surroundings.ts';
import type { CommandDefinition } from './define.ts';
import { known } from './patterns-options.ts';

interface AddFlags {
  readonly language?: 'plantuml' | 'mermaid';
  readonly rename?: readonly Rename[];
  readonly force?: boolean;
  readonly color: boolean;
}

export const patternsAdd: CommandDefinition = {
  name: 'add',
  takesCommand: false,
  define: (context, done): Command =>
    new Command('add')
      .summary("copy a pattern's drawing into this project")
      .description("Copy a pattern's drawing into this project, with names of your own.")
      .argument('<pattern>', 'its name, as asdrawn patterns list tells it')
      .argument('[folder]', 'where to (default: where the drawings of this project are, else docs)')
      .addOption(new Option('--language <language>', 'the language of the copy').choices(['plantuml', 'mermaid']))
      .addOption(new Option('--rename <old=new,…>', 'other names for participants; repeatable').argParser(renames))
      .option('--force', 'write over a file that is there')
      .option('--no-color', 'no colours, even on a terminal')
      .addHelpText('after', () => `\n${help.add}`)
      .action(async (name: string, folder: string | undefined, flags: AddFlags) => {
        const { language, rename = [], force = false, color } = flags;
        const project = await import('#project');
        if (folder !== undefined && project.drawingExtensions.includes(extname(folder).slice(1).toLowerCase()))
          throw new UsageError(`${folder} is the name of a file; give a folder`, 'patterns add');
        if (folder === '') throw new UsageError('the name of the folder is empty', 'patterns add');
        const outcome = known(
          await (await project.patternCatalogue()).addPattern(
            name,
            { renames: rename, force, ...(folder !== undefined && { folder }), ...(language && { language }) },
            context.cwd,
          ),
          'patterns add',
        );
        const { result, exit } = outcome;
        const { stdout, stderr } = context.streams;
        await tellFindings(result.findings, outcome, color, context);
        const report = await addedPatternReport();
        await write(stdout, report(result, reportOptions(outcome, stdout, color, context)));
        if (exit.code !== 0) await write(stderr, `asdrawn: ${exit.meaning} (exit status ${exit.code})\n`);
        done(exit.code);
      }),
};

/** `Client=web,Login Service=auth-api` */
function renames(value: string, before: readonly Rename[] = []): readonly Rename[] {
  const parsed = value.split(',').map((part) => {
    const [, from = '', to = ''] = /^([^=]*)=(.*)$/s.exec(part) ?? [];
    if (from.trim() === '' || to.trim() === '')
      throw new InvalidArgumentError('write the old name, = and the new one: Client=web');
    return { from: from.trim(), to: to.trim() };
  });
  return [...before, ...parsed];
}
