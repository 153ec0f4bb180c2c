import http2 from 'node:http2';
import { connect } from 'node:net';
import { BinaryReader } from '@bufbuild/protobuf/wire';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-proto';
import { SimpleSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';
import { afterEach, describe, expect, test } from 'vitest';
import { type Receiver, type ReceiverOptions, startReceiver } from '../../src/traces/index.ts';
import { exportPath, grpcCall } from './grpc-call.ts';
import { otlp, protobuf } from './samples.ts';

let receiver: Receiver;
const start = async (options?: ReceiverOptions): Promise<void> => {
  receiver = await startReceiver(options);
};
afterEach(() => receiver?.close());

const post = (headers: Record<string, string> = {}): Promise<Response> =>
  fetch(`${receiver.url}/v1/traces`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(otlp),
  });
const codes = (): string[] => receiver.diagnostics().map(({ code }) => code);

/** Seconds in google.rpc.Status { details = 3: Any { type_url = 1, value = 2: RetryInfo { retry_delay = 1 { seconds = 1 } } } } */
function retryDelay(status: Buffer): { type: string; seconds: number } {
  const fields = (bytes: Uint8Array): Map<number, Uint8Array | number> => {
    const reader = new BinaryReader(bytes);
    const found = new Map<number, Uint8Array | number>();
    while (reader.pos < reader.len) {
      const [field, wire] = reader.tag();
      found.set(field, wire === 2 ? reader.bytes() : Number(reader.int64()));
    }
    return found;
  };
  const within = (bytes: Uint8Array, field: number): Uint8Array => fields(bytes).get(field) as Uint8Array;
  const any = within(status, 3);
  const seconds = fields(within(within(any, 2), 1)).get(1) as number;
  return { type: Buffer.from(within(any, 1)).toString(), seconds };
}

describe('spans held', () => {
  test('over HTTP, later exports are put off until spans are taken', async () => {
    await start({ spanLimit: 2 });
    expect((await post()).status).toBe(200);
    const response = await post();
    expect([response.status, response.headers.get('retry-after')]).toEqual([429, '1']);
    expect(await response.json()).toEqual({ code: 8, message: expect.stringContaining('2 spans') });
    // It stays so, and spans will be missing.
    expect(receiver.diagnostics()).toMatchObject([{ code: 'traces/over-limit', severity: 'warning' }]);
    expect(receiver.take()).toHaveLength(2);
    expect(receiver.spans()).toEqual([]);
    expect((await post()).status).toBe(200);
    expect(receiver.count).toBe(4);
    expect(receiver.diagnostics()).toMatchObject([{ code: 'traces/put-off', severity: 'note' }]);
  });

  test('over gRPC likewise', async () => {
    await start({ spanLimit: 1 });
    expect((await grpcCall(receiver.url, { body: protobuf() })).status).toBe(0);
    const { status, details } = await grpcCall(receiver.url, { body: protobuf() });
    expect(status).toBe(8);
    expect(retryDelay(details)).toEqual({ type: 'type.googleapis.com/google.rpc.RetryInfo', seconds: 1 });
    expect(codes()).toEqual(['traces/over-limit']);
    // Other signals are not held.
    const path = '/opentelemetry.proto.collector.logs.v1.LogsService/Export';
    expect((await grpcCall(receiver.url, { path })).status).toBe(0);
  });
});

test('a real exporter that was put off comes again, and nothing is lost', async () => {
  await start({ spanLimit: 1 });
  const exporter = new OTLPTraceExporter({ url: `${receiver.url}/v1/traces` });
  const provider = new TracerProvider({ spanProcessors: [new SimpleSpanProcessor({ exporter })] });
  const tracer = provider.getTracer('test');
  tracer.startSpan('first').end();
  await provider.forceFlush();
  tracer.startSpan('second').end();
  await expect.poll(codes, { timeout: 5000 }).toEqual(['traces/over-limit']);
  expect(receiver.take().map(({ name }) => name)).toEqual(['first']);
  await provider.forceFlush();
  await provider.shutdown();
  expect(receiver.take().map(({ name }) => name)).toEqual(['second']);
  expect(codes()).toEqual(['traces/put-off']);
});

