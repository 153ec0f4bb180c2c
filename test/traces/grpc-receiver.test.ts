import { connect, constants } from 'node:http2';
import { BinaryReader } from '@bufbuild/protobuf/wire';
import { afterEach, describe, expect, test } from 'vitest';
import { type Receiver, type ReceiverOptions, startReceiver } from '../../src/traces/index.ts';
import { frame, type GrpcRequest, grpcCall } from './grpc-call.ts';
import { otlp, protobuf } from './samples.ts';

let receiver: Receiver;
const start = async (options?: ReceiverOptions): Promise<void> => {
  receiver = await startReceiver(options);
};
afterEach(() => receiver?.close());

const codes = (): string[] => receiver.diagnostics().map(({ code }) => code);
const collector = (signal: string, service: string): string =>
  `/opentelemetry.proto.collector.${signal}.v1.${service}/Export`;

describe('what is accepted', () => {
  test.each<[what: string, request: GrpcRequest]>([
    ['plain', { body: protobuf() }],
    ['gzip', { body: protobuf(), gzip: true }],
    ['a content type with its encoding', { body: protobuf(), headers: { 'content-type': 'application/grpc+proto' } }],
    ['a deadline', { body: protobuf(), headers: { 'grpc-timeout': '10S' } }],
  ])('%s', async (_, request) => {
    await start();
    const { status, response } = await grpcCall(receiver.url, request);
    expect({ status, response: response.length }).toEqual({ status: 0, response: 0 });
    expect(receiver.spans().map((span) => span.resource.serviceName)).toEqual(['shop', 'bank']);
    expect(receiver.diagnostics()).toEqual([]);
    expect(receiver.lastArrival()).toBeTypeOf('number');
  });

  test('an empty request, and other signals', async () => {
    await start();
    expect((await grpcCall(receiver.url)).status).toBe(0);
    // These are passed over whatever they hold, as long as it is protobuf.
    for (const path of [collector('metrics', 'MetricsService'), collector('logs', 'LogsService')]) {
      expect((await grpcCall(receiver.url, { path, body: protobuf() })).status).toBe(0);
    }
    expect(receiver.count).toBe(0);
    expect(receiver.diagnostics()).toEqual([]);
  });

  test('spans that cannot be read are a partial success', async () => {
    await start();
    // One span without ids: ResourceSpans { scope_spans { spans {} } }
    const { status, response } = await grpcCall(receiver.url, { body: Uint8Array.of(0x0a, 4, 0x12, 2, 0x12, 0) });
    expect(status).toBe(0);
    const reader = new BinaryReader(response);
    expect([reader.tag(), reader.uint32() > 0, reader.tag(), Number(reader.int64())]).toEqual([
      [1, 2],
      true,
      [1, 0],
      1,
    ]);
    expect(codes()).toEqual(['traces/bad-span']);
  });

  test('many calls at once over one connection, beside HTTP/1.1', async () => {
    await start();
    const json = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(otlp) };
    const calls = Array.from({ length: 20 }, async (_, nth) =>
      nth % 2 === 0
        ? (await grpcCall(receiver.url, { body: protobuf() })).status === 0
        : (await fetch(`${receiver.url}/v1/traces`, json)).ok,
    );
    expect(await Promise.all(calls)).toEqual(calls.map(() => true));
    expect(receiver.count).toBe(40);
  });

  test('OTLP/HTTP over HTTP/2', async () => {
    await start();
    const client = connect(receiver.url);
    const send = (path: string): Promise<number | undefined> =>
      new Promise((resolve) => {
        const stream = client.request({
          [constants.HTTP2_HEADER_METHOD]: 'POST',
          [constants.HTTP2_HEADER_PATH]: path,
          'content-type': 'application/json',
        });
        stream.on('response', (headers) => resolve(headers[':status']));
        stream.end(JSON.stringify(otlp));
        stream.resume();
      });
    expect([await send('/v1/traces'), await send('/elsewhere')]).toEqual([200, 404]);
    client.destroy();
    expect(receiver.count).toBe(2);
  });
});

