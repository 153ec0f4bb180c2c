import { request } from 'node:http';
import { connect } from 'node:net';
import zlib from 'node:zlib';
import { BinaryReader } from '@bufbuild/protobuf/wire';
import { context, ROOT_CONTEXT, SpanKind, trace } from '@opentelemetry/api';
import { OTLPTraceExporter as GrpcExporter } from '@opentelemetry/exporter-trace-otlp-grpc';
import { OTLPTraceExporter as JsonExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { OTLPTraceExporter as ProtobufExporter } from '@opentelemetry/exporter-trace-otlp-proto';
import { SimpleSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';
import { afterEach, describe, expect, test } from 'vitest';
import { type Receiver, type ReceiverOptions, startReceiver } from '../../src/traces/index.ts';
import { otlp, protobuf } from './samples.ts';

let receiver: Receiver;
const start = async (options?: ReceiverOptions): Promise<Receiver> => {
  receiver = await startReceiver(options);
  return receiver;
};
afterEach(() => receiver?.close());

const json = JSON.stringify(otlp);
const post = (body: string | Uint8Array, headers: Record<string, string> = {}, path = '/v1/traces', method = 'POST') =>
  fetch(`${receiver.url}${path}`, {
    method,
    headers: { 'content-type': 'application/json', ...headers },
    ...(method === 'GET' ? {} : { body: Buffer.from(body) }),
  });
const codes = (): string[] => receiver.diagnostics().map(({ code }) => code);
const asProtobuf = { 'content-type': 'application/x-protobuf' };

describe('what is accepted', () => {
  test.each<[what: string, body: string | Uint8Array, headers: Record<string, string>]>([
    ['JSON', json, {}],
    ['JSON with a charset', json, { 'content-type': 'Application/JSON; charset=utf-8' }],
    ['JSON in gzip', zlib.gzipSync(json), { 'content-encoding': 'gzip' }],
    ['JSON in deflate', zlib.deflateSync(json), { 'content-encoding': 'deflate' }],
    ['JSON in zstd', zlib.zstdCompressSync(json), { 'content-encoding': 'zstd' }],
    ['JSON as it is, said so', json, { 'content-encoding': 'identity' }],
    ['JSON with the names of protobuf', json.replaceAll('resourceSpans', 'resource_spans'), {}],
    ['protobuf', protobuf(), asProtobuf],
    ['protobuf in zstd', zlib.zstdCompressSync(protobuf()), { ...asProtobuf, 'content-encoding': 'zstd' }],
    ['protobuf in gzip', zlib.gzipSync(protobuf()), { ...asProtobuf, 'content-encoding': 'gzip' }],
  ])('%s', async (_, body, headers) => {
    await start();
    const response = await post(body, headers);
    expect(response.status).toBe(200);
    const encoding = headers['content-type'] === asProtobuf['content-type'] ? 'protobuf' : 'json';
    expect(response.headers.get('content-type')).toBe(
      encoding === 'json' ? 'application/json' : 'application/x-protobuf',
    );
    expect(await response.text()).toBe(encoding === 'json' ? '{}' : '');
    expect(receiver.spans().map((span) => span.resource.serviceName)).toEqual(['shop', 'bank']);
    expect(receiver.count).toBe(2);
    expect(receiver.diagnostics()).toEqual([]);
    expect(receiver.lastArrival()).toBeTypeOf('number');
  });

  test('empty requests and other signals', async () => {
    await start();
    expect((await post('{}')).status).toBe(200);
    expect((await post('', asProtobuf)).status).toBe(200);
    expect((await post('{"resourceMetrics":[]}', {}, '/v1/metrics')).status).toBe(200);
    expect((await post('anything', asProtobuf, '/v1/logs')).status).toBe(200);
    expect(receiver.count).toBe(0);
    expect(receiver.diagnostics()).toEqual([]);
  });

  test('spans that cannot be read are a partial success', async () => {
    await start();
    const bad = JSON.stringify({
      resourceSpans: [...otlp.resourceSpans, { scopeSpans: [{ spans: [{ name: 'x' }] }] }],
    });
    const answer = (await (await post(bad)).json()) as { partialSuccess: { rejectedSpans: string } };
    expect(answer.partialSuccess.rejectedSpans).toBe('1');
    // One span without ids: ResourceSpans { scope_spans { spans {} } }
    const response = await post(Uint8Array.of(0x0a, 4, 0x12, 2, 0x12, 0), asProtobuf);
    const reader = new BinaryReader(new Uint8Array(await response.arrayBuffer()));
    expect([reader.tag(), reader.uint32() > 0, reader.tag(), Number(reader.int64())]).toEqual([
      [1, 2],
      true,
      [1, 0],
      1,
    ]);
    expect(codes()).toEqual(['traces/bad-span', 'traces/bad-span']);
    expect(receiver.count).toBe(2);
  });

  test('parts that cannot be read, of however many spans, are a warning', async () => {
    await start();
    const answer = await post(JSON.stringify({ resourceSpans: [...otlp.resourceSpans, 5] }));
    expect(await answer.json()).toEqual({
      partialSuccess: { rejectedSpans: '0', errorMessage: '1 other part of the request could not be read' },
    });
    // ResourceSpans with a ScopeSpans that claims five bytes and has none.
    const response = await post(Uint8Array.of(0x0a, 2, 0x12, 5), asProtobuf);
    const reader = new BinaryReader(new Uint8Array(await response.arrayBuffer()));
    expect([reader.tag(), reader.uint32() > 0, reader.tag(), reader.string()]).toEqual([
      [1, 2],
      true,
      [2, 2],
      '1 other part of the request could not be read',
    ]);
    expect(codes()).toEqual(['traces/bad-piece', 'traces/bad-protobuf']);
  });
});

describe('what is refused, and said', () => {
  test.each<{
    what: string;
    body?: string | Uint8Array;
    headers?: Record<string, string>;
    path?: string;
    method?: string;
    status: number;
    code?: string;
  }>([
    { what: 'malformed JSON', body: '{', status: 400 },
    { what: 'JSON that is no request', body: '[]', status: 400 },
    { what: 'malformed protobuf', body: 'hello', headers: asProtobuf, status: 400 },
    { what: 'malformed gzip', body: 'hello', headers: { 'content-encoding': 'gzip' }, status: 400 },
    { what: 'another path', path: '/', status: 404, code: 'traces/wrong-path' },
    { what: 'another method', method: 'GET', status: 405 },
    { what: 'a long body', body: `{"a":"${'x'.repeat(2000)}"}`, status: 413 },
    { what: 'a bomb', body: zlib.gzipSync('0'.repeat(100_000)), headers: { 'content-encoding': 'gzip' }, status: 413 },
    {
      what: 'a bomb of zstd',
      body: zlib.zstdCompressSync(Buffer.alloc(100_000)),
      headers: { 'content-encoding': 'zstd' },
      status: 413,
    },
    { what: 'malformed zstd', body: 'hello', headers: { 'content-encoding': 'zstd' }, status: 400 },
    { what: 'JSON that nests without end', body: `${'['.repeat(900)}`, status: 400 },
    { what: 'another type', headers: { 'content-type': 'text/plain' }, status: 415 },
    { what: 'another coding', headers: { 'content-encoding': 'br' }, status: 415 },
  ])('$what: $status', async ({ body = '{}', headers, path, method, status, code = 'traces/refused-export' }) => {
    await start({ bodyLimit: 1000 });
    const response = await post(body, headers, path, method);
    expect(response.status).toBe(status);
    if (headers === asProtobuf) {
      const reader = new BinaryReader(new Uint8Array(await response.arrayBuffer()));
      expect([reader.tag(), reader.int32(), reader.tag()]).toEqual([[1, 0], 3, [2, 2]]);
      expect(reader.string()).not.toBe('');
    } else expect(await response.json()).toEqual({ code: expect.any(Number), message: expect.stringMatching(/./) });
    expect(codes()).toEqual([code]);
    expect(receiver.count).toBe(0);
    expect((await post('{}')).status).toBe(200);
  });

  test('a long body without a declared length', async () => {
    await start({ bodyLimit: 1000 });
    const status = await new Promise((resolve, reject) => {
      const sending = request(`${receiver.url}/v1/traces`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
      });
      sending.on('response', (response) => resolve(response.statusCode));
      sending.on('error', reject);
      for (let index = 0; index < 20; index++) sending.write('x'.repeat(500));
      sending.end();
    });
    expect(status).toBe(413);
  });

  test('a connection that is lost on the way', async () => {
    await start();
    await new Promise<void>((resolve) => {
      const head =
        'POST /v1/traces HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{';
      const socket = connect(receiver.port, '127.0.0.1', () =>
        socket.write(head, () => setTimeout(() => socket.destroy(), 20)),
      );
      socket.on('close', () => resolve());
    });
    await expect.poll(codes, { timeout: 5000 }).toEqual(['traces/refused-export']);
  });

  test('a port that is taken', async () => {
    await start();
    await expect(startReceiver({ port: receiver.port })).rejects.toThrow('EADDRINUSE');
  });
});

test('closing ends open connections and can be done twice', async () => {
  await start();
  await post(json);
  await receiver.close();
  await receiver.close();
  await expect(post(json)).rejects.toThrow();
  expect(receiver.spans()).toHaveLength(2);
});

test('closing ends a wait', async () => {
  await start();
  const settled = receiver.settled({ idleMs: 60_000, maxMs: 60_000 });
  await receiver.close();
  expect(await settled).toBe('aborted');
});

describe.each([
  ['JSON', JsonExporter],
  ['protobuf', ProtobufExporter],
  ['gRPC', GrpcExporter],
])('OpenTelemetry’s own exporter, %s', (_, Exporter) => {
  test.each(['none', 'gzip'])('compression %s', async (compression) => {
    await start();
    const config = { url: Exporter === GrpcExporter ? receiver.url : `${receiver.url}/v1/traces`, compression };
    const exporter = new Exporter(config as ConstructorParameters<typeof Exporter>[0]);
    const provider = new TracerProvider({ spanProcessors: [new SimpleSpanProcessor({ exporter })] });
    const tracer = provider.getTracer('test-scope');
    const parent = tracer.startSpan('parent', {
      kind: SpanKind.CLIENT,
      attributes: { 'server.port': 80, list: ['a', 'b'] },
    });
    const inside = trace.setSpan(ROOT_CONTEXT, parent);
    tracer.startSpan('child', { kind: SpanKind.SERVER, links: [{ context: parent.spanContext() }] }, inside).end();
    parent.end();
    await provider.forceFlush();
    await provider.shutdown();
    expect(receiver.diagnostics()).toEqual([]);
    const { traceId, spanId } = parent.spanContext();
    // Each span is exported at its own time, and they may overtake each other.
    const [child, root] = ['child', 'parent'].map((name) => receiver.spans().find((span) => span.name === name));
    expect(child).toMatchObject({
      traceId,
      parentSpanId: spanId,
      name: 'child',
      kind: 'server',
      links: [{ traceId, spanId }],
    });
    expect(root).toMatchObject({
      traceId,
      spanId,
      name: 'parent',
      kind: 'client',
      scope: 'test-scope',
      status: 'unset',
    });
    expect(root?.parentSpanId).toBeUndefined();
    expect([root?.attributes.get('server.port'), root?.attributes.get('list')]).toEqual([80, ['a', 'b']]);
    expect(Math.abs((root?.start ?? 0) / 1000 - Date.now())).toBeLessThan(60_000);
    context.disable();
  });
});
