import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { promisify } from 'node:util';
import zlib from 'node:zlib';
import type { Diagnostic } from '#diagnostics';
import { isRequest } from './readers/framing.ts';
import { otlpEnvelope, readOtlpJson } from './readers/otlp-json.ts';
import { problems } from './readers/problems.ts';
import { SpanSink } from './readers/sink.ts';
import { isObject } from './readers/values.ts';
import { accept, type Encoding, encodingOf, refuse } from './receiver-responses.ts';
import { type Clock, type Settled, type SettlingOptions, systemClock, waitUntilSettled } from './settling.ts';
import type { Span } from './span.ts';

export interface ReceiverOptions {
  /** Default: the loopback address, which nobody else can reach. */
  readonly host?: string;
  /** Default 0: any free port. */
  readonly port?: number;
  /** Bytes of one request, before and after decompression. Default 64 MiB. */
  readonly bodyLimit?: number;
  readonly clock?: Clock;
}

/** A running OTLP/HTTP endpoint that keeps what it is sent. */
export interface Receiver {
  /** For `OTEL_EXPORTER_OTLP_ENDPOINT`, with `OTEL_EXPORTER_OTLP_PROTOCOL` `http/protobuf` or `http/json`. */
  readonly url: string;
  readonly port: number;
  /** How many spans have arrived. */
  readonly count: number;
  /** In the order of arrival. */
  spans(): readonly Span[];
  diagnostics(): readonly Diagnostic[];
  /** When the last export of spans arrived, in the clock's milliseconds. */
  lastArrival(): number | undefined;
  /** See `SettlingOptions`; resolves with `aborted` when the receiver is closed meanwhile. */
  settled(options: SettlingOptions): Promise<Settled>;
  /** Ends all connections; what was received stays. */
  close(): Promise<void>;
}

