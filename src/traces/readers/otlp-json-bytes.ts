/**
 * OTLP/JSON read off its bytes, for files with more of it than `JSON.parse` can turn into objects in good time: most of
 * a recording repeats itself (resources, scopes, names, whole lists of attributes) or is asked for by nobody. Only what
 * is written as exporters write it is read here; anything else is refused as a whole and left to `otlp-json.ts`, which
 * knows all spellings and says what is wrong. So this never decides what a text means, only how fast it is read.
 */
import type { Resource, Span, SpanKind, SpanLink, SpanStatus } from '../span.ts';
import { AttributeLists, isAt } from './attribute-lists.ts';
import {
  CLOSE_LIST,
  CLOSE_OBJECT,
  COLON,
  COMMA,
  OPEN_LIST,
  OPEN_OBJECT,
  QUOTE,
  skipBlank,
  skipPlainText,
  skipValue,
} from './json-bytes.ts';
import { linksOf, resourceOf } from './otlp-json.ts';
import { Repeated, Texts } from './repeated.ts';
import type { ResourcePool } from './resource-pool.ts';
import { SpanSink } from './sink.ts';
import { asText, idOf, isObject, kindOf, microsFromNanos, statusOf } from './values.ts';

export class OtlpJsonBytes {
  readonly #resources: Repeated<Resource>;
  readonly #scopes: Repeated<string>;
  readonly #names = new Texts();
  readonly #attributes: AttributeLists;
  #spans: Span[] = [];
  #traceId = '';

