/** OTLP/HTTP (opentelemetry-proto docs/specification.md, "OTLP/HTTP"): JSON and protobuf, plain or compressed. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { promisify } from 'node:util';
import zlib from 'node:zlib';
import { problems } from '../readers/problems.ts';
import { accept, asRefusal, encodingOf, refuse } from './http-responses.ts';
import { type Encoding, type Intake, nothingLost } from './intake.ts';
import { Refusal } from './refusal.ts';

/** `discarded`: exporters of other signals shall not fail because only spans are of interest. */
const routes = new Map<string, 'spans' | 'discarded'>([
  ['/v1/traces', 'spans'],
  ['/v1/metrics', 'discarded'],
  ['/v1/logs', 'discarded'],
]);

type Unpacker = (body: Buffer, options: { readonly maxOutputLength: number }) => Promise<Buffer>;

const unzip: Unpacker = promisify<Buffer, { maxOutputLength: number }, Buffer>(zlib.unzip);

/** By content encoding: gzip, which OTLP asks for, and what the Collector takes beside it. Node has zstd since 22.15. */
const unpackers: ReadonlyMap<string, Unpacker> = new Map<string, Unpacker>([
  ['gzip', unzip],
  ['deflate', unzip],
  ...unpackersOfZstd(),
]);

function unpackersOfZstd(): [string, Unpacker][] {
  if (typeof zlib.zstdDecompress !== 'function') return [];
  return [['zstd', promisify<Buffer, { maxOutputLength: number }, Buffer>(zlib.zstdDecompress)]];
}

/** What Node itself finds wrong with a request, by its code. What is not named is answered with 400. */
const nodesReasons = new Map([
  ['ERR_HTTP_REQUEST_TIMEOUT', { status: '408 Request Timeout', reason: 'the request took too long to arrive' }],
  ['HPE_HEADER_OVERFLOW', { status: '431 Request Header Fields Too Large', reason: 'its headers are too long' }],
  ['HPE_CHUNK_EXTENSIONS_OVERFLOW', { status: '413 Payload Too Large', reason: 'its chunk extensions are too long' }],
]);

export class HttpEndpoint {
  readonly #intake: Intake;
  /** Connections whose end has been explained already. */
  readonly #explained = new WeakSet<Duplex>();

  constructor(intake: Intake) {
    this.#intake = intake;
  }

  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const encoding = encodingOf(request.headers['content-type']);
    const visit = this.#intake.begin();
    try {
      await visit.admit(request.headers.authorization);
      const route = routeOf(request);
      if (route === undefined) {
        this.#intake.report(problems.wrongPath(request.method ?? '?', request.url ?? '?'));
        throw new Refusal(404, 'spans are received at /v1/traces');
      }
      if (request.method !== 'POST') {
        throw new Refusal(405, 'exports are sent with POST', { headers: { allow: 'POST' } });
      }
      if (!encoding) throw new Refusal(415, 'the content type is neither application/json nor application/x-protobuf');
      if (route === 'spans') this.#intake.makeRoom();
      const body = await this.#body(request);
      await accept(response, encoding, route === 'spans' ? await this.#intake.receive(body, encoding) : nothingLost);
    } catch (error) {
      await this.#refuse(error, request, response, encoding ?? 'json');
    } finally {
      visit.end();
    }
  }

  /** What Node could not read as a request, or did not get in time. */
  handleClientError(error: Error & { code?: string }, socket: Duplex): void {
    // What was sent after the mistake is none of its own.
    if (this.#explained.has(socket)) return;
    const known = nodesReasons.get(error.code ?? '');
    // A lost connection is reported by the request it cost, if any.
    if (error.code !== 'ECONNRESET' && error.code !== 'HPE_INVALID_EOF_STATE') {
      const { status, reason } = known ?? { status: '400', reason: error.message };
      this.#intake.report(problems.refusedExport(status.slice(0, 3), reason));
      this.#explained.add(socket);
    }
    if (!socket.writable) socket.destroy();
    // Who sends too slowly would also end too slowly: nobody is waited for.
    else {
      const answer = `HTTP/1.1 ${known?.status ?? '400 Bad Request'}\r\nconnection: close\r\n\r\n`;
      socket.end(answer, () => socket.destroy());
    }
  }

  async #refuse(error: unknown, request: IncomingMessage, response: ServerResponse, encoding: Encoding): Promise<void> {
    // Gone before its body was complete: nobody is left to answer.
    if (request.destroyed && !request.complete) {
      if (this.#explained.has(request.socket)) return;
      this.#intake.report(problems.refusedExport(400, 'the connection was lost'));
      return;
    }
    const { status, message, retryAfter } = asRefusal(error);
    // What is put off is no loss yet; the intake keeps count of it.
    if (status !== 404 && retryAfter === undefined) this.#intake.report(problems.refusedExport(status, message));
    // What is left of the body is read away, or the client would see a reset instead of the answer.
    request.resume();
    await refuse(response, error, encoding);
  }

  async #body(request: IncomingMessage): Promise<Buffer> {
    const limit = this.#intake.bodyLimit;
    const coding = request.headers['content-encoding']?.trim().toLowerCase() || 'identity';
    const unpacker = unpackers.get(coding);
    if (!unpacker && coding !== 'identity') {
      throw new Refusal(415, `content encoding ${coding}: there are ${[...unpackers.keys()].join(', ')}`);
    }
    const tooLarge = (): Refusal => new Refusal(413, `the body is longer than ${limit} bytes`);
    if (Number(request.headers['content-length'] ?? 0) > limit) throw tooLarge();
    const body = await collect(request, limit);
    if (!body) throw tooLarge();
    if (!unpacker || body.length === 0) return body;
    try {
      return await unpacker(body, { maxOutputLength: limit });
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE') throw tooLarge();
      throw new Refusal(400, `the ${coding} body cannot be unpacked`);
    }
  }
}

function routeOf(request: IncomingMessage): 'spans' | 'discarded' | undefined {
  const path = (request.url ?? '').split('?', 1)[0] ?? '';
  return routes.get(path.replace(/\/$/, ''));
}

/** Undefined where it is longer than the limit. Not `for await`, which would destroy the request on leaving early. */
function collect(request: IncomingMessage, limit: number): Promise<Buffer | undefined> {
  return new Promise((resolve, reject) => {
    // It may have gone while it waited for its turn, and says so only once.
    if (request.destroyed) {
      reject(new Error('the connection was lost'));
      return;
    }
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
