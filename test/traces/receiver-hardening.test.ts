import http2 from 'node:http2';
import { connect } from 'node:net';
import zlib from 'node:zlib';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type Receiver, type ReceiverOptions, startReceiver } from '../../src/traces/index.ts';
import { exportPath } from './grpc-call.ts';
import { otlp } from './samples.ts';

const json = JSON.stringify(otlp);
const head = (...more: string[]): string =>
  ['POST /v1/traces HTTP/1.1', 'host: a', 'content-type: application/json', ...more, '', ''].join('\r\n');
const whole = `${head(`content-length: ${json.length}`)}${json}`;

/** Sends bytes, ends or keeps the connection open, and gives all that comes until the other side ends it. */
function talk(receiver: Receiver, pieces: readonly (string | Uint8Array)[], end = true): Promise<string> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    const socket = connect(receiver.port, '127.0.0.1', () => {
      for (const piece of pieces) socket.write(piece);
      if (end) socket.end();
    });
    socket.on('data', (chunk) => chunks.push(chunk));
    socket.on('error', () => {});
    socket.on('close', () => resolve(Buffer.concat(chunks).toString('latin1')));
  });
}

function statuses(text: string): number[] {
  return [...text.matchAll(/HTTP\/1\.1 (\d{3})/g)].map(([, status]) => Number(status));
}

describe('one connection', () => {
  let receiver: Receiver;
  const start = async (options?: ReceiverOptions): Promise<void> => {
    receiver = await startReceiver({ bodyLimit: 100_000, ...options });
  };
  const codes = (): string[] => receiver.diagnostics().map(({ code }) => code);
  afterEach(() => receiver.close());

  interface Conversation {
    readonly what: string;
    readonly sent: readonly (string | Uint8Array)[];
    /** Does the sender keep the connection open? */
    readonly open?: boolean;
    readonly options?: ReceiverOptions;
    readonly answers: readonly number[];
    readonly spans?: number;
    readonly codes: readonly string[];
  }

  const refused = 'traces/refused-export';
  const slow = { requestTimeoutMs: 300 };
  const bomb = zlib.gzipSync(Buffer.alloc(10_000_000));

  test.each<Conversation>([
    { what: 'pipelined requests', sent: [whole + whole + whole], answers: [200, 200, 200], spans: 6, codes: [] },
    { what: 'one byte at a time', sent: [...whole].map((byte) => byte), answers: [200], spans: 2, codes: [] },
    {
      what: 'a body that ends too early',
      sent: [`${head('content-length: 5000')}${json}`],
      answers: [400],
      codes: [refused],
    },
    {
      what: 'a body longer than it claims',
      sent: [`${head('content-length: 2')}{}${json}`],
      answers: [400],
      codes: [refused],
    },
    { what: 'a length of terabytes', sent: [head('content-length: 1000000000000')], answers: [413], codes: [refused] },
    { what: 'a length that is none', sent: [head('content-length: many')], answers: [400], codes: [refused] },
    {
      what: 'two lengths',
      sent: [head('content-length: 2', 'content-length: 3'), '{}'],
      answers: [400],
      codes: [refused],
    },
    {
      what: 'a length beside chunks',
      sent: [head('content-length: 2', 'transfer-encoding: chunked'), '2\r\n{}\r\n0\r\n\r\n'],
      answers: [400],
      codes: [refused],
    },
    {
      what: 'a chunk that is none',
      sent: [head('transfer-encoding: chunked'), 'zz\r\n{}\r\n'],
      answers: [400],
      codes: [refused],
    },
    {
      what: 'a bomb',
      sent: [head('content-encoding: gzip', `content-length: ${bomb.length}`), bomb],
      open: true,
      answers: [413],
      codes: [refused],
    },
    {
      what: 'gzip cut short',
      sent: [head('content-encoding: gzip', 'content-length: 30'), zlib.gzipSync(json).subarray(0, 30)],
      open: true,
      answers: [400],
      codes: [refused],
    },
    {
      what: 'headers without end',
      sent: [head(...Array.from({ length: 2000 }, (_, nth) => `x-${nth}: ${'y'.repeat(50)}`))],
      answers: [431],
      codes: [refused],
    },
    { what: 'one endless header', sent: [head(`x: ${'y'.repeat(100_000)}`)], answers: [431], codes: [refused] },
    {
      what: 'an expectation',
      sent: [head('expect: 100-continue', 'content-length: 2'), '{}'],
      answers: [100, 200],
      codes: [],
    },
    { what: 'nothing', sent: [], answers: [], codes: [] },
    { what: 'silence', sent: [], open: true, options: slow, answers: [], codes: [] },
    { what: 'half a preface', sent: ['PRI * HTTP/2.0\r\n'], open: true, options: slow, answers: [], codes: [] },
    {
      what: 'a preface without HTTP/2',
      sent: [`PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n${'x'.repeat(100)}`],
      answers: [],
      codes: [],
    },
    { what: 'TLS', sent: [Buffer.from('16030100c8010000c40303', 'hex')], answers: [400], codes: [refused] },
    {
      what: 'headers that never end',
      sent: ['POST / HTTP/1.1\r\nhost:'],
      open: true,
      options: slow,
      answers: [408],
      codes: [refused],
    },
    {
      what: 'a body that never ends',
      sent: [`${head('content-length: 5000')}{`],
      open: true,
      options: slow,
      answers: [408],
      codes: [refused],
    },
  ])('$what', async ({ sent, open = false, options, answers, spans = 0, codes: expected }) => {
    await start(options);
    const text = await talk(receiver, sent, !open);
    // HTTP/2 answers with frames of its own.
    expect(statuses(text)).toEqual(answers);
    await expect.poll(codes, { timeout: 5000 }).toEqual(expected);
    expect(receiver.count).toBe(spans);
    // Nothing is left hanging, and the next one is served.
    expect(await receiver.settled({ idleMs: 1, maxMs: 5000 })).toBe('idle');
    expect(statuses(await talk(receiver, [whole]))).toEqual([200]);
  });
});

