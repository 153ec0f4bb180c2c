import { createServer, type IncomingHttpHeaders, type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { type AddressInfo, connect, type Socket } from 'node:net';

/** Data for a diagnostic: what could not be done over HTTP, and what to do next. */
export class HttpError extends Error {
  override readonly name = 'HttpError';
  readonly code:
    | 'live/port-taken'
    | 'live/not-listening'
    | 'live/refused'
    | 'live/no-answer'
    | 'live/garbage'
    | 'live/handler-threw';
  readonly help: string;
  constructor(code: HttpError['code'], message: string, help: string) {
    super(message);
    this.code = code;
    this.help = help;
  }
}

export type Headers = Readonly<Record<string, string>>;

/** A body is JSON where it can be read as such, else text; undefined where there is none. */
export interface HttpRequest {
  readonly method: string;
  /** Without query. */
  readonly path: string;
  readonly query: string;
  readonly headers: Headers;
  readonly body: unknown;
}

export interface HttpReply {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
}

/** A request that waits for its reply; replying twice does nothing. */
export interface Incoming {
  readonly request: HttpRequest;
  reply(reply: { readonly status: number; readonly headers?: Headers; readonly body?: unknown }): void;
}

export interface Listening {
  readonly url: string;
  readonly port: number;
  /** Ends all connections. */
  close(): Promise<void>;
}

/** Of a body; beyond, the request is refused with 413. */
const MOST_BYTES = 10 * 2 ** 20;

/** Serves the loopback address. Rejects with a `HttpError` where the port cannot be had. */
export async function listen(port: number, name: string, take: (incoming: Incoming) => void): Promise<Listening> {
  const sockets = new Set<Socket>();
  const server = createServer({ keepAliveTimeout: 1000 }, (request, response) => {
    const reply: Incoming['reply'] = ({ status, headers = {}, body }) => {
      if (response.headersSent || response.destroyed) return;
      const { text, type } = written(body);
      const isBare = status === 204 || status === 304;
      response.writeHead(status, { ...(text !== undefined && !isBare && { 'content-type': type }), ...headers });
      response.end(isBare ? undefined : text);
    };
    const [path = '/', query = ''] = (request.url ?? '/').split(/\?(.*)/s);
    bytesOf(request).then(
      (bytes) => {
        const headers = flat(request.headers);
        take({ request: { method: request.method ?? 'GET', path, query, headers, body: read(bytes) }, reply });
      },
      (error: unknown) => reply({ status: error instanceof TooLarge ? 413 : 400 }),
    );
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  await new Promise<void>((done, fail) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const taken = error.code === 'EADDRINUSE';
      fail(
        new HttpError(
          taken ? 'live/port-taken' : 'live/not-listening',
          taken
            ? `port ${port}, where ${name} was to listen, is taken`
            : `${name} cannot listen on port ${port}: ${error.message}`,
          'leave the port out to have a free one, or end who uses it',
        ),
      );
    });
    server.listen(port, '127.0.0.1', done);
  });
  const { port: given } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${given}`,
    port: given,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

export interface Call {
  readonly url: string;
  readonly method: string;
  readonly headers: Headers;
  readonly body?: unknown;
  /** Milliseconds. */
  readonly timeout: number;
  readonly signal: AbortSignal;
}

/** Rejects with a `HttpError`: `live/refused`, `live/no-answer`, `live/garbage`. */
export function call({ url, method, headers, body, timeout, signal }: Call): Promise<HttpReply> {
  const { text, type } = written(body);
  const request = url.startsWith('https:') ? requestHttps : requestHttp;
  const at = new URL(url).origin;
  return new Promise((done, fail) => {
    const sending = request(url, {
      method,
      agent: false,
      signal,
      headers: {
        ...(text !== undefined && { 'content-type': type, 'content-length': String(Buffer.byteLength(text)) }),
        ...headers,
      },
    });
    const late = setTimeout(() => sending.destroy(new Late()), timeout);
    const failed = (error: NodeJS.ErrnoException) => {
      clearTimeout(late);
      fail(asHttpError(error, `${method} ${at}`, at, timeout));
    };
    sending.on('error', failed);
    sending.on('response', (response) => {
      bytesOf(response).then((bytes) => {
        clearTimeout(late);
        done({ status: response.statusCode!, headers: flat(response.headers), body: read(bytes) });
      }, failed);
    });
    sending.end(text);
  });
}

/** Resolves when somebody listens there; false when nobody did within the time, or the signal came. */
export async function untilListening(url: string, timeout: number, signal: AbortSignal): Promise<boolean> {
  const { hostname, port, protocol } = new URL(url);
  const number = Number(port) || (protocol === 'https:' ? 443 : 80);
  const end = performance.now() + timeout;
  while (!signal.aborted) {
    if (await isListening(hostname.replace(/^\[|\]$/g, ''), number)) return true;
    if (performance.now() > end) return false;
    await new Promise((done) => setTimeout(done, 25));
  }
  return false;
}

function isListening(host: string, port: number): Promise<boolean> {
  return new Promise((done) => {
    const socket = connect({ host, port });
    const tell = (isThere: boolean) => {
      socket.destroy();
      done(isThere);
    };
    socket.once('connect', () => tell(true));
    socket.once('error', () => tell(false));
    socket.setTimeout(1000, () => tell(false));
  });
}

class Late extends Error {}
class TooLarge extends Error {}

function asHttpError(error: NodeJS.ErrnoException, what: string, at: string, timeout: number): HttpError {
  if (error instanceof Late)
    return new HttpError(
      'live/no-answer',
      `${at} did not answer within ${timeout / 1000} s`,
      'is it hung, or does it wait for somebody else? --timeout gives it longer',
    );
  if (error.code === 'ECONNREFUSED' || error.code === 'ENOTFOUND' || error.code === 'EHOSTUNREACH')
    return new HttpError(
      'live/refused',
      `nobody listens at ${at}`,
      'start the service before, or name where it listens with --target',
    );
  return new HttpError(
    'live/garbage',
    `what came back from ${at} is no HTTP reply: ${error.message}`,
    `${what} has to be answered in HTTP/1.1; is another protocol spoken at this port?`,
  );
}

async function bytesOf(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of message as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MOST_BYTES) throw new TooLarge('the body is too large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function read(bytes: Buffer): unknown {
  const text = bytes.toString();
  if (text === '') return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

function written(body: unknown): { readonly text?: string; readonly type: string } {
  if (body === undefined) return { type: '' };
  if (typeof body === 'string') return { text: body, type: 'text/plain; charset=utf-8' };
  return { text: JSON.stringify(body), type: 'application/json' };
}

function flat(headers: IncomingHttpHeaders): Headers {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : (value ?? '')]),
  );
}
