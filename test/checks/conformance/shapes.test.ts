/** One judgement for all cases of a shape must be the judgement of each. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { casesInMemory, checkReduced, Shapes } from '../../../src/checks/conformance/index.ts';
import { type Case, joinCases, type Span } from '../../../src/traces/index.ts';
import { dialect, readSystems } from '../case-files.ts';
import { checkable, spansOfText } from '../judging.ts';

const systems = readSystems();

/** What happens to each copy of a recorded trace, by numbers that fast-check chooses. */
interface Copy {
  readonly seed: number;
  /** Times are rounded to so many microseconds; 0 leaves them as they are. */
  readonly grain: number;
  /** Microseconds by which single spans are moved at most. */
  readonly jitter: number;
  readonly lose: boolean;
  readonly shuffle: boolean;
}

const copies = fc.array(
  fc.record({
    seed: fc.nat(),
    grain: fc.constantFrom(0, 1, 1000),
    jitter: fc.constantFrom(0, 0, 300, 3000),
    lose: fc.boolean(),
    shuffle: fc.boolean(),
  }),
  { minLength: 4, maxLength: 10 },
);

describe.each(systems)('$name', ({ drawings, traces }) => {
  test.each(drawings)('$path', async (drawing) => {
    const prepared = await checkable(drawing);
    const recorded: Span[][] = [];
    for (const { text, encoding } of traces) recorded.push(await spansOfText(text, dialect, encoding));
    fc.assert(
      fc.property(copies, (chosen) => {
        const spans = recorded.flatMap((one, which) =>
          chosen.flatMap((copy, index) => copyOf(one, copy, which * 100 + index)),
        );
        const cases = joinCases(spans);
        const shared = new Shapes(prepared);
        expect(results(prepared, cases, shared)).toEqual(
          results(prepared, cases, new Shapes(prepared, { apart: true })),
        );
        expect(shared.shapes.length).toBeLessThanOrEqual(cases.length);
      }),
      { numRuns: 8 },
    );
  });
});

test('copies that differ in ids and times alone have one shape', async () => {
  const { drawings, traces } = systems.find(({ name }) => name === 'spring-orders')!;
  const prepared = await checkable(drawings[0]!);
  const recorded = await spansOfText(traces[0]!.text, dialect, traces[0]!.encoding);
  const copy = { grain: 0, jitter: 0, lose: false, shuffle: false };
  const cases = joinCases([1, 2, 3, 4, 5].flatMap((seed) => copyOf(recorded, { seed, ...copy }, seed)));
  const shapes = new Shapes(prepared);
  const reduced = casesInMemory(cases, shapes);
  expect(reduced.length).toBeGreaterThanOrEqual(5);
  expect(shapes.shapes.length * 5).toBe(reduced.length);
});

function results(drawings: Awaited<ReturnType<typeof checkable>>, cases: readonly Case[], shapes: Shapes) {
  const { drawings: judged, findings } = checkReduced({ drawings, cases: () => casesInMemory(cases, shapes) });
  return { findings, judged: judged.map((one) => ({ ...one, cases: [...one.cases] })) };
}

/** Other ids, other times, other numbers in paths and names: another day's trace of the same. */
function copyOf(spans: readonly Span[], { seed, grain, jitter, lose, shuffle }: Copy, number: number): Span[] {
  const random = randomOf(seed);
  const tag = number.toString(16).padStart(4, '0');
  const other = (id: string) => `${tag}${id.slice(4)}`;
  const numbers = new Map<string, string>();
  const reworded = (text: string) =>
    text.replace(/(?<=\/)\d+(?![\w.])/g, (found) => {
      if (!numbers.has(found)) numbers.set(found, random() < 0.5 ? found : String(Math.floor(random() * 99_999)));
      return numbers.get(found)!;
    });
  const moved = (time: number) => {
    const later = time + 7_000_000 * number;
    return grain === 0 ? later : Math.floor(later / grain) * grain;
  };
  const copied = spans.map((span): Span => {
    const shift = Math.floor((random() - 0.5) * jitter);
    const attributes = new Map(
      [...span.attributes].map(([key, value]) => [key, typeof value === 'string' ? reworded(value) : value]),
    );
    const start = moved(span.start + shift);
    return {
      ...span,
      traceId: other(span.traceId),
      name: reworded(span.name),
      start,
      end: Math.max(start, moved(span.end + shift)),
      attributes,
      links: span.links.map(({ traceId, spanId }) => ({ traceId: other(traceId), spanId })),
    };
  });
  const kept = lose ? copied.filter(() => random() > 0.1) : copied;
  return shuffle
    ? kept
        .map((span) => ({ span, at: random() }))
        .sort((a, b) => a.at - b.at)
        .map(({ span }) => span)
    : kept;
}

/** Mulberry32. */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
