import { Command } from 'commander';
import { didYouMean } from '#diagnostics';
import { UsageError } from '../failure.ts';
import * as help from '../help-patterns.ts';
import type { CommandDefinition } from './define.ts';
import { patternsAdd } from './patterns-add.ts';
import { patternsList } from './patterns-list.ts';
import { patternsRecommend } from './patterns-recommend.ts';
import { patternsShow } from './patterns-show.ts';

const subcommands = [patternsList, patternsShow, patternsRecommend, patternsAdd];

export const patterns: CommandDefinition = {
  name: 'patterns',
  takesCommand: false,
  define: (context, done): Command => {
    const command = new Command('patterns')
      .summary('look up patterns, and copy their drawings')
      .description(
        'Twenty patterns that systems are made of, each with its drawing: look them up, have one recommended, copy one into a project.',
      )
      .usage('<command> [options]')
      .helpCommand(false)
      // Commander would say of another word only that there is no such command.
      .argument('[command]')
      .addHelpText('after', () => `\n${help.overview}`)
      .action(async (word: string | undefined) => {
        if (word === undefined) throw new UsageError(`say what to do: ${namesOf(command).join(', ')}`, 'patterns');
        throw new UsageError(await advice(word, namesOf(command)), 'patterns');
      });
    command.configureHelp({ visibleArguments: () => [] });
    for (const { define } of subcommands) command.addCommand(define(context, done));
    return command;
  },
};

function namesOf({ commands }: Command): string[] {
  return commands.map((each) => each.name());
}

async function advice(word: string, names: readonly string[]): Promise<string> {
  const meant = didYouMean(word, names);
  if (meant) return `there is no command 'patterns ${word}'; did you mean ${meant}?`;
  const { showPattern } = await (await import('#project')).patternCatalogue();
  const pattern = await showPattern(word);
  const name = 'given' in pattern ? undefined : pattern.result.pattern.name;
  return name
    ? `${name} is a pattern: asdrawn patterns show ${name}, or add ${name}`
    : `there is no command 'patterns ${word}'; there are ${names.join(', ')}`;
}
