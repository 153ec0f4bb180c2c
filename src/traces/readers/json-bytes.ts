/**
 * Steps over JSON (RFC 8259) in bytes that are known to be UTF-8. Each function takes where a value begins and returns
 * where it ends, or -1 where there is none: whoever gets that leaves the text to `JSON.parse`, which says what is wrong.
 */

export const QUOTE = 0x22;
export const COMMA = 0x2c;
export const COLON = 0x3a;
export const OPEN_LIST = 0x5b;
export const CLOSE_LIST = 0x5d;
export const OPEN_OBJECT = 0x7b;
export const CLOSE_OBJECT = 0x7d;
const BACKSLASH = 0x5c;

/** Where the next character stands that is no white space. */
export function skipBlank(bytes: Uint8Array, at: number): number {
  let next = at;
  for (let byte = bytes[next]!; byte <= 0x20; byte = bytes[++next]!) {
    if (byte !== 0x20 && byte !== 0x0a && byte !== 0x0d && byte !== 0x09) return next;
  }
  return next;
}

/** Behind the closing quote of a text without escapes, whose bytes are therefore the text itself. */
export function skipPlainText(bytes: Uint8Array, at: number): number {
  if (bytes[at] !== QUOTE) return -1;
  for (let next = at + 1; ; next++) {
    const byte = bytes[next]!;
    if (byte === QUOTE) return next + 1;
    if (!(byte >= 0x20) || byte === BACKSLASH) return -1;
  }
}

export function skipText(bytes: Uint8Array, at: number): number {
  if (bytes[at] !== QUOTE) return -1;
  for (let next = at + 1; ; next++) {
    const byte = bytes[next]!;
    if (byte === QUOTE) return next + 1;
    if (!(byte >= 0x20)) return -1;
    if (byte !== BACKSLASH) continue;
    next++;
    if (bytes[next] === 0x75) {
      for (let digit = 1; digit <= 4; digit++) if (!isHexDigit(bytes[next + digit]!)) return -1;
      next += 4;
    } else if (!isEscape(bytes[next]!)) return -1;
  }
}

/** `"\/bfnrt` */
function isEscape(byte: number): boolean {
  return (
    byte === QUOTE ||
    byte === BACKSLASH ||
    byte === 0x2f ||
    byte === 0x62 ||
    byte === 0x66 ||
    byte === 0x6e ||
    byte === 0x72 ||
    byte === 0x74
  );
}

function isHexDigit(byte: number): boolean {
  return (byte >= 0x30 && byte <= 0x39) || (byte >= 0x41 && byte <= 0x46) || (byte >= 0x61 && byte <= 0x66);
}

export function skipNumber(bytes: Uint8Array, at: number): number {
  let next = bytes[at] === 0x2d ? at + 1 : at;
  const digits = skipDigits(bytes, next);
  if (digits === next || (bytes[next] === 0x30 && digits > next + 1)) return -1;
  next = digits;
  if (bytes[next] === 0x2e) {
    const fraction = skipDigits(bytes, next + 1);
    if (fraction === next + 1) return -1;
    next = fraction;
  }
  if (bytes[next] === 0x65 || bytes[next] === 0x45) {
    const sign = bytes[next + 1] === 0x2b || bytes[next + 1] === 0x2d ? 1 : 0;
    const exponent = skipDigits(bytes, next + 1 + sign);
    if (exponent === next + 1 + sign) return -1;
    next = exponent;
  }
  return next;
}

function skipDigits(bytes: Uint8Array, at: number): number {
  let next = at;
  while (bytes[next]! >= 0x30 && bytes[next]! <= 0x39) next++;
  return next;
}

function skipWord(bytes: Uint8Array, at: number, word: string): number {
  for (let index = 0; index < word.length; index++) if (bytes[at + index] !== word.charCodeAt(index)) return -1;
  return at + word.length;
}

function skipScalar(bytes: Uint8Array, at: number): number {
  switch (bytes[at]) {
    case QUOTE:
      return skipText(bytes, at);
    case 0x74:
      return skipWord(bytes, at, 'true');
    case 0x66:
      return skipWord(bytes, at, 'false');
    case 0x6e:
      return skipWord(bytes, at, 'null');
    default:
      return skipNumber(bytes, at);
  }
}

/** Behind a key and its colon, where the value begins. */
function skipKey(bytes: Uint8Array, at: number): number {
  const end = skipText(bytes, at);
  const colon = end < 0 ? -1 : skipBlank(bytes, end);
  return colon >= 0 && bytes[colon] === COLON ? skipBlank(bytes, colon + 1) : -1;
}

/** Deeper values are left to `JSON.parse`. */
const deepest = 64;
const closing = new Uint8Array(deepest);

export function skipValue(bytes: Uint8Array, start: number): number {
  let at = start;
  let depth = 0;
  for (;;) {
    const byte = bytes[at];
    if (byte === OPEN_OBJECT || byte === OPEN_LIST) {
      const close = byte + 2;
      at = skipBlank(bytes, at + 1);
      if (bytes[at] === close) at++;
      else {
        if (depth === deepest) return -1;
        closing[depth++] = close;
        if (close === CLOSE_OBJECT) at = skipKey(bytes, at);
        if (at < 0) return -1;
        continue;
      }
    } else at = skipScalar(bytes, at);
    if (at < 0) return -1;
    // What follows a value: the end of what it is in, or another one.
    for (;;) {
      if (depth === 0) return at;
      at = skipBlank(bytes, at);
      const close = closing[depth - 1]!;
      if (bytes[at] === close) {
        depth--;
        at++;
      } else if (bytes[at] === COMMA) {
        at = skipBlank(bytes, at + 1);
        if (close === CLOSE_OBJECT) at = skipKey(bytes, at);
        if (at < 0) return -1;
        break;
      } else return -1;
    }
  }
}
