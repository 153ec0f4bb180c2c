import { Command } from 'commander';
import { didYouMean } from '#diagnostics';
import { UsageError } from '../failure.ts';
import * as help from '../help-generate.ts';
import type { CommandDefinition } from './define.ts';
import { generateVitest } from './generate-vitest.ts';

const subcommands = [generateVitest];

export const generate: CommandDefinition = {
  name: 'generate',
  takesCommand: true,
  define: (context, done): Command => {
    const command = new Command('generate')
      .summary('write tests from a drawing')
      .description('Write tests from a drawing.')
      .usage('<what> [options]')
      .helpCommand(false)
      .argument('[what]')
      .addHelpText('after', () => `\n${help.overview}`)
      .action((word: string | undefined) => {
        const names = subcommands.map(({ name }) => name);
        if (word === undefined) throw new UsageError(`say what to write: ${names.join(', ')}`, 'generate');
        const meant = didYouMean(word, names);
        const advice = meant ? `did you mean ${meant}?` : `there is ${names.join(', ')}`;
        throw new UsageError(`asdrawn writes no '${word}'; ${advice}`, 'generate');
      });
    command.configureHelp({ visibleArguments: () => [] });
    for (const { define } of subcommands) command.addCommand(define(context, done));
    return command;
  },
};
