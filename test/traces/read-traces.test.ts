import zlib from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { detect, ResourcePool, readTraces, type Span } from '../../src/traces/index.ts';
import { client, clientId, otlp, protobuf, samples, serverId, traceId } from './samples.ts';

const read = (content: string | Uint8Array) =>
  readTraces({ path: 'file', bytes: typeof content === 'string' ? Buffer.from(content) : content });

/** What every format can say, numbers of attributes as text since Zipkin has nothing else. */
const essence = (span: Span) => ({
  ids: [span.traceId, span.spanId, span.parentSpanId],
  name: span.name,
  kind: span.kind,
  times: [span.start, span.end],
  service: span.resource.serviceName,
  host: span.resource.host,
  scope: span.scope,
  status: span.status,
  method: span.attributes.get('http.request.method'),
  code: String(span.attributes.get('http.response.status_code')),
});

const expected = [
  {
    ids: [traceId, clientId, undefined],
    name: 'POST',
    kind: 'client',
    times: [1_700_000_000_000_001.5, 1_700_000_000_000_009],
    service: 'shop',
    host: 'shop',
    scope: 'http',
    status: 'error',
    method: 'POST',
    code: '201',
  },
  {
    ids: [traceId, serverId, clientId],
    name: 'POST /pay',
    kind: 'server',
    times: [1_700_000_000_000_003, 1_700_000_000_000_007],
    service: 'bank',
    host: 'bank',
    scope: 'http',
    status: 'unset',
    method: 'POST',
    code: '201',
  },
];

describe.each(samples)('$what', ({ format, bytes }) => {
  test.each([
    { packing: 'as it is', packed: bytes },
    { packing: 'gzip', packed: zlib.gzipSync(bytes) },
    { packing: 'zstd', packed: zlib.zstdCompressSync(bytes) },
  ])('$packing', async ({ packed }) => {
    const reading = await read(packed);
    expect(reading.diagnostics).toEqual([]);
    expect(reading.format).toBe(format);
    expect(detect(packed)).toBe(format);
    expect(reading.spans.map(essence)).toEqual(expected);
  });
});

const withSpan = (change: Record<string, unknown>): string =>
  JSON.stringify({ resourceSpans: [{ scopeSpans: [{ spans: [{ ...client, ...change }] }] }] });

