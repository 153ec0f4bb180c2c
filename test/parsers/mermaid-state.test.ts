import { describe, expect, test } from 'vitest';
import { SourceText } from '#diagnostics';
import { diagnosticsOf, marked, show } from './range-markers.ts';
import { lifecycleOf, sketchLifecycle } from './structure-sketch.ts';

/** The model of a body, without `stateDiagram-v2`, in short lines; nothing may be complained of. */
async function states(body: string): Promise<string[]> {
  const text = `stateDiagram-v2\n${body}\n`;
  expect(await diagnosticsOf('a.mmd', text)).toEqual([]);
  return sketchLifecycle(await lifecycleOf('a.mmd', text));
}

describe('states', () => {
  test.each([
    ['A', ['state A']],
    ['A : b', ['state A "b"']],
    ['A : b\nA : c', ['state A "b" / c']],
    ['state "b c" as A', ['state A "b c"']],
    ['state "b" as A : c', ['state A "b" / c']],
    ['state A', ['state A']],
    ['A : b<br/>c #quot;d#quot;', ['state A "b⏎c "d""']],
    ['state c <<choice>>\nstate f <<fork>>\nstate j <<join>>', ['choice c', 'fork f', 'join j']],
    ['state c [[choice]]\nstate f [[fork]]\nstate j [[join]]', ['choice c', 'fork f', 'join j']],
    ['[*] --> A\nA --> [*]', ['initial [*]initial', 'state A', 'final [*]final', '[*]initial > A', 'A > [*]final']],
    ['A:::c --> B:::d', ['state A', 'state B', 'A > B']],
    ['[H] --> A', ['history [H]', 'state A', '[H] > A']],
    ['Ünï --> 日本', ['state Ünï', 'state 日本', 'Ünï > 日本']],
    ['direction LR\nA', ['direction LR', 'state A']],
  ])('%j', async (body, expected) => {
    expect(await states(body)).toEqual(expected);
  });
});

describe('transitions', () => {
  test.each([
    ['A --> B', 'A > B'],
    ['A-->B:x', 'A > B: x'],
    ['A --> B : press [on] / beep()', 'A > B: press [on] / beep()'],
    ['A --> B : [x > 1]', 'A > B: [x > 1]'],
    ['A --> B : / beep', 'A > B: / beep'],
    ['A --> B : GET /users', 'A > B: GET /users'],
    ['A --> B : a: b', 'A > B: a: b'],
    ['A --> B %% c', 'A > B'],
    ['A \n --> B', 'A > B'],
  ])('%j', async (body, expected) => {
    expect((await states(body)).slice(2)).toEqual([expected]);
  });

  test('several stand on one line', async () => {
    expect((await states('A --> B C --> D')).slice(4)).toEqual(['A > B', 'C > D']);
  });
});

describe('composite states', () => {
  test.each([
    ['state A {\nB\n}', ['state A', 'state B in A']],
    ['state A\n{\nB\n}', ['state A', 'state B in A']],
    ['state "x" as A {\ndirection LR\nB --> C\n}', ['state A "x" LR', 'state B in A', 'state C in A', 'B > C']],
    ['state A {\nstate B {\nC\n}\n}\nB --> D', ['state A', 'state B in A', 'state C in B', 'state D', 'B > D']],
    ['B --> C\nstate A {\nB\n}', ['state B in A', 'state C', 'state A', 'B > C']],
    ['state A {\nx\n}\nstate B {\nx\n}', ['state A', 'state x in B', 'state B']],
    [
      'state A {\n[*] --> b\n--\n[*] --> c\nc --> [*]\n}',
      [
        ...['state A', 'initial A[*]initial in A', 'state b in A', 'initial A#1[*]initial in A #1', 'state c in A #1'],
        ...['final A#1[*]final in A #1', 'A[*]initial > b', 'A#1[*]initial > c', 'c > A#1[*]final'],
      ],
    ],
    ['state A {\nA --> B\n}', ['state A', 'state B in A', 'A > B']],
  ])('%j', async (body, expected) => {
    expect(await states(body)).toEqual(expected);
  });
});

describe('notes', () => {
  test.each([
    ['note right of A : b c', 'note A: b c'],
    ['Note left of A\n  b\n  c\nend note', 'note A: b⏎c'],
    ['note "b c" as N', 'note : b c'],
  ])('%j', async (body, expected) => {
    expect((await states(`A\n${body}`)).slice(1)).toEqual([expected]);
  });
});

describe('what says nothing of the states', () => {
  test.each([
    ...[
      'hide empty description',
      'scale 350 width',
      'classDef a fill:#f9f,color:red',
      'class A,B c',
      'style A fill:red',
    ],
    ...[
      'click A "x" "y"',
      'click A href "x"',
      'accTitle: a --> b',
      'accDescr {\n a --> b\n}',
      '%% a --> b',
      '# a --> b',
    ],
  ])('%s', async (line) => {
    expect(await states(`A --> B\n${line}\nB --> A`)).toEqual(['state A', 'state B', 'A > B', 'B > A']);
  });
});

test.each(['<|A|> --> <|B|> : x', 'A --> B\n<|state A {\n  <|C|> --> D\n}|>\n', '<|state "x" as A|>\n<|B|> : y'])(
  'a state covers its declaration, else its first mention: %j',
  async (input) => {
    const { text, ranges } = marked(`stateDiagram-v2\n${input}`);
    const found = (await lifecycleOf('a.mmd', text)).states.map(({ range }) => show(range));
    expect(found).toEqual(expect.arrayContaining(ranges.map(show)));
  },
);

test.each(['<|A --> B : <|x|>|>', '  <|A --> B: <|x y|>|>  ', 'state C {\n<|A-->B:<|x|>|>\n}'])(
  'a transition covers its statement, its label its text: %j',
  async (input) => {
    const { text, ranges } = marked(`stateDiagram-v2\r\n${input}`);
    const { range, labelRange } = (await lifecycleOf('a.mmd', text)).transitions[0]!;
    expect([range, labelRange!].map(show)).toEqual(ranges.map(show));
    expect(new SourceText('a.mmd', text).slice(labelRange!)).toMatch(/^x( y)?$/);
  },
);
