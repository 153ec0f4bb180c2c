/** HTTP/2 without TLS, as gRPC exporters speak it. Loaded when the first of them comes. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import {
  constants,
  createServer,
  type Http2Server,
  type Http2ServerRequest,
  type Http2ServerResponse,
} from 'node:http2';
import { createContextValues } from '@connectrpc/connect';
import { universalRequestFromNodeRequest, universalResponseToNodeResponse } from '@connectrpc/connect-node';
import { problems } from '../readers/problems.ts';
import { type GrpcHandler, grpcHandlers, visitKey } from './grpc-service.ts';
import type { HttpEndpoint } from './http-endpoint.ts';
import type { Intake } from './intake.ts';

/** google.rpc.Code by number, as gRPC's documentation writes them. */
const codeNames = [
  'OK CANCELLED UNKNOWN INVALID_ARGUMENT DEADLINE_EXCEEDED NOT_FOUND ALREADY_EXISTS PERMISSION_DENIED',
  'RESOURCE_EXHAUSTED FAILED_PRECONDITION ABORTED OUT_OF_RANGE UNIMPLEMENTED INTERNAL UNAVAILABLE DATA_LOSS',
  'UNAUTHENTICATED',
].flatMap((line) => line.split(' '));

/** How a stream is ended whose request did not arrive in time; exporters send with CANCEL themselves. */
const tooSlow = constants.NGHTTP2_ENHANCE_YOUR_CALM;

export interface Http2Options {
  readonly requestLimit: number;
  /** For a whole request to arrive. */
  readonly requestTimeoutMs: number;
}

/** A server that listens nowhere: connections are handed to it. OTLP/HTTP over HTTP/2 goes to `http`. */
export function http2Server(intake: Intake, http: HttpEndpoint, options: Http2Options): Http2Server {
  const handlers = grpcHandlers(intake);
  const settings = { maxConcurrentStreams: options.requestLimit, initialWindowSize: 2 ** 20 };
  // A session's memory is counted in megabytes, and holds what its streams have not read yet.
  const server = createServer({ settings, maxSessionMemory: 64 });
  server.on('request', (request, response) => {
    limitTime(request, options.requestTimeoutMs, intake);
    const type = request.headers['content-type'] ?? '';
    const handler = handlers.get(request.url);
    if (handler && type.startsWith('application/grpc')) void serve(handler, intake, request, response);
    else if (type.startsWith('application/grpc')) refuseMethod(intake, request, response);
    // Node's HTTP/2 requests and responses have what those of HTTP/1 have.
    else void http.handle(request as unknown as IncomingMessage, response as unknown as ServerResponse);
  });
  return server;
}

async function serve(
  handler: GrpcHandler,
  intake: Intake,
  request: Http2ServerRequest,
  response: Http2ServerResponse,
): Promise<void> {
  const visit = intake.begin();
  request.stream.once('close', visit.end);
  request.stream.once('aborted', () => {
    const { closed, rstCode } = request.stream;
    // Otherwise it took too long, which has been told.
    if (!closed || rstCode !== tooSlow) intake.report(problems.refusedExport('CANCELLED', 'the exporter broke it off'));
  });
  try {
    const values = createContextValues().set(visitKey, visit);
    const answer = await handler(universalRequestFromNodeRequest(request, response, undefined, values));
    const refusal = refusalIn(answer.trailer);
    // That a request was broken off is told already.
    if (refusal && !refusal.mayRetry && !request.stream.aborted) intake.report(problems.refusedExport(...refusal.told));
    // Not awaited: the promise waits for an event that Node's HTTP/2 responses do not have.
    universalResponseToNodeResponse(answer, response).catch(visit.end);
  } catch (error) {
    // Else the exporter has gone, or took too long, which is told where it is noticed.
    if (!request.stream.destroyed && !response.headersSent) {
      const reason = error instanceof Error ? error.message : String(error);
      intake.report(problems.refusedExport('INVALID_ARGUMENT', reason));
      refuse(response, 3, reason);
    }
    visit.end();
  }
}

/** What the trailers of an answer refuse, if anything; they are put right where OTLP wants another code than Connect. */
function refusalIn(trailer: Headers | undefined): { mayRetry: boolean; told: [string, string] } | undefined {
  const code = Number(trailer?.get('grpc-status') ?? 0);
  if (!trailer || code === 0) return undefined;
  const message = decodeURIComponent(trailer.get('grpc-message') ?? '');
  // Connect takes a body that is no protobuf for a fault of the server.
  const malformed = code === 13 && message.startsWith('parse binary');
  if (malformed) trailer.set('grpc-status', '3');
  // The one detail that is ever sent is RetryInfo.
  const mayRetry = trailer.has('grpc-status-details-bin');
  return { mayRetry, told: [codeNames[malformed ? 3 : code] ?? `${code}`, message] };
}

function refuseMethod(intake: Intake, request: Http2ServerRequest, response: Http2ServerResponse): void {
  intake.report(problems.wrongPath(request.method, request.url));
  refuse(response, 12, 'spans are received at opentelemetry.proto.collector.trace.v1.TraceService/Export');
}

/** An answer of trailers only, as gRPC calls it. */
function refuse(response: Http2ServerResponse, code: number, message: string): void {
  const status = { 'grpc-status': String(code), 'grpc-message': encodeURIComponent(message) };
  response.writeHead(200, { 'content-type': 'application/grpc', ...status });
  response.end();
}

function limitTime({ stream }: Http2ServerRequest, milliseconds: number, intake: Intake): void {
  const timer = setTimeout(() => {
    if (stream.closed || stream.destroyed) return;
    intake.report(problems.refusedExport('DEADLINE_EXCEEDED', 'the request took too long to arrive'));
    stream.close(tooSlow);
  }, milliseconds);
  stream.once('close', () => clearTimeout(timer));
}
