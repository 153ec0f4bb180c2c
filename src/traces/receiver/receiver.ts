import type { Server } from 'node:http';
import type { Http2Server } from 'node:http2';
import type { AddressInfo, Socket } from 'node:net';
import type { Diagnostic } from '#diagnostics';
import { problems } from '../readers/problems.ts';
import { type Clock, type Settled, type SettlingOptions, systemClock, waitUntilSettled } from '../settling.ts';
import type { Span } from '../span.ts';
import { HttpEndpoint } from './http-endpoint.ts';
import { Intake } from './intake.ts';
import { shareConnections } from './shared-port.ts';

export interface ReceiverOptions {
  /** Default: the loopback address, which nobody else can reach. Elsewhere a `token` is required. */
  readonly host?: string;
  /** Default 0: any free port. */
  readonly port?: number;
  /** What exporters have to send as `Authorization: Bearer …`. Default: none is asked for. */
  readonly token?: string;
  /** Bytes of one request, before and after decompression. Default 20 MiB, as in the OpenTelemetry Collector. */
  readonly bodyLimit?: number;
  /** Spans held until they are taken; beyond, exporters are told to come again later. Default 1,000,000. */
  readonly spanLimit?: number;
  /** Requests being received at once; others wait for their turn. Default 64. */
  readonly requestLimit?: number;
  /** Milliseconds that one waits, before it is told to come again later. Default 5000: exporters give up after 10 s. */
  readonly queueMs?: number;
  /** Connections at once; beyond, they are closed at once. Default 1024. */
  readonly connectionLimit?: number;
  /** Milliseconds for a whole request to arrive; its headers get a third of it. Default 30,000. */
  readonly requestTimeoutMs?: number;
  readonly clock?: Clock;
}

/** A running OTLP endpoint, HTTP and gRPC on one port, that keeps what it is sent. */
export interface Receiver {
  /** For `OTEL_EXPORTER_OTLP_ENDPOINT`, whatever `OTEL_EXPORTER_OTLP_PROTOCOL` is. */
  readonly url: string;
  readonly port: number;
  /** How many spans have arrived. */
  readonly count: number;
  /** In the order of arrival, without those that were taken. */
  spans(): readonly Span[];
  /** The same, and makes room for more. */
  take(): readonly Span[];
  diagnostics(): readonly Diagnostic[];
  /** When the last export of spans arrived, in the clock's milliseconds. */
  lastArrival(): number | undefined;
  /** See `SettlingOptions`; resolves with `aborted` when the receiver is closed meanwhile. */
  settled(options: SettlingOptions): Promise<Settled>;
  /** Ends all connections; what was received stays. */
  close(): Promise<void>;
}

/** Rejects where the port cannot be had, with Node's own error, and where others could send without a token. */
export async function startReceiver(options: ReceiverOptions = {}): Promise<Receiver> {
  const { host = '127.0.0.1', port = 0, token, clock = systemClock } = options;
  if (!isLoopback(host) && !token) {
    throw new Error(`a receiver at ${host} can be reached by others, and needs a token that exporters have to send`);
  }
  const { bodyLimit = 20 * 2 ** 20, spanLimit = 1_000_000, requestLimit = 64, queueMs = 5000 } = options;
  const isAllowed = token ? (await import('./token.ts')).carries(token) : () => true;
  const intake = new Intake({ bodyLimit, spanLimit, requestLimit, queueMs, isAllowed, clock });
  const server = await createServers(intake, { ...options, requestLimit });
  const sockets = new Set<Socket>();
  server.prependListener('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  await listen(server, port, host);
  // Such as too many open files: what is connected already goes on.
  server.on('error', (error) => intake.report(problems.refusedConnection(error.message)));
  const address = server.address() as AddressInfo;
  const authority = address.family === 'IPv6' ? `[${address.address}]` : address.address;
  const closing = new AbortController();
  return {
    url: `http://${authority}:${address.port}`,
    port: address.port,
    get count() {
      return intake.spanCount();
    },
    spans: () => intake.spans(),
    take: () => intake.take(),
    diagnostics: () => intake.diagnostics(),
    lastArrival: () => intake.lastArrival(),
    settled: (settling) => {
      const signals = [closing.signal, ...(settling.signal ? [settling.signal] : [])];
      return waitUntilSettled(intake, clock, { ...settling, signal: AbortSignal.any(signals) });
    },
    close: () => {
      closing.abort();
      return stop(server, sockets);
    },
  };
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(?:\.\d{1,3}){3}$/.test(host);
}

async function createServers(
  intake: Intake,
  options: ReceiverOptions & { readonly requestLimit: number },
): Promise<Server> {
  const { requestLimit, connectionLimit = 1024, requestTimeoutMs = 30_000 } = options;
  // Not at the start of every command: it takes longer to load than all of the readers.
  const { createServer } = await import('node:http');
  const endpoint = new HttpEndpoint(intake);
  const headersTimeout = Math.ceil(requestTimeoutMs / 3);
  const times = {
    requestTimeout: requestTimeoutMs,
    headersTimeout,
    connectionsCheckingInterval: Math.min(1000, headersTimeout),
    // Node's 5 s are just the pause between two batches, and a connection must not end as the next one is sent.
    keepAliveTimeout: 65_000,
  };
  const server = createServer(times, (request, response) => void endpoint.handle(request, response));
  server.on('clientError', (error, socket) => endpoint.handleClientError(error, socket));
  server.maxConnections = connectionLimit;
  server.on('drop', () => intake.report(problems.refusedConnection(`${connectionLimit} others are open`)));
  // Who speaks only HTTP/1 does not pay for loading HTTP/2 and gRPC.
  let http2: Promise<Http2Server> | undefined;
  const serveHttp2 = async (socket: Socket): Promise<void> => {
    http2 ??= import('./http2-server.ts').then(({ http2Server }) =>
      http2Server(intake, endpoint, { requestLimit, requestTimeoutMs }),
    );
    // A connection that fails while it waits.
    const leave = (): unknown => socket.destroy();
    socket.on('error', leave);
    const second = await http2;
    socket.off('error', leave);
    if (!socket.destroyed) second.emit('connection', socket);
  };
  shareConnections(server, (socket) => void serveHttp2(socket), headersTimeout);
  return server;
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
function stop(server: Server, sockets: ReadonlySet<Socket>): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    for (const socket of sockets) socket.destroy();
  });
}
