import { Command } from 'commander';
import { recommendReports } from '#reports';
import { ListedOption } from '../completion/vocabulary.ts';
import { deliver } from '../delivery.ts';
import { UsageError } from '../failure.ts';
import * as help from '../help-patterns.ts';
import { OutputWishes } from '../outputs.ts';
import { type CommandDefinition, withReportOptions } from './define.ts';
import { known, withGuideOptions } from './patterns-options.ts';

interface RecommendFlags {
  readonly useCase?: string;
  readonly domain?: string;
  readonly performance?: string;
  readonly complexity?: string;
  readonly color: boolean;
}

export const patternsRecommend: CommandDefinition = {
  name: 'recommend',
  takesCommand: false,
  define: (context, done): Command => {
    const wishes = new OutputWishes(recommendReports);
    const command = withGuideOptions(new Command('recommend'))
      .summary('the patterns that fit best, with reasons')
      .description('Tell which patterns fit best, and why.')
      .argument('[words...]', 'what is wanted, in your own words')
      .addOption(new ListedOption('--complexity <level>', 'low, medium or high', ['low', 'medium', 'high']));
    return withReportOptions(command, wishes)
      .addHelpText('after', () => `\n${help.recommend}`)
      .action(async (words: readonly string[], { color, ...asked }: RecommendFlags) => {
        const text = words.join(' ').trim();
        if (text === '' && Object.keys(asked).length === 0)
          throw new UsageError('say what is wanted: in words, or with an option', 'patterns recommend');
        const outputs = wishes.complete('patterns recommend', context.streams.stdout);
        const project = await (await import('#project')).patternCatalogue();
        const outcome = known(await project.recommendPatterns(asked, text), 'patterns recommend');
        done(await deliver(outcome, recommendReports, outputs, color, context));
      });
  },
};
