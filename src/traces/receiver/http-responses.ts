/** Answers in the words of OTLP/HTTP (opentelemetry-proto docs/specification.md, "OTLP/HTTP Response"). */
import type { ServerResponse } from 'node:http';
import type { Encoding, Lost } from './intake.ts';
import { Refusal, rpcCodeOf } from './refusal.ts';

const contentTypes = { json: 'application/json', protobuf: 'application/x-protobuf' } as const;

export function encodingOf(contentType: string | undefined): Encoding | undefined {
  const mediaType = contentType?.split(';', 1)[0]?.trim().toLowerCase();
  if (mediaType === 'application/json') return 'json';
  return mediaType === 'application/x-protobuf' || mediaType === 'application/protobuf' ? 'protobuf' : undefined;
}

/** 200 with an ExportTraceServiceResponse; what was lost makes it a partial success. */
export async function accept(response: ServerResponse, encoding: Encoding, lost: Lost): Promise<void> {
  if (encoding === 'protobuf') {
    send(response, 200, encoding, await exportResponse(lost));
    return;
  }
  // int64 is a string in protobuf's JSON.
  const partialSuccess = { rejectedSpans: String(lost.spans), errorMessage: couldNotBeRead(lost) };
  send(response, 200, encoding, JSON.stringify(isNothing(lost) ? {} : { partialSuccess }));
}

/**
 * ExportTraceServiceResponse.partial_success = 1: rejected_spans = 1 (int64), error_message = 2. No rejected spans and a
 * message are a warning (OTLP, "Partial Success").
 */
export async function exportResponse(lost: Lost): Promise<Uint8Array> {
  // An empty message is no bytes at all.
  if (isNothing(lost)) return new Uint8Array();
  const { BinaryWriter, WireType } = await import('@bufbuild/protobuf/wire');
  const writer = new BinaryWriter().tag(1, WireType.LengthDelimited).fork();
  if (lost.spans > 0) writer.tag(1, WireType.Varint).int64(lost.spans);
  writer.tag(2, WireType.LengthDelimited).string(couldNotBeRead(lost));
  return writer.join().finish();
}

function isNothing({ spans, pieces }: Lost): boolean {
  return spans === 0 && pieces === 0;
}

function couldNotBeRead({ spans, pieces }: Lost): string {
  const counts = [counted(spans, 'span'), counted(pieces, 'other part')].filter((count) => !count.startsWith('0'));
  return `${counts.join(' and ')} of the request could not be read`;
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** A refusal with a google.rpc.Status (code = 1, message = 2). The connection ends, as its body may be unread. */
export async function refuse(response: ServerResponse, error: unknown, encoding: Encoding): Promise<void> {
  const { status, message, headers } = asRefusal(error);
  const code = rpcCodeOf(status);
  let body: string | Uint8Array = JSON.stringify({ code, message });
  if (encoding === 'protobuf') {
    const { BinaryWriter, WireType } = await import('@bufbuild/protobuf/wire');
    const writer = new BinaryWriter().tag(1, WireType.Varint).int32(code);
    body = writer.tag(2, WireType.LengthDelimited).string(message).finish();
  }
  // HTTP/2 has no such header: its connections serve many requests at once.
  const connection = response.req.httpVersionMajor < 2 ? { connection: 'close' } : {};
  send(response, status, encoding, body, { ...headers, ...connection });
}

export function asRefusal(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  return new Refusal(500, error instanceof Error ? error.message : String(error));
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