  /** Spans get no attributes but those of the conventions (`conventionNames`) and `alsoWanted`. */
  constructor(resources: ResourcePool, alsoWanted: Iterable<string> = []) {
    this.#attributes = new AttributeLists(alsoWanted);
    this.#resources = new Repeated((value) => {
      const sink = new SpanSink('', resources);
      const resource = isObject(value) ? resourceOf(value, () => '', sink) : undefined;
      // What has to be complained of is not remembered, so that it is complained of each time.
      return sink.diagnostics().length === 0 ? resource : undefined;
    });
    this.#scopes = new Repeated((value) => (isObject(value) ? asText(value.name) : undefined));
  }

  /** The spans of one export request, UTF-8 without line breaks; undefined where it is refused. */
  read(bytes: Buffer, start: number, end: number): readonly Span[] | undefined {
    const spans: Span[] = [];
    this.#spans = spans;
    const done = this.#request(bytes, skipBlank(bytes, start));
    return done >= 0 && done <= end && skipBlank(bytes, done) >= end ? spans : undefined;
  }

  #request(bytes: Buffer, start: number): number {
    if (bytes[start] !== OPEN_OBJECT) return -1;
    const key = skipBlank(bytes, start + 1);
    const list = valueBehind(bytes, key, keys.resourceSpans);
    if (list < 0 || bytes[list] !== OPEN_LIST) return -1;
    let at = skipBlank(bytes, list + 1);
    if (bytes[at] === CLOSE_LIST) return -1;
    for (;;) {
      at = this.#resourceSpans(bytes, at);
      if (at < 0) return -1;
      at = skipBlank(bytes, at);
      if (bytes[at] === CLOSE_LIST) break;
      if (bytes[at] !== COMMA) return -1;
      at = skipBlank(bytes, at + 1);
    }
    at = skipBlank(bytes, at + 1);
    return bytes[at] === CLOSE_OBJECT ? at + 1 : -1;
  }

  #resourceSpans(bytes: Buffer, start: number): number {
    if (bytes[start] !== OPEN_OBJECT) return -1;
    let resource: Resource | undefined;
    let seen = 0;
    for (let at = start; ; ) {
      const key = skipBlank(bytes, at + 1);
      let value = valueBehind(bytes, key, keys.resource);
      if (value >= 0) {
        if (seen++ > 0) return -1;
        at = this.#resources.skip(bytes, value);
        if (at < 0) return -1;
        resource = this.#resources.value;
      } else {
        value = valueBehind(bytes, key, keys.scopeSpans);
        if (value >= 0) {
          // What emitted the spans must be known by now.
          if (!resource || seen++ > 1 || bytes[value] !== OPEN_LIST) return -1;
          at = this.#scopeSpans(bytes, value, resource);
        } else at = skipOther(bytes, key, keys.schemaUrl);
      }
      if (at < 0) return -1;
      at = skipBlank(bytes, at);
      if (bytes[at] === CLOSE_OBJECT) return at + 1;
      if (bytes[at] !== COMMA) return -1;
    }
  }

  #scopeSpans(bytes: Buffer, start: number, resource: Resource): number {
    let at = skipBlank(bytes, start + 1);
    if (bytes[at] === CLOSE_LIST) return at + 1;
    for (;;) {
      at = this.#group(bytes, at, resource);
      if (at < 0) return -1;
      at = skipBlank(bytes, at);
      if (bytes[at] === CLOSE_LIST) return at + 1;
      if (bytes[at] !== COMMA) return -1;
      at = skipBlank(bytes, at + 1);
    }
  }

  #group(bytes: Buffer, start: number, resource: Resource): number {
    if (bytes[start] !== OPEN_OBJECT) return -1;
    let scope = '';
    let isScoped = false;
    let isRead = false;
    for (let at = start; ; ) {
      const key = skipBlank(bytes, at + 1);
      let value = valueBehind(bytes, key, keys.scope);
      if (value >= 0) {
        if (isScoped || isRead) return -1;
        at = this.#scopes.skip(bytes, value);
        if (at < 0) return -1;
        scope = this.#scopes.value!;
        isScoped = true;
      } else {
        value = valueBehind(bytes, key, keys.spans);
        if (value >= 0) {
          if (isRead || bytes[value] !== OPEN_LIST) return -1;
          isRead = true;
          at = this.#spanList(bytes, value, resource, scope);
        } else at = skipOther(bytes, key, keys.schemaUrl);
      }
      if (at < 0) return -1;
      at = skipBlank(bytes, at);
      if (bytes[at] === CLOSE_OBJECT) return at + 1;
      if (bytes[at] !== COMMA) return -1;
    }
  }

  #spanList(bytes: Buffer, start: number, resource: Resource, scope: string): number {
    let at = skipBlank(bytes, start + 1);
    if (bytes[at] === CLOSE_LIST) return at + 1;
    for (;;) {
      at = this.#span(bytes, at, resource, scope);
      if (at < 0) return -1;
      at = skipBlank(bytes, at);
      if (bytes[at] === CLOSE_LIST) return at + 1;
      if (bytes[at] !== COMMA) return -1;
      at = skipBlank(bytes, at + 1);
    }
  }

  #span(bytes: Buffer, begin: number, resource: Resource, scope: string): number {
    if (bytes[begin] !== OPEN_OBJECT) return -1;
    let traceId: string | undefined;
    let spanId: string | undefined;
    let parentSpanId: string | undefined;
    let name = '';
    let kind: SpanKind = 'unspecified';
    let start: number | undefined;
    let end: number | undefined;
    let attributes = noAttributes;
    let status: SpanStatus = 'unset';
    let links = noLinks;
    let seen = 0;
    for (let at = begin; ; ) {
      const key = skipBlank(bytes, at + 1);
      const keyEnd = skipPlainText(bytes, key);
      if (keyEnd < 0) return -1;
      const colon = skipBlank(bytes, keyEnd);
      if (bytes[colon] !== COLON) return -1;
      const value = skipBlank(bytes, colon + 1);
      const field = fieldOf(bytes, key + 1, keyEnd - 1);
      // Of a key that comes twice the last one counts.
      if (field !== 0 && (seen & field) !== 0) return -1;
      seen |= field;
      switch (field) {
        case TRACE_ID:
          at = skipPlainText(bytes, value);
          if (at < 0) return -1;
          traceId = this.#traceIdAt(bytes, value + 1, at - 1);
          break;
        case SPAN_ID:
          at = skipPlainText(bytes, value);
          if (at < 0) return -1;
          spanId = idAt(bytes, value + 1, at - 1);
          break;
        case PARENT_SPAN_ID:
          at = skipPlainText(bytes, value);
          if (at < 0) return -1;
          if (at > value + 2) parentSpanId = idAt(bytes, value + 1, at - 1);
          break;
        case NAME:
          at = skipPlainText(bytes, value);
          if (at < 0) return -1;
          name = this.#names.textAt(bytes, value + 1, at - 1);
          break;
        case KIND:
          if (bytes[value] === QUOTE) {
            at = skipPlainText(bytes, value);
            if (at < 0) return -1;
            kind = kindOf(bytes.toString('latin1', value + 1, at - 1));
          } else {
            if (!(bytes[value]! >= 0x30 && bytes[value]! <= 0x39)) return -1;
            kind = kindOf(bytes[value]! - 0x30);
            at = value + 1;
          }
          break;
        case START:
          at = skipPlainText(bytes, value);
          if (at < 0) return -1;
          start = nanosAt(bytes, value + 1, at - 1);
          break;
        case END:
          at = skipPlainText(bytes, value);
          if (at < 0) return -1;
          end = nanosAt(bytes, value + 1, at - 1);
          break;
        case ATTRIBUTES:
          if (bytes[value] !== OPEN_LIST) return -1;
          at = this.#attributes.skip(bytes, value, kind === 'server');
          attributes = this.#attributes.attributes;
          break;
        case STATUS:
          at = skipValue(bytes, value);
          if (at < 0) return -1;
          // `{}` and `{"code":0}` are what there mostly is.
          if (at > value + 2 && !(at === value + 10 && isAt(bytes, value, unsetStatus))) {
            const parsed: unknown = JSON.parse(bytes.toString('utf8', value, at));
            status = isObject(parsed) ? statusOf(parsed.code) : 'unset';
          }
          break;
        case LINKS:
          at = skipValue(bytes, value);
          if (at < 0) return -1;
          if (at > value + 2) links = linksOf(JSON.parse(bytes.toString('utf8', value, at)));
          break;
        default:
          at = skipValue(bytes, value);
      }
      if (at < 0) return -1;
      at = skipBlank(bytes, at);
      if (bytes[at] === COMMA) continue;
      if (bytes[at] !== CLOSE_OBJECT) return -1;
      // Odd ids are told of by the reader that takes the line apart.
      if (traceId?.length !== 32 || spanId?.length !== 16 || start === undefined || end === undefined || end < start) {
        return -1;
      }
      this.#spans.push(
        parentSpanId === undefined
          ? { traceId, spanId, name, kind, start, end, attributes, resource, scope, status, links }
          : { traceId, spanId, parentSpanId, name, kind, start, end, attributes, resource, scope, status, links },
      );
      return at + 1;
    }
  }

  /** Spans of a trace stand together, and share one text. */
  #traceIdAt(bytes: Buffer, start: number, end: number): string | undefined {
    const last = this.#traceId;
    if (last.length === end - start) {
      let index = 0;
      // A text of other characters than these has more bytes.
      while (index < last.length && last.charCodeAt(index) === bytes[start + index]) index++;
      if (index === last.length && index > 0) return last;
    }
    const id = idAt(bytes, start, end);
    if (id !== undefined && id.length === end - start) this.#traceId = id;
    return id;
  }
}