describe('what is wrong is said, with its place, and the rest is read', () => {
  const line = JSON.stringify(otlp);
  test.each<{ what: string; content: string | Uint8Array; spans: number; says: readonly string[] }>([
    { what: 'no bytes', content: '', spans: 0, says: ['error traces/empty'] },
    { what: 'only blanks', content: ' \n\t\n', spans: 0, says: ['error traces/empty'] },
    { what: 'empty gzip', content: zlib.gzipSync(''), spans: 0, says: ['error traces/empty'] },
    { what: 'text', content: 'hello', spans: 0, says: ['error traces/not-a-trace'] },
    {
      what: 'a picture',
      content: Buffer.from('89504e470d0a1a0a0000', 'hex'),
      spans: 0,
      says: ['error traces/not-a-trace'],
    },
    { what: 'other JSON', content: '{"name":"asdrawn"}', spans: 0, says: ['error traces/not-a-trace'] },
    { what: 'an empty list', content: '[]', spans: 0, says: ['error traces/not-a-trace'] },
    {
      what: 'other JSON lines',
      content: '{"a":1}\n{"a":2}\n',
      spans: 0,
      says: ['warning traces/unknown-line 1', 'warning traces/unknown-line 2', 'error traces/not-a-trace'],
    },
    { what: 'an envelope without spans', content: '{"resourceSpans":[]}', spans: 0, says: ['warning traces/no-spans'] },
    { what: 'a null envelope', content: '{"resourceSpans":null}', spans: 0, says: ['warning traces/no-spans'] },
    {
      what: 'a Jaeger answer without traces',
      content: '{"data":[],"total":0}',
      spans: 0,
      says: ['warning traces/no-spans'],
    },
    {
      what: 'JSON cut short',
      content: JSON.stringify(otlp, null, 1).slice(0, 200),
      spans: 0,
      says: ['error traces/not-json 16'],
    },
    { what: 'a syntax error', content: '{\n"resourceSpans": [\n,]}', spans: 0, says: ['error traces/not-json 3'] },
    {
      what: 'a last line cut short',
      content: `${line}\n${line.slice(0, 99)}`,
      spans: 2,
      says: ['warning traces/bad-line 2'],
    },
    {
      what: 'a first line cut short',
      content: `${line.slice(99)}\n${line}\n`,
      spans: 2,
      says: ['warning traces/bad-line 1'],
    },
    {
      what: 'a first line cut at its end',
      content: `${line.slice(0, 99)}\n${line}\n`,
      spans: 2,
      says: ['warning traces/bad-line 1'],
    },
    { what: 'a stray line', content: `${line}\nhello\n${line}\n`, spans: 4, says: ['warning traces/bad-line 2'] },
    {
      what: 'text after a document',
      content: `${JSON.stringify(otlp, null, 2)}\n\noops`,
      spans: 2,
      says: [`warning traces/bad-line ${JSON.stringify(otlp, null, 2).split('\n').length + 2}`],
    },
    {
      what: 'documents in a row, the last cut short',
      content: `${JSON.stringify(otlp, null, 2)}\n{\n"resourceSpans": [\n`,
      spans: 2,
      says: [`warning traces/bad-line ${JSON.stringify(otlp, null, 2).split('\n').length + 3}`],
    },
    {
      what: 'a line of something else',
      content: `${line}\n{"a":1}\n`,
      spans: 2,
      says: ['warning traces/unknown-line 2'],
    },
    {
      what: 'lines of other signals',
      content: `{"resourceMetrics":[]}\n{"resourceLogs":[]}\n${line}\n`,
      spans: 2,
      says: ['note traces/other-signal 1', 'note traces/other-signal 2'],
    },
    {
      what: 'bytes that are not UTF-8',
      content: Buffer.from(`${line}\n${line.replace('POST /pay', 'caf\xe9')}\n`, 'latin1'),
      spans: 4,
      says: ['warning traces/not-utf8 2'],
    },
    {
      what: 'gzip cut short',
      content: zlib.gzipSync(`${line}\n`.repeat(20_000)).subarray(0, 2000),
      spans: -1,
      says: ['warning traces/cut-archive', 'warning traces/damaged-line …'],
    },
    {
      what: 'corrupt gzip',
      content: Buffer.from('1f8b08000000000000ff0000', 'hex'),
      spans: 0,
      says: ['error traces/corrupt-archive'],
    },
    {
      what: 'protobuf cut short',
      content: protobuf().slice(0, -10),
      spans: 1,
      says: [
        'warning traces/bad-protobuf',
        'warning traces/bad-protobuf',
        'warning traces/bad-protobuf',
        'warning traces/bad-span',
      ],
    },
    {
      what: 'a list that is no list',
      content: '{"resourceSpans":{"a":1}}',
      spans: 0,
      says: ['warning traces/bad-piece 1', 'warning traces/no-spans'],
    },
    {
      what: 'pieces of the wrong type',
      content: '{"resourceSpans":[1,{"scopeSpans":5},{"scopeSpans":[null,{"spans":"x"},{"spans":[3]}]}]}',
      spans: 0,
      says: [
        'warning traces/bad-piece 1',
        'warning traces/bad-piece 1',
        'warning traces/bad-piece 1',
        'warning traces/bad-piece 1',
        'warning traces/bad-span 1',
      ],
    },
    {
      what: 'no ids',
      content: withSpan({ traceId: undefined, spanId: null }),
      spans: 0,
      says: ['warning traces/bad-span 1'],
    },
    {
      what: 'an id of zeros',
      content: withSpan({ spanId: '0000000000000000' }),
      spans: 0,
      says: ['warning traces/bad-span 1'],
    },
    {
      what: 'a negative duration',
      content: withSpan({ endTimeUnixNano: '1600000000000000000' }),
      spans: 1,
      says: ['warning traces/negative-duration 1'],
    },
    { what: 'no end', content: withSpan({ endTimeUnixNano: 0 }), spans: 1, says: ['warning traces/bad-time 1'] },
    {
      what: 'times that are none',
      content: withSpan({ startTimeUnixNano: 'now', endTimeUnixNano: {} }),
      spans: 1,
      says: ['warning traces/bad-time 1'],
    },
    {
      what: 'attributes of the wrong type',
      content: withSpan({
        attributes: [1, { key: 'a' }, { key: 'b', value: { intValue: 'x' } }, { key: 'c', value: 5 }],
      }),
      spans: 1,
      says: ['warning traces/bad-attribute 1', 'warning traces/bad-attribute 1', 'warning traces/bad-attribute 1'],
    },
    {
      what: 'a Jaeger span without its process',
      content:
        '{"traceID":"a1","spans":[{"traceID":"a1","spanID":"b1","processID":"constructor","startTime":1,"duration":1}],"processes":{}}',
      spans: 1,
      says: ['warning traces/no-process 1'],
    },
  ])('$what', async ({ content, spans, says }) => {
    const reading = await read(content);
    const said = reading.diagnostics.map(({ severity, code, range, path }) => {
      expect(path).toBe('file');
      return `${severity} ${code}${range ? ` ${says.some((each) => each.endsWith('…')) ? '…' : range.start.line}` : ''}`;
    });
    expect(said).toEqual(says);
    if (spans >= 0) expect(reading.spans).toHaveLength(spans);
    else expect(reading.spans.length).toBeGreaterThan(0);
  });

  test('where a span of a line stands is in the message', async () => {
    const { diagnostics } = await read(`${JSON.stringify(otlp)}\n${withSpan({ traceId: '' })}\n`);
    expect(diagnostics[0]?.message).toContain('resourceSpans[0].scopeSpans[0].spans[0]');
    expect(diagnostics[0]?.range?.start.line).toBe(2);
  });

  test('many of a kind are counted, not repeated', async () => {
    const { diagnostics } = await read(`${JSON.stringify(otlp)}\n${'nonsense\n'.repeat(1000)}`);
    expect(diagnostics).toHaveLength(11);
    expect(diagnostics.at(-1)?.message).toContain('990 more');
  });
});

