import type { Span } from '../../lowering/builder.ts';
import { code, isSpace } from './characters.ts';
import type { FlowScanner } from './scanner.ts';
import type { FlowStatement, Misfit } from './statements.ts';
import type { TextReader } from './texts.ts';

/** What reading a single statement needs of the parser. */
export interface StatementReader {
  readonly scanner: FlowScanner;
  readonly texts: TextReader;
  /** Whether the statement is over, as most must be. */
  readonly atSeparator: boolean;
  /** The characters of an id; undefined (and a misfit) where there is none. */
  id(reason: Misfit['reason']): Span | undefined;
  space(reason: Misfit['reason']): true | undefined;
  /** Refuses the statement. */
  fail(misfit: Misfit): undefined;
  failHere(reason: Misfit['reason']): undefined;
}

/** Statements about looks and clicks. They say nothing of the structure, but may be wrong all the same. */

/** `style id fill:#fff`. */
export function readStyle(parser: StatementReader, start: number): FlowStatement | undefined {
  const { scanner } = parser;
  scanner.next();
  if (!parser.space('styles')) return undefined;
  const id = parser.id('styles');
  if (!id || !parser.space('styles')) return undefined;
  const end = styles(parser);
  return end === undefined ? undefined : { type: 'style', start, end, id };
}

/** `linkStyle 0,1 interpolate basis stroke:red`. */
export function readLinkStyle(parser: StatementReader, start: number): FlowStatement | undefined {
  const { scanner } = parser;
  scanner.next();
  if (!parser.space('link-style')) return undefined;
  const indexes: Span[] = [];
  if (scanner.is('default')) scanner.next();
  else {
    for (;;) {
      if (!scanner.is('number')) return parser.failHere('link-style');
      indexes.push({ start: scanner.start, end: scanner.end });
      scanner.next();
      if (!scanner.is('comma')) break;
      scanner.next();
    }
  }
  if (!parser.space('link-style')) return undefined;
  if (scanner.is('interpolate')) {
    scanner.next();
    if (!parser.space('link-style')) return undefined;
    const curve = parser.id('link-style');
    if (!curve) return undefined;
    if (parser.atSeparator) return { type: 'linkStyle', start, end: curve.end, indexes };
    if (!parser.space('link-style')) return undefined;
  }
  const end = styles(parser);
  return end === undefined ? undefined : { type: 'linkStyle', start, end, indexes };
}

/** `classDef name fill:#fff`, `class A,B name`. */
export function readClass(parser: StatementReader, start: number): FlowStatement | undefined {
  const { scanner } = parser;
  const defines = scanner.kind === 'classDef';
  const reason = defines ? 'styles' : 'class';
  scanner.next();
  if (!parser.space(reason)) return undefined;
  const names = parser.id(reason);
  if (!names || !parser.space(reason)) return undefined;
  if (defines) {
    const end = styles(parser);
    return end === undefined ? undefined : { type: 'other', start, end, targets: undefined };
  }
  const name = parser.id(reason);
  if (!name) return undefined;
  if (!parser.atSeparator) return parser.failHere(reason);
  return { type: 'other', start, end: name.end, targets: names };
}

/** One or more styles, parted by commas, up to the end of the statement. */
function styles(parser: StatementReader): number | undefined {
  const { scanner } = parser;
  let end: number | undefined;
  for (;;) {
    switch (scanner.kind) {
      case 'name':
        // Letters beyond ASCII are for ids alone.
        if (scanner.text.charCodeAt(scanner.start) > 127) return parser.failHere('styles');
        end = scanner.end;
        break;
      case 'number':
      case 'colon':
      case 'space':
      case 'hash':
      case 'style':
        end = scanner.end;
        break;
      case 'comma':
        if (end === undefined) return parser.failHere('styles');
        end = undefined;
        break;
      default:
        return parser.atSeparator && end !== undefined ? end : parser.failHere('styles');
    }
    scanner.next();
  }
}

/** `click id href "url" "tooltip" _blank`, `click id call f(x) "tooltip"`, `click id f`. */
export function readClick(parser: StatementReader, start: number): FlowStatement | undefined {
  const { scanner } = parser;
  const { text } = scanner;
  let at = scanner.end;
  while (at < text.length && !isSpace(text.charCodeAt(at))) at += 1;
  const targets = { start: scanner.end, end: at };
  scanner.moveTo(Math.min(at + 1, text.length));
  const end = action(parser);
  if (end === undefined) return undefined;
  return parser.atSeparator ? { type: 'other', start, end, targets } : parser.failHere('click');
}

function action(parser: StatementReader): number | undefined {
  const { scanner } = parser;
  switch (scanner.kind) {
    case 'call':
      return callback(parser);
    case 'href':
      scanner.next();
      return scanner.is('quote') ? link(parser) : parser.failHere('click');
    case 'quote':
      return link(parser);
    default: {
      const name = parser.id('click');
      if (!name) return undefined;
      if (!scanner.is('space')) return name.end;
      scanner.next();
      return quotedText(parser);
    }
  }
}

function callback(parser: StatementReader): number | undefined {
  const { scanner } = parser;
  const { text } = scanner;
  const line = text.slice(scanner.end, scanner.lineEnd(scanner.end));
  const open = line.indexOf('(');
  const close = line.indexOf(')', open);
  if (open <= 0 || close < 0) return parser.failHere('click');
  const end = scanner.end + close + 1;
  scanner.moveTo(end);
  if (!scanner.is('space')) return end;
  scanner.next();
  return quotedText(parser);
}

/** A target in quotes, then perhaps a tooltip in quotes, then perhaps the window. */
function link(parser: StatementReader): number | undefined {
  const { scanner } = parser;
  let end = quotedText(parser);
  if (end === undefined || !scanner.is('space')) return end;
  scanner.next();
  if (scanner.is('quote')) {
    end = quotedText(parser);
    if (end === undefined || !scanner.is('space')) return end;
    scanner.next();
  }
  if (!scanner.is('target')) return parser.failHere('click');
  end = scanner.end;
  scanner.next();
  return end;
}

function quotedText(parser: StatementReader): number | undefined {
  const { scanner } = parser;
  const markdown = scanner.text.charCodeAt(scanner.start + 1) === code.backtick;
  const read = parser.texts.quoted(scanner.start);
  if (!read || markdown) return parser.failHere('click');
  if ('misfit' in read) return parser.fail(read.misfit);
  scanner.moveTo(read.end);
  return read.end;
}