const keys = {
  resourceSpans: Buffer.from('"resourceSpans"'),
  resource: Buffer.from('"resource"'),
  scopeSpans: Buffer.from('"scopeSpans"'),
  scope: Buffer.from('"scope"'),
  spans: Buffer.from('"spans"'),
  schemaUrl: Buffer.from('"schemaUrl"'),
};

const noAttributes: Span['attributes'] = new Map();
const noLinks: readonly SpanLink[] = [];
const unsetStatus = Buffer.from('{"code":0}');

const TRACE_ID = 1;
const SPAN_ID = 2;
const PARENT_SPAN_ID = 4;
const NAME = 8;
const KIND = 16;
const START = 32;
const END = 64;
const ATTRIBUTES = 128;
const STATUS = 256;
const LINKS = 512;

const fieldNames: readonly (readonly [string, number])[] = [
  ['traceId', TRACE_ID],
  ['spanId', SPAN_ID],
  ['parentSpanId', PARENT_SPAN_ID],
  ['name', NAME],
  ['kind', KIND],
  ['startTimeUnixNano', START],
  ['endTimeUnixNano', END],
  ['attributes', ATTRIBUTES],
  ['status', STATUS],
  ['links', LINKS],
];

/** By length of the name. */
const fields: readonly (readonly { readonly bytes: Uint8Array; readonly field: number }[])[] = Array.from(
  { length: 20 },
  (_, length) =>
    fieldNames.filter(([name]) => name.length === length).map(([name, field]) => ({ bytes: Buffer.from(name), field })),
);

/** 0 for a field that nobody reads. */
function fieldOf(bytes: Uint8Array, start: number, end: number): number {
  const candidates = fields[end - start];
  if (candidates === undefined) return 0;
  for (let index = 0; index < candidates.length; index++) {
    const candidate = candidates[index]!;
    if (isAt(bytes, start, candidate.bytes)) return candidate.field;
  }
  return 0;
}

/** Where the value begins of a key that is written just so; -1 where it is another. */
function valueBehind(bytes: Uint8Array, at: number, key: Uint8Array): number {
  if (!isAt(bytes, at, key)) return -1;
  const colon = skipBlank(bytes, at + key.length);
  return bytes[colon] === COLON ? skipBlank(bytes, colon + 1) : -1;
}

/** Behind the value of the one other key that there may be. */
function skipOther(bytes: Uint8Array, at: number, key: Uint8Array): number {
  const value = valueBehind(bytes, at, key);
  return value < 0 ? -1 : skipValue(bytes, value);
}

/** As `idOf` has it. */
function idAt(bytes: Buffer, start: number, end: number): string | undefined {
  let isZero = true;
  for (let at = start; at < end; at++) {
    const byte = bytes[at]!;
    if (byte === 0x30) continue;
    isZero = false;
    const isHex = (byte > 0x30 && byte <= 0x39) || (byte >= 0x61 && byte <= 0x66);
    if (!isHex) return idOf(bytes.toString('utf8', start, end));
  }
  return isZero ? undefined : bytes.toString('latin1', start, end);
}

/** As `microsFromNanos` has it, digit by digit. */
function nanosAt(bytes: Buffer, start: number, end: number): number | undefined {
  const cut = end - 3;
  if (cut <= start) return microsFromNanos(bytes.toString('latin1', start, end));
  let micros = 0;
  for (let at = start; at < cut; at++) {
    const digit = bytes[at]! - 0x30;
    if (digit < 0 || digit > 9) return undefined;
    micros = micros * 10 + digit;
  }
  let rest = 0;
  for (let at = cut; at < end; at++) {
    const digit = bytes[at]! - 0x30;
    if (digit < 0 || digit > 9) return undefined;
    rest = rest * 10 + digit;
  }
  const time = micros + rest / 1000;
  return time > 0 && Number.isFinite(time) ? time : undefined;
}
