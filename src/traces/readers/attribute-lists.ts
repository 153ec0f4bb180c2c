import { calleeNames, conventionNames } from '../conventions.ts';
import type { Attributes, AttributeValue } from '../span.ts';
import {
  CLOSE_LIST,
  CLOSE_OBJECT,
  COLON,
  COMMA,
  OPEN_OBJECT,
  QUOTE,
  skipNumber,
  skipPlainText,
  skipText,
  skipValue,
} from './json-bytes.ts';
import { anyValue } from './otlp-json.ts';

/** Made once for all lists that say the same: whoever has seen it need not read it again. */
export class SharedAttributes extends Map<string, AttributeValue> {}

/** Lists of attributes that say the same become one object, which is made when the first of them is met. */
export class AttributeLists {
  readonly #names: readonly (readonly Name[])[];
  readonly #all: readonly string[];
  readonly #known = new Map<number, Known>();
  /** What was met of the list that is being read, as bytes: number of the name, type, value, 0. */
  #said = new Uint8Array(1 << 12);
  #attributes: Attributes = none;

  constructor(alsoWanted: Iterable<string> = []) {
    const also = new Set(alsoWanted);
    this.#all = [...new Set([...conventionNames, ...also])];
    const byHash: Name[][] = Array.from({ length: buckets }, () => []);
    this.#all.forEach((text, number) => {
      const bytes = Buffer.from(text);
      const name = { bytes, number, ofCallee: calleeNames.has(text) && !also.has(text) };
      byHash[hashOf(bytes, 0, bytes.length)]!.push(name);
    });
    this.#names = byHash;
  }

  /** What the list that was skipped last holds of what is wanted. */
  get attributes(): Attributes {
    return this.#attributes;
  }

  /** Behind the list; -1 where something in it is unusual, and must be read, or complained of, with care. */
  skip(bytes: Uint8Array, start: number, ofServer: boolean): number {
    let at = start + 1;
    let said = 0;
    if (bytes[at] === CLOSE_LIST) {
      this.#attributes = none;
      return at + 1;
    }
    let hash = 0x811c9dc5;
    for (;;) {
      // {"key":"…","value":{"…":
      if (!isPair(bytes, at)) return -1;
      const name = at + 8;
      at = skipPlainText(bytes, name - 1);
      if (at < 0 || !isValue(bytes, at)) return -1;
      const wanted = this.#find(bytes, name, at - 1);
      const type = at + 11;
      at = skipPlainText(bytes, type - 1);
      if (at < 0 || bytes[at] !== COLON) return -1;
      const value = at + 1;
      at = endOfValue(bytes, type, at - 1 - type, value);
      if (at < 0 || bytes[at] !== CLOSE_OBJECT || bytes[at + 1] !== CLOSE_OBJECT) return -1;
      if (wanted && !(ofServer && wanted.ofCallee)) {
        const size = said + (at - value) + 4;
        if (size > this.#said.length) this.#grow(size);
        const into = this.#said;
        into[said++] = wanted.number & 0xff;
        into[said++] = wanted.number >> 8;
        into[said++] = bytes[type]!;
        hash = Math.imul(hash ^ wanted.number, 0x01000193);
        for (let index = value; index < at; index++) {
          const byte = bytes[index]!;
          into[said++] = byte;
          hash = Math.imul(hash ^ byte, 0x01000193);
        }
        into[said++] = 0;
      }
      at += 2;
      if (bytes[at] === COMMA) at++;
      else if (bytes[at] === CLOSE_LIST) break;
      else return -1;
    }
    this.#attributes = said === 0 ? none : this.#intern(hash, said);
    return at + 1;
  }

  #find(bytes: Uint8Array, start: number, end: number): Name | undefined {
    const names = this.#names[hashOf(bytes, start, end)]!;
    for (let index = 0; index < names.length; index++) {
      const name = names[index]!;
      if (name.bytes.length === end - start && isAt(bytes, start, name.bytes)) return name;
    }
    return undefined;
  }

  #intern(hash: number, size: number): Attributes {
    const first = this.#known.get(hash);
    for (let entry = first; entry; entry = entry.next) {
      if (entry.said.length === size && isAt(this.#said, 0, entry.said)) return entry.attributes;
    }
    const said = this.#said.slice(0, size);
    const attributes = this.#decode(said);
    if (this.#known.size >= MOST_KNOWN) this.#known.clear();
    this.#known.set(hash, { said, attributes, next: this.#known.get(hash) });
    return attributes;
  }

  #decode(bytes: Uint8Array): Attributes {
    const said = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
    const attributes = new SharedAttributes();
    for (let at = 0; at < said.length; ) {
      const start = at + 3;
      const end = said.indexOf(0, start);
      const value = valueAt(said, said[at + 2]!, start, end);
      if (value !== undefined) attributes.set(this.#all[said[at]! + 256 * said[at + 1]!]!, value);
      at = end + 1;
    }
    return attributes;
  }

  #grow(size: number): void {
    const larger = new Uint8Array(2 * size);
    larger.set(this.#said);
    this.#said = larger;
  }
}

interface Name {
  readonly bytes: Uint8Array;
  /** Its place among all names; below 256. */
  readonly number: number;
  readonly ofCallee: boolean;
}

interface Known {
  readonly said: Uint8Array;
  readonly attributes: Attributes;
  readonly next: Known | undefined;
}

function valueAt(said: Buffer, type: number, start: number, end: number): AttributeValue | undefined {
  if (type === STRING && !said.subarray(start, end).includes(BACKSLASH))
    return said.toString('utf8', start + 1, end - 1);
  const value: unknown = JSON.parse(said.toString('utf8', start, end));
  return anyValue({ [types.get(type)!.name]: value }, 0);
}

const BACKSLASH = 0x5c;

const none: Attributes = new SharedAttributes();

/** Values with ids in them are without number. */
const MOST_KNOWN = 2000;

/** The usual members of an AnyValue by their first letters, which differ. */
const types: ReadonlyMap<number, { readonly name: string; readonly bytes: Uint8Array }> = new Map(
  ['stringValue', 'intValue', 'boolValue', 'doubleValue', 'arrayValue', 'kvlistValue'].map((name) => [
    name.charCodeAt(0),
    { name, bytes: Buffer.from(name) },
  ]),
);

const STRING = 0x73;
const INT = 0x69;
const BOOL = 0x62;
const DOUBLE = 0x64;

const stringValue = types.get(STRING)!.bytes;

/** Behind a value that is as the member's name promises. */
function endOfValue(bytes: Uint8Array, type: number, length: number, value: number): number {
  const first = bytes[type]!;
  if (first === STRING) {
    return length === stringValue.length && isAt(bytes, type, stringValue) ? skipText(bytes, value) : -1;
  }
  const known = types.get(first);
  if (!known || known.bytes.length !== length || !isAt(bytes, type, known.bytes)) return -1;
  if (first === INT) return skipInteger(bytes, value);
  if (first === BOOL) return bytes[value] === 0x74 || bytes[value] === 0x66 ? skipValue(bytes, value) : -1;
  if (first === DOUBLE) return skipNumber(bytes, value);
  return bytes[value] === OPEN_OBJECT ? skipValue(bytes, value) : -1;
}

/** Protobuf's JSON writes 64 bits as text, others as a number. */
function skipInteger(bytes: Uint8Array, value: number): number {
  const quoted = bytes[value] === QUOTE;
  const start = quoted ? value + 1 : value;
  const end = skipNumber(bytes, start);
  if (end < 0 || end - start > MOST_DIGITS) return -1;
  for (let at = start; at < end; at++) if (bytes[at]! > 0x39 || bytes[at] === 0x2e) return -1;
  if (!quoted) return end;
  return bytes[end] === QUOTE ? end + 1 : -1;
}

const MOST_DIGITS = 20;

const buckets = 512;

function hashOf(bytes: Uint8Array, start: number, end: number): number {
  const length = end - start;
  const middle = bytes[start + (length >> 1)]!;
  return (length * 31 + bytes[end - 1]! * 7 + bytes[start]! * 3 + middle * 13 + bytes[end - 3]! * 5) & (buckets - 1);
}

export function isAt(bytes: Uint8Array, start: number, wanted: Uint8Array): boolean {
  for (let index = 0; index < wanted.length; index++) if (bytes[start + index] !== wanted[index]) return false;
  return true;
}

/** `{"key":"`, as every exporter writes it. */
function isPair(bytes: Uint8Array, at: number): boolean {
  return (
    bytes[at] === OPEN_OBJECT &&
    bytes[at + 1] === QUOTE &&
    bytes[at + 2] === 0x6b &&
    bytes[at + 3] === 0x65 &&
    bytes[at + 4] === 0x79 &&
    bytes[at + 5] === QUOTE &&
    bytes[at + 6] === COLON &&
    bytes[at + 7] === QUOTE
  );
}

/** `,"value":{"` */
function isValue(bytes: Uint8Array, at: number): boolean {
  return (
    bytes[at] === COMMA &&
    bytes[at + 1] === QUOTE &&
    bytes[at + 2] === 0x76 &&
    bytes[at + 3] === 0x61 &&
    bytes[at + 4] === 0x6c &&
    bytes[at + 5] === 0x75 &&
    bytes[at + 6] === 0x65 &&
    bytes[at + 7] === QUOTE &&
    bytes[at + 8] === COLON &&
    bytes[at + 9] === OPEN_OBJECT &&
    bytes[at + 10] === QUOTE
  );
}
