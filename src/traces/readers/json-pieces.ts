/** Cuts JSON text into the values it holds: one document, one value a line, or several documents in a row. */
import { isUtf8 } from 'node:buffer';
import { isBlank } from './framing.ts';
import { jsonErrorOffset } from './json-error.ts';
import { newlinesBefore, outermostBrackets } from './json-scan.ts';

/** A value of the text, or why there is none. */
export type Piece = {
  readonly line: number;
  readonly utf8: boolean;
  readonly text: string;
} & ({ readonly value: unknown } | { readonly error: string; readonly offset: number });

/** Of the place where a piece ceases to be JSON. */
export function errorLine(piece: Piece & { readonly offset: number }): number {
  return piece.line + newlinesBefore(piece.text, piece.offset);
}

/** Strings cannot be longer (V8); what is, is passed over. */
const stringLimit = 2 ** 29 - 24;
const tooLong = 'it is longer than 500 MB';

export interface JsonText {
  /** Whether the pieces are lines of one file; if not, an error is the whole file's. */
  readonly manner: 'document' | 'lines' | 'row';
  readonly pieces: Iterable<Piece>;
}

/** Lines are decoded and parsed one at a time as they are asked for, so that a file may be larger than a string. */
export function jsonText(input: Uint8Array, isTrace: (piece: Piece) => boolean): JsonText {
  const bytes = withoutMark(input);
  const wellFormed = isUtf8(bytes);
  const first = lines(bytes, wellFormed).next().value;
  if (first && 'value' in first && hasMore(bytes, first.end))
    return { manner: 'lines', pieces: lines(bytes, wellFormed) };
  if (first && 'value' in first) return { manner: 'document', pieces: [first] };
  // Too long for one document, it can still be lines.
  if (bytes.length > stringLimit) return { manner: 'lines', pieces: lines(bytes, wellFormed) };
  const whole = parsed(bytes.toString('utf8'), 1, wellFormed);
  if ('value' in whole) return { manner: 'document', pieces: [whole] };
  // No line of an indented document is a trace by itself, so one that is, or was, tells that the first line was damaged.
  let looked = 0;
  for (const line of lines(bytes, wellFormed)) {
    const isOnlyOne = looked === 0 && !hasMore(bytes, line.end);
    if (!isOnlyOne && isTrace(line)) return { manner: 'lines', pieces: lines(bytes, wellFormed) };
    if (++looked >= 50) break;
  }
  const row = [...documentsInARow(bytes.toString('utf8'), wellFormed)];
  // Several of which none is whole are still several: each may have something whole in it.
  return row.some((piece) => 'value' in piece) || row.filter(({ text }) => /^[[{]/.test(text)).length > 1
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
      if (end - start > stringLimit) yield { line, utf8, text: '', error: tooLong, offset: 0, end };
      else yield { ...parsed(bytes.toString('utf8', start, end), line, utf8), end };
    }
    start = end + 1;
  }
}

function hasMore(bytes: Uint8Array, from: number): boolean {
  let at = from;
  while (at < bytes.length && isBlank(bytes[at] as number)) at++;
  return at < bytes.length;
}

/** One value, or where it ceases to be one. */
export function parsed(text: string, line: number, utf8: boolean): Piece {
  const known = { line, utf8, text };
  try {
    return { ...known, value: JSON.parse(text) as unknown };
  } catch (error) {
    const offset = jsonErrorOffset(text) ?? text.length;
    return { ...known, error: offset === text.length ? 'it ends too early' : reasonOf(error), offset };
  }
}

/** Without V8's words on where it is, and its quotation of the text. */
function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.replace(/ in JSON at position \d+.*$|, (?:\.\.\.)?".*$/s, '');
}

/** `{…}{…}` or indented documents one after the other (as `jq` writes them), found by counting brackets. */
function* documentsInARow(text: string, utf8: boolean): Generator<Piece> {
  let line = 1;
  let end = 0;
  for (const document of outermostBrackets(text)) {
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
  if (at >= 0) yield { line, utf8, text, error: 'text between documents', offset: at };
}
