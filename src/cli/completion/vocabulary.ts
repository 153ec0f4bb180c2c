import { type Command, Option } from 'commander';

/** An option whose values are known, without the help naming them twice. */
export class ListedOption extends Option {
  readonly values: readonly string[];

  constructor(flags: string, description: string, values: readonly string[]) {
    super(flags, description);
    this.values = values;
  }
}

/** What can be written, as the definitions of the commands say. */
export interface Vocabulary {
  readonly commands: readonly CommandWords[];
  /** Without dots. */
  readonly extensions: readonly string[];
}

export interface CommandWords {
  readonly name: string;
  readonly summary: string;
  readonly options: readonly OptionWords[];
  /** What may stand where no option does; undefined where that is files. */
  readonly words?: readonly string[];
}

export interface OptionWords {
  /** `-f` and `--format`. */
  readonly flags: readonly string[];
  readonly about: string;
  readonly takesValue: boolean;
  /** Undefined where they are files, or anything. */
  readonly values?: readonly string[];
}

/** `words`: for commands that are given something else than files. */
export function vocabularyOf(
  program: Command,
  words: Readonly<Record<string, readonly string[]>>,
  extensions: readonly string[],
): Vocabulary {
  const commands = program.commands.map((command): CommandWords => {
    const name = command.name();
    const own = words[name];
    const all = [command, ...command.commands].flatMap((each) => each.options);
    const options = together([...all, new Option('-h, --help', 'display help for command')].map(optionWords));
    return { name, summary: command.summary(), options, ...(own && { words: own }) };
  });
  return { commands, extensions };
}

/** Commands of one command may have an option of the same name, each with values of its own. */
function together(options: readonly OptionWords[]): readonly OptionWords[] {
  const byName = new Map<string, OptionWords>();
  for (const option of options) {
    const name = option.flags.at(-1)!;
    const values = [...new Set([...(byName.get(name)?.values ?? []), ...(option.values ?? [])])];
    byName.set(name, { ...option, ...(values.length > 0 && { values }) });
  }
  return [...byName.values()];
}

function optionWords(option: Option): OptionWords {
  const values = option instanceof ListedOption ? option.values : option.argChoices;
  return {
    flags: [option.short, option.long].filter((flag) => flag !== undefined),
    about: option.description,
    takesValue: option.required || option.optional,
    ...(values && { values }),
  };
}
