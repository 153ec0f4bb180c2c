import type { Span } from '../../lowering/builder.ts';
import { plantumlText } from '../../lowering/texts.ts';
import { stereotypes } from '../commands/attributes.ts';
import { type Cursor, isNamePart } from '../commands/cursor.ts';

/** Who stands at an end of an arrow. */
export interface End {
  readonly type: 'state' | 'star' | 'history' | 'deep-history' | 'bar';
  /** Of a history the composite state it belongs to, empty for the one at hand; empty for `[*]`. */
  readonly name: string;
  readonly span: Span;
}

export interface Arrow {
  readonly from: End;
  readonly to: End;
  readonly label: string;
  readonly labelSpan?: Span;
}

const style = /\[(?:(?:#\w+|dotted|dashed|plain|bold|hidden|norank|single|node|thickness=\d+)[,;]?)*\]/iy;
const direction = /(?:left|right|up|down|le?|ri?|up?|do?)(?=[-[>]|\s)/iy;
const reversedDirection = /(?:left|right|up|down|le?|ri?|up?|do?)(?=[-[])/iy;
const strokes = /-+/y;
const moreStrokes = /-*/y;
const circle = /o[^\S\r\n]+/y;

/** `A -[#red]up-> B <<s>> : text`, or the other way round; undefined where the line is no transition. */
export function readArrow(cursor: Cursor): Arrow | undefined {
  const first = readEnd(cursor, false);
  if (!first) return undefined;
  cursor.blanks();
  const at = cursor.at;
  let reversed = false;
  if (!forward(cursor)) {
    cursor.at = at;
    if (!backward(cursor)) return undefined;
    reversed = true;
  }
  cursor.blanks();
  const second = readEnd(cursor, true);
  if (!second) return undefined;
  stereotypes(cursor);
  const ends = reversed ? { from: second, to: first } : { from: first, to: second };
  if (cursor.done) return { ...ends, label: '' };
  if (!cursor.take(':')) return undefined;
  cursor.blanks();
  if (cursor.done) return undefined;
  const labelSpan = { start: cursor.at, end: cursor.end };
  return { ...ends, label: plantumlText(cursor.rest()), labelSpan };
}

function forward(cursor: Cursor): boolean {
  cursor.take('x');
  if (!cursor.match(strokes)) return false;
  cursor.match(style);
  cursor.match(direction);
  cursor.match(style);
  cursor.match(moreStrokes);
  if (!cursor.take('>')) return false;
  cursor.match(circle);
  return true;
}

function backward(cursor: Cursor): boolean {
  cursor.match(circle);
  if (!cursor.take('<')) return false;
  const from = cursor.at;
  cursor.match(moreStrokes);
  cursor.match(style);
  cursor.match(reversedDirection);
  cursor.match(style);
  cursor.match(moreStrokes);
  if (cursor.at === from || cursor.text[cursor.at - 1] !== '-') return false;
  cursor.take('x');
  return true;
}

/** Colons may be part of a name; at the second end one that a text follows begins the label. */
function readEnd(cursor: Cursor, second: boolean): End | undefined {
  const start = cursor.at;
  const ended = (type: End['type'], name: string): End => ({ type, name, span: { start, end: cursor.at } });
  if (cursor.take('[*]')) return ended('star', '');
  const history = historyMark(cursor);
  if (history) return ended(history, '');
  if (cursor.text.startsWith('==', cursor.at)) return bar(cursor, ended);
  while (!cursor.done && (isNamePart(cursor.code) || cursor.code === 0x3a)) cursor.at += 1;
  if (cursor.at === start) return undefined;
  if (second) {
    const run = cursor.at;
    const of = historyMark(cursor);
    if (of) return ended(of, cursor.text.slice(start, run));
    const last = cursor.text.lastIndexOf(':', run - 1);
    if (last > start && !endsHere(cursor)) cursor.at = last;
    return ended('state', cursor.text.slice(start, cursor.at));
  }
  const name = cursor.text.slice(start, cursor.at);
  const of = historyMark(cursor);
  if (of) return ended(of, name);
  // `Ax--> B`: the cross belongs to the arrow only where a blank parts it from the name.
  return ended('state', name);
}

/** Can what is at hand follow a whole name? */
function endsHere(cursor: Cursor): boolean {
  let at = cursor.at;
  while (at < cursor.end && (cursor.text[at] === ' ' || cursor.text[at] === '\t')) at += 1;
  return at >= cursor.end || cursor.text[at] === ':' || cursor.text.startsWith('<<', at);
}

function historyMark(cursor: Cursor): 'history' | 'deep-history' | undefined {
  if (cursor.take('[H]') || cursor.take('[h]')) return 'history';
  if (cursor.take('[H*]') || cursor.take('[h*]')) return 'deep-history';
  return undefined;
}

function bar(cursor: Cursor, ended: (type: End['type'], name: string) => End): End | undefined {
  const from = cursor.at;
  while (cursor.code === 0x3d) cursor.at += 1;
  const start = cursor.at;
  while (!cursor.done && isNamePart(cursor.code)) cursor.at += 1;
  const name = cursor.text.slice(start, cursor.at);
  if (name === '' || !cursor.take('==')) {
    cursor.at = from;
    return undefined;
  }
  while (cursor.code === 0x3d) cursor.at += 1;
  return ended('bar', name);
}
