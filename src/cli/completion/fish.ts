import type { CommandWords, OptionWords, Vocabulary } from './vocabulary.ts';

export function fishScript({ commands, extensions }: Vocabulary): string {
  const names = commands.map(({ name }) => name).join(' ');
  const lines = commands.flatMap((command) => [
    `complete -c asdrawn -n "not __fish_seen_subcommand_from ${names}" -f -a ${command.name} -d ${quoted(command.summary)}`,
    ...command.options.map((option) => optionLine(command, option)),
    argumentLine(command, extensions),
  ]);
  return `# asdrawn completion fish\ncomplete -c asdrawn -f\n${lines.join('\n')}\n`;
}

function optionLine({ name }: CommandWords, { flags, about, takesValue, values }: OptionWords): string {
  const named = flags.map((flag) => (flag.startsWith('--') ? `-l ${flag.slice(2)}` : `-s ${flag.slice(1)}`)).join(' ');
  const value = values ? ` -x -a ${quoted(values.join(' '))}` : takesValue ? ' -r -F' : '';
  return `complete -c asdrawn -n "__fish_seen_subcommand_from ${name}" ${named}${value} -d ${quoted(about)}`;
}

function argumentLine({ name, words }: CommandWords, extensions: readonly string[]): string {
  const list = words
    ? quoted(words.join(' '))
    : `"(__fish_complete_suffix ${extensions.map((e) => `.${e}`).join(' ')})"`;
  return `complete -c asdrawn -n "__fish_seen_subcommand_from ${name}" -a ${list}`;
}

function quoted(text: string): string {
  return `'${text.replace(/[\\']/g, '\\$&')}'`;
}