describe('random bytes', () => {
  let receiver: Receiver;
  beforeAll(async () => {
    receiver = await startReceiver({ bodyLimit: 10_000, requestTimeoutMs: 1000 });
  });
  afterAll(() => receiver.close());

  const survives = async (bytes: readonly (string | Uint8Array)[]): Promise<void> => {
    await talk(receiver, bytes);
    expect(await receiver.settled({ idleMs: 0, maxMs: 5000 })).toBe('idle');
  };
  const noise = fc.uint8Array({ maxLength: 300 });

  test('alone', () =>
    fc.assert(
      fc.asyncProperty(noise, (bytes) => survives([bytes])),
      { numRuns: 150 },
    ));

  test('as a body, in any clothes', () => {
    const header = fc.constantFrom(
      'content-encoding: gzip',
      'content-encoding: deflate',
      'content-type: application/x-protobuf',
      'transfer-encoding: chunked',
      'connection: close',
      'content-length: 10',
      'upgrade: h2c',
    );
    return fc.assert(
      fc.asyncProperty(fc.array(header, { maxLength: 3 }), noise, (headers, bytes) =>
        survives([head(...headers), bytes]),
      ),
      { numRuns: 200 },
    );
  });

  test('after the preface of HTTP/2', () =>
    fc.assert(
      fc.asyncProperty(noise, fc.boolean(), (bytes, settled) => {
        const settings = Buffer.from('000000040000000000', 'hex');
        return survives(['PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', ...(settled ? [settings] : []), bytes]);
      }),
      { numRuns: 150 },
    ));

  test('a request with bytes changed', () =>
    fc.assert(
      fc.asyncProperty(fc.nat({ max: whole.length - 1 }), fc.nat({ max: 255 }), (at, value) => {
        const bytes = Buffer.from(whole);
        bytes[at] = value;
        return survives([bytes]);
      }),
      { numRuns: 150 },
    ));

  test('HTTP/2 streams that are reset as soon as they are opened', async () => {
    const client = http2.connect(receiver.url);
    client.on('error', () => {});
    const closed = new Promise((resolve) => client.on('close', resolve));
    const headers = { ':method': 'POST', ':path': exportPath, 'content-type': 'application/grpc' };
    for (let nth = 0; nth < 2000 && !client.destroyed; nth++) {
      const stream = client.request(headers);
      stream.on('error', () => {});
      stream.close(http2.constants.NGHTTP2_CANCEL);
      if (nth % 50 === 0) await new Promise((resolve) => setImmediate(resolve));
    }
    client.destroy();
    await closed;
    expect(await receiver.settled({ idleMs: 0, maxMs: 5000 })).toBe('idle');
    expect(receiver.diagnostics().length).toBeLessThan(50);
  });

  test('and it still works', async () => {
    const before = receiver.count;
    expect(statuses(await talk(receiver, [whole]))).toEqual([200]);
    expect(receiver.count).toBe(before + 2);
  });
});
