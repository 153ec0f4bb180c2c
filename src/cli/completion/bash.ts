import type { CommandWords, Vocabulary } from './vocabulary.ts';

/** A script for bash 3.2 and newer; it needs no bash-completion. */
export function bashScript({ commands, extensions }: Vocabulary): string {
  return `# asdrawn completion bash
_asdrawn() {
  local current="\${COMP_WORDS[COMP_CWORD]}" previous="\${COMP_WORDS[COMP_CWORD-1]}" command="" index
  COMPREPLY=()
  for ((index = 1; index < COMP_CWORD; index++)); do
    # After -- stands a command of its own.
    if [ "\${COMP_WORDS[index]}" = -- ]; then _asdrawn_files; return; fi
    case "\${COMP_WORDS[index]}" in
      -*) ;;
      *) if [ -z "$command" ]; then command="\${COMP_WORDS[index]}"; fi ;;
    esac
  done
  case "$command" in
    "") _asdrawn_words "${commands.map(({ name }) => name).join(' ')} help --help --version" ;;
    help) _asdrawn_words "${commands.map(({ name }) => name).join(' ')}" ;;
${commands.map(branch).join('\n')}
  esac
}

_asdrawn_words() {
  local IFS=$' \\t\\n'
  COMPREPLY=($(compgen -W "$1" -- "$current"))
}

_asdrawn_files() {
  compopt -o filenames 2> /dev/null
  local IFS=$'\\n'
  COMPREPLY=($(compgen -f -- "$current"))
}

_asdrawn_drawings() {
  local path
  compopt -o filenames 2> /dev/null
  while IFS= read -r path; do
    if [ -d "$path" ]; then COMPREPLY+=("$path"); continue; fi
    case "$path" in
      ${extensions.map((extension) => `*.${extension}`).join(' | ')}) COMPREPLY+=("$path") ;;
    esac
  done < <(compgen -f -- "$current")
}

complete -F _asdrawn asdrawn
`;
}

function branch({ name, options, words }: CommandWords): string {
  const values = options
    .filter(({ takesValue }) => takesValue)
    .map(({ flags, values: known }) => {
      const action = known ? `_asdrawn_words "${known.join(' ')}"` : '_asdrawn_files';
      return `        ${flags.join(' | ')}) ${action}; return ;;`;
    });
  const previous = values.length === 0 ? [] : ['      case "$previous" in', ...values, '      esac'];
  const rest = words ? `_asdrawn_words "${words.join(' ')}"` : '_asdrawn_drawings';
  return [
    `    ${name})`,
    ...previous,
    '      case "$current" in',
    `        -*) _asdrawn_words "${options.flatMap(({ flags }) => flags).join(' ')}" ;;`,
    `        *) ${rest} ;;`,
    '      esac',
    '      ;;',
  ].join('\n');
}

/** zsh understands completions of bash, if it is told to. */
export function zshScript(vocabulary: Vocabulary): string {
  return `#compdef asdrawn
# asdrawn completion zsh
autoload -U +X compinit && compinit -u
autoload -U +X bashcompinit && bashcompinit
${bashScript(vocabulary)}`;
}
