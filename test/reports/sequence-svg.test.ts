import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SourceText } from '../../src/diagnostics/index.ts';
import type { Interaction } from '../../src/model/index.ts';
import { readDocument } from '../../src/parsers/index.ts';
import { drawSequence, type Painting } from '../../src/reports/sequence-svg/index.ts';
import { layOut } from '../../src/reports/sequence-svg/layout.ts';
import { textWidth, wrapText } from '../../src/reports/sequence-svg/measure.ts';

const unpainted: Painting = {
  messages: new Map(),
  operands: new Map(),
  fragments: new Map(),
  uses: new Map(),
  boundTo: new Map(),
};

async function read(text: string): Promise<Interaction> {
  const { drawings } = await readDocument(new SourceText('a.mmd', `sequenceDiagram\n${text}\n`));
  return drawings[0]!.interaction!;
}

const layoutOf = async (text: string) => layOut(await read(text), unpainted);

test('lifelines stand as far apart as what is written between them needs', async () => {
  const label = 'a label of quite some length';
  const { messages, columns } = await layoutOf(`a->>b: ${label}\nb->>c: x`);
  const [a, b, c] = columns.all.map(({ x }) => x) as [number, number, number];
  expect(b - a).toBeGreaterThan(textWidth(label));
  expect(c - b).toBeLessThan(b - a);
  expect(messages.map(({ x1, x2 }) => [x1, x2])).toEqual([
    [a, b],
    [b, c],
  ]);
});

test('messages come one below the other, and frames reach around what is in them', async () => {
  const { messages, frames, boxes } = await layoutOf(
    'a->>b: 1\nalt yes\nb->>b: itself\nloop often\nb->>c: 2\nend\nelse no\nNote over a,c: n\nend\nc-->>a: 3',
  );
  const ys = messages.map(({ y }) => y);
  expect(ys).toEqual([...ys].sort((x, y) => x - y));
  const [inner, outer] = frames;
  expect(inner!.fragment.operator).toBe('loop');
  expect(outer!.top).toBeLessThan(inner!.top);
  expect(outer!.bottom).toBeGreaterThan(inner!.bottom);
  expect(outer!.left).toBeLessThan(inner!.left);
  expect(outer!.right).toBeGreaterThan(inner!.right);
  expect(boxes[0]!.top).toBeGreaterThan(inner!.bottom);
  expect(boxes[0]!.bottom).toBeLessThan(outer!.bottom);
  expect(outer!.left).toBeLessThan(boxes[0]!.left);
});

test('an arrow ends at the bar that it begins, and a bar ends with its last message', async () => {
  const { messages, bars, columns } = await layoutOf('a->>+b: 1\nb->>+b: 2\nb-->>-b: 3\nb-->>-a: 4');
  const b = columns.byId.get('b')!.x;
  expect(messages[0]!.x2).toBe(b - 4);
  expect(messages[3]!.x1).toBe(b - 4);
  expect(bars.map(({ level }) => level)).toEqual([1, 0]);
  expect(bars[1]).toMatchObject({ top: messages[0]!.y, bottom: messages[3]!.y });
});

test('everything is inside the picture', async () => {
  const words = fc.constantFrom(
    'x',
    'POST /orders',
    'a very long label that goes on and on and on',
    '',
    'ünïcödé 用户 👩‍💻',
  );
  const end = fc.constantFrom('a', 'b', 'c', 'd');
  const line = fc.oneof(
    fc.tuple(end, end, words).map(([from, to, label]) => `${from}->>${to}: ${label || 'y'}`),
    fc.tuple(end, words).map(([at, text]) => `Note right of ${at}: ${text || 'n'}`),
    fc.tuple(end, words).map(([at, text]) => `Note left of ${at}: ${text || 'n'}`),
    fc.tuple(end, end, words).map(([from, to, guard]) => `opt ${guard}\n${from}-->>${to}: z\nend`),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(line, { minLength: 1, maxLength: 12 }), async (lines) => {
      const { extent, messages, frames, boxes, height } = await layoutOf(lines.join('\n'));
      for (const { left, right, bottom } of [...frames, ...boxes]) {
        expect(left).toBeGreaterThanOrEqual(extent.left);
        expect(right).toBeLessThanOrEqual(extent.right);
        expect(bottom).toBeLessThan(height);
      }
      for (const { x1, x2, labelAt, lines: label, message } of messages) {
        const width = Math.max(0, ...label.map((each) => textWidth(each)));
        const isSelf = message.from === message.to;
        expect(Math.min(x1, x2, isSelf ? labelAt : labelAt - width / 2)).toBeGreaterThanOrEqual(extent.left);
        expect(Math.max(x1, x2, isSelf ? labelAt + width : labelAt + width / 2)).toBeLessThanOrEqual(extent.right);
      }
    }),
    { numRuns: 60 },
  );
});

test('text is broken at its width, and long words within', () => {
  const lines = wrapText(`some words and one${'x'.repeat(80)}`, 120);
  expect(lines.length).toBeGreaterThan(3);
  for (const line of lines) expect(textWidth(line)).toBeLessThanOrEqual(120);
  expect(lines.join('').replaceAll(' ', '')).toBe(`somewordsandone${'x'.repeat(80)}`);
  expect(wrapText('a\nb\nc\nd', 100, { limit: 2 })).toEqual(['a', 'b…']);
});

test('thousands of nested frames and a label of a megabyte are drawn', async () => {
  const depth = 3000;
  const range = { start: { line: 1, column: 1 }, end: { line: 1, column: 2 } };
  const base = await read('a->>b: x');
  let fragments = base.fragments;
  for (let level = 0; level < depth; level++) {
    fragments = [{ type: 'combined', operator: 'opt', operands: [{ fragments, range }], range }];
  }
  const { body } = drawSequence({ ...base, fragments }, unpainted, { id: 'd', name: 'deep' });
  expect(String(body).match(/class="edge"/g)).toHaveLength(depth);
  const long = {
    ...base,
    fragments: base.fragments.map((one) => ({ ...one, label: 'x '.repeat(500_000) })),
  } as Interaction;
  expect(String(drawSequence(long, unpainted, { id: 'd', name: 'long' }).body).length).toBeLessThan(5000);
});
