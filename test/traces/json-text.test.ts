import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readTraces } from '../../src/traces/index.ts';
import { jsonErrorOffset } from '../../src/traces/readers/json-error.ts';
import { mend } from '../../src/traces/readers/json-mending.ts';
import { linesOfPlaces } from '../../src/traces/readers/json-scan.ts';
import { indented, line } from './damage.ts';

const isJson = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};
const spaced = fc
  .tuple(fc.json(), fc.constantFrom(undefined, 1, '\t'))
  .map(([text, indent]) => JSON.stringify(JSON.parse(text), null, indent));

describe('where text stops being JSON', () => {
  test.each([
    ['', 0],
    ['{', 1],
    ['{"a":1,}', 7],
    ['[1,]', 3],
    ['[1 2]', 3],
    ['{"a" 1}', 5],
    ['{1:2}', 1],
    ['"a\nb"', 2],
    ['"\\x"', 1],
    ['01', 1],
    ['tru', 0],
    ['[]]', 2],
    ['{}{', 2],
    ['\u00a0{}', 0],
  ])('%j: at %i', (text, offset) => {
    expect(isJson(text)).toBe(false);
    expect(jsonErrorOffset(text)).toBe(offset);
  });

  test('nowhere in JSON', () => fc.assert(fc.property(spaced, (text) => jsonErrorOffset(text) === undefined)));

  test('somewhere exactly where JSON.parse finds something wrong', () =>
    fc.assert(
      fc.property(spaced, fc.nat(), fc.constantFrom(...'{}[],:"\\ x1-\n'), (text, at, sign) => {
        const place = at % (text.length + 1);
        const changed = text.slice(0, place) + sign + text.slice(place + 1);
        expect(jsonErrorOffset(changed) === undefined).toBe(isJson(changed));
      }),
      { numRuns: 2000 },
    ));
});

describe('what is whole of damaged JSON', () => {
  test('nothing is mended that is right', () =>
    fc.assert(fc.property(spaced, (text) => mend(text, jsonErrorOffset) === undefined)));

  test.each([
    ['one line', line],
    ['indented', indented],
  ])('of every beginning of a document the spans before the cut, %s', async (_, text) => {
    const read = async (content: string) => (await readTraces({ path: 'a', bytes: Buffer.from(content) })).spans;
    const all = (await read(text)).map(({ spanId }) => spanId);
    let most = 0;
    for (let length = 1; length < text.length; length += 7) {
      const found = (await read(text.slice(0, length))).map(({ spanId }) => spanId);
      expect(found).toEqual(all.slice(0, found.length));
      expect(found.length).toBeGreaterThanOrEqual(most);
      most = found.length;
    }
    expect(most).toBe(all.length);
  });

  test('whatever is changed, what comes out is JSON, with as many lines where nothing was cut off', () =>
    fc.assert(
      fc.property(fc.nat({ max: indented.length - 1 }), fc.constantFrom(...'{}[],:"\\ x1-'), (at, sign) => {
        const changed = indented.slice(0, at) + sign + indented.slice(at + 1);
        const mended = mend(changed, jsonErrorOffset);
        if (mended) expect(isJson(mended.text)).toBe(true);
        if (mended && !mended.cut) expect(mended.text.split('\n')).toHaveLength(changed.split('\n').length);
      }),
      { numRuns: 2000 },
    ));
});

describe('lines of places', () => {
  test.each([
    ['{"a":\n[1,\n{"b":2}]}', 'a[1].b', 3],
    ['{"a":\n[1,\n{"b":\n2}]}', 'a[1].b', 4],
    ['[[1],\n[2,\n3]]', '[1][1]', 3],
    ['{"x_y":{"z":\n"}"}}', 'xY.z', 2],
    ['{"a":"[\\"",\n"b":[]}', 'b', 2],
    ['{"a":1}', 'b', undefined],
    ['{"a":[]}', 'a[0]', undefined],
    ['5', 'a', undefined],
  ])('%j %s', (text, place, wanted) => {
    expect(linesOfPlaces(text, [place]).get(place)).toBe(wanted);
  });
});
