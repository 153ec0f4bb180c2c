/** Answers in the words of OTLP/HTTP (opentelemetry-proto docs/specification.md, "OTLP/HTTP Response"). */
import type { ServerResponse } from 'node:http';

/** OTLP/HTTP answers in the encoding of the request. */
export type Encoding = 'json' | 'protobuf';

const contentTypes = { json: 'application/json', protobuf: 'application/x-protobuf' } as const;

export function encodingOf(contentType: string | undefined): Encoding | undefined {
  const mediaType = contentType?.split(';', 1)[0]?.trim().toLowerCase();
  if (mediaType === 'application/json') return 'json';
  return mediaType === 'application/x-protobuf' || mediaType === 'application/protobuf' ? 'protobuf' : undefined;
}

/** google.rpc.Code */
const rpcCodes = new Map([
  [400, 3], // INVALID_ARGUMENT
  [404, 5], // NOT_FOUND
  [405, 12], // UNIMPLEMENTED
  [413, 8], // RESOURCE_EXHAUSTED
  [415, 3],
  [500, 13], // INTERNAL
]);

/** 200 with an ExportTraceServiceResponse; `rejected` spans make it a partial success. */
export async function accept(response: ServerResponse, encoding: Encoding, rejected: number): Promise<void> {
  const message = `${rejected} spans could not be read`;
  if (encoding === 'json') {
    // int64 is a string in protobuf's JSON.
    const partialSuccess = { rejectedSpans: String(rejected), errorMessage: message };
    send(response, 200, encoding, JSON.stringify(rejected === 0 ? {} : { partialSuccess }));
    return;
  }
  // An empty message is no bytes at all.
  send(response, 200, encoding, rejected === 0 ? '' : await partialSuccessBytes(rejected, message));
}

/** ExportTraceServiceResponse.partial_success = 1: rejected_spans = 1 (int64), error_message = 2 */
async function partialSuccessBytes(rejected: number, message: string): Promise<Uint8Array> {
  const { BinaryWriter, WireType } = await import('@bufbuild/protobuf/wire');
  const writer = new BinaryWriter().tag(1, WireType.LengthDelimited).fork();
  writer.tag(1, WireType.Varint).int64(rejected).tag(2, WireType.LengthDelimited).string(message);
  return writer.join().finish();
}

/** A refusal with a google.rpc.Status (code = 1, message = 2). The connection ends, as its body may be unread. */
export async function refuse(
  response: ServerResponse,
  status: number,
  encoding: Encoding,
  message: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<void> {
  const code = rpcCodes.get(status) ?? 2;
  let body: string | Uint8Array = JSON.stringify({ code, message });
  if (encoding === 'protobuf') {
    const { BinaryWriter, WireType } = await import('@bufbuild/protobuf/wire');
    const writer = new BinaryWriter().tag(1, WireType.Varint).int32(code);
    body = writer.tag(2, WireType.LengthDelimited).string(message).finish();
  }
  send(response, status, encoding, body, { ...headers, connection: 'close' });
}

function send(
  response: ServerResponse,
  status: number,
  encoding: Encoding,
  body: string | Uint8Array,
  headers: Readonly<Record<string, string>> = {},
): void {
  // The other side may have gone.
  if (response.destroyed || response.headersSent) return;
  response.writeHead(status, {
    'content-type': contentTypes[encoding],
    'content-length': Buffer.byteLength(body),
    ...headers,
  });
  response.end(body);
}
