import { Command, Option } from 'commander';
import { shownPatternReports } from '#reports';
import { deliver } from '../delivery.ts';
import * as help from '../help-patterns.ts';
import { write } from '../surroundings.ts';
import type { CommandDefinition } from './define.ts';
import { known } from './patterns-options.ts';

interface ShowFlags {
  readonly format: 'pretty' | 'mermaid' | 'plantuml' | 'json';
  readonly color: boolean;
}

export const patternsShow: CommandDefinition = {
  name: 'show',
  takesCommand: false,
  define: (context, done): Command =>
    new Command('show')
      .summary('all about one pattern, and its drawing')
      .description('Tell all about one pattern, and show its drawing.')
      .argument('<pattern>', 'its name, as asdrawn patterns list tells it')
      .addOption(
        new Option('-f, --format <format>', 'what to print')
          .choices(['pretty', 'mermaid', 'plantuml', 'json'])
          .default('pretty'),
      )
      .option('--no-color', 'no colours, even on a terminal')
      .addHelpText('after', () => `\n${help.show}`)
      .action(async (name: string, { format, color }: ShowFlags) => {
        const project = await (await import('#project')).patternCatalogue();
        const outcome = known(await project.showPattern(name), 'patterns show');
        if (format === 'pretty' || format === 'json')
          return done(await deliver(outcome, shownPatternReports, [{ format }], color, context));
        await write(context.streams.stdout, outcome.result.drawings[format]);
        done(outcome.exit.code);
      }),
};