describe('values', () => {
  const attributesOf = async (...values: readonly unknown[]) => {
    const attributes = values.map((value, index) => ({ key: `k${index}`, value }));
    const { spans } = await read(withSpan({ attributes }));
    return [...(spans[0]?.attributes.values() ?? [])];
  };

  test('of every type', async () => {
    expect(
      await attributesOf(
        { stringValue: '' },
        { intValue: '-5' },
        { intValue: 7 },
        { doubleValue: 1.5 },
        { doubleValue: 'Infinity' },
        { boolValue: false },
        { bytesValue: 'AQI=' },
        { arrayValue: { values: [{ stringValue: 'a' }, { intValue: '1' }] } },
        { arrayValue: {} },
        { kvlistValue: { values: [{ key: '__proto__', value: { stringValue: 'x' } }] } },
      ),
    ).toEqual(['', -5, 7, 1.5, Number.POSITIVE_INFINITY, false, 'AQI=', ['a', 1], [], JSON.parse('{"__proto__":"x"}')]);
  });

  test('nested too deep are cut off', async () => {
    let deep = '{"stringValue":"x"}';
    for (let level = 0; level < 50_000; level++) deep = `{"arrayValue":{"values":[${deep}]}}`;
    const content = withSpan({ attributes: [{ key: 'a', value: 'DEEP' }] }).replace('"DEEP"', deep);
    const inResource = `{"resourceSpans":[{"resource":{"attributes":[{"key":"a","value":${deep}}]},"scopeSpans":[]}]}`;
    expect((await read(content)).spans).toHaveLength(1);
    expect((await read(inResource)).diagnostics.map(({ code }) => code)).toEqual(['traces/no-spans']);
    expect((await read(`${inResource}\n${inResource}`)).diagnostics.map(({ code }) => code)).toEqual([
      'traces/no-spans',
    ]);
  });

  test('__proto__ as a key changes nothing', async () => {
    const content = withSpan({ attributes: [{ key: '__proto__', value: { stringValue: 'x' } }] }).replace(
      '"name"',
      '"__proto__":{"parentSpanId":"ffffffffffffffff"},"name"',
    );
    const { spans, diagnostics } = await read(content);
    expect(diagnostics).toEqual([]);
    expect(spans[0]?.attributes.get('__proto__')).toBe('x');
    expect(spans[0]?.parentSpanId).toBeUndefined();
  });

  test.each([
    ['0AF7651916CD43DD8448EB211C80319C', traceId],
    ['CvdlGRbNQ92ESOshHIAxnA==', traceId],
    ['CvdlGRbNQ92ESOshHIAxnA', traceId],
    ['00f067aa0ba902b7', '00f067aa0ba902b7'],
    ['AAAAAAAAAAEAAAAAAAAAAg==', '00000000000000010000000000000002'],
    ['5c3d', '5c3d'],
    ['my-trace', 'my-trace'],
  ])('trace id %s', async (given, wanted) => {
    expect((await read(withSpan({ traceId: given }))).spans[0]?.traceId).toBe(wanted);
  });

  test.each([
    ['SPAN_KIND_PRODUCER', 'producer'],
    ['Consumer', 'consumer'],
    ['5', 'consumer'],
    [1, 'internal'],
    [99, 'unspecified'],
    ['constructor', 'unspecified'],
    [undefined, 'unspecified'],
  ])('kind %s', async (given, wanted) => {
    expect((await read(withSpan({ kind: given }))).spans[0]?.kind).toBe(wanted);
  });

  test('nanoseconds keep their fraction of a microsecond', async () => {
    const { spans } = await read(
      withSpan({ startTimeUnixNano: '1795206470131398250', endTimeUnixNano: '1795206470131398750' }),
    );
    expect([spans[0]?.start, spans[0]?.end]).toEqual([1_795_206_470_131_398 + 0.25, 1_795_206_470_131_398 + 0.75]);
  });

  test('links', async () => {
    const links = [{ traceId: 'AB'.repeat(16), spanId: 'cd'.repeat(8), attributes: [] }, { spanId: 'x' }, 5];
    expect((await read(withSpan({ links }))).spans[0]?.links).toEqual([
      { traceId: 'ab'.repeat(16), spanId: 'cd'.repeat(8) },
    ]);
  });
});