describe('requests and connections at once', () => {
  const unfinished = (): Promise<() => void> =>
    new Promise((resolve) => {
      const head =
        'POST /v1/traces HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\ncontent-length: 9\r\n\r\n{';
      const socket = connect(receiver.port, '127.0.0.1', () =>
        socket.write(head, () => resolve(() => socket.destroy())),
      );
      socket.on('error', () => {});
    });

  test('one request too many waits for its turn, whatever it speaks', async () => {
    await start({ requestLimit: 2, queueMs: 20_000 });
    const others = await Promise.all([unfinished(), unfinished()]);
    await expect.poll(() => receiver.settled({ idleMs: 0, maxMs: 1 })).toBe('timeout');
    const waiting = [post(), grpcCall(receiver.url, { body: protobuf() }), post()];
    expect(await Promise.race([...waiting, new Promise((resolve) => setTimeout(resolve, 100, 'nobody'))])).toBe(
      'nobody',
    );
    for (const leave of others) leave();
    expect((await Promise.all(waiting)).map(({ status }) => status)).toEqual([200, 0, 200]);
    expect(receiver.count).toBe(6);
    expect(await receiver.settled({ idleMs: 0, maxMs: 5000 })).toBe('idle');
    expect(codes().filter((code) => code !== 'traces/refused-export')).toEqual([]);
  });

  test('whoever goes away while waiting takes no place', async () => {
    await start({ requestLimit: 1, queueMs: 20_000 });
    const other = await unfinished();
    await expect.poll(() => receiver.settled({ idleMs: 0, maxMs: 1 })).toBe('timeout');
    const gone = await unfinished();
    const client = http2.connect(receiver.url);
    client.on('error', () => {});
    const headers = { ':method': 'POST', ':path': exportPath, 'content-type': 'application/grpc' };
    client.request(headers).on('error', () => {});
    await new Promise((resolve) => setTimeout(resolve, 100));
    gone();
    client.destroy();
    await new Promise((resolve) => setTimeout(resolve, 100));
    other();
    expect((await post()).status).toBe(200);
    expect((await grpcCall(receiver.url, { body: protobuf() })).status).toBe(0);
    expect(await receiver.settled({ idleMs: 0, maxMs: 2000 })).toBe('idle');
  });

  test('and is put off when its turn does not come', async () => {
    await start({ requestLimit: 2, queueMs: 50 });
    await Promise.all([unfinished(), unfinished()]);
    await expect.poll(async () => (await post()).status, { timeout: 5000 }).toBe(503);
    const response = await post();
    expect([response.status, response.headers.get('retry-after')]).toEqual([503, '1']);
    const { status, details } = await grpcCall(receiver.url, { body: protobuf() });
    expect([status, retryDelay(details).seconds]).toEqual([14, 1]);
    expect(codes()).toEqual(['traces/put-off']);
  });

  test('one connection too many is closed', async () => {
    await start({ connectionLimit: 1 });
    await unfinished();
    await expect(post()).rejects.toThrow();
    expect(codes()).toContain('traces/refused-connection');
  });
});

describe('who may send', () => {
  test.each<[what: string, headers: Record<string, string>, http: number, grpc: number]>([
    ['the right token', { authorization: 'Bearer secret' }, 200, 0],
    ['another token', { authorization: 'Bearer guess' }, 401, 16],
    ['another scheme', { authorization: 'Basic secret' }, 401, 16],
    ['no token', {}, 401, 16],
  ])('%s', async (_, headers, http, grpc) => {
    await start({ token: 'secret' });
    const response = await post(headers);
    expect(response.status).toBe(http);
    if (http === 401) {
      expect(response.headers.get('www-authenticate')).toBe('Bearer');
      expect(await response.json()).toEqual({ code: 16, message: expect.stringMatching(/token/) });
    }
    expect((await grpcCall(receiver.url, { body: protobuf(), headers })).status).toBe(grpc);
    expect(codes()).toEqual(http === 200 ? [] : ['traces/refused-export', 'traces/refused-export']);
    expect(receiver.count).toBe(http === 200 ? 4 : 0);
  });

  test.each(['0.0.0.0', '::', '192.0.2.1', 'localhost.example', '127.0.0.1.example'])(
    'nobody elsewhere without a token: %s',
    async (host) => {
      await expect(startReceiver({ host })).rejects.toThrow(/needs a token/);
    },
  );

  test('everybody with it', async () => {
    await start({ host: '0.0.0.0', token: 'secret' });
    const response = await fetch(`http://127.0.0.1:${receiver.port}/v1/traces`, { method: 'POST' });
    expect(response.status).toBe(401);
  });
});
