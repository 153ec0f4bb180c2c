import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Case, joinCases, type Span } from '../../src/traces/index.ts';
import { spanOf } from './spans.ts';

const link = (text: string) => {
  const [traceId = '', spanId = ''] = text.split('/');
  return { traceId, spanId };
};

/** `t1+t2: t1/a t2/b` */
const shown = (each: Case): string =>
  `${[...each.traceIds].sort().join('+')}=${each.id}: ${each.spans.map((span) => `${span.traceId}/${span.spanId}`).join(' ')}`;

describe('joinCases', () => {
  test.each<{ readonly what: string; readonly spans: Span[]; readonly cases: readonly string[] }>([
    { what: 'nothing', spans: [], cases: [] },
    {
      what: 'one case a trace, in the order first seen, spans interleaved',
      spans: [spanOf('t2/a'), spanOf('t1/a'), spanOf('t2/b<a')],
      cases: ['t2=t2: t2/a t2/b', 't1=t1: t1/a'],
    },
    {
      what: 'a consumer that links to its producer, consumer seen first',
      spans: [spanOf('t2/c', { links: [link('t1/p')] }), spanOf('t1/p')],
      cases: ['t1+t2=t1: t2/c t1/p'],
    },
    {
      what: 'a chain of links',
      spans: [spanOf('t3/a', { links: [link('t2/a')] }), spanOf('t1/a'), spanOf('t2/a', { links: [link('t1/a')] })],
      cases: ['t1+t2+t3=t1: t3/a t1/a t2/a'],
    },
    {
      what: 'a batch that links to two producers',
      spans: [spanOf('t1/a'), spanOf('t2/a'), spanOf('t3/a', { links: [link('t2/a'), link('t1/a')] })],
      cases: ['t1+t2+t3=t1: t1/a t2/a t3/a'],
    },
    {
      what: 'traces that link to each other: the first seen names the case',
      spans: [spanOf('t2/a', { links: [link('t1/a')] }), spanOf('t1/a', { links: [link('t2/a')] })],
      cases: ['t1+t2=t2: t2/a t1/a'],
    },
    {
      what: 'a link to a trace that is not there',
      spans: [spanOf('t1/a', { links: [link('t9/a')] })],
      cases: ['t1=t1: t1/a'],
    },
    {
      what: 'a link within the trace',
      spans: [spanOf('t1/a'), spanOf('t1/b', { links: [link('t1/a')] })],
      cases: ['t1=t1: t1/a t1/b'],
    },
  ])('$what', ({ spans, cases }) => {
    expect(joinCases(spans).map(shown)).toEqual(cases);
  });

  test('a span that was reported twice is dropped and counted', () => {
    const [only] = joinCases([spanOf('t1/a'), spanOf('t1/a'), spanOf('t1/a'), spanOf('t1/b<a')]);
    expect(only?.spans.map((span) => span.spanId)).toEqual(['a', 'b']);
    expect(only?.facts.duplicates).toBe(2);
  });

  test('halves of a call that share an id are taken apart, although no reader saw them together', () => {
    const spans = [
      spanOf('t1/b<a', { kind: 'server', service: 'bank' }),
      spanOf('t1/c<b', { service: 'bank' }),
      spanOf('t1/b<a', { kind: 'client', service: 'shop' }),
      spanOf('t1/a', { kind: 'server', service: 'shop' }),
    ];
    const [only] = joinCases(spans);
    expect(only?.spans.map(({ spanId, parentSpanId }) => `${spanId}<${parentSpanId ?? ''}`)).toEqual([
      'b<b:client',
      'c<b',
      'b:client<a',
      'a<',
    ]);
    expect(only?.facts.missingParents).toEqual([]);
  });

  test('two services, or two kinds, may use one span id', () => {
    const spans = [
      spanOf('t1/a', { kind: 'client' }),
      spanOf('t1/a', { kind: 'server' }),
      spanOf('t1/a', { kind: 'server', service: 'bank' }),
    ];
    const [only] = joinCases(spans);
    expect(only?.spans).toHaveLength(3);
    expect(only?.facts.duplicates).toBe(0);
  });

  test('parents and links that are not there are facts', () => {
    const [only] = joinCases([
      spanOf('t1/b<a'),
      spanOf('t1/c<b', { links: [link('t1/x'), link('t9/y'), link('t1/b')] }),
    ]);
    expect(only?.facts.missingParents.map(({ span, parentSpanId }) => [span.spanId, parentSpanId])).toEqual([
      ['b', 'a'],
    ]);
    expect(only?.facts.danglingLinks.map((each) => each.link)).toEqual([link('t1/x'), link('t9/y')]);
  });

  test.each([
    { what: 'its own parent', spans: ['t1/a<a'], cut: ['a'] },
    { what: 'a circle of two with a tail', spans: ['t1/c<b', 't1/b<a', 't1/a<b'], cut: ['b'] },
    { what: 'two circles', spans: ['t1/a<b', 't1/b<a', 't1/c<d', 't1/d<c'], cut: ['a', 'c'] },
  ])('a cycle of parents is cut at the span that started first: $what', ({ spans, cut }) => {
    const [only] = joinCases(spans.map((id) => spanOf(id)));
    expect(only?.facts.cyclicParents.map(({ span }) => span.spanId).sort()).toEqual(cut);
    for (const { span } of only?.facts.cyclicParents ?? []) {
      expect(span.parentSpanId).toBeUndefined();
      expect(only?.spans).toContain(span);
    }
  });

  test('the one that started first is cut, wherever the walk began', () => {
    const spans = [spanOf('t1/a<b', { start: 5 }), spanOf('t1/b<c', { start: 3 }), spanOf('t1/c<a', { start: 9 })];
    expect(joinCases(spans)[0]?.facts.cyclicParents.map(({ span }) => span.spanId)).toEqual(['b']);
  });

  const ids = fc.constantFrom('a', 'b', 'c', 'd', 'e');
  const traces = fc.constantFrom('t1', 't2', 't3', 't4');
  const anySpan = fc
    .record({
      trace: traces,
      id: ids,
      parent: fc.option(ids),
      links: fc.array(fc.tuple(traces, ids), { maxLength: 2 }),
    })
    .map(({ trace, id, parent, links }) =>
      spanOf(`${trace}/${id}${parent ? `<${parent}` : ''}`, {
        links: links.map(([traceId, spanId]) => ({ traceId, spanId })),
      }),
    );

  test('no span is lost, every trace has one case, and every walk to the parent ends', () => {
    fc.assert(
      fc.property(fc.array(anySpan, { maxLength: 30 }), (spans) => {
        const cases = joinCases(spans);
        const kept = cases.reduce((sum, each) => sum + each.spans.length + each.facts.duplicates, 0);
        expect(kept).toBe(spans.length);
        const traceIds = cases.flatMap((each) => each.traceIds);
        expect(new Set(traceIds).size).toBe(traceIds.length);
        for (const each of cases) {
          expect(each.traceIds).toContain(each.id);
          const firstOf = (traceId: string, spanId: string | undefined): Span | undefined =>
            each.spans.find((span) => span.traceId === traceId && span.spanId === spanId);
          for (const span of each.spans) {
            let steps = 0;
            for (let at: Span | undefined = span; at; at = firstOf(at.traceId, at.parentSpanId)) {
              expect(steps++).toBeLessThanOrEqual(each.spans.length);
            }
          }
        }
      }),
    );
  });
});
