/** Whether bytes are JSON text or protobuf, and where a protobuf stream's messages begin and end. */

export type Framing = 'json' | 'protobuf' | 'protobuf-stream' | undefined;

/** By content alone. Protobuf is looked for first: its first byte, tag 1, is also a line feed. */
export function framingOf(bytes: Uint8Array): Framing {
  if (isRequest(bytes, 0, bytes.length)) return 'protobuf';
  const first = firstVisible(bytes, 0);
  if (first === 0x7b || first === 0x5b) return 'json';
  if (frameReaders.some((read) => startsWithFrame(bytes, read))) return 'protobuf-stream';
  // Cut short, but its beginning is right.
  const length = varint(bytes, 1);
  if (bytes[0] === 0x0a && length && isElement(bytes, length.next)) return 'protobuf';
  // JSON lines whose first line lost its beginning, as by `tail -c`.
  const secondLine = bytes.indexOf(0x0a) + 1;
  const isText = !bytes.subarray(0, 1024).includes(0);
  return isText && secondLine > 0 && firstVisible(bytes, secondLine) === 0x7b ? 'json' : undefined;
}

function firstVisible(bytes: Uint8Array, start: number): number | undefined {
  // A byte-order mark may come first.
  let at = start === 0 && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : start;
  while (at < bytes.length && isBlank(bytes[at] as number)) at++;
  return bytes[at];
}

export function isBlank(byte: number): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
}

/** Is the stretch a sequence of `resource_spans = 1`, at least one, from its beginning to its very end? */
export function isRequest(bytes: Uint8Array, start: number, end: number): boolean {
  if (start >= end) return false;
  let at = start;
  while (at < end) {
    const length = bytes[at] === 0x0a ? varint(bytes, at + 1) : undefined;
    if (!length || length.next + length.value > end) return false;
    if (length.value > 0 && !isElement(bytes, length.next)) return false;
    at = length.next + length.value;
  }
  return true;
}

/** ResourceSpans begins with one of its fields: resource = 1, scope_spans = 2, schema_url = 3, or 1000 (two bytes). */
function isElement(bytes: Uint8Array, at: number): boolean {
  const tag = bytes[at];
  return tag === 0x0a || tag === 0x12 || tag === 0x1a || (tag === 0xc2 && bytes[at + 1] === 0x3e);
}

export interface Length {
  readonly value: number;
  /** Where what it counts begins. */
  readonly next: number;
}

function varint(bytes: Uint8Array, start: number): Length | undefined {
  let value = 0;
  for (let index = 0; index < 5; index++) {
    const byte = bytes[start + index];
    if (byte === undefined) return undefined;
    value += (byte & 0x7f) * 2 ** (7 * index);
    if (byte < 0x80) return { value, next: start + index + 1 };
  }
  return undefined;
}

/** The Collector's file exporter writes the length before each message as four bytes, big end first. */
function fourBytes(bytes: Uint8Array, start: number): Length | undefined {
  if (start + 4 > bytes.length) return undefined;
  return { value: new DataView(bytes.buffer, bytes.byteOffset + start, 4).getUint32(0), next: start + 4 };
}

export type FrameReader = (bytes: Uint8Array, start: number) => Length | undefined;

const frameReaders: readonly FrameReader[] = [varint, fourBytes];

function startsWithFrame(bytes: Uint8Array, read: FrameReader): boolean {
  const length = read(bytes, 0);
  if (!length || length.value === 0) return false;
  return isRequest(bytes, length.next, Math.min(length.next + length.value, bytes.length));
}

/** Where the message behind a length begins, and how long it is; undefined where the length itself is cut. */
export function frameReaderOf(bytes: Uint8Array): FrameReader {
  return frameReaders.find((reader) => startsWithFrame(bytes, reader)) ?? varint;
}

/** The messages of a length-delimited stream; `cut` where the last one, or its length, is incomplete. */
export function streamMessages(bytes: Uint8Array): { readonly messages: readonly Uint8Array[]; readonly cut: boolean } {
  const read = frameReaderOf(bytes);
  const messages: Uint8Array[] = [];
  let at = 0;
  while (at < bytes.length) {
    const length = read(bytes, at);
    if (!length) return { messages, cut: true };
    const end = length.next + length.value;
    messages.push(bytes.subarray(length.next, Math.min(end, bytes.length)));
    if (end > bytes.length) return { messages, cut: true };
    at = end;
  }
  return { messages, cut: false };
}