describe('what is refused, and said', () => {
  test.each<{ what: string; request: GrpcRequest; status: number; named: string; code?: string }>([
    {
      what: 'bytes that are no protobuf',
      request: { body: Buffer.from('hello') },
      status: 3,
      named: 'INVALID_ARGUMENT',
    },
    { what: 'another message', request: { body: Uint8Array.of(0x10, 1) }, status: 3, named: 'INVALID_ARGUMENT' },
    {
      what: 'a frame cut short',
      request: { frames: frame(protobuf()).subarray(0, 40) },
      status: 3,
      named: 'INVALID_ARGUMENT',
    },
    { what: 'no frame', request: { frames: new Uint8Array() }, status: 12, named: 'UNIMPLEMENTED' },
    {
      what: 'two messages',
      request: { frames: Buffer.concat([frame(protobuf()), frame(protobuf())]) },
      status: 12,
      named: 'UNIMPLEMENTED',
    },
    {
      what: 'gzip that is none',
      request: { frames: frame(Buffer.from('hello'), true), headers: { 'grpc-encoding': 'gzip' } },
      status: 3,
      named: 'INVALID_ARGUMENT',
    },
    {
      what: 'another coding',
      request: { body: protobuf(), headers: { 'grpc-encoding': 'zstd' } },
      status: 12,
      named: 'UNIMPLEMENTED',
    },
    {
      what: 'an authority that is none',
      request: { body: protobuf(), headers: { ':authority': 'a:99999999' } },
      status: 3,
      named: 'INVALID_ARGUMENT',
    },
    { what: 'a long message', request: { body: Buffer.alloc(5000) }, status: 8, named: 'RESOURCE_EXHAUSTED' },
    { what: 'a bomb', request: { body: Buffer.alloc(200_000), gzip: true }, status: 8, named: 'RESOURCE_EXHAUSTED' },
    {
      what: 'a length of gigabytes',
      request: { frames: Buffer.from([0, 0xff, 0xff, 0xff, 0xff, 1, 2, 3]) },
      status: 8,
      named: 'RESOURCE_EXHAUSTED',
    },
    {
      what: 'another service',
      request: { path: '/grpc.health.v1.Health/Check' },
      status: 12,
      named: '/grpc.health.v1.Health/Check',
      code: 'traces/wrong-path',
    },
  ])('$what: $status', async ({ request, status, named, code = 'traces/refused-export' }) => {
    await start({ bodyLimit: 4000 });
    const answer = await grpcCall(receiver.url, request);
    expect({ status: answer.status, message: answer.message }).toEqual({ status, message: expect.stringMatching(/./) });
    // Only what may be sent again says when.
    expect(answer.details).toHaveLength(0);
    expect(receiver.diagnostics()).toMatchObject([{ code, message: expect.stringContaining(named) }]);
    expect(receiver.count).toBe(0);
    expect((await grpcCall(receiver.url, { body: protobuf() })).status).toBe(0);
  });

  test('a request that does not arrive in time', async () => {
    await start({ requestTimeoutMs: 100 });
    const { status, reset } = await grpcCall(receiver.url, {
      frames: frame(protobuf()).subarray(0, 40),
      unfinished: true,
    });
    expect({ status, reset }).toEqual({ status: undefined, reset: constants.NGHTTP2_ENHANCE_YOUR_CALM });
    await expect
      .poll(() => receiver.diagnostics(), { timeout: 5000 })
      .toMatchObject([{ code: 'traces/refused-export', message: expect.stringContaining('DEADLINE_EXCEEDED') }]);
    expect(await receiver.settled({ idleMs: 1, maxMs: 5000 })).toBe('idle');
  });

  test('an exporter that goes away in the middle of its request', async () => {
    await start();
    const client = connect(receiver.url);
    client.on('error', () => {});
    const stream = client.request({
      ':method': 'POST',
      ':path': collector('trace', 'TraceService'),
      'content-type': 'application/grpc',
    });
    stream.on('error', () => {});
    stream.write(frame(protobuf()).subarray(0, 40), () => setTimeout(() => client.destroy(), 20));
    await expect.poll(codes, { timeout: 5000 }).toEqual(['traces/refused-export']);
    expect(await receiver.settled({ idleMs: 1, maxMs: 5000 })).toBe('idle');
  });
});

test('closing ends HTTP/2 connections', async () => {
  await start();
  const client = connect(receiver.url);
  client.on('error', () => {});
  await new Promise((resolve) => client.on('connect', resolve));
  client.ping(() => {});
  const closed = new Promise((resolve) => client.on('close', resolve));
  await receiver.close();
  await closed;
});
