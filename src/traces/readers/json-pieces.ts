/** Cuts JSON text into the values it holds: one document, one value a line, or several documents in a row. */
import { isUtf8 } from 'node:buffer';
import { isBlank } from './framing.ts';

/** A value of the text, or why there is none. */
export type Piece = { readonly line: number; readonly utf8: boolean } & (
  | { readonly value: unknown }
  | { readonly error: string; readonly errorLine: number }
);

export interface JsonText {
  /** Whether the pieces are lines of one file; if not, an error is the whole file's. */
  readonly manner: 'document' | 'lines' | 'row';
  readonly pieces: Iterable<Piece>;
}

/** Lines are decoded and parsed one at a time as they are asked for, so that a file may be larger than a string. */
export function jsonText(input: Uint8Array, isTrace: (value: unknown) => boolean): JsonText {
  const bytes = withoutMark(input);
  const wellFormed = isUtf8(bytes);
  const first = lines(bytes, wellFormed).next().value;
  if (first && 'value' in first && hasMore(bytes, first.end))
    return { manner: 'lines', pieces: lines(bytes, wellFormed) };
  if (first && 'value' in first) return { manner: 'document', pieces: [first] };
  const whole = parsed(bytes.toString('utf8'), 1, wellFormed);
  if ('value' in whole) return { manner: 'document', pieces: [whole] };
  // No line of an indented document is a trace by itself, so one that is tells that the first line was cut.
  let looked = 0;
  for (const line of lines(bytes, wellFormed)) {
    if ('value' in line && isTrace(line.value)) return { manner: 'lines', pieces: lines(bytes, wellFormed) };
    if (++looked >= 50) break;
  }
  const row = [...documentsInARow(bytes.toString('utf8'), wellFormed)];
  return row.some((piece) => 'value' in piece)
    ? { manner: 'row', pieces: row }
    : { manner: 'document', pieces: [whole] };
}

function withoutMark(input: Uint8Array): Buffer {
  const bytes = Buffer.from(input.buffer, input.byteOffset, input.byteLength);
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes;
}

function* lines(bytes: Buffer, wellFormed: boolean): Generator<Piece & { readonly end: number }> {
  let line = 1;
  for (let start = 0; start < bytes.length; line++) {
    const found = bytes.indexOf(0x0a, start);
    const end = found < 0 ? bytes.length : found;
    if (hasMore(bytes.subarray(0, end), start)) {
      const utf8 = wellFormed || isUtf8(bytes.subarray(start, end));
      yield { ...parsed(bytes.toString('utf8', start, end), line, utf8), end };
    }
    start = end + 1;
  }
}

function hasMore(bytes: Uint8Array, from: number): boolean {
  let at = from;
  while (at < bytes.length && isBlank(bytes[at] as number)) at++;
  return at < bytes.length;
}

export function parsed(text: string, line: number, utf8: boolean): Piece {
  try {
    return { line, utf8, value: JSON.parse(text) as unknown };
  } catch (error) {
    const { reason, offset } = syntaxError(error, text);
    return { line, utf8, error: reason, errorLine: line + newlinesBefore(text, offset) };
  }
}

/**
 * V8 says `… in JSON at position 12 (line 1 column 13)`, or quotes a stretch of the text and keeps the place to
 * itself; a text that was cut fails at its end.
 */
function syntaxError(error: unknown, text: string): { reason: string; offset: number } {
  const message = error instanceof Error ? error.message : String(error);
  if (isCut(message)) return { reason: 'it ends too early', offset: text.length };
  const position = positionIn(message) ?? searchError(text);
  return { reason: message.replace(/ in JSON at position \d+.*$|, (?:\.\.\.)?".*$/s, ''), offset: position };
}

function isCut(message: string): boolean {
  return message.startsWith('Unexpected end') || message.startsWith('Unterminated');
}

function positionIn(message: string): number | undefined {
  const digits = /\bat position (\d+)/.exec(message)?.[1];
  return digits === undefined ? undefined : Number(digits);
}

/** Beyond this, finding the place would take longer than it is worth. */
const searchLimit = 4_000_000;

/** The end of the longest beginning of the text that some JSON text begins with, by bisection. */
function searchError(text: string): number {
  if (text.length > searchLimit) return 0;
  let good = 0;
  let bad = text.length;
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    if (couldGoOn(text.slice(0, middle))) good = middle;
    else bad = middle;
  }
  return good;
}

function couldGoOn(beginning: string): boolean {
  try {
    JSON.parse(beginning);
    return true;
  } catch (error) {
    const message = error instanceof Error ? error.message : '';
    return isCut(message) || (positionIn(message) ?? -1) >= beginning.length;
  }
}

function newlinesBefore(text: string, offset: number): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at >= 0 && at < offset; at = text.indexOf('\n', at + 1)) count++;
  return count;
}

/** `{…}{…}` or indented documents one after the other (as `jq` writes them), found by counting brackets. */
function* documentsInARow(text: string, utf8: boolean): Generator<Piece> {
  let line = 1;
  let end = 0;
  for (const document of documentPlaces(text)) {
    yield* strayText(text.slice(end, document.start), line, utf8);
    line += newlinesBefore(text.slice(end, document.start), document.start - end);
    const content = text.slice(document.start, document.end);
    yield parsed(content, line, utf8);
    line += newlinesBefore(content, content.length);
    end = document.end;
  }
  yield* strayText(text.slice(end), line, utf8);
}

function* strayText(text: string, line: number, utf8: boolean): Generator<Piece> {
  const at = text.search(/\S/);
  if (at >= 0) yield { line, utf8, error: 'text between documents', errorLine: line + newlinesBefore(text, at) };
}

/** From an outermost opening bracket to its closing one, or to the end of the text. */
function* documentPlaces(text: string): Generator<{ readonly start: number; readonly end: number }> {
  const mark = /[{}[\]"]/g;
  let depth = 0;
  let start = 0;
  for (let match = mark.exec(text); match; match = mark.exec(text)) {
    if (match[0] === '{' || match[0] === '[') {
      if (depth++ === 0) start = match.index;
    } else if (match[0] !== '"') {
      if (depth > 0 && --depth === 0) yield { start, end: match.index + 1 };
    } else if (depth > 0) {
      const end = stringEnd(text, match.index);
      if (end === undefined) break;
      mark.lastIndex = end;
    }
  }
  if (depth > 0) yield { start, end: text.length };
}

/** Behind the quote that closes a string: the first after an even number of backslashes. */
function stringEnd(text: string, start: number): number | undefined {
  for (let at = text.indexOf('"', start + 1); at >= 0; at = text.indexOf('"', at + 1)) {
    let slashes = 0;
    while (text[at - 1 - slashes] === '\\') slashes++;
    if (slashes % 2 === 0) return at + 1;
  }
  return undefined;
}
