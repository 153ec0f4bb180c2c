import { parseReports } from '#reports';
import { deliver } from '../delivery.ts';
import * as help from '../help.ts';
import { OutputWishes } from '../outputs.ts';
import { type CommandDefinition, commandOverDrawings, withReportOptions } from './define.ts';

export const parse: CommandDefinition = {
  name: 'parse',
  takesCommand: false,
  define: (context, done) => {
    const wishes = new OutputWishes(parseReports);
    return withReportOptions(commandOverDrawings('parse', 'print what drawings say, as an outline or as data'), wishes)
      .addHelpText('after', () => ['', help.paths, help.exitStatus, help.parse].join('\n\n').slice(1))
      .action(async (paths: string[], { color, config }: { readonly color: boolean; readonly config?: string }) => {
        const outputs = wishes.complete('parse', context.streams.stdout);
        const project = await import('#project');
        const outcome = await project.parse({ paths, ...(config !== undefined && { config }) }, { cwd: context.cwd });
        done(await deliver(outcome, parseReports, outputs, color, context));
      });
  },
};
