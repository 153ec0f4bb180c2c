import type { Cursor } from './cursor.ts';

/** What may stand behind a name: `$tags <<stereotypes>> $tags [[url]] #colour`, in this order. */
export interface Attributes {
  readonly stereotypes: readonly string[];
}

const tags = /[^\S\r\n]*(?:\$[^\s{}"<>$]+[^\S\r\n]*)+/y;
const colour =
  /#(?:(?:(?:\w+[-\\|/]\w+|\w+);)?(?:(?:text|back|header|line(?:\.(?:dashed|dotted|bold))?|shadowing)(?::\w+(?:[-\\|/]\w+)?)?(?:;|(?![\w;:.])))+|\w+[-\\|/]\w+|\w{2,})/iy;
const lineColour = /##(?:\[(?:dotted|dashed|bold)\])?\w*/iy;

export function attributes(cursor: Cursor): Attributes {
  cursor.blanks();
  cursor.match(tags);
  const found = stereotypes(cursor);
  cursor.match(tags);
  cursor.blanks();
  url(cursor);
  cursor.blanks();
  colours(cursor);
  cursor.blanks();
  return { stereotypes: found };
}

export function colours(cursor: Cursor): boolean {
  return cursor.code === 0x23 && cursor.match(colour) !== undefined;
}

/** `##[dashed]red`. */
export function lineColours(cursor: Cursor): boolean {
  return cursor.match(lineColour) !== undefined;
}

export function url(cursor: Cursor): boolean {
  if (!cursor.text.startsWith('[[', cursor.at)) return false;
  const close = cursor.text.indexOf(']]', cursor.at + 2);
  if (close < 0 || close + 2 > cursor.end) return false;
  cursor.at = close + 2;
  return true;
}

/** `<<a>> <<b>>`, and white space around them. A spot (`(S,#red)`) is how it is drawn and no part of the word. */
export function stereotypes(cursor: Cursor): string[] {
  const found: string[] = [];
  for (;;) {
    const from = cursor.at;
    cursor.blanks();
    if (!cursor.text.startsWith('<<', cursor.at)) {
      cursor.at = found.length > 0 ? cursor.at : from;
      break;
    }
    let close = cursor.text.indexOf('>>', cursor.at + 3);
    if (close < 0 || close + 2 > cursor.end) break;
    // `<<a<b>>>` ends at the last of them.
    while (close + 3 <= cursor.end && cursor.text[close + 2] === '>') close += 1;
    const word = cursor.text
      .slice(cursor.at + 2, close)
      .replace(/^\s*\([^()]*\)/, '')
      .trim();
    if (word !== '') found.push(word);
    cursor.at = close + 2;
  }
  cursor.blanks();
  return found;
}
