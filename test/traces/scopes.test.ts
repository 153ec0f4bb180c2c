import { describe, expect, test } from 'vitest';
import { casesBy } from '#traces';
import { spansOfText } from '../checks/judging.ts';

async function cases(name: string, text: string): Promise<Record<string, string[]>> {
  const found = casesBy({ by: 'attribute', name }, await spansOfText(text));
  return Object.fromEntries(
    found.map(({ id, spans }) => [id.length > 10 ? 'trace' : id, spans.map((span) => span.name)]),
  );
}

describe('by attribute', () => {
  test('traces with the same value are one case, others stay theirs', async () => {
    const text =
      'a SERVER "one" 0..9 key=x\n  a CLIENT "two" 1..2\ntrace\na SERVER "three" 20..29 key=x\ntrace\na SERVER "four" 30..39';
    expect(await cases('key', text)).toEqual({ x: ['one', 'two', 'three'], trace: ['four'] });
  });

  test('the bearer may lie below the rest of its trace', async () => {
    expect(await cases('key', 'a SERVER "one" 0..9\n  a CLIENT "two" 1..2 key=x')).toEqual({ x: ['one', 'two'] });
  });

  test('a trace of several values is shared out; what bears none belongs to all', async () => {
    const text =
      'a CONSUMER "batch" 0..9\n  a INTERNAL "one" 1..4 key=x\n    a CLIENT "of one" 2..3\n  a INTERNAL "two" 5..8 key=y\n    a CLIENT "of two" 6..7';
    expect(await cases('key', text)).toEqual({ x: ['batch', 'one', 'of one'], y: ['batch', 'two', 'of two'] });
  });

  test('what is beneath another value begins anew and misses no parent', async () => {
    const text = 'a SERVER "one" 0..9 key=x\n  a CLIENT "two" 1..2 key=y';
    const found = casesBy({ by: 'attribute', name: 'key' }, await spansOfText(text));
    expect(found.map(({ id, facts }) => [id, facts.missingParents.length])).toEqual([
      ['x', 0],
      ['y', 0],
    ]);
    expect(found[1]!.spans[0]!.parentSpanId).toBeUndefined();
  });

  test('a linked trace bears what its origin bears', async () => {
    const text =
      'a PRODUCER "send" 0..9 #send key=x\ntrace\nb CONSUMER "process" 20..29 links=#send\n  b CLIENT "save" 21..22';
    expect(await cases('key', text)).toEqual({ x: ['send', 'process', 'save'] });
  });

  test('baggage may carry a prefix, and numbers are texts', async () => {
    expect(await cases('key', 'a SERVER "one" 0..9 baggage.key=7\ntrace\na SERVER "two" 10..11 key=7')).toEqual({
      '7': ['one', 'two'],
    });
  });
});

test('by run everything is one case, and nothing is none', async () => {
  const spans = await spansOfText('a SERVER "one" 0..9\ntrace\na SERVER "two" 10..11');
  expect(casesBy({ by: 'run' }, spans).map(({ id, traceIds }) => [id, traceIds.length])).toEqual([['run', 2]]);
  expect(casesBy({ by: 'run' }, [])).toEqual([]);
});
