/** Whose a span is, told from the outside: a processor is given spans as an SDK gives them. */
import { describe, expect, test } from 'vitest';
import { collectSpans, type SdkSpan, spanProcessor, within } from '../../src/vitest/index.ts';

const processor = spanProcessor();
let count = 0;

interface Draft {
  readonly trace: string;
  readonly links?: readonly string[];
}

function begin({ trace, links = [] }: Draft): SdkSpan {
  const spanId = String(++count).padStart(16, '0');
  const span = {
    name: trace,
    kind: 0,
    spanContext: () => ({ traceId: trace, spanId }),
    startTime: [1, 0] as const,
    endTime: [1, 0] as const,
    ended: false,
    status: { code: 0 },
    attributes: {},
    links: links.map((traceId) => ({ context: { traceId, spanId: '1' } })),
    resource: { attributes: {} },
  } as const;
  processor.onStart(span, undefined);
  return span;
}

function record(draft: Draft): void {
  processor.onEnd(begin(draft));
}

const namesOf = (spans: Iterable<SdkSpan>): string[] => [...spans].map(({ name }) => name);

// Beside these, the test that they run in has spans of its own, as any test has.
describe('where several tests run', () => {
  test('a trace belongs to the test that it was begun in, wherever it goes on', () => {
    using a = collectSpans();
    using b = collectSpans();
    within(a, () => record({ trace: 'of-a' }));
    within(b, () => record({ trace: 'of-b' }));
    within(b, () => record({ trace: 'of-a' }));
    record({ trace: 'of-b' });
    expect(namesOf(a)).toEqual(['of-a', 'of-a']);
    expect(namesOf(b)).toEqual(['of-b', 'of-b']);
  });

  test('a trace that is linked to one of a test is the test’s, also where another runs', () => {
    using a = collectSpans();
    using b = collectSpans();
    within(a, () => record({ trace: 'sent-by-a' }));
    within(b, () => record({ trace: 'consumed', links: ['unheard-of', 'sent-by-a'] }));
    expect(namesOf(a)).toEqual(['sent-by-a', 'consumed']);
    expect(namesOf(b)).toEqual([]);
  });

  test('what is done asynchronously is followed', async () => {
    using a = collectSpans();
    using b = collectSpans();
    const later = (trace: string) => async () => {
      await new Promise((done) => setTimeout(done, 1));
      record({ trace });
    };
    await Promise.all([within(a, later('late-a')), within(b, later('late-b'))]);
    expect([namesOf(a), namesOf(b)]).toEqual([['late-a'], ['late-b']]);
  });

  test('a span that was open when collecting stopped is not added afterwards', () => {
    using a = collectSpans();
    const span = within(a, () => begin({ trace: 'still-open' }));
    expect(namesOf(a.open)).toEqual(['still-open']);
    a.stop();
    processor.onEnd(span);
    expect(namesOf(a)).toEqual([]);
  });

  test('what nobody can tell is nobody’s', () => {
    using a = collectSpans();
    using b = collectSpans();
    a.stop();
    // Begun in a test that is over, as what a server does that the test has started.
    within(a, () => record({ trace: 'of-nobody' }));
    expect([namesOf(a), namesOf(b)]).toEqual([[], []]);
  });

  test('settled says whether everything has ended', async () => {
    using a = collectSpans();
    const span = within(a, () => begin({ trace: 'open-a-while' }));
    expect(await a.settled({ quiet: 1, atMost: 20 })).toBe(false);
    processor.onEnd(span);
    expect(await a.settled({ quiet: 1, atMost: 1000 })).toBe(true);
  });
});
