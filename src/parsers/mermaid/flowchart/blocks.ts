import type { Span } from '../../lowering/builder.ts';
import type { NextMatch } from '../search.ts';
import { code, isLineEnd, isSpace } from './characters.ts';
import { beforeSpace } from './links.ts';
import type { TokenKind } from './scanner.ts';
import type { FlowStatement, FlowText } from './statements.ts';
import type { StatementReader } from './styling.ts';

/** Statements that begin and end subgraphs, and those that stand for themselves. */

/** `subgraph id [Title]`. */
export function readSubgraph(parser: StatementReader, start: number): FlowStatement | undefined {
  const { scanner } = parser;
  const keyword = { start, end: scanner.end };
  scanner.next();
  if (!scanner.is('space')) return parser.fail({ reason: 'no-title', ...keyword });
  scanner.next();
  if (scanner.is('quote')) {
    const read = parser.texts.quoted(scanner.start)!;
    if ('misfit' in read) return parser.fail(read.misfit);
    scanner.moveTo(read.end);
    if (scanner.text.charCodeAt(scanner.start) !== code.openSquare)
      return subgraphEnd(parser, start, read.end, read.text);
    return subgraphTitle(parser, start, read.text);
  }
  const from = scanner.start;
  while (isTitle(scanner.kind)) scanner.next();
  const end = beforeSpace(scanner.text, from, scanner.start);
  if (end === from) return parser.fail({ reason: 'no-title', ...keyword });
  const words: FlowText = { kind: 'plain', start: from, end };
  if (scanner.text.charCodeAt(scanner.start) === code.openSquare) return subgraphTitle(parser, start, words);
  const statement = subgraphEnd(parser, start, end, words);
  return statement && scanner.start > end ? { ...statement, spaced: true } : statement;
}

function subgraphTitle(parser: StatementReader, start: number, id: Span): FlowStatement | undefined {
  const { scanner } = parser;
  const read = parser.texts.until([']'], { start: scanner.start, end: scanner.start + 1 });
  if ('misfit' in read) return parser.fail(read.misfit);
  scanner.moveTo(read.end);
  return subgraphEnd(parser, start, read.end, read.text, { start: id.start, end: id.end });
}

function subgraphEnd(
  parser: StatementReader,
  start: number,
  end: number,
  title: FlowText,
  id?: Span,
): Extract<FlowStatement, { type: 'subgraph' }> | undefined {
  if (parser.atSeparator) return { type: 'subgraph', start, end, title, ...(id ? { id } : {}) };
  if (parser.scanner.is('style-separator')) return parser.failHere('subgraph-class');
  return parser.failHere('title');
}

/** `end`, unless it is used as a node. */
export function readEnd(parser: StatementReader, start: number): FlowStatement | undefined {
  const { scanner } = parser;
  const end = start + 3;
  scanner.next();
  const { kind } = scanner;
  const sameLine = beforeLine(scanner.text, scanner.start) <= start;
  const shaped = kind === 'bracket' && scanner.start === end;
  if (sameLine && (kind === 'link' || kind === 'link-start' || kind === 'style-separator' || shaped)) {
    return parser.fail({ reason: 'end-as-node', start, end });
  }
  return { type: 'end', start, end };
}

export function readDirection(parser: StatementReader, start: number): FlowStatement {
  const { scanner } = parser;
  const { end } = scanner;
  const direction = /direction\s+(TB|BT|RL|LR|TD)/.exec(scanner.text.slice(start, end))![1]!;
  scanner.next();
  return { type: 'direction', start, end: beforeSpace(scanner.text, start, end), direction };
}

/** `accTitle: …`, `accDescr: …`, `accDescr { … }`; `closes` finds closing braces. */
export function readAccessible(parser: StatementReader, start: number, closes: NextMatch): FlowStatement | undefined {
  const { scanner } = parser;
  if (!scanner.is('description-block')) {
    const end = scanner.lineEnd(scanner.end);
    scanner.moveTo(end);
    return { type: 'other', start, end, targets: undefined };
  }
  const opening = { start, end: scanner.end };
  const close = closes.at(scanner.end);
  if (close >= scanner.text.length) return parser.fail({ reason: 'unclosed', ...opening, opening });
  scanner.moveTo(close + 1);
  return { type: 'other', start, end: close + 1, targets: undefined };
}

/** Where the line that holds `at` begins if only white space stands before `at`, else -1. */
export function beforeLine(text: string, at: number): number {
  let before = at;
  while (before > 0 && isSpace(text.charCodeAt(before - 1)) && !isLineEnd(text.charCodeAt(before - 1))) before -= 1;
  return before === 0 || isLineEnd(text.charCodeAt(before - 1)) ? before : -1;
}

function isTitle(kind: TokenKind): boolean {
  switch (kind) {
    case 'space':
    case 'graph':
    case 'subgraph':
    case 'end':
    case 'and':
    case 'colon':
    case 'style':
    case 'linkStyle':
    case 'classDef':
    case 'class':
    case 'down':
    case 'up':
    case 'number':
    case 'name':
    case 'hash':
    case 'minus':
    case 'star':
      return true;
    default:
      return false;
  }
}
