import type { Span } from '../../lowering/builder.ts';
import type { Problem } from '../../lowering/problem.ts';
import { plantumlText } from '../../lowering/texts.ts';
import { attributes } from './attributes.ts';
import type { Cursor } from './cursor.ts';
import type { Lines } from './lines.ts';
import { badJson, unclosedBraces } from './messages.ts';

/** `json J {` … `}` and `map M {` … `}`: data shown as a table. */
export interface Table {
  readonly id: string;
  readonly label: string;
  readonly span: Span;
  readonly problem?: Problem;
}

const keyword = /(?:json|map)\s+/iy;
const as = /\s+as\s+/iy;

export function readTable(lines: Lines, line: Span, cursor: Cursor, word: 'json' | 'map'): Table | undefined {
  if (!cursor.match(keyword)) return undefined;
  const quoted = cursor.quoted();
  const first = quoted ?? cursor.name();
  if (first === undefined) return undefined;
  let id = first;
  if (cursor.match(as)) {
    const alias = cursor.name();
    if (alias === undefined) return undefined;
    id = alias;
  }
  attributes(cursor);
  const table = { id, label: plantumlText(first) };
  if (word === 'json' && !/^[{[]/.test(cursor.rest())) {
    // On one line: `json J "text"`, `json J true`.
    return cursor.done ? undefined : { ...table, span: line, ...wrong(cursor.rest(), line) };
  }
  if (word === 'map' && cursor.rest() !== '{') return undefined;
  const head = cursor.rest();
  let depth = word === 'json' ? balance(head) : 1;
  if (depth === 0) return { ...table, span: line, ...wrong(head, line) };
  const found = lines.until(`${word} }`, (text) => {
    depth += word === 'json' ? balance(text) : text === '}' ? -1 : 0;
    return depth <= 0;
  });
  if (!found) return { ...table, span: line, problem: unclosedBraces(line, word) };
  const span = { start: line.start, end: found.last.end };
  const body = lines.textOf([...found.body, found.last]);
  return { ...table, span, ...(word === 'json' ? wrong(`${head}\n${body}`, span) : {}) };
}

function wrong(json: string, span: Span): { problem?: Problem } {
  try {
    JSON.parse(json.replaceAll('\r', ''));
    return {};
  } catch {
    return { problem: badJson(span) };
  }
}

/** Opening less closing brackets outside of texts. */
function balance(line: string): number {
  let depth = 0;
  let inText = false;
  for (let at = 0; at < line.length; at += 1) {
    const character = line[at];
    if (character === '\\') at += 1;
    else if (character === '"') inText = !inText;
    else if (inText) continue;
    else if (character === '{' || character === '[') depth += 1;
    else if (character === '}' || character === ']') depth -= 1;
  }
  return depth;
}