describe('resources', () => {
  const hostOf = async (attributes: Record<string, string | number>) => {
    const list = Object.entries(attributes).map(([key, value]) => ({ key, value: { stringValue: String(value) } }));
    const { spans } = await read(
      JSON.stringify({ resourceSpans: [{ ...otlp.resourceSpans[0], resource: { attributes: list } }] }),
    );
    return spans[0]?.resource.host;
  };

  test.each<[Record<string, string | number>, string]>([
    [{ 'service.name': 'a' }, 'a'],
    [{ 'service.name': 'a', 'service.namespace': 'n' }, 'n/a'],
    [{ 'service.name': 'a', 'service.instance.id': '1', 'host.name': 'h' }, 'a#1'],
    [{ 'service.name': 'b', 'service.instance.id': '1', 'host.name': 'h' }, 'b#1'],
    [{ 'service.name': 'a', 'host.name': 'h', 'process.pid': 7 }, 'h#7'],
    [{ 'service.name': 'a', 'k8s.pod.name': 'p' }, 'p'],
    [{}, ''],
  ])('%o', async (attributes, host) => {
    expect(await hostOf(attributes)).toBe(host);
  });

  test('are one object however often they are repeated, also across files that share a pool', async () => {
    const bytes = Buffer.from(`${JSON.stringify(otlp)}\n${JSON.stringify(otlp)}\n`);
    const pool = new ResourcePool();
    const first = await readTraces({ path: 'a', bytes }, pool);
    const second = await readTraces({ path: 'b', bytes }, pool);
    expect(new Set([...first.spans, ...second.spans].map((each) => each.resource)).size).toBe(2);
  });
});
