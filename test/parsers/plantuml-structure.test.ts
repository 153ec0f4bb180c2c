import { describe, expect, test } from 'vitest';
import { SourceText } from '#diagnostics';
import { drawingOf, drawn } from './drawn-sketch.ts';
import { marked, show } from './range-markers.ts';

type Case = readonly [string, ...string[]];

const elements: readonly Case[] = [
  ['[Shop]', 'component Shop'],
  ['[Web shop] as shop', 'component shop "Web shop"'],
  ['component shop as "Web shop" <<edge>> #Gold', 'component shop "Web shop" <<edge>>'],
  ['component "Web shop" <<edge>> as shop', 'component shop "Web shop" <<edge>>'],
  ['component [Web shop] as shop', 'component shop "Web shop"'],
  ['[Shop] $eu <<a>> <<b c>> [[https://example.org docs]] #line:red;line.dashed', 'component Shop <<a>> <<b c>>'],
  ['node "a\\nb" as n', 'node n "a⏎b"'],
  ['() "Order API" as api\n[Shop] - api', 'interface api "Order API"', 'component Shop', 'Shop -- api'],
  [
    ':Clerk: as c\n(Close the till) as close\nc --> close',
    'actor c "Clerk"',
    'usecase close "Close the till"',
    'c --> close',
  ],
  [':Clerk:/ --> (Close)/', 'actor Clerk', 'usecase Close', 'Clerk --> Close'],
  ['actor/ Boss\nusecase/ Plan', 'actor Boss', 'usecase Plan'],
  ['component a [\n  first\n  second\n]\nfile f as "one\ntwo"', 'component a "first⏎second"', 'file f "one⏎two"'],
  [
    'component C {\nportin i\nportout o\nport p\n}',
    '[component] C',
    'port-in i in C',
    'port-out o in C',
    'port p in C',
  ],
  [
    'archimate #Technology "Server" as s <<technology-device>>\n[x]',
    'rectangle s "Server" <<technology-device>>',
    'component x',
  ],
  ['person Ann\ncomponent "A" as A\ncomponent "B" as A', 'person Ann', 'component A "B"'],
  ['[A]\njson J {\n "a": {\n  "b": [1]\n }\n}\nA --> J', 'component A', 'object J', 'A --> J'],
  ['[A]\nmap M {\n a => b\n}', 'component A', 'object M'],
  ['component foo <<(S,#red) service>>', 'component foo <<service>>'],
];

const words = [
  ...['action', 'agent', 'artifact', 'card', 'circle', 'cloud', 'component', 'file', 'folder', 'frame', 'hexagon'],
  ...['label', 'node', 'person', 'process', 'rectangle', 'stack', 'storage'],
];

const groups: readonly Case[] = [
  [
    'package "Back office" as bo <<team>> {\n node N {\n  [A]\n }\n [B]\n}\n[C]',
    '[package] bo "Back office" <<team>>',
    '[node] N in bo',
    'component A in N',
    'component B in bo',
    'component C',
  ],
  ['cloud {\n[A]\n}\ncloud {\n}', '[cloud] ##1 ""', '[cloud] ##2 ""', 'component A in ##1'],
  ['together {\n[A]\n[B]\n}', 'component A', 'component B'],
  ['package P {\n[A]\n}\npackage P {\n[B]\n}', '[package] P', 'component A in P', 'component B in P'],
  ['component A\n[B] --> A\ncomponent A {\n[C]\n}', '[component] A', 'component B', 'component C in A', 'B --> A'],
  [
    'package P {\n[A] --> B\n}\nB --> [D]',
    '[package] P',
    'component A in P',
    '?interface B in P',
    'component D',
    'A --> B',
    'B --> D',
  ],
];

const links: readonly Case[] = [
  ['[A] --> [B] : calls\\nover HTTP', 'component A', 'component B', 'A --> B: calls⏎over HTTP'],
  ['[A] "1" --> "0..*" [B] : x', 'component A', 'component B', 'A "1" --> "0..*" B: x'],
  ['[A] -[#red,dashed,thickness=2]up-> [B] #blue;line.bold : x', 'component A', 'component B', 'A ..> B: x'],
  ['[A] -[hidden]- [B]', 'component A', 'component B', 'A    B'],
  ['[A]..>[B]\nA.x..>[B]', 'component A', 'component B', '?interface A.x', 'A ..> B', 'A.x ..> B'],
  ['[A] --> [B] <<sync>> : > reads', 'component A', 'component B', 'A --> B: reads'],
  ['"Old system" --> [B]', '?interface Old system', 'component B', 'Old system --> B'],
  ['User --> (Pay)', '?actor User', 'usecase Pay', 'User --> Pay'],
  ...(
    [
      ['-->', '-->'],
      ['<--', '<--'],
      ['<-->', '<-->'],
      ['-->>', '--|>'],
      ['..|>', '..|>'],
      ['<|--', '<|--'],
      ['*--', '*--'],
      ['--*', '--*'],
      ['--o', '--o'],
      ['o--', 'o--'],
      ['o--o', 'o--o'],
      ['==>', '==>'],
      ['~~>', '~~>'],
      ['-left-', '--'],
      ['-l->', '-->'],
      ['.up.>', '..>'],
      ['-.->', '..>'],
      ['--@', '--0'],
      ['--#', '--?'],
      ['--+', '--?'],
      ['--^', '--|>'],
      ['--{', '--?'],
      ['}--', '?--'],
      ['--x', '--x'],
      ['-0)-', '--'],
      ['-(0-', '--'],
      ['-(0)-', '--'],
      ['-0-', '--'],
      ['-(', '--?'],
      [')-', '?--'],
      ['--(0', '--?'],
      ['0)--', '?--'],
      ['--\\\\', '-->'],
      ['--//', '-->'],
      ['<-[#green;#red]->', '<-->'],
    ] as const
  ).map(([written, meant]): Case => [`[A] ${written} [B]`, 'component A', 'component B', `A ${meant} B`]),
];

