import type { Span } from '../../lowering/builder.ts';
import { anySpace, type StateCursor } from './cursor.ts';
import type { StateStatement } from './statements.ts';

/** What follows `note`. */
export function readNote(cursor: StateCursor, start: number): StateStatement {
  cursor.take(anySpace);
  const place = { start, end: cursor.lineEnd(start) };
  if (cursor.text[cursor.at] === '"') return floatingNote(cursor, start, place);
  const side = /(?:left|right) of\b/iy;
  if (cursor.take(side) === undefined) return cursor.misfit('note', start, place);
  cursor.take(anySpace);
  const from = cursor.at;
  const target = /[^:\s-]+/y;
  const id = cursor.take(target);
  if (id === undefined) return cursor.misfit('note', start, place);
  const of = { id, start: from, end: cursor.at };
  const oneLine = /\s*:(?:#\w+;|[^:\r\n;])+/y;
  const text = cursor.take(oneLine);
  if (text !== undefined) {
    const span = { start: cursor.at - text.trimStart().length + 1, end: cursor.at };
    return {
      type: 'note',
      start,
      end: span.start + cursor.text.slice(span.start, span.end).trimEnd().length,
      of,
      text: span,
    };
  }
  const close = cursor.noteEnds.at(cursor.at);
  if (close >= cursor.text.length) return cursor.misfit('note-text', start, place);
  const span = { start: cursor.at, end: close };
  cursor.at = cursor.noteEnds.end;
  return { type: 'note', start, end: cursor.at, of, text: span };
}

function floatingNote(cursor: StateCursor, start: number, place: Span): StateStatement {
  const from = cursor.at + 1;
  const close = cursor.quotes.at(from);
  if (close >= cursor.text.length || close === from) return cursor.misfit('note', start, place);
  cursor.at = close + 1;
  const as = /\s*as[^\S\r\n]*[^\r\n]*/iy;
  if (cursor.take(as) === undefined) return cursor.misfit('note', start, place);
  return { type: 'note', start, end: cursor.at, text: { start: from, end: close } };
}
