import { Argument, Command } from 'commander';
import { vocabularyOf } from '../completion/vocabulary.ts';
import * as help from '../help.ts';
import { write } from '../surroundings.ts';
import type { CommandDefinition } from './define.ts';

const shells = ['bash', 'zsh', 'fish'] as const;

export const completion: CommandDefinition = {
  name: 'completion',
  takesCommand: false,
  knowsOthers: true,
  define: (context, done) =>
    new Command('completion')
      .summary('print a script that lets a shell complete asdrawn')
      .description('Print a script that lets a shell complete commands, options, formats, codes and drawings.')
      .addArgument(new Argument('<shell>', 'bash, zsh or fish').choices(shells))
      .addHelpText('after', () => `\n${help.completion}`)
      .action(async (shell: (typeof shells)[number], _flags: unknown, command: Command) => {
        const { drawingExtensions, explanations, patternCatalogue } = await import('#project');
        const { explainable } = await explanations();
        const { patterns } = await (await patternCatalogue()).readCatalogue();
        const whatToDo = command.parent?.commands.find((each) => each.name() === 'patterns')?.commands ?? [];
        const words = {
          explain: explainable(),
          completion: shells,
          patterns: [...whatToDo.map((each) => each.name()), ...patterns.map(({ name }) => name)],
        };
        const vocabulary = vocabularyOf(command.parent ?? command, words, drawingExtensions);
        const { bashScript, zshScript } = await import('../completion/bash.ts');
        const { fishScript } = await import('../completion/fish.ts');
        const scripts = { bash: bashScript, zsh: zshScript, fish: fishScript };
        await write(context.streams.stdout, scripts[shell](vocabulary));
        done(0);
      }),
};
