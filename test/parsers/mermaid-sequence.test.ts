import { describe, expect, test } from 'vitest';
import { diagnosticsOf } from './range-markers.ts';
import { fragmentsOf, interactionOf, mermaid, sketch } from './sketch.ts';

async function body(text: string): Promise<string[]> {
  expect(await diagnosticsOf('a.mmd', `sequenceDiagram\n${text}`)).toEqual([]);
  return fragmentsOf(await mermaid(text));
}

describe('participants', () => {
  test.each([
    ['participant A', ['participant A']],
    ['participant A as Alice B', ['participant A "Alice B"']],
    ['participant A as "Alice"', ['participant A "Alice"']],
    ['actor Alice B\nAlice B->>C: x', ['actor Alice B', 'participant C', '1 synchCall Alice B > C: x']],
    ['participant a-b\na-b->>c-d: x', ['participant a-b', 'participant c-d', '1 synchCall a-b > c-d: x']],
    ['participant D@{ "type": "database" } as Orders', ['database D "Orders"']],
    ['participant D @{ "type": "queue", "alias": "Q" }', ['queue D "Q"']],
    ["participant D@{ type: 'entity' }", ['entity D']],
    ['A->>B: x\nparticipant A as Alice', ['participant A "Alice"', 'participant B', '1 synchCall A > B: x']],
    ['Ünï->>日本: x', ['participant Ünï', 'participant 日本', '1 synchCall Ünï > 日本: x']],
    ['box rgb(1, 2, 3) Back office\nparticipant A\nend', ['participant A', 'box "Back office" A']],
    ['box Group of Red\nparticipant A\nend', ['participant A', 'box "Group of Red" A']],
  ])('%s', async (text, lines) => {
    expect(await mermaid(text)).toEqual(lines);
  });
});

describe('arrows', () => {
  test.each([
    ['A->B: m', 'synchCall A > B: m'],
    ['A-->B: m', 'reply A > B: m'],
    ['A->>B: m', 'synchCall A > B: m'],
    ['A-->>B: m', 'reply A > B: m'],
    ['A-)B: m', 'asynchSignal A > B: m'],
    ['A--)B: m', 'reply A > B: m'],
    ['A-xB: m', 'synchCall lost A > B: m'],
    ['A--xB: m', 'reply lost A > B: m'],
    ['A<<->>B: m', 'synchCall A > B: m'],
    ['A-|\\B: m', 'synchCall A > B: m'],
    ['A-\\\\B: m', 'asynchSignal A > B: m'],
    ['A/|-B: m', 'synchCall B > A: m'],
    ['A\\\\--B: m', 'reply B > A: m'],
    ['A()->>()B: m', 'synchCall A > B: m'],
    ['A ->> B : m', 'synchCall A > B: m'],
    ['A->>B:wrap: m', 'synchCall A > B: m'],
    ['A->>B:', 'synchCall A > B'],
    ['A->>B: the end', 'synchCall A > B: the end'],
    ['A->>B: m # aside', 'synchCall A > B: m'],
    ['A->>B: Create Order', 'synchCall A > B: Create Order'],
    ['A->>B: I #9829; #quot;you#quot;#59;', 'synchCall A > B: I ♥ "you";'],
    ['A->>B: {a: 1}<br/>b', 'synchCall A > B: {a: 1}⏎b'],
    ['A->>B: shown #lt;br#gt;', 'synchCall A > B: shown <br>'],
  ])('%s', async (text, message) => {
    expect(await body(text)).toEqual([`1 ${message}`]);
  });
});

describe('statements', () => {
  test.each([
    ['A->>B: x; B->>A: y;', ['1 synchCall A > B: x', '2 synchCall B > A: y']],
    [
      'A->>+B: x\nA->>+B: y\nB-->>-A: z',
      ['1 synchCall A > B: x', 'activate B', '2 synchCall A > B: y', 'activate B', '3 reply B > A: z', 'deactivate B'],
    ],
    ['A->>B: x\ndestroy B\nB-->>A: bye', ['1 synchCall A > B: x', '2 reply B > A: bye', 'destroy B']],
    ['critical c\nA->>B: x\noption o\nend', ['critical [c]', '  1 synchCall A > B: x', 'or [o]']],
    ['NOTE OVER A,B: both', ['note over A, B: both']],
    ['par over A, B\nend', ['par [over A, B]']],
    ['autonumber 10 5\nautonumber off\nautonumber 1.5 .1', []],
    ['accTitle: t\naccDescr: d\naccDescr {\n A->>B: x\n}', []],
    ['participant A\nlinks A: {"D": "https://x.y"}\nlink A: D @ https://x.y\nproperties A: {}\ndetails A: d', []],
    ['%% comment\n# comment\nA->>B: x', ['1 synchCall A > B: x']],
    ['loop 3 times %% comment\nend %% comment', ['loop 0..* [3 times %% comment]']],
  ])('%s', async (text, lines) => {
    expect(await body(text)).toEqual(lines);
  });
});

test.each([
  '---\ntitle: T\nconfig:\n  theme: dark\n---\nsequenceDiagram\nA->>B: x\n',
  '%%{init: {"theme":\n"dark"}}%%\n%% c\n\n  sequenceDiagram;A->>B: x;title T\n',
  '\uFEFFsequenceDiagram\r\ntitle: T\r\n\tA->>B: x\r\n',
])('what stands around a diagram: %j', async (text) => {
  expect(await diagnosticsOf('a.mmd', text)).toEqual([]);
  expect(sketch(await interactionOf('a.mmd', text))).toEqual([
    'title T',
    'participant A',
    'participant B',
    '1 synchCall A > B: x',
  ]);
});
