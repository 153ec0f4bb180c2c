/** A gRPC call frame by frame, so that a test can send what no client would. */
import { connect, constants } from 'node:http2';
import zlib from 'node:zlib';

export const exportPath = '/opentelemetry.proto.collector.trace.v1.TraceService/Export';

export interface GrpcAnswer {
  /** `grpc-status`, or undefined where there was none. */
  readonly status: number | undefined;
  readonly message: string;
  /** google.rpc.Status in bytes. */
  readonly details: Buffer;
  /** The response message. */
  readonly response: Buffer;
  readonly http: number | undefined;
  /** The code of RST_STREAM, 0 where there was none. */
  readonly reset: number;
}

export interface GrpcRequest {
  readonly path?: string;
  readonly body?: Uint8Array;
  readonly gzip?: boolean;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as it is instead of `body`. */
  readonly frames?: Uint8Array;
  /** Never ends the request. */
  readonly unfinished?: boolean;
}

export function frame(body: Uint8Array, compressed = false): Buffer {
  const head = Buffer.alloc(5);
  head[0] = compressed ? 1 : 0;
  head.writeUInt32BE(body.length, 1);
  return Buffer.concat([head, body]);
}

export function grpcCall(url: string, request: GrpcRequest = {}): Promise<GrpcAnswer> {
  const { path = exportPath, body = new Uint8Array(), gzip = false, headers = {}, unfinished = false } = request;
  const frames = request.frames ?? frame(gzip ? zlib.gzipSync(body) : body, gzip);
  return new Promise((resolve, reject) => {
    const client = connect(url);
    client.on('error', reject);
    const stream = client.request({
      [constants.HTTP2_HEADER_METHOD]: 'POST',
      [constants.HTTP2_HEADER_PATH]: path,
      'content-type': 'application/grpc',
      te: 'trailers',
      ...(gzip ? { 'grpc-encoding': 'gzip' } : {}),
      ...headers,
    });
    let told: Record<string, unknown> = {};
    const chunks: Buffer[] = [];
    stream.on('response', (fields) => {
      told = { ...told, ...fields };
    });
    stream.on('trailers', (fields) => {
      told = { ...told, ...fields };
    });
    stream.on('data', (chunk: Buffer) => chunks.push(chunk));
    // A reset is an answer as well; `close` tells its code.
    stream.on('error', () => {});
    stream.on('close', () => {
      client.destroy();
      const status = told['grpc-status'];
      resolve({
        status: status === undefined ? undefined : Number(status),
        message: decodeURIComponent(String(told['grpc-message'] ?? '')),
        details: Buffer.from(String(told['grpc-status-details-bin'] ?? ''), 'base64'),
        response: Buffer.concat(chunks).subarray(5),
        http: told[':status'] as number | undefined,
        reset: stream.rstCode ?? 0,
      });
    });
    if (unfinished) stream.write(frames);
    else stream.end(frames);
  });
}
