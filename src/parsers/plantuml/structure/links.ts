import type { EdgeHead, EdgeLine } from '#model';
import type { Span } from '../../lowering/builder.ts';
import { plantumlText } from '../../lowering/texts.ts';
import { colours, stereotypes } from '../commands/attributes.ts';
import type { Cursor } from '../commands/cursor.ts';
import { readEnd, readWritten, type Written } from './names.ts';

export interface Link {
  readonly from: Written;
  readonly fromSpan: Span;
  readonly to: Written;
  readonly toSpan: Span;
  readonly line: EdgeLine;
  readonly fromHead: EdgeHead;
  readonly toHead: EdgeHead;
  readonly label: string;
  readonly fromLabel?: string;
  readonly toLabel?: string;
  readonly labelSpan?: Span;
}

/** Longer heads before those that they begin with. */
const leftHeads: readonly (readonly [string, EdgeHead])[] = [
  ...([
    ['<|', 'triangle'],
    ['<<', 'triangle'],
    ['<_', 'arrow'],
    ['<', 'arrow'],
    ['0)', 'other'],
  ] as const),
  ...([
    ['^', 'triangle'],
    ['*', 'filled-diamond'],
    ['+', 'other'],
    ['#', 'other'],
    ['0', 'circle'],
  ] as const),
  ...([
    ['@', 'circle'],
    [')', 'other'],
    ['x', 'cross'],
    ['}', 'other'],
  ] as const),
];
const rightHeads: readonly (readonly [string, EdgeHead])[] = [
  ...([
    ['|>', 'triangle'],
    [':|>', 'triangle'],
    ['||>', 'triangle'],
    ['>>', 'triangle'],
    ['_>', 'arrow'],
  ] as const),
  ...([
    ['>', 'arrow'],
    ['(0', 'other'],
    ['^', 'triangle'],
    ['*', 'filled-diamond'],
    ['+', 'other'],
  ] as const),
  ...([
    ['#', 'other'],
    ['0', 'circle'],
    ['@', 'circle'],
    ['(', 'other'],
    ['\\\\', 'arrow'],
    ['//', 'arrow'],
  ] as const),
  ...([
    ['x', 'cross'],
    ['{', 'other'],
  ] as const),
];

const style = /\[(?:(?:#\w+|dotted|dashed|plain|bold|hidden|norank|single|thickness=\d+)[,;]?)*\]/iy;
const direction = /(?:left|right|up|down|le?|ri?|up?|do?)(?=[-=.~0()[])/iy;
const inside = /(?:\(0\)|\(0|0\)|0)(?=[-=.~])/y;

/** `A "1" -[#red]up-> "n" B #blue <<s>> : text`; undefined where the line is no link. */
export function readLink(cursor: Cursor): Link | undefined {
  const fromStart = cursor.at;
  const from = readEnd(cursor);
  if (!from) return undefined;
  const fromSpan = { start: fromStart, end: cursor.at };
  const blank = cursor.blanks();
  const near = cursor.quoted();
  const behindLabel = cursor.blanks();
  const fromHead = leftHead(cursor, blank || behindLabel);
  if (fromHead === undefined) return undefined;
  const arrowStart = cursor.at;
  if (!body(cursor)) return undefined;
  cursor.match(style);
  cursor.match(direction);
  cursor.match(inside);
  cursor.match(style);
  body(cursor);
  const drawn = cursor.text.slice(arrowStart, cursor.at);
  const toHead = rightHead(cursor);
  cursor.blanks();
  const far = cursor.quoted();
  cursor.blanks();
  let toStart = cursor.at;
  let to = readWritten(cursor);
  if (!to && far !== undefined) {
    // `A --> "B"`: the quoted text is the end itself.
    to = { form: 'quoted', text: far };
    toStart = cursor.text.lastIndexOf(far, cursor.at) - 1;
  }
  if (!to) return undefined;
  const toSpan = { start: toStart, end: toStart + cursor.text.slice(toStart, cursor.at).trimEnd().length };
  cursor.blanks();
  colours(cursor);
  stereotypes(cursor);
  let label = '';
  let labelSpan: Span | undefined;
  if (cursor.code === 0x3a) {
    cursor.at += 1;
    cursor.blanks();
    if (cursor.done) return undefined;
    label = plantumlText(withoutReadingMark(cursor.rest()));
    labelSpan = { start: cursor.at, end: cursor.end };
  } else if (!cursor.done) return undefined;
  const toLabel = to.form === 'quoted' && to.text === far ? undefined : far;
  return {
    from,
    fromSpan,
    to,
    toSpan,
    line: lineOf(drawn),
    fromHead,
    toHead,
    label,
    ...(near === undefined ? {} : { fromLabel: plantumlText(near) }),
    ...(toLabel === undefined ? {} : { toLabel: plantumlText(toLabel) }),
    ...(labelSpan ? { labelSpan } : {}),
  };
}

function leftHead(cursor: Cursor, blankBefore: boolean): EdgeHead | undefined {
  if (cursor.code === 0x6f && blankBefore) {
    cursor.at += 1;
    return 'diamond';
  }
  for (const [written, head] of leftHeads) {
    if (!cursor.text.startsWith(written, cursor.at)) continue;
    cursor.at += written.length;
    if (written === '<|' && (cursor.code === 0x7c || cursor.code === 0x3a)) cursor.at += 1;
    return head;
  }
  return 'none';
}

function rightHead(cursor: Cursor): EdgeHead {
  if (cursor.code === 0x6f && (cursor.text[cursor.at + 1] === ' ' || cursor.text[cursor.at + 1] === '\t')) {
    cursor.at += 1;
    return 'diamond';
  }
  for (const [written, head] of rightHeads) {
    if (!cursor.text.startsWith(written, cursor.at)) continue;
    // `A --xray`: the letter begins a name.
    if (written === 'x' && !/\s/.test(cursor.text[cursor.at + 1] ?? ' ')) continue;
    // `A -- (use case)`, `A -- #x`: what follows decides whether this is a head.
    if (written === '(' && !/[\s[:"\w]/.test(cursor.text[cursor.at + 1] ?? '')) continue;
    const at = cursor.at;
    cursor.at += written.length;
    if (
      written === '(' &&
      cursor.text.indexOf(')', at) > 0 &&
      cursor.text.indexOf(')', at) < cursor.end &&
      !/^\s/.test(cursor.rest())
    ) {
      cursor.at = at;
      return 'none';
    }
    return head;
  }
  return 'none';
}

function body(cursor: Cursor): boolean {
  const from = cursor.at;
  for (;;) {
    const code = cursor.code;
    if (code !== 0x2d && code !== 0x3d && code !== 0x2e && code !== 0x7e) break;
    cursor.at += 1;
  }
  return cursor.at > from;
}

function lineOf(drawn: string): EdgeLine {
  const bracket = drawn.indexOf('[');
  if (bracket >= 0) {
    const words = drawn.slice(bracket).toLowerCase();
    if (words.includes('hidden')) return 'invisible';
    if (words.includes('dashed')) return 'dashed';
    if (words.includes('dotted')) return 'dotted';
    if (words.includes('bold')) return 'thick';
  }
  const strokes = bracket < 0 ? drawn : drawn.replace(/\[[^\]]*\]/g, '');
  if (strokes.includes('.')) return 'dashed';
  if (strokes.includes('~')) return 'dotted';
  if (strokes.includes('=')) return 'thick';
  return 'solid';
}

/** `: reads >` tells which way a label is read. */
function withoutReadingMark(label: string): string {
  return label.replace(/^[<>]\s+(?=\S)|\s+[<>]$/g, '');
}
