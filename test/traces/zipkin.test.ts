import { describe, expect, test } from 'vitest';
import { joinCases, readTraces, type Span } from '../../src/traces/index.ts';

const read = async (value: unknown) => readTraces({ path: 'z', bytes: Buffer.from(JSON.stringify(value)) });
const span = (id: string, more: Record<string, unknown> = {}) => ({
  traceId: 'a1',
  id,
  timestamp: 10,
  duration: 5,
  ...more,
});
const at = (serviceName: string) => ({ localEndpoint: { serviceName } });
const tree = (spans: readonly Span[]): string[] =>
  spans.map((each) => `${each.resource.serviceName} ${each.kind} ${each.spanId}<${each.parentSpanId ?? ''}`);

describe('Zipkin v2', () => {
  test.each([
    {
      what: 'halves that share an id are taken apart; the server keeps it',
      spans: [
        span('c2', { parentId: 'c1', kind: 'SERVER', shared: true, ...at('bank') }),
        span('c1', { kind: 'SERVER', ...at('shop') }),
        span('c2', { parentId: 'c1', kind: 'CLIENT', ...at('shop') }),
        span('c3', { parentId: 'c2', kind: 'CLIENT', ...at('bank') }),
      ],
      expected: ['bank server c2<c2:client', 'shop server c1<', 'shop client c2:client<c1', 'bank client c3<c2'],
    },
    {
      what: 'also where nothing says shared, and what the caller did below its half stays there',
      spans: [
        span('c2', { kind: 'CLIENT', ...at('shop') }),
        span('c2', { kind: 'SERVER', ...at('bank') }),
        span('c4', { parentId: 'c2', ...at('shop') }),
      ],
      expected: ['shop client c2:client<', 'bank server c2<c2:client', 'shop unspecified c4<c2:client'],
    },
    {
      what: 'a shared half whose other half was lost is left as it is',
      spans: [span('c2', { parentId: 'c1', kind: 'SERVER', shared: true, ...at('bank') })],
      expected: ['bank server c2<c1'],
    },
    {
      what: 'other traces do not matter',
      spans: [
        span('c2', { kind: 'CLIENT', ...at('shop') }),
        { ...span('c2', { kind: 'SERVER', ...at('bank') }), traceId: 'a2' },
      ],
      expected: ['shop client c2<', 'bank server c2<'],
    },
  ])('$what', async ({ spans, expected }) => {
    const reading = await read(spans);
    expect(reading.diagnostics).toEqual([]);
    expect(tree(reading.spans)).toEqual(expected);
    for (const each of joinCases(reading.spans)) expect(each.facts.cyclicParents).toEqual([]);
  });

  test('the remote endpoint becomes attributes', async () => {
    const { spans } = await read([
      span('c1', {
        remoteEndpoint: { serviceName: 'kafka', ipv4: '10.0.0.1', port: 9092 },
        tags: { 'kafka.topic': 't' },
      }),
    ]);
    expect(Object.fromEntries(spans[0]?.attributes ?? [])).toEqual({
      'kafka.topic': 't',
      'peer.service': 'kafka',
      'network.peer.address': '10.0.0.1',
      'network.peer.port': 9092,
    });
  });

  test.each([
    [{ error: 'broken' }, 'error'],
    [{ error: '' }, 'error'],
    [{ error: 'false' }, 'unset'],
    [{ 'otel.status_code': 'OK' }, 'ok'],
    [{}, 'unset'],
  ])('tags %o', async (tags, status) => {
    expect((await read([span('c1', { tags })])).spans[0]?.status).toBe(status);
  });

  test('times may be text, and a duration may be missing', async () => {
    const { spans, diagnostics } = await read([span('c1', { timestamp: '10', duration: undefined })]);
    expect(diagnostics).toEqual([]);
    expect([spans[0]?.start, spans[0]?.end]).toEqual([10, 10]);
  });

  test('what is no span is said', async () => {
    const { spans, diagnostics } = await read([span('c1'), 5, [null], { traceId: 'a1' }]);
    expect(spans).toHaveLength(1);
    expect(diagnostics.map(({ message }) => message.split(' ', 1)[0])).toEqual(['[1]', '[2][0]', '[3]']);
  });
});

describe('Zipkin v1', () => {
  const note = (value: string, timestamp: number, serviceName: string) => ({
    value,
    timestamp,
    endpoint: { serviceName },
  });

  test('one span with both halves becomes two', async () => {
    const { spans, format, diagnostics } = await read([
      {
        traceId: 'a1',
        id: 'c2',
        parentId: 'c1',
        name: 'get',
        annotations: [note('cs', 10, 'shop'), note('sr', 12, 'bank'), note('ss', 18, 'bank'), note('cr', 20, 'shop')],
        binaryAnnotations: [
          { key: 'http.path', value: '/pay', endpoint: { serviceName: 'bank' } },
          { key: 'http.method', value: 'GET', endpoint: { serviceName: 'shop' } },
          { key: 'sa', value: true, endpoint: { serviceName: 'bank', ipv4: '10.0.0.2' } },
        ],
      },
    ]);
    expect(diagnostics).toEqual([]);
    expect(format).toBe('zipkin-v1');
    expect(tree(spans)).toEqual(['shop client c2:client<c1', 'bank server c2<c2:client']);
    expect(spans.map(({ start, end }) => [start, end])).toEqual([
      [10, 20],
      [12, 18],
    ]);
    expect(spans.map(({ attributes }) => [...attributes.keys()])).toEqual([
      ['http.method', 'peer.service', 'network.peer.address'],
      ['http.path'],
    ]);
  });

  test('a local span', async () => {
    const lc = { key: 'lc', value: 'work', endpoint: { serviceName: 'shop' } };
    const { spans } = await read([{ traceId: 'a1', id: 'c1', timestamp: 5, duration: 2, binaryAnnotations: [lc] }]);
    expect(tree(spans)).toEqual(['shop unspecified c1<']);
    expect([spans[0]?.start, spans[0]?.end]).toEqual([5, 7]);
  });
});
