/** However little may be open at a time, the cases are those that all spans at once make. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Case, joinCases, OpenCases, type Span } from '../../../src/traces/index.ts';
import { spanOf } from '../spans.ts';

/** Spans in the order in which they are read, cut into pieces. */
interface Reading {
  readonly spans: readonly Span[];
  readonly pieceSize: number;
  readonly mostOpen: number;
}

const hex = (number: number, digits: number) => number.toString(16).padStart(digits, '0');

/** Traces of a few spans with lost parents, repeats, shared ids, circles and links to traces before and after. */
const readings: fc.Arbitrary<Reading> = fc
  .record({
    traces: fc.array(
      fc.record({
        spans: fc.array(
          fc.record({
            parent: fc.integer({ min: -2, max: 6 }),
            link: fc.option(fc.nat({ max: 30 }), { freq: 8 }),
            kind: fc.constantFrom('server' as const, 'client' as const, 'internal' as const),
            twin: fc.boolean(),
            at: fc.double({ min: 0, max: 1, noNaN: true }),
          }),
          { minLength: 1, maxLength: 5 },
        ),
        digits: fc.constantFrom(32, 32, 16, 7),
      }),
      { minLength: 1, maxLength: 25 },
    ),
    /** 0 keeps each trace together, 1 shuffles everything. */
    spread: fc.constantFrom(0, 0.1, 1),
    pieceSize: fc.integer({ min: 1, max: 4 }),
    mostOpen: fc.integer({ min: 0, max: 12 }),
  })
  .map(({ traces, spread, pieceSize, mostOpen }) => {
    const idOf = (index: number) => hex(index + 1, traces[index % traces.length]!.digits);
    const placed = traces.flatMap(({ spans }, trace) =>
      spans.flatMap(({ parent, link, kind, twin, at }, index) => {
        const above = parent === -1 ? '' : `<${hex(parent === -2 ? 99 : parent, 4)}`;
        const other = link === null ? undefined : link % (traces.length + 2);
        const target = other === undefined ? '' : other < traces.length ? idOf(other) : 'elsewhere';
        const links = other === undefined ? [] : [{ traceId: target, spanId: hex(0, 4) }];
        const span = spanOf(`${idOf(trace)}/${hex(index, 4)}${above}`, {
          kind,
          links,
          start: index,
          service: `s${index % 2}`,
        });
        const again = twin && index === 0 ? [{ span, at: trace + spread * traces.length * (1 - at) }] : [];
        return [{ span, at: trace + spread * traces.length * at }, ...again];
      }),
    );
    return { spans: placed.sort((a, b) => a.at - b.at).map(({ span }) => span), pieceSize, mostOpen };
  });

function casesOf({ spans, pieceSize, mostOpen }: Reading): { listed: Case[]; recalled: string[][]; reread: number } {
  const pieces: Span[][] = [];
  for (let at = 0; at < spans.length; at += pieceSize) pieces.push(spans.slice(at, at + pieceSize));
  const kept: Case[] = [];
  let reread = 0;
  const open = new OpenCases({
    mostOpen,
    tagOf: (observed) => kept.push(observed) - 1,
    reread: (place) => {
      reread++;
      return pieces[place]!;
    },
  });
  pieces.forEach((piece, place) => {
    open.add(piece, place);
  });
  const closed = open.finish();
  const listed = [...closed.list()];
  expect(closed.length).toBe(listed.length);
  for (const { id, traceIds, tag } of listed)
    expect({ id, traceIds }).toEqual({ id: kept[tag]!.id, traceIds: kept[tag]!.traceIds });
  return {
    listed: listed.map(({ tag }) => kept[tag]!),
    recalled: listed.map(({ number, traceIds }) =>
      closed
        .placesOf(number)
        .flatMap((place) => pieces[place]!)
        .filter(({ traceId }) => traceIds.includes(traceId))
        .map(({ traceId, spanId }) => `${traceId}/${spanId}`),
    ),
    reread,
  };
}

test('cases do not depend on what was closed when', () => {
  let reread = 0;
  fc.assert(
    fc.property(readings, (reading) => {
      const expected = joinCases(reading.spans);
      const found = casesOf(reading);
      expect(found.listed).toEqual(expected);
      // The pieces of a case hold all of it, in order.
      expect(found.recalled).toEqual(
        expected.map(({ traceIds }) =>
          reading.spans
            .filter(({ traceId }) => traceIds.includes(traceId))
            .map(({ traceId, spanId }) => `${traceId}/${spanId}`),
        ),
      );
      reread += found.reread;
    }),
    { numRuns: 1500 },
  );
  expect(reread).toBeGreaterThan(1000);
});

test('cases do not depend on how many parts a recording was read in', () => {
  fc.assert(
    fc.property(readings, fc.array(fc.nat(), { maxLength: 3 }), ({ spans, pieceSize, mostOpen }, places) => {
      const pieces: Span[][] = [];
      for (let at = 0; at < spans.length; at += pieceSize) pieces.push(spans.slice(at, at + pieceSize));
      const cuts = [0, ...places.map((place) => place % (pieces.length + 1)).sort((a, b) => a - b), pieces.length];
      const kept: Case[] = [];
      const tagOf = (observed: Case) => kept.push(observed) - 1;
      const whole = new OpenCases({ mostOpen, tagOf, reread: (place) => pieces[place]! });
      cuts.slice(1).forEach((until, index) => {
        const from = cuts[index]!;
        const part = new OpenCases({ mostOpen, tagOf, reread: (place) => pieces[from + place]! });
        pieces.slice(from, until).forEach((piece, place) => {
          part.add(piece, place);
        });
        // Tags stay what they are, places are counted from the part's beginning.
        whole.absorb(structuredClone(part.finishPart()), from, [...kept.keys()]);
      });
      const listed = [...whole.finish().list()];
      expect(listed.map(({ tag }) => kept[tag])).toEqual(joinCases(spans));
      expect(listed.map(({ id, traceIds }) => ({ id, traceIds }))).toEqual(
        joinCases(spans).map(({ id, traceIds }) => ({ id, traceIds })),
      );
      expect(whole.spanCount).toBe(spans.length);
    }),
    { numRuns: 1000 },
  );
});

test('with room for all spans nothing is read again', () => {
  fc.assert(
    fc.property(readings, (reading) => {
      const spans = reading.spans.map((span) => ({ ...span, links: [] }));
      expect(casesOf({ ...reading, spans, mostOpen: 1000 }).reread).toBe(0);
    }),
    { numRuns: 200 },
  );
});

test('a span that comes long after the others is still of their case', () => {
  const early = spanOf('aa/b', { kind: 'server' });
  const others = Array.from({ length: 40 }, (_, index) => spanOf(`c${index}/d`));
  const { listed, reread } = casesOf({ spans: [early, ...others, spanOf('aa/e<b')], pieceSize: 1, mostOpen: 4 });
  expect(listed[0]!.spans.map(({ spanId }) => spanId)).toEqual(['b', 'e']);
  expect(listed).toHaveLength(41);
  expect(reread).toBe(2);
});
