import zlib from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { inputOf } from '../../bench/fuzz/input.ts';
import { traces } from '../../bench/fuzz/traces/target.ts';
import { detect, joinCases, readTraces } from '../../src/traces/index.ts';
import { samples } from './samples.ts';

/** Whatever comes in: no exception, and no silence where nothing could be read. */
async function survives(bytes: Uint8Array): Promise<void> {
  detect(bytes);
  const { spans, diagnostics } = await readTraces({ path: 'file', bytes });
  if (spans.length === 0) expect(diagnostics).not.toEqual([]);
  for (const span of spans) {
    expect(span.end).toBeGreaterThanOrEqual(span.start);
    expect(span.traceId).not.toBe('');
    expect(span.spanId).not.toBe('');
  }
  joinCases(spans);
}

test('a stretch of what `npm run bench:fuzz` tries', async () => {
  for (let index = 0; index < 2000; index++) {
    const wrong = await traces.run(inputOf(traces, 1, index));
    expect(wrong, `repeat: npm run bench:fuzz traces -- --seed 1 --only ${index}`).toBeUndefined();
  }
});

const sample = fc.constantFrom(...samples.map(({ bytes }) => bytes));

test('arbitrary bytes', () =>
  fc.assert(fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), survives), { numRuns: 500 }));

test('arbitrary JSON', () =>
  fc.assert(
    fc.asyncProperty(fc.jsonValue(), (value) => survives(Buffer.from(JSON.stringify(value)))),
    { numRuns: 500 },
  ));

test('valid input with bytes changed, cut out and doubled', () => {
  const place = fc.nat({ max: 5000 });
  const change = fc.oneof(
    fc.record({ kind: fc.constant('set'), at: place, value: fc.nat({ max: 255 }) }),
    fc.record({ kind: fc.constant('cut'), at: place, value: fc.nat({ max: 50 }) }),
    fc.record({ kind: fc.constant('double'), at: place, value: fc.nat({ max: 50 }) }),
    fc.record({ kind: fc.constant('end'), at: place, value: fc.constant(0) }),
  );
  const mutated = (bytes: Uint8Array, { kind, at, value }: { kind: string; at: number; value: number }): Uint8Array => {
    const from = bytes.length === 0 ? 0 : at % bytes.length;
    const [head, tail] = [bytes.subarray(0, from), bytes.subarray(from)];
    if (kind === 'set') return Buffer.concat([head, Uint8Array.of(value), tail.subarray(1)]);
    if (kind === 'cut') return Buffer.concat([head, tail.subarray(value)]);
    return kind === 'double' ? Buffer.concat([head, tail.subarray(0, value), tail]) : head;
  };
  return fc.assert(
    fc.asyncProperty(sample, fc.array(change, { minLength: 1, maxLength: 4 }), fc.boolean(), (bytes, changes, zip) =>
      survives(changes.reduce(mutated, zip ? zlib.gzipSync(bytes) : bytes)),
    ),
    { numRuns: 3000 },
  );
});

test('valid JSON with values exchanged for values of other types', () => {
  const texts = samples.map(({ bytes }) => Buffer.from(bytes).toString('utf8')).filter((text) => /^[{[]/.test(text));
  const other = fc.constantFrom(
    'null',
    '5',
    '-1',
    '"x"',
    '[]',
    '{}',
    'true',
    '1e400',
    '[[[]]]',
    '{"__proto__":1}',
    '"\\ud800"',
  );
  return fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...texts),
      fc.array(fc.tuple(fc.nat({ max: 200 }), other), { maxLength: 4 }),
      (text, swaps) => {
        let changed = text;
        for (const [nth, value] of swaps) {
          // The nth number, string value, list or object that holds no further one.
          const values = [...changed.matchAll(/(?<=:\s*)(?:"[^"]*"|-?\d+(?:\.\d+)?|\[[^[\]{}]*\]|\{[^[\]{}]*\})/g)];
          const match = values[nth % Math.max(1, values.length)];
          if (match) changed = changed.slice(0, match.index) + value + changed.slice(match.index + match[0].length);
        }
        return survives(Buffer.from(changed));
      },
    ),
    { numRuns: 1500 },
  );
});
