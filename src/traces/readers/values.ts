/** Small values that every format has in one spelling or another: ids, times, enums, attribute values. */
import type { AttributeValue, SpanKind, SpanStatus } from '../span.ts';

/** A parsed JSON object. Only own properties are read, by names that are known in advance. */
export type JsonObject = { readonly [key: string]: unknown };

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function asArray(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

export function asText(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

const anyHex = /^[0-9a-fA-F]+$/;
const base64 = /^[A-Za-z0-9+/_-]+={0,2}$/;

/**
 * An id as lower-case hex; undefined where it is absent, empty or all zeros (which OTLP takes for absent). OTLP/JSON
 * spells ids in hex, protobuf's own JSON mapping (Tempo, Python's `MessageToJson`) in base64; what is only made of hex
 * digits is hex, since base64 of 8 or 16 bytes is 11, 12, 22 or 24 characters long. Anything else is kept as it is:
 * ids are only ever compared.
 */
export function idOf(value: unknown): string | undefined {
  if (typeof value !== 'string') return typeof value === 'number' ? idOf(value.toString()) : undefined;
  const digits = lowerHexDigits(value);
  if (digits !== 'other') return digits === 'some' ? value : undefined;
  if (anyHex.test(value)) return value.toLowerCase();
  if (value.length >= 11 && value.length <= 24 && base64.test(value)) {
    const bytes = Buffer.from(value, 'base64');
    if (bytes.length === 8 || bytes.length === 16) {
      return idOf(bytes.toString('hex'));
    }
  }
  return value;
}

/** Has an id that `idOf` gave as many digits as OTLP wants? What has them but is no hex is too rare to look for it. */
export function hasLength(bytes: number, id: string): boolean {
  return id.length === bytes * 2;
}

/** `zero` also for the empty text. A loop, because two regular expressions for three ids a span are felt. */
function lowerHexDigits(value: string): 'zero' | 'some' | 'other' {
  let isZero = true;
  for (let at = 0; at < value.length; at++) {
    const code = value.charCodeAt(at);
    if (code === 0x30) continue;
    isZero = false;
    const isHex = (code > 0x30 && code <= 0x39) || (code >= 0x61 && code <= 0x66);
    if (!isHex) return 'other';
  }
  return isZero ? 'zero' : 'some';
}

/** Microseconds at which nanoseconds no longer fit a signed 64-bit number, in the year 2262: no time of any recording. */
export const latestMicros = 2 ** 63 / 1000;

/** Microseconds, given as a number or a string; undefined where they are no time. */
export function microsOf(value: unknown): number | undefined {
  const micros = numberOf(value);
  return micros !== undefined && micros > 0 && micros < latestMicros ? micros : undefined;
}

/**
 * Microseconds from nanoseconds, given as a string or a number; undefined where it is neither, or zero, which OTLP
 * takes for absent. The last three digits are kept apart because a double cannot hold today's time in nanoseconds.
 */
export function microsFromNanos(value: unknown): number | undefined {
  if (typeof value === 'string') {
    const cut = value.length - 3;
    const micros = wholeNumber(value, 0, cut) + wholeNumber(value, Math.max(cut, 0), value.length) / 1000;
    return micros > 0 && micros < latestMicros ? micros : undefined;
  }
  return typeof value === 'number' && value > 0 && value / 1000 < latestMicros ? value / 1000 : undefined;
}

/** Digits as a number without a string in between; NaN where there is anything else. */
function wholeNumber(text: string, start: number, end: number): number {
  let number = 0;
  for (let at = start; at < end; at++) {
    const digit = text.charCodeAt(at) - 0x30;
    if (digit < 0 || digit > 9) return Number.NaN;
    number = number * 10 + digit;
  }
  return number;
}

export function numberOf(value: unknown): number | undefined {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
}

/** opentelemetry.proto.trace.v1.Span.SpanKind, by number. */
const kindsByNumber: readonly SpanKind[] = ['unspecified', 'internal', 'server', 'client', 'producer', 'consumer'];
const kindsByName = new Map(kindsByNumber.map((kind) => [kind, kind] as const)) as ReadonlyMap<string, SpanKind>;

/** A number, or a name in any spelling: `SPAN_KIND_SERVER`, `SERVER`, `server`, `"2"`. */
export function kindOf(value: unknown): SpanKind {
  if (typeof value === 'number') return kindsByNumber[value] ?? 'unspecified';
  if (typeof value !== 'string') return 'unspecified';
  const name = value.toLowerCase().replace(/^span_kind_/, '');
  return kindsByName.get(name) ?? kindsByNumber[Number(name || -1)] ?? 'unspecified';
}

/** opentelemetry.proto.trace.v1.Status.StatusCode by number or by name. */
export function statusOf(code: unknown): SpanStatus {
  if (code === 2 || code === 1) return code === 2 ? 'error' : 'ok';
  if (typeof code !== 'string') return 'unset';
  const name = code.toLowerCase().replace(/^status_code_/, '');
  if (name === 'error' || name === '2') return 'error';
  return name === 'ok' || name === '1' ? 'ok' : 'unset';
}

/** A deeper value than any instrumentation writes; more is cut off rather than recursed into. */
export const maxValueDepth = 32;

/** A value of a format that has plain JSON values for attributes; undefined where it is none. */
export function plainValue(value: unknown, depth = 0): AttributeValue | undefined {
  switch (typeof value) {
    case 'string':
    case 'boolean':
    case 'number':
      return value;
    case 'object': {
      if (value === null || depth > maxValueDepth) return undefined;
      if (Array.isArray(value)) return value.flatMap((element) => plainValue(element, depth + 1) ?? []);
      const entries = Object.entries(value).flatMap(([key, inner]) => {
        const plain = plainValue(inner, depth + 1);
        return plain === undefined ? [] : [[key, plain] as const];
      });
      // `fromEntries` defines own properties, so `__proto__` is a key like any other.
      return Object.fromEntries(entries);
    }
    default:
      return undefined;
  }
}
