import { type Command, Option } from 'commander';
import { renderReport } from '#reports';
import { reportOptions, tellFindings } from '../delivery.ts';
import { UsageError } from '../failure.ts';
import * as help from '../help.ts';
import { write } from '../surroundings.ts';
import { version } from '../version.ts';
import { type CommandDefinition, commandOverDrawings } from './define.ts';

interface RenderFlags {
  readonly config?: string;
  readonly output?: string;
  readonly format?: 'svg' | 'png';
  readonly engine?: 'plantuml' | 'node-plantuml';
  readonly theme?: string;
  readonly paint?: string;
  readonly check?: boolean;
  readonly force?: boolean;
  readonly color: boolean;
}

export const render: CommandDefinition = {
  name: 'render',
  takesCommand: false,
  define: (context, done): Command =>
    commandOverDrawings('render', 'make pictures of drawings, or check whether they are up to date')
      .option('-o, --output <path>', 'folder for the pictures, or file of the only one (default: beside the drawing)')
      .addOption(new Option('-f, --format <format>', 'svg (the default) or png').choices(['svg', 'png']))
      .addOption(
        new Option('--engine <name>', 'what draws PlantUML: the built-in, or node-plantuml of this project').choices([
          'plantuml',
          'node-plantuml',
        ]),
      )
      .option('--theme <name>', 'theme of the language, such as dark')
      .option('--paint <results>', 'colour messages by the results of asdrawn check -f json')
      .option('--check', 'write nothing; exit with 1 where a picture is stale or missing')
      .option('--force', 'make all anew, also over files that asdrawn did not make')
      .option('--no-color', 'no colours, even on a terminal')
      .addHelpText('after', () =>
        ['', help.paths, help.render.details, help.render.exitStatus, help.render.examples].join('\n\n').slice(1),
      )
      .action(async (paths: string[], { check = false, force = false, color, ...flags }: RenderFlags) => {
        const named = /\.(svg|png)$/i.exec(flags.output ?? '')?.[1]?.toLowerCase();
        if (named && flags.format && named !== flags.format)
          throw new UsageError(
            `${flags.output} is named as ${named}, and the format is to be ${flags.format}`,
            'render',
          );
        const project = await import('#project');
        const outcome = await project.render(
          { paths, ...flags, mode: check ? 'check' : 'write', force, version: version() },
          { cwd: context.cwd, environment: context.env },
        );
        const { result, exit } = outcome;
        await tellFindings(result.findings, outcome, color, context);
        const { stdout, stderr } = context.streams;
        if (result.pictures.length > 0) {
          const report = await renderReport();
          await write(stdout, report(result, reportOptions(outcome, stdout, color, context)));
        } else if (exit.code !== 0) {
          await write(stderr, `asdrawn: ${exit.meaning} (exit status ${exit.code})\n`);
        }
        done(exit.code);
      }),
};
