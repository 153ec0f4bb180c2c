import fc from 'fast-check';
import { expect, test } from 'vitest';
import { KnownFindings, knownFrom, lastingMessage, type Sighting } from '#checks';

test.each([
  ['the block of line 4 is never closed', 'the block of line # is never closed'],
  ['see docs/a.puml:14:3 and b.mmd:2', 'see docs/a.puml:# and b.mmd:#'],
  ['span 66a1ea68a3d28350 came\n  26 ms late', 'span # came # ms late'],
  // What tells findings apart stays.
  ['step 3 follows step 1', 'step 3 follows step 1'],
  ['answered 201', 'answered 201'],
  ['"deadbeef" is no service', '"deadbeef" is no service'],
])('%s', (message, lasting) => {
  expect(lastingMessage(message)).toBe(lasting);
});

const sighting: fc.Arbitrary<Sighting> = fc.record(
  {
    code: fc.constantFrom('lint/a', 'lint/b'),
    path: fc.constantFrom('a.mmd', 'b.mmd'),
    drawing: fc.constantFrom('One', 'Two'),
    message: fc.constantFrom('x', 'y'),
  },
  { requiredKeys: ['code', 'path', 'message'] },
);
const rounds = fc.array(fc.array(sighting, { maxLength: 12 }), { minLength: 1, maxLength: 4 });

test('what was frozen is known in every round, and nothing of it is stale', () => {
  fc.assert(
    fc.property(rounds, (seen) => {
      const known = new KnownFindings(knownFrom(seen));
      for (const round of seen) expect(known.round(round)).toEqual(round.map(() => true));
      expect(known.stale()).toEqual([]);
    }),
  );
});

test('one more than was frozen is new', () => {
  fc.assert(
    fc.property(rounds, sighting, (seen, more) => {
      const known = new KnownFindings(knownFrom(seen));
      const most = knownFrom(seen).find(({ count: _, ...entry }) => keyOf(entry) === keyOf(more))?.count ?? 0;
      const flood = Array.from({ length: most + 1 }, () => more);
      expect(known.round(flood)).toEqual([...flood.slice(1).map(() => true), false]);
    }),
  );
});

test('one less than was frozen is stale', () => {
  fc.assert(
    fc.property(fc.array(sighting, { minLength: 1, maxLength: 12 }), (seen) => {
      const known = new KnownFindings(knownFrom([seen]));
      known.round(seen.slice(1));
      const [missing] = known.stale();
      expect(missing && keyOf(missing.entry)).toBe(keyOf(seen[0]!));
      expect(missing!.seen).toBe(missing!.entry.count - 1);
    }),
  );
});

function keyOf({ code, path, drawing = '', message }: Sighting): string {
  return JSON.stringify([code, path, drawing, message]);
}
