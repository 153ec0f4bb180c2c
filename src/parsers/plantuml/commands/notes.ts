import type { Span } from '../../lowering/builder.ts';
import type { Problem } from '../../lowering/problem.ts';
import { plantumlText } from '../../lowering/texts.ts';
import { missingText, unclosedText } from '../messages.ts';
import { attributes, colours, stereotypes, url } from './attributes.ts';
import type { Cursor } from './cursor.ts';
import type { Lines } from './lines.ts';

/** What a note is attached to: an element by name, the one drawn last, the link drawn last, or nothing as yet. */
export type NoteTarget =
  | { readonly type: 'element'; readonly id: string; readonly span: Span }
  | { readonly type: 'last' | 'link' }
  | { readonly type: 'named'; readonly id: string };

export interface ReadNote {
  readonly target: NoteTarget;
  readonly text: string;
  readonly span: Span;
  readonly problem?: Problem;
}

const placed = /note\s+(?:left|right|top|bottom)(?![\p{L}\p{N}_])/iuy;
const onLink = /note\s+(?:(?:left|right|top|bottom)\s+)?(?:on|of)\s+link(?![\p{L}\p{N}_])/iuy;
const of = /\s+of\s+/iy;
const floating = /note\s+as\s+/iy;
const alone = /note\s+(?=["\u201c\u201d])/iuy;
const as = /\s+as\s+/iy;

/** A note of any form; undefined where the line is none. `readTarget` reads the name of an element. */
export function readNote(
  lines: Lines,
  line: Span,
  cursor: Cursor,
  readTarget: (cursor: Cursor) => string | undefined,
): ReadNote | undefined {
  let target: NoteTarget;
  if (cursor.match(onLink)) target = { type: 'link' };
  else if (cursor.match(placed)) {
    target = { type: 'last' };
    if (cursor.match(of)) {
      const start = cursor.at;
      const id = readTarget(cursor);
      if (id === undefined) return undefined;
      target = { type: 'element', id, span: { start, end: cursor.at } };
    }
  } else if (cursor.match(floating)) {
    const id = cursor.name();
    if (id === undefined) return undefined;
    target = { type: 'named', id };
  } else if (cursor.match(alone)) {
    const text = cursor.quoted();
    const id = text !== undefined && cursor.match(as) ? cursor.name() : undefined;
    if (text === undefined || id === undefined) return undefined;
    decorated(cursor);
    return cursor.done ? { target: { type: 'named', id }, text: plantumlText(text), span: line } : undefined;
  } else return undefined;

  decorated(cursor);
  if (cursor.code === 0x3a) {
    if (target.type === 'named') return undefined;
    cursor.at += 1;
    return { target, text: plantumlText(cursor.rest()), span: line };
  }
  const braced = target.type !== 'link' && target.type !== 'named' && cursor.take('{');
  if (!cursor.done) return undefined;
  const isEnd = braced ? (text: string) => text === '}' : (text: string) => /^end ?note$/i.test(text);
  const found = lines.until(braced ? 'note }' : 'end note', isEnd);
  if (!found) return { target, text: '', span: line, problem: unclosedText(line, 'note') };
  const text = plantumlText(lines.textOf(found.body));
  const span = { start: line.start, end: found.last.end };
  return {
    target,
    text,
    span,
    ...(text === '' ? { problem: { ...missingText(span, 'note'), severity: 'warning' } } : {}),
  };
}

/** Unlike elsewhere, the colour of a note stands before its link. */
function decorated(cursor: Cursor): void {
  attributes(cursor);
  url(cursor);
  cursor.blanks();
  stereotypes(cursor);
  colours(cursor);
  cursor.blanks();
}
