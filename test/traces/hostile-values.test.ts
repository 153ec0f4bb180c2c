/** Values that no exporter means, and what backends say of themselves; where in a document each problem is. */
import { describe, expect, test } from 'vitest';
import { ids, lineOf, read, resourceSpans, table, withSpan } from './damage.ts';
import { client, otlp, traceId } from './samples.ts';

describe('values', () => {
  table([
    {
      what: 'times beyond 2^63',
      content: withSpan({ startTimeUnixNano: '9223372036854775808', endTimeUnixNano: '18446744073709551615' }),
      spans: 1,
      says: ['warning traces/bad-time 1'],
      partial: [],
    },
    {
      what: 'times without end',
      content: withSpan({ startTimeUnixNano: '9'.repeat(100_000) }),
      spans: 1,
      says: ['warning traces/bad-time 1'],
      partial: [],
    },
    {
      what: '1e999',
      content: withSpan({ startTimeUnixNano: '@', attributes: [{ key: 'a', value: { intValue: '@' } }] }).replaceAll(
        '"@"',
        '1e999',
      ),
      spans: 1,
      says: ['warning traces/bad-attribute 1', 'warning traces/bad-time 1'],
      partial: [],
    },
    {
      what: 'negative times',
      content: withSpan({ startTimeUnixNano: -5, endTimeUnixNano: '-7' }),
      spans: 1,
      says: ['warning traces/bad-time 1'],
      partial: [],
    },
    {
      what: 'an id of other length',
      content: withSpan({ traceId: 'abc', spanId: 'my-span' }),
      spans: 1,
      says: ['note traces/odd-id 1', 'note traces/odd-id 1'],
      partial: [],
    },
    {
      what: 'an empty id',
      content: withSpan({ spanId: '' }),
      spans: 0,
      says: ['warning traces/bad-span 1'],
      partial: [traceId],
    },
    {
      what: 'ids of zeros',
      content: withSpan({ traceId: '0'.repeat(32) }),
      spans: 0,
      says: ['warning traces/bad-span 1'],
    },
    {
      what: 'a parent of zeros is none',
      content: withSpan({ parentSpanId: '0'.repeat(16) }),
      spans: 1,
      says: [],
      partial: [],
    },
    {
      what: 'keys that objects have of themselves',
      content: '{"__proto__":{"resourceSpans":[]},"constructor":{}}',
      spans: 0,
      says: ['error traces/not-a-trace'],
      partial: [],
    },
    {
      what: 'wrappers without end',
      content: `${'{"trace":'.repeat(100_000)}{"resourceSpans":[]}${'}'.repeat(100_000)}`,
      spans: 0,
      says: ['error traces/not-a-trace'],
      partial: [],
    },
    {
      what: 'lists without end',
      content: `${'['.repeat(100_000)}${']'.repeat(100_000)}`,
      spans: 0,
      says: ['error traces/not-a-trace'],
      partial: [],
    },
    { what: 'lists without end, cut', content: '['.repeat(100_000), spans: 0, says: ['error traces/not-json 1'] },
    {
      what: 'objects without end, cut',
      content: '{"resourceSpans":['.repeat(50_000),
      spans: 0,
      says: ['error traces/not-json 1'],
    },
    {
      what: 'snake case without end',
      content: `{"resource_spans":[{"scope_spans":${'['.repeat(100_000)}${']'.repeat(100_000)}}]}`,
      spans: 0,
      says: ['warning traces/bad-piece 1', 'warning traces/no-spans'],
    },
  ]);

  test.each(['arrayValue', 'kvlistValue'])('%s 100,000 deep', async (kind) => {
    const [open, close] = kind === 'arrayValue' ? ['[', ']}}'] : ['[{"key":"k","value":', '}]}}'];
    const deep = `${`{"${kind}":{"values":${open}`.repeat(100_000)}{"intValue":1}${close.repeat(100_000)}`;
    const { spans, diagnostics } = await read(
      withSpan({ attributes: [{ key: 'a', value: '@' }] }).replace('"@"', deep),
    );
    expect([spans.length, diagnostics]).toEqual([1, []]);
  });

  test('a million attributes', async () => {
    const attributes = Array.from({ length: 1_000_000 }, (_, nth) => ({ key: `k${nth}`, value: { intValue: nth } }));
    const { spans } = await read(withSpan({ attributes }));
    expect(spans[0]?.attributes.size).toBe(1_000_000);
  });
});

describe('what a backend says of itself', () => {
  const whole = { resourceSpans: [resourceSpans('shop', [client])] };
  const hit = { traceID: 'c0ffee', rootServiceName: 'shop', spanSet: { spans: [{ spanID: 'b1' }], matched: 1 } };
  table([
    {
      what: 'Tempo gave only a part',
      content: JSON.stringify({ trace: whole, status: 'PARTIAL', message: 'too large' }),
      spans: 1,
      says: ['warning traces/partial-trace'],
      message: new RegExp(`trace ${traceId} came only in part: too large`),
      partial: [traceId],
    },
    {
      what: 'Jaeger missed something',
      content: '{"data":[],"total":0,"errors":[{"code":404,"msg":"trace not found","traceID":"C0FFEE"}]}',
      spans: 0,
      says: ['warning traces/backend-error', 'warning traces/no-spans'],
      message: /trace c0ffee: trace not found/,
      partial: ['c0ffee'],
    },
    {
      what: 'a search in Tempo is not its traces',
      content: JSON.stringify({ traces: [hit, hit], metrics: {} }),
      spans: 0,
      says: ['error traces/search-result'],
      message: /found \(2 traces\), not the traces themselves/,
      partial: [],
    },
    {
      what: 'a search that found nothing',
      content: '{"traces":[],"metrics":{}}',
      spans: 0,
      says: ['error traces/search-result'],
      partial: [],
    },
  ]);

  test('how to fetch what a search found', async () => {
    const { diagnostics } = await read(JSON.stringify({ traces: [hit], metrics: {} }));
    expect(diagnostics[0]?.help).toBe(
      "have them fetched with --traces 'tempo+http://localhost:3200?traceID=c0ffee', or save what /api/v2/traces/c0ffee answers",
    );
  });
});

describe('where a problem is', () => {
  const missing = JSON.stringify(
    { resourceSpans: [resourceSpans('shop', [ids(0), { ...client, spanId: '' }])] },
    null,
    2,
  );
  const at = lineOf(missing.slice(0, missing.lastIndexOf('"traceId"'))) - 1;
  test.each([
    ['in a document', missing, at],
    ['in a list of documents', `[${missing},${missing}]`, at],
    ['behind a wrapper', `{"trace":\n${missing}}`, at + 1],
    ['in documents in a row', `${missing}\n${JSON.stringify(otlp, null, 2)}\n`, at],
    [
      'in the second of them',
      `${JSON.stringify(otlp, null, 2)}\n${missing}\n`,
      at + lineOf(JSON.stringify(otlp, null, 2)),
    ],
    ['behind damage', missing.replace('"kind": 3', '"kind":'), at],
  ])('%s', async (_, content, wanted) => {
    const { diagnostics } = await read(content);
    const found = diagnostics.find(({ message }) => message.includes('spans[1]'));
    expect(found).toMatchObject({ code: 'traces/bad-span', range: { start: { line: wanted } } });
  });
});
