import fc from 'fast-check';
import { expect, test } from 'vitest';
import { placeSpans } from '../../../src/reports/html/span-lanes.ts';
import { duration } from '../../../src/reports/html/timeline.ts';
import type { TraceSpan } from '../../../src/reports/index.ts';

/** `id parent clock start-end`, times in microseconds, `-` for no parent, `>id` for a link. */
function spans(text: string): TraceSpan[] {
  return text
    .trim()
    .split('\n')
    .map((line) => {
      const [spanId = '', parent = '', clock = '', times = ''] = line.trim().split(/\s+/);
      const [start = 0, end = 0] = times.split('-').map(Number);
      return {
        traceId: 't',
        spanId,
        ...(/^[->]/.test(parent) ? {} : { parentSpanId: parent }),
        links: parent.startsWith('>') ? [`t/${parent.slice(1)}`] : [],
        service: clock,
        clock,
        name: spanId,
        kind: '',
        failed: false,
        start,
        end,
      };
    });
}

function show(text: string): string[] {
  return placeSpans(spans(text)).rows.map(
    ({ span, depth, at, duration: length }) => `${' '.repeat(depth)}${span.spanId} ${at}+${length}`,
  );
}

test('spans of one clock keep their places', () => {
  expect(show('a - x 100-150\nb a x 110-120\nc a x 105-108')).toEqual(['a 0+50', ' c 5+3', ' b 10+10']);
});

test('another clock begins where its cause does, whatever it says', () => {
  const expected = ['a 0+50', ' b 10+30', '  c 10+5', '  d 15+2'];
  expect(show('a - x 100-150\nb a x 110-140\nc b y 9000-9005\nd b y 9005-9007')).toEqual(expected);
  expect(show('a - x 100-150\nb a x 110-140\nc b y 7-12\nd b y 12-14')).toEqual(expected);
});

test('a clock that is entered twice is placed by whichever cause came later', () => {
  expect(show('a - x 0-100\nb a y 500-510\nc a x 60-90\nd c y 520-530')).toEqual([
    'a 0+100',
    ' b 40+10',
    ' c 60+30',
    '  d 60+10',
  ]);
});

test('a link is a cause where there is no parent', () => {
  expect(show('a - x 0-10\nb >a y 5-9')).toEqual(['a 0+10', ' b 0+4']);
});

test('circles of parents end', () => {
  expect(show('a b x 0-1\nb a y 0-1')).toHaveLength(2);
  expect(show('a a x 0-1')).toEqual(['a 0+1']);
});

test('nothing stands before its cause, and every clock keeps its distances', () => {
  const tree = fc.array(fc.record({ parent: fc.nat(), clock: fc.nat(3), after: fc.nat(50), length: fc.nat(50) }), {
    minLength: 1,
    maxLength: 25,
  });
  fc.assert(
    fc.property(
      tree,
      fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 4, maxLength: 4 }),
      (nodes, skews) => {
        // What truly happened, then read from clocks that are wrong by so much.
        const truth: number[] = [];
        const observed = nodes.map(({ parent, clock, after, length }, index): TraceSpan => {
          const above = index === 0 ? undefined : parent % index;
          truth.push((above === undefined ? 0 : truth[above]!) + after);
          const start = truth[index]! + skews[clock]!;
          return {
            traceId: 't',
            spanId: String(index),
            ...(above !== undefined && { parentSpanId: String(above) }),
            links: [],
            service: '',
            clock: String(clock),
            name: '',
            kind: '',
            failed: false,
            start,
            end: start + length,
          };
        });
        const { rows } = placeSpans(observed);
        expect(rows).toHaveLength(observed.length);
        const at = new Map(rows.map((row) => [row.span.spanId, row.at]));
        for (const { spanId, parentSpanId } of observed) {
          if (parentSpanId !== undefined) expect(at.get(spanId)).toBeGreaterThanOrEqual(at.get(parentSpanId)!);
        }
        for (const one of observed) {
          for (const other of observed) {
            if (one.clock === other.clock)
              expect(at.get(one.spanId)! - at.get(other.spanId)!).toBe(one.start - other.start);
          }
        }
      },
    ),
  );
});

test.each([
  [0, '0'],
  [0.25, '0.3 µs'],
  [999, '999 µs'],
  [1500, '1.5 ms'],
  [23_456, '23 ms'],
  [2_500_000, '2.5 s'],
  [600_000_000, '10 min'],
])('%d µs are %s', (microseconds, text) => expect(duration(microseconds)).toBe(text));
