/** Whether bytes are JSON text, protobuf, or a stream of messages, and where the messages of a stream begin and end. */
import { packingAt } from './unpack.ts';

export type Framing = 'json' | 'protobuf' | 'stream' | undefined;

/** By content alone. Protobuf is looked for first: its first byte, tag 1, is also a line feed. */
export function framingOf(bytes: Uint8Array): Framing {
  if (isRequest(bytes, 0, bytes.length)) return 'protobuf';
  const first = firstVisible(bytes, 0);
  if (first === 0x7b || first === 0x5b) return 'json';
  if (lengthReaders.some((read) => startsWithMessage(bytes, read))) return 'stream';
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

/** How many steps may still be made in search of something; shared by searches that together must not take too long. */
interface Patience {
  left: number;
}

/** Is the stretch a sequence of `resource_spans = 1`, at least one, from its beginning to its very end? */
export function isRequest(bytes: Uint8Array, start: number, end: number, patience?: Patience): boolean {
  if (start >= end) return false;
  let at = start;
  while (at < end) {
    if (patience && patience.left-- <= 0) return false;
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

interface Length {
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

export type LengthReader = (bytes: Uint8Array, start: number) => Length | undefined;

const lengthReaders: readonly LengthReader[] = [varint, fourBytes];

/** Does a message begin as one does: a request, or JSON, or either of them packed? */
function isMessageStart(bytes: Uint8Array, at: number): boolean {
  if (bytes[at] === 0x0a) return true;
  return (bytes[at] === 0x7b && bytes[at + 1] === 0x22) || packingAt(bytes, at) !== undefined;
}

/** Is the stretch a whole message? Of a packed one only its beginning is looked at. */
function isMessage(bytes: Uint8Array, start: number, end: number, patience?: Patience): boolean {
  if (packingAt(bytes, start)) return true;
  if (bytes[start] === 0x7b) return bytes[start + 1] === 0x22 && bytes[end - 1] === 0x7d;
  return isRequest(bytes, start, end, patience);
}

function startsWithMessage(bytes: Uint8Array, read: LengthReader): boolean {
  const length = read(bytes, 0);
  if (!length || length.value === 0) return false;
  const end = length.next + length.value;
  // Also where the only message was cut; of JSON the end would have to be seen.
  return (
    isMessage(bytes, length.next, Math.min(end, bytes.length)) && (end <= bytes.length || bytes[length.next] !== 0x7b)
  );
}

/** How lengths are written in a stream whose messages are protobuf as it is; undefined where they are anything else. */
export function plainReaderOf(bytes: Uint8Array): LengthReader | undefined {
  const read = lengthReaders.find((reader) => startsWithMessage(bytes, reader));
  const first = read?.(bytes, 0);
  return first && bytes[first.next] === 0x0a ? read : undefined;
}

/** A message of a stream. */
export interface Message {
  /** Where its length stands. */
  readonly at: number;
  /** Where it begins itself. */
  readonly start: number;
  readonly bytes: Uint8Array;
  /** Why it may not be whole. */
  readonly damage: string | undefined;
}

/**
 * The messages of a length-delimited stream. After a length that cannot be right the next message is searched for, and
 * what lies between is taken for the damaged one.
 */
export function* streamMessages(bytes: Uint8Array, known?: LengthReader): Generator<Message> {
  const read = known ?? lengthReaders.find((reader) => startsWithMessage(bytes, reader)) ?? varint;
  const patience: Patience = { left: 4 * bytes.length };
  for (let at = 0; at < bytes.length; ) {
    const length = read(bytes, at);
    const start = length?.next ?? bytes.length;
    const end = length ? length.next + length.value : Number.POSITIVE_INFINITY;
    const isWhole =
      end <= bytes.length && (isMessageBefore(bytes, end, read) || isMessage(bytes, start, end, patience));
    if (isWhole || start === end) {
      if (start < end) yield { at, start, bytes: bytes.subarray(start, end), damage: undefined };
      at = end;
      continue;
    }
    const next = nextMessage(bytes, at + 1, read, patience);
    const damage = length ? `it claims ${length.value} bytes` : 'its length is cut short or too long';
    yield { at, start, bytes: bytes.subarray(start, next), damage: `${damage}, and ${bytes.length - start} follow` };
    at = next;
  }
}

/** Is `end` where the next message's length stands, or the end of all? */
function isMessageBefore(bytes: Uint8Array, end: number, read: LengthReader): boolean {
  if (end === bytes.length) return true;
  const length = read(bytes, end);
  return length !== undefined && length.value > 0 && isMessageStart(bytes, length.next);
}

function nextMessage(bytes: Uint8Array, from: number, read: LengthReader, patience: Patience): number {
  for (let at = from; at < bytes.length && patience.left > 0; at++) {
    patience.left--;
    const length = read(bytes, at);
    if (!length || length.value === 0 || !isMessageStart(bytes, length.next)) continue;
    const end = length.next + length.value;
    if (end <= bytes.length && isMessage(bytes, length.next, end, patience)) return at;
  }
  return bytes.length;
}
