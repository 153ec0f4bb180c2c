/** Changes to drawings: of characters, words and lines, within one and between two, also of different languages. */
import type { Random } from '../random.ts';

type Mutation = (text: string, other: string, random: Random) => string;

/** What ends, begins or nests something somewhere, and what texts seldom hold. */
const pieces: readonly string[] = [
  ...[
    '\n',
    '\r',
    '\r\n',
    '\t',
    ' ',
    '\0',
    '\u00a0',
    '\u2028',
    '\ufeff',
    '\ud800',
    '\udc00',
    '\u202e',
    '\u2066',
    '\u200b',
  ],
  ...['"', "'", '`', '```', '~~~', ':', ';', ',', '#', '%%', '%%{', '}%%', "/'", "'/", '---', '--', '-', '==', '...'],
  ...[
    '(',
    ')',
    '[',
    ']',
    '{',
    '}',
    '{{',
    '}}',
    '<',
    '>',
    '<<',
    '>>',
    '((',
    '[[',
    ']]',
    '[*]',
    '|',
    '||',
    '&',
    '@',
    '@{',
  ],
  ...[
    '->',
    '-->',
    '->>',
    '-->>',
    '<-',
    '-x',
    '-)',
    '-.->',
    '==>',
    '--o',
    '<-->',
    '~~~',
    '++',
    '--',
    '**',
    '!!',
    '\\',
    '/',
  ],
  ...[
    'end',
    'end note',
    'note over A',
    'alt x',
    'else',
    'loop 3',
    'par',
    'opt',
    'box',
    'subgraph s',
    'state s {',
    '}',
    'as',
  ],
  ...[
    'participant ',
    'create ',
    'destroy A',
    'activate A',
    'ref over A',
    'title x',
    'skinparam a {',
    '<style>',
    '</style>',
  ],
  ...[
    '@startuml',
    '@enduml',
    '!if',
    '!endif',
    '!procedure x',
    '!include x',
    'sequenceDiagram',
    'flowchart TD',
    'graph',
    '\ue000',
  ],
  ...[
    'stateDiagram-v2',
    'package p {',
    'component c',
    'classDef a b',
    'class a b',
    'click a b',
    'style a b:c',
    ':::x',
    '#35;',
  ],
  ...[
    '```mermaid\n',
    '----\n',
    '[plantuml]\n',
    '> ',
    '- ',
    '    ',
    '![a](b)',
    '<!--',
    '-->',
    'ſ',
    'İ',
    'é',
    '日本',
    '😀',
  ],
];

const cut = (text: string, random: Random): number => random.below(text.length + 1);

const insert: Mutation = (text, _, random) => {
  const at = cut(text, random);
  return text.slice(0, at) + random.of(pieces) + text.slice(at);
};

const replaceCharacter: Mutation = (text, _, random) => {
  const at = cut(text, random);
  return (
    text.slice(0, at) +
    String.fromCharCode(random.chance(90) ? random.below(128) : random.below(65536)) +
    text.slice(at + 1)
  );
};

const takeOut: Mutation = (text, _, random) => {
  const at = cut(text, random);
  return text.slice(0, at) + text.slice(at + 1 + random.below(random.chance(80) ? 4 : 200));
};

const truncate: Mutation = (text, _, random) => text.slice(0, cut(text, random));

const onLines =
  (change: (lines: string[], others: readonly string[], random: Random) => string[]): Mutation =>
  (text, other, random) =>
    change(text.split('\n'), other.split('\n'), random).join('\n');

const swapLines = onLines((lines, _, random) => {
  const [one, two] = [random.below(lines.length), random.below(lines.length)];
  return lines.with(one, lines[two] ?? '').with(two, lines[one] ?? '');
});

const dropLine = onLines((lines, _, random) => lines.toSpliced(random.below(lines.length), 1 + random.below(3)));

const foreignLines = onLines((lines, others, random) => {
  const from = random.below(others.length);
  return lines.toSpliced(random.below(lines.length + 1), 0, ...others.slice(from, from + 1 + random.below(5)));
});

const repeatLines = onLines((lines, _, random) => {
  const from = random.below(lines.length);
  const chunk = lines.slice(from, from + 1 + random.below(4));
  return lines.toSpliced(
    from,
    0,
    ...Array<string[]>(1 + random.below(random.chance(3) ? 400 : 4))
      .fill(chunk)
      .flat(),
  );
});

const indent = onLines((lines, _, random) => {
  const [sign, from] = [random.of(['  ', '\t', '> ', '- ', '%% ', "' "]), random.below(lines.length)];
  const until = from + 1 + random.below(lines.length - from);
  return lines.map((line, index) => (index >= from && index < until ? sign + line : line));
});

const repeatCharacters: Mutation = (text, _, random) => {
  const at = cut(text, random);
  const chunk = text.slice(at, at + 1 + random.below(6));
  return text.slice(0, at) + chunk.repeat(1 + random.below(random.chance(3) ? 3000 : 6)) + text.slice(at);
};

const words = (text: string): string[] => text.split(/(?<=\s)|(?=\s)/);

const swapWords: Mutation = (text, other, random) => {
  const own = words(text);
  return own.with(random.below(own.length), random.of(words(other))).join('');
};

const splice: Mutation = (text, other, random) => text.slice(0, cut(text, random)) + other.slice(cut(other, random));

const changeBreaks: Mutation = (text, _, random) =>
  text.replaceAll('\n', random.of(['\r\n', '\r', ';', '\n\n', ' \n', '\\\n']));

const mutations: readonly Mutation[] = [
  ...[insert, insert, insert, replaceCharacter, replaceCharacter, takeOut, takeOut, truncate, swapLines, dropLine],
  ...[foreignLines, repeatLines, indent, repeatCharacters, swapWords, swapWords, splice, changeBreaks],
];

/** Repeated, inputs must not grow without end. */
const longest = 60_000;

/** Changes the text behind an input's first line, which names the file; now and then only the name is another's. */
export function mutateText(input: Uint8Array, other: Uint8Array, random: Random): Uint8Array {
  const [name, text] = parted(input);
  const [otherName, otherText] = parted(other);
  const file = random.chance(3) ? random.of([otherName, 'a.md', 'a.adoc', 'a.mdx', 'a']) : name;
  const changed = random.of(mutations)(text, otherText, random).slice(0, longest);
  // UTF-16 keeps what is no text: half a surrogate pair.
  return Buffer.from(`${file}\n${changed}`, 'utf16le');
}

/** The name of an input's file, and its text. */
export function parted(input: Uint8Array): readonly [string, string] {
  const isWide = input[1] === 0;
  const text = Buffer.from(input).toString(isWide ? 'utf16le' : 'utf8');
  const end = text.indexOf('\n');
  return end < 0 ? ['a', text] : [text.slice(0, end), text.slice(end + 1)];
}
