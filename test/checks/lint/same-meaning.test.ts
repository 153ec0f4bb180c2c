import { expect, test } from 'vitest';
import { haveSameMeaning } from '../../../src/checks/lint/same-meaning.ts';
import { documentOf } from './linted.ts';

const head = 'sequenceDiagram\n  participant a\n  participant b\n  participant c\n';

test.each([
  ['the same', 'a->>b: x', 'a->>b: x', true],
  ['another label', 'a->>b: x', 'a->>b: y', false],
  ['another receiver', 'a->>b: x', 'a->>c: x', false],
  ['another arrow', 'a->>b: x', 'a-->>b: x', false],
  ['one more', 'a->>b: x', 'a->>b: x\na->>b: x', false],
  ['another order', 'a->>b: x\na->>b: y', 'a->>b: y\na->>b: x', false],
  ['a note', 'a->>b: x', 'a->>b: x\nNote over a: y', true],
  ['a par of one', 'par one\na->>b: x\nend', 'a->>b: x', true],
  ['a par of two', 'par one\na->>b: x\nand\na->>c: y\nend', 'a->>b: x\na->>c: y', false],
  ['an empty opt', 'a->>b: x\nopt maybe\nend', 'a->>b: x', true],
  ['an opt', 'opt maybe\na->>b: x\nend', 'a->>b: x', false],
  [
    'operands in another order',
    'alt one\na->>b: x\nelse two\na->>b: y\nend',
    'alt one\na->>b: x\nelse two\na->>b: y\nend',
    true,
  ],
  ['frames that mean nothing', 'rect rgb(0,0,0)\na->>b: x\nend', 'a->>b: x', true],
  ['loops', 'loop 3 times\na->>b: x\nend', 'loop 2 times\na->>b: x\nend', false],
])('%s: %j and %j: %j', async (_, one, other, same) => {
  const read = async (text: string) => (await documentOf('a.mmd', head + text)).drawings[0]!;
  expect(haveSameMeaning(await read(one), await read(other))).toBe(same);
  expect(haveSameMeaning(await read(other), await read(one))).toBe(same);
});
