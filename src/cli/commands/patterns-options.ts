import type { Command } from 'commander';
import type { UnknownName } from '#project';
import { ListedOption } from '../completion/vocabulary.ts';
import { UsageError } from '../failure.ts';
import { listed } from '../outputs.ts';

/** The ways to choose that `list` and `recommend` have in common. The values are those of the catalogue's guides. */
export function withGuideOptions(command: Command): Command {
  const option = (flags: string, values: readonly string[]) => new ListedOption(flags, listed(values, 'or'), values);
  return command
    .addOption(
      option('--use-case <name>', ['authentication', 'transactions', 'performance', 'reliability', 'architecture']),
    )
    .addOption(option('--domain <name>', ['e-commerce', 'finance', 'saas', 'enterprise']))
    .addOption(option('--performance <level>', ['very-high', 'high', 'medium']));
}

/** What was asked for, unless it goes by a name that there is not. */
export function known<Asked extends object>(asked: Asked | UnknownName, command: string): Asked {
  if (!('given' in asked && 'known' in asked)) return asked as Asked;
  const { what, given, meant, known: names } = asked;
  const advice = meant ? `did you mean ${meant}?` : `try ${listed(names, 'or')}`;
  throw new UsageError(`there is no ${what} "${given}"; ${advice}`, command);
}