/** Rejects where the port cannot be had, with Node's own error. */
export async function startReceiver(options: ReceiverOptions = {}): Promise<Receiver> {
  const { host = '127.0.0.1', port = 0, clock = systemClock } = options;
  const intake = new Intake(options.bodyLimit ?? 64 * 2 ** 20, clock);
  // Not at the start of every command: it takes longer to load than all of the readers.
  const { createServer } = await import('node:http');
  const server = createServer((request, response) => void intake.handle(request, response));
  server.on('clientError', (error: Error, socket: Duplex) => intake.handleClientError(error, socket));
  await listen(server, port, host);
  const address = server.address() as AddressInfo;
  const authority = address.family === 'IPv6' ? `[${address.address}]` : address.address;
  const closing = new AbortController();
  return {
    url: `http://${authority}:${address.port}`,
    port: address.port,
    get count() {
      return intake.sink.spans.length;
    },
    spans: () => [...intake.sink.spans],
    diagnostics: () => intake.sink.diagnostics(),
    lastArrival: () => intake.lastArrival(),
    settled: (settling) => {
      const signals = [closing.signal, ...(settling.signal ? [settling.signal] : [])];
      return waitUntilSettled(intake, clock, { ...settling, signal: AbortSignal.any(signals) });
    },
    close: () => {
      closing.abort();
      return stop(server);
    },
  };
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

/** Closing twice is no error. */
function stop(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

/** A reason to refuse a request; thrown inside the intake only. */
class Refusal extends Error {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, message: string, headers: Readonly<Record<string, string>> = {}) {
    super(message);
    this.status = status;
    this.headers = headers;
  }
}

/** `discarded`: exporters of other signals shall not fail because only spans are of interest. */
const routes = new Map<string, 'spans' | 'discarded'>([
  ['/v1/traces', 'spans'],
  ['/v1/metrics', 'discarded'],
  ['/v1/logs', 'discarded'],
]);

const unzip = promisify<Buffer, zlib.ZlibOptions, Buffer>(zlib.unzip);

class Intake {
  readonly sink = new SpanSink('OTLP receiver');
  readonly #bodyLimit: number;
  readonly #clock: Clock;
  #lastArrival: number | undefined;
  #receiving = 0;

  constructor(bodyLimit: number, clock: Clock) {
    this.#bodyLimit = bodyLimit;
    this.#clock = clock;
  }

  lastArrival(): number | undefined {
    return this.#lastArrival;
  }

  busy(): boolean {
    return this.#receiving > 0;
  }

  spanCount(): number {
    return this.sink.spans.length;
  }

  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const encoding = encodingOf(request.headers['content-type']);
    this.#receiving++;
    try {
      const route = routeOf(request);
      if (route === undefined) {
        this.sink.report(problems.wrongPath(request.method ?? '?', request.url ?? '?'));
        throw new Refusal(404, 'spans are received at /v1/traces');
      }
      if (request.method !== 'POST') throw new Refusal(405, 'exports are sent with POST', { allow: 'POST' });
      if (!encoding) throw new Refusal(415, 'the content type is neither application/json nor application/x-protobuf');
      const body = await this.#body(request);
      const rejected = route === 'spans' ? await this.#receive(body, encoding) : 0;
      await accept(response, encoding, rejected);
    } catch (error) {
      await this.#refuse(error, request, response, encoding ?? 'json');
    } finally {
      this.#receiving--;
    }
  }

  /** An HTTP/2 preface where HTTP/1.1 was expected comes from a gRPC exporter (RFC 9113 3.4). */
  handleClientError(error: Error & { rawPacket?: Uint8Array; code?: string }, socket: Duplex): void {
    const begin = Buffer.from(error.rawPacket ?? []).toString('latin1', 0, 14);
    if (begin === 'PRI * HTTP/2.0') this.sink.report(problems.grpcClient());
    // A lost connection is reported by the request it cost, if any.
    else if (error.code !== 'ECONNRESET' && error.code !== 'HPE_INVALID_EOF_STATE')
      this.sink.report(problems.refusedExport(400, error.message));
    if (socket.writable) socket.end('HTTP/1.1 400 Bad Request\r\nconnection: close\r\n\r\n');
  }

  async #refuse(error: unknown, request: IncomingMessage, response: ServerResponse, encoding: Encoding): Promise<void> {
    // Gone before its body was complete: nobody is left to answer.
    if (request.destroyed && !request.complete) {
      this.sink.report(problems.refusedExport(400, 'the connection was lost'));
      return;
    }
    const status = error instanceof Refusal ? error.status : 500;
    const message = error instanceof Error ? error.message : String(error);
    if (status !== 404) this.sink.report(problems.refusedExport(status, message));
    // What is left of the body is read away, or the client would see a reset instead of the answer.
    request.resume();
    await refuse(response, status, encoding, message, error instanceof Refusal ? error.headers : {});
  }

  async #body(request: IncomingMessage): Promise<Buffer> {
    const coding = request.headers['content-encoding']?.trim().toLowerCase() || 'identity';
    if (!['identity', 'gzip', 'deflate'].includes(coding)) throw new Refusal(415, `content encoding ${coding}`);
    const tooLarge = (): Refusal => new Refusal(413, `the body is longer than ${this.#bodyLimit} bytes`);
    if (Number(request.headers['content-length'] ?? 0) > this.#bodyLimit) throw tooLarge();
    const body = await collect(request, this.#bodyLimit);
    if (!body) throw tooLarge();
    if (coding === 'identity' || body.length === 0) return body;
    try {
      return await unzip(body, { maxOutputLength: this.#bodyLimit });
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE') throw tooLarge();
      throw new Refusal(400, `the ${coding} body cannot be unpacked`);
    }
  }

  /** Returns how many spans could not be read. */
  async #receive(body: Buffer, encoding: Encoding): Promise<number> {
    const droppedBefore = this.sink.droppedSpans;
    if (encoding === 'json') this.#receiveJson(body);
    else {
      if (body.length > 0 && !isRequest(body, 0, body.length)) {
        throw new Refusal(400, 'the body is no ExportTraceServiceRequest');
      }
      const { readOtlpProtobuf } = await import('./readers/otlp-protobuf.ts');
      readOtlpProtobuf(body, this.sink);
    }
    this.#lastArrival = this.#clock.now();
    return this.sink.droppedSpans - droppedBefore;
  }

  #receiveJson(body: Buffer): void {
    let value: unknown;
    try {
      value = JSON.parse(body.toString('utf8'));
    } catch (error) {
      throw new Refusal(400, `the body is not JSON: ${error instanceof Error ? error.message : String(error)}`);
    }
    if (!isObject(value)) throw new Refusal(400, 'the body is no ExportTraceServiceRequest');
    // Without its one field it is an empty request.
    const envelope = otlpEnvelope(value);
    if (envelope) readOtlpJson(envelope, this.sink);
  }
}

function routeOf(request: IncomingMessage): 'spans' | 'discarded' | undefined {
  const path = (request.url ?? '').split('?', 1)[0] ?? '';
  return routes.get(path.replace(/\/$/, ''));
}

/** Undefined where it is longer than the limit. Not `for await`, which would destroy the request on leaving early. */
function collect(request: IncomingMessage, limit: number): Promise<Buffer | undefined> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    request.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (length <= limit) chunks.push(chunk);
      else {
        chunks.length = 0;
        resolve(undefined);
      }
    });
    request.on('end', () => resolve(Buffer.concat(chunks)));
    request.on('error', reject);
    request.on('aborted', () => reject(new Error('the connection was lost')));
  });
}