const notes: readonly Case[] = [
  [
    '[A]\nnote right of A : one\nnote left of [A] #red\n two\n three\nend note',
    'component A',
    'note of A: one',
    'note of A: two⏎three',
  ],
  ['[A]\nnote top : last\nnote bottom of A {\nbraced\n}', 'component A', 'note of A: last', 'note of A: braced'],
  [
    '[A] --> [B]\nnote on link : fast\nnote right of link\nslow\nendnote',
    'component A',
    'component B',
    'A --> B',
    'note of A, B: fast',
    'note of A, B: slow',
  ],
  [
    'note "free" as N\nnote as M\n more\nend note\n[A] .. N\nM .. A',
    'component A',
    'note of A: free',
    'note of A: more',
  ],
];

const rest: readonly Case[] = [
  [
    'title The shop\nleft to right direction\nskinparam component {\n Style x\n a {\n b c\n }\n}\n<style>\ncomponent { a b }\n</style>\nlegend right\n x --> y\nend legend\nheader h\nfooter f\ncaption c\nmainframe m\nscale 1.5\nhide stereotype\nremove B\nsprite $s [16x16/16] {\n00\n}\nnewpage\n[A]',
    'title The shop',
    'direction LR',
    'component A',
  ],
  ['title\n two\n lines\nend title\n[A]', 'title two⏎lines', 'component A'],
  ["' a comment\n/' a longer\n  [X]\n'/\n[A] /' behind '/\n/' before '/ [B]", 'component A', 'component B'],
  ['[A]\n[B] \\\n --> [C]', 'component A', 'component B', 'component C', 'B --> C'],
];

describe.each([
  ['elements', elements],
  ['groups', groups],
  ['links', links],
  ['notes', notes],
  ['what is not of the model', rest],
] as const)('%s', (_, cases) => {
  test.each(cases)('%s', async (body, ...expected) => {
    expect(await drawn(body)).toEqual(expected);
  });
});

test.each(words)('%s declares an element and is its shape', async (word) => {
  expect(await drawn(`${word} "An x" as x\n[y]`)).toEqual([`${word} x "An x"`, 'component y']);
});

test('elements and groups lie where they are written', async () => {
  const { text, ranges } = marked('<|package P {\n<|[A] as a|>\n<|a --> b : <|calls|>|>\n}|>');
  const { structure } = await drawingOf(text);
  const [group, node, edge, label] = ranges.map((range) => ({
    start: { ...range.start, line: range.start.line + 1 },
    end: { ...range.end, line: range.end.line + 1 },
  }));
  expect(show(structure!.groups[0]!.range)).toBe(show(group!));
  expect(show(structure!.nodes[0]!.range)).toBe(show(node!));
  expect(show(structure!.edges[0]!.range)).toBe(show(edge!));
  expect(new SourceText('x', `@startuml\n${text}`).slice(structure!.edges[0]!.labelRange!)).toBe('calls');
  expect(show(structure!.edges[0]!.labelRange!)).toBe(show(label!));
});

describe('kinds', () => {
  test.each([
    ['[A] --> [B]', 'component'],
    ['actor a\na --> (pay)', 'usecase'],
    ['A --> B\nB --> A : x', 'sequence'],
    ['actor a\ndatabase b\na -> b : x', 'sequence'],
    ['actor a\ndatabase b\na -left-> b : x', 'component'],
    ['state A\nA --> B', 'state'],
    ['class A {\n +x()\n}\nclass B\nA <|-- B', 'class'],
    ['start\n:pay;\nstop', 'activity'],
    ['A --|> B\nA --> C : uses', 'class'],
    ['entity Order {\n * id : int\n --\n name\n}\nOrder ||--o{ Line', 'class'],
    ['salt\n{\n Text\n [ok]\n}', 'salt'],
    ['participant A\nA -> B : [x]\nalt (y)\nB -> A\nend', 'sequence'],
    ['A -> B : x --> [y]\nparticipant B', 'sequence'],
  ])('%s is a %s diagram', async (body, kind) => {
    expect((await drawingOf(body)).kind).toBe(kind);
  });
});
