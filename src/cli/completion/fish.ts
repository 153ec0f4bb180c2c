import type { CommandWords, OptionWords, Vocabulary } from './vocabulary.ts';

export function fishScript({ commands, extensions }: Vocabulary): string {
  const names = commands.map(({ name }) => name).join(' ');
  const lines = commands.flatMap((command) => [
    `complete -c asdrawn -n "not __fish_seen_subcommand_from ${names}" -f -a ${command.name} -d ${quoted(command.summary)}`,
    ...command.options.map((option) => optionLine(command, option)),
    argumentLine(command),
  ]);
  return `# asdrawn completion fish
function __asdrawn_drawings
  # fish's own completion of suffixes offers every other file as well.
  __fish_complete_path (commandline -ct) | string match -re '(?:/|\\.(?:${extensions.join('|')}))(?:\\t|$)'
end
complete -c asdrawn -f
complete -c asdrawn -n "not __fish_seen_subcommand_from ${names}" -f -a help -d 'tell how a command is used'
complete -c asdrawn -n "__fish_seen_subcommand_from help" -f -a "${names}"
${lines.join('\n')}
`;
}

function optionLine({ name }: CommandWords, { flags, about, takesValue, values }: OptionWords): string {
  const named = flags.map((flag) => (flag.startsWith('--') ? `-l ${flag.slice(2)}` : `-s ${flag.slice(1)}`)).join(' ');
  const value = values ? ` -x -a ${quoted(values.join(' '))}` : takesValue ? ' -r -F' : '';
  return `complete -c asdrawn -n "__fish_seen_subcommand_from ${name}" ${named}${value} -d ${quoted(about)}`;
}

function argumentLine({ name, words }: CommandWords): string {
  const list = words ? quoted(words.join(' ')) : '"(__asdrawn_drawings)"';
  return `complete -c asdrawn -n "__fish_seen_subcommand_from ${name}" -a ${list}`;
}

function quoted(text: string): string {
  return `'${text.replace(/[\\']/g, '\\$&')}'`;
}
