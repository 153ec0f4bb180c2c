import type { NodeShape } from '#model';
import { attributes, colours, stereotypes, url } from '../commands/attributes.ts';
import type { Cursor } from '../commands/cursor.ts';
import { elementShapes, readWritten, shapeOfForm, type Written } from './names.ts';

export interface Element {
  readonly id: string;
  readonly label: string;
  readonly shape: NodeShape;
  readonly stereotypes: readonly string[];
}

const as = /as(?=[\s"\u201c\u201d(:[])/iy;
const lastQuote = /["\u201c\u201d](?=[^"\u201c\u201d]*$)/;

/** The keyword of an element, `actor` or `actor/`, and the white space behind it. */
export function readShapeWord(cursor: Cursor): NodeShape | undefined {
  const word = cursor.peekWord();
  const from = cursor.at;
  const shape = Object.hasOwn(elementShapes, word) ? elementShapes[word] : undefined;
  if (shape === undefined) return undefined;
  cursor.at += word.length;
  if (word === 'actor' || word === 'usecase') cursor.take('/');
  if (cursor.blanks()) return shape;
  cursor.at = from;
  return undefined;
}

/** What follows the keyword of an element, to the end of the line; `word` is absent for `[A]`, `(A)`, `:A:`. */
export function readElement(cursor: Cursor, word: NodeShape | undefined): Element | undefined {
  if (colours(cursor)) cursor.blanks();
  const from = cursor.at;
  const found = named(cursor, word);
  if (found && cursor.done) return found;
  // `"a "quoted" word" as x`: the text ends at the last quote of the line that lets the rest be read.
  const stopped = cursor.at;
  if (/^["\u201c\u201d]/.test(cursor.text[from] ?? '')) {
    const close = lastQuote.exec(cursor.text.slice(from, cursor.end));
    if (close && close.index > 1) {
      cursor.at = from + close.index + 1;
      const text = cursor.text.slice(from + 1, from + close.index);
      const again = behindFirst(cursor, { form: 'quoted', text }, word);
      if (again && cursor.done) return again;
    }
  }
  cursor.at = stopped;
  return undefined;
}

function named(cursor: Cursor, word: NodeShape | undefined): Element | undefined {
  const first = readWritten(cursor);
  return first ? behindFirst(cursor, first, word) : undefined;
}

function behindFirst(cursor: Cursor, first: Written, word: NodeShape | undefined): Element | undefined {
  const early = stereotypes(cursor);
  cursor.blanks();
  const beforeAs = cursor.at;
  if (cursor.match(as)) {
    cursor.blanks();
    const second = readWritten(cursor);
    if (second && !(first.form === 'quoted' && second.form === 'quoted')) {
      const { stereotypes: late } = attributes(cursor);
      // The one in marks is what is shown; of two plain names it is the first.
      const shownFirst = first.form !== 'name' || second.form === 'name';
      const [id, label] = shownFirst ? [second, first] : [first, second];
      return element(id, label, word, [...early, ...late]);
    }
    cursor.at = beforeAs;
  }
  const { stereotypes: late } = attributes(cursor);
  return element(first, first, word, [...early, ...late]);
}

function element(id: Written, label: Written, word: NodeShape | undefined, all: readonly string[]): Element {
  const shape =
    (id.form === 'interface' ? 'interface' : undefined) ??
    firstOf(id, label, 'usecase') ??
    firstOf(id, label, 'actor') ??
    firstOf(id, label, 'component') ??
    (label.form === 'interface' ? 'interface' : undefined) ??
    word ??
    'actor';
  return { id: id.text, label: label.text, shape, stereotypes: all };
}

function firstOf(id: Written, label: Written, form: Written['form']): NodeShape | undefined {
  return id.form === form || label.form === form ? shapeOfForm(form) : undefined;
}

/** The head of an element whose text goes over several lines: `component c <<s>> [` or `file f as "text`. */
export interface OpenElement {
  readonly id: string;
  readonly stereotypes: readonly string[];
  readonly mark: ']' | '"';
  /** What stands on the first line already. */
  readonly text: string;
}

export function readOpenElement(cursor: Cursor): OpenElement | undefined {
  const id = cursor.name();
  if (id === undefined) return undefined;
  const found = stereotypes(cursor);
  url(cursor);
  cursor.blanks();
  colours(cursor);
  cursor.blanks();
  if (cursor.take('[')) return { id, stereotypes: found, mark: ']', text: cursor.rest().trim() };
  if (!cursor.match(as)) return undefined;
  cursor.blanks();
  const text = /^["\u201c\u201d]([^"\u201c\u201d]*)$/.exec(cursor.rest());
  return text ? { id, stereotypes: found, mark: '"', text: text[1]!.trim() } : undefined;
}

/** The head of a group, from behind its keyword up to the brace. */
export function readGroupHead(
  cursor: Cursor,
): { id: string; label: string; stereotypes: readonly string[] } | undefined {
  const display = cursor.quoted();
  const bare = display === undefined ? bareName(cursor) : undefined;
  const early = stereotypes(cursor);
  let id = display ?? bare ?? '';
  let label = id;
  cursor.blanks();
  if (id !== '' && cursor.match(as)) {
    cursor.blanks();
    const shown = display === undefined ? cursor.quoted() : undefined;
    const second = shown ?? bareName(cursor);
    if (second === undefined) return undefined;
    if (shown === undefined) id = second;
    else label = shown;
  }
  const { stereotypes: late } = attributes(cursor);
  if (!cursor.take('{')) return undefined;
  return { id: withoutMarks(id), label: withoutMarks(label), stereotypes: [...early, ...late] };
}

function bareName(cursor: Cursor): string | undefined {
  const from = cursor.at;
  while (!cursor.done && !/[#\s{}"\u201c\u201d]/.test(cursor.text[cursor.at]!)) {
    if (cursor.text.startsWith('<<', cursor.at)) break;
    cursor.at += 1;
  }
  return cursor.at === from ? undefined : cursor.text.slice(from, cursor.at);
}

/** `package [A] {` is the group A. */
function withoutMarks(name: string): string {
  return /^\[.+\]$|^\(.+\)$|^:.+:$/.test(name) ? name.slice(1, -1) : name;
}
