import { Command } from 'commander';
import { patternListReports } from '#reports';
import { deliver } from '../delivery.ts';
import * as help from '../help-patterns.ts';
import { OutputWishes } from '../outputs.ts';
import { type CommandDefinition, withReportOptions } from './define.ts';
import { known, withGuideOptions } from './patterns-options.ts';

interface ListFlags {
  readonly difficulty?: string;
  readonly performance?: string;
  readonly domain?: string;
  readonly useCase?: string;
  readonly color: boolean;
}

export const patternsList: CommandDefinition = {
  name: 'list',
  takesCommand: false,
  define: (context, done): Command => {
    const wishes = new OutputWishes(patternListReports);
    const command = withGuideOptions(new Command('list'))
      .summary('all patterns with their scores, or some of them')
      .description('List all patterns with their scores, or those that are like this.')
      .option('--difficulty <range>', 'a number, a range (1..4), or low, medium, high');
    return withReportOptions(command, wishes)
      .addHelpText('after', () => `\n${help.list}`)
      .action(async ({ color, ...filters }: ListFlags) => {
        const outputs = wishes.complete('patterns list', context.streams.stdout);
        const project = await (await import('#project')).patternCatalogue();
        const outcome = known(await project.listPatterns(filters), 'patterns list');
        done(await deliver(outcome, patternListReports, outputs, color, context));
      });
  },
};
