import { Command } from 'commander';
import { explainReports } from '#reports';
import { deliver } from '../delivery.ts';
import { UsageError } from '../failure.ts';
import * as help from '../help.ts';
import { OutputWishes } from '../outputs.ts';
import { type CommandDefinition, withReportOptions } from './define.ts';

export const explain: CommandDefinition = {
  name: 'explain',
  takesCommand: false,
  define: (context, done) => {
    const wishes = new OutputWishes(explainReports);
    const command = new Command('explain')
      .summary('tell all about a rule or a code')
      .description(help.explain.about)
      .argument('[code]', 'a code, the name of a rule, or a family of codes; without one, all are listed');
    return withReportOptions(command, wishes)
      .addHelpText('after', () => ['', help.explain.exitStatus, help.explain.examples].join('\n\n').slice(1))
      .action(async (code: string | undefined, { color }: { readonly color: boolean }) => {
        const outputs = wishes.complete('explain', context.streams.stdout);
        const project = await import('#project');
        const explained = (await project.explanations()).explain(code);
        if ('meant' in explained) {
          const advice = explained.meant ? `did you mean ${explained.meant}?` : '`asdrawn explain` lists all';
          throw new UsageError(`there is no code and no rule "${code}"; ${advice}`, 'explain');
        }
        done(await deliver(explained, explainReports, outputs, color, context));
      });
  },
};
