import { describe, expect, test } from 'vitest';
import { attributed, ResourcePool, readGiven, type SdkSpan, type Span } from '#traces';
import { otlpJson } from '../cli/spans.ts';

const trace = '0af7651916cd43dd8448eb211c80319c';

function sdkSpan(parts: Partial<SdkSpan> & { readonly id?: string } = {}): SdkSpan {
  const { id = 'b7ad6b7169203331', ...rest } = parts;
  return {
    name: 'POST /orders',
    kind: 1,
    spanContext: () => ({ traceId: trace, spanId: id }),
    startTime: [1_700_000_000, 1_500_000],
    endTime: [1_700_000_000, 2_250_500],
    ended: true,
    status: { code: 2 },
    attributes: { 'http.route': '/orders', 'server.port': 80, absent: undefined, list: ['a', null] },
    links: [{ context: { traceId: trace, spanId: '00f067aa0ba902b7' } }],
    resource: { attributes: { 'service.name': 'shop', 'service.instance.id': '1' } },
    ...rest,
  };
}

const read = (given: unknown) => readGiven(given as Parameters<typeof readGiven>[0], new ResourcePool());

describe('spans of the SDK', () => {
  const version1 = { parentSpanId: '00f067aa0ba902b7', instrumentationLibrary: { name: 'http' } };
  const version2 = {
    parentSpanContext: { traceId: trace, spanId: '00f067aa0ba902b7' },
    instrumentationScope: { name: 'http' },
  };

  test.each([
    ['1', version1],
    ['2 and 3', version2],
  ])('of version %s', async (_, parts) => {
    const { spans, diagnostics, partial } = await read([sdkSpan(parts)]);
    expect(diagnostics).toEqual([]);
    expect(partial).toEqual([]);
    expect(spans).toMatchObject([
      {
        traceId: trace,
        spanId: 'b7ad6b7169203331',
        parentSpanId: '00f067aa0ba902b7',
        name: 'POST /orders',
        kind: 'server',
        start: 1_700_000_000_001_500,
        end: 1_700_000_000_002_250.5,
        scope: 'http',
        status: 'error',
        links: [{ traceId: trace, spanId: '00f067aa0ba902b7' }],
        resource: { serviceName: 'shop', host: 'shop#1' },
      },
    ]);
    expect([...spans[0]!.attributes]).toEqual([
      ['http.route', '/orders'],
      ['server.port', 80],
      ['list', ['a']],
    ]);
  });

  test('kinds count from internal', async () => {
    const { spans } = await read([0, 1, 2, 3, 4, 9].map((kind) => sdkSpan({ kind })));
    expect(spans.map(({ kind }) => kind)).toEqual([
      'internal',
      'server',
      'client',
      'producer',
      'consumer',
      'unspecified',
    ]);
  });

  test('of one resource have one', async () => {
    const resource = { attributes: { 'service.name': 'shop' } };
    const { spans } = await read([sdkSpan({ resource }), sdkSpan({ resource: { ...resource } })]);
    expect(spans[0]!.resource).toBe(spans[1]!.resource);
  });

  test('one that has not ended is left out, and its trace is known to be in part', async () => {
    const reading = await read(new Set([sdkSpan({ ended: false })]));
    expect(reading).toMatchObject({ spans: [], droppedSpans: 1, partial: [trace] });
    expect(reading.diagnostics[0]?.message).toBe('spans[0] "POST /orders" was left out: it has not ended');
  });

  test('what stands among them and is none is left out', async () => {
    const { spans, diagnostics } = await read([sdkSpan(), 7]);
    expect(spans).toHaveLength(1);
    expect(diagnostics[0]?.message).toBe('spans[1] was left out: it is no span, but a number');
  });
});

describe('recordings as JSON.parse makes them', () => {
  const recording = JSON.parse(otlpJson('t a - shop server 0-9 POST /orders')) as object;

  test.each([
    ['one', recording, 1],
    ['several', [recording, recording], 2],
  ])('%s', async (_, given, count) => {
    const { spans, diagnostics } = await read(given);
    expect(diagnostics).toEqual([]);
    expect(spans.map(({ name }) => name)).toEqual(Array(count).fill('POST /orders'));
  });

  test.each([
    [{ a: 1 }, 'this is no recorded trace: an object with "a"'],
    [[{ a: 1 }], 'this is no recorded trace: a list of 1, the first an object with "a"'],
    [{ resourceMetrics: [] }, 'metrics were passed over; only traces are read'],
  ])('%j', async (given, message) => {
    const { spans, diagnostics } = await read(given);
    expect(spans).toEqual([]);
    expect(diagnostics.map((diagnostic) => diagnostic.message)).toEqual([message]);
  });

  test('asdrawn’s own spans stay what they are', async () => {
    const { spans } = await read(recording);
    expect((await read(spans)).spans[0]).toBe(spans[0]);
  });
});

describe('whose spans are', () => {
  const read = async (text: string): Promise<readonly Span[]> =>
    (await readGiven(JSON.parse(otlpJson(text)) as Record<string, unknown>, new ResourcePool())).spans;
  const services = (spans: readonly Span[]): string[] =>
    spans.map(({ name, resource }) => `${name}: ${resource.serviceName}`);

  test('a name that is given leaves the clock as it is', async () => {
    const spans = await read('t a - shop server 0-9 a\nt b a shop server 1-8 b');
    const named = attributed(spans, { service: ({ name }) => (name === 'b' ? 'billing' : undefined) });
    expect(services(named)).toEqual(['a: shop', 'b: billing']);
    expect(named[1]!.resource.host).toBe(spans[0]!.resource.host);
    expect(named[1]!.resource.attributes.get('service.name')).toBe('billing');
    expect(named[0]).toBe(spans[0]);
  });

  test.each([
    ['a call by a service to itself at the root', 't a - shop client 0-9 call\nt b a shop server 1-8 in', ['a']],
    [
      'what is around it',
      't a - shop internal 0-9 test\nt b a shop client 1-8 call\nt c b shop server 2-7 in',
      ['a', 'b'],
    ],
    ['not a call to another', 't a - shop client 0-9 call\nt b a billing server 1-8 in', []],
    ['not a call that nobody is seen to take', 't a - shop client 0-9 call', []],
    [
      'not a call within a request',
      't a - shop server 0-9 in\nt b a shop client 1-8 call\nt c b shop server 2-7 in',
      [],
    ],
    ['not where the caller is missing', 't b a shop client 1-8 call\nt c b shop server 2-7 in', []],
    ['not below a message', 't a - shop consumer 0-9 in\nt b a shop client 1-8 call\nt c b shop server 2-7 in', []],
  ])('the driver’s is %s', async (_, text, expected) => {
    const spans = attributed(await read(text), { driver: 'vitest' });
    const driving = spans.filter(({ resource }) => resource.serviceName === 'vitest');
    expect(driving.map(({ spanId }) => Buffer.from(spanId, 'hex').toString('utf8').replaceAll('\0', ''))).toEqual(
      expected,
    );
  });
});
