import type { Span } from '../../lowering/builder.ts';
import { NextMatch } from '../search.ts';
import { beforeLine, readAccessible, readDirection, readEnd, readSubgraph } from './blocks.ts';
import { code, isLineEnd, isSpace } from './characters.ts';
import { beforeSpace, type FoundLink, LinkEnds } from './links.ts';
import { FlowScanner } from './scanner.ts';
import type { Brackets, FlowStatement, FlowText, LinkMention, Misfit, NodeMention } from './statements.ts';
import { readClass, readClick, readLinkStyle, readStyle, type StatementReader } from './styling.ts';
import { TextReader, type TextResult } from './texts.ts';

/** How each bracket that may follow an id is opened, longest first, and what ends its text. */
const openings: readonly (readonly [opening: string, brackets: Brackets, ...closers: string[]])[] = [
  ['(((', '((()))', ')))'],
  ['([', '([])', '])'],
  ['[[', '[[]]', ']]'],
  ['[(', '[()]', ')]'],
  ['((', '(())', ')', ')'],
  ['{{', '{{}}', '}', '}'],
  ['[', '[]', ']'],
  ['(', '()', ')'],
  ['{', '{}', '}'],
  ['>', '>]', ']'],
];

/**
 * Reads the statements of a flowchart one by one. The grammar is that of Mermaid 12 (flow.jison), read without
 * recursion: `subgraph` and `end` are statements, and whoever asks for them pairs them. What cannot be read is a
 * statement too, and the next line goes on.
 */
export class FlowParser implements StatementReader {
  readonly scanner: FlowScanner;
  readonly texts: TextReader;
  readonly #text: string;
  readonly #links: LinkEnds;
  readonly #data: NextMatch;
  readonly #quotes: NextMatch;
  readonly #closes: NextMatch;
  /** Why the statement at hand cannot be read. */
  #misfit: Misfit | undefined;

  constructor(text: string, from: number) {
    this.#text = text;
    this.scanner = new FlowScanner(text);
    this.texts = new TextReader(text);
    this.#links = new LinkEnds(text);
    this.#data = new NextMatch(text, /["}^]/);
    this.#quotes = new NextMatch(text, /"/);
    this.#closes = new NextMatch(text, /\}/);
    this.scanner.moveTo(from);
  }

  /** The next statement; undefined where the text is over. */
  next(): FlowStatement | undefined {
    const { scanner } = this;
    while (scanner.is('newline') || scanner.is('space') || scanner.is('semicolon')) scanner.next();
    if (scanner.is('end-of-text')) return undefined;
    this.#misfit = undefined;
    // A link takes the line breaks before it, too; the statement begins at its sign.
    const start = scanner.link?.start ?? scanner.start;
    const statement = this.#statement(start);
    if (statement && !this.#misfit) return statement;
    return this.#recover(start, this.#misfit ?? this.#unexpected());
  }

  fail(misfit: Misfit): undefined {
    this.#misfit ??= misfit;
    return undefined;
  }

  failHere(reason: Misfit['reason']): undefined {
    return this.fail({ reason, start: this.scanner.start, end: this.scanner.end });
  }

  id(reason: Misfit['reason'] = 'unexpected'): Span | undefined {
    const { scanner } = this;
    if (!scanner.isId) return reason === 'unexpected' ? this.fail(this.#unexpected()) : this.failHere(reason);
    const start = scanner.start;
    let end = scanner.end;
    scanner.next();
    while (scanner.isId) {
      end = scanner.end;
      scanner.next();
    }
    return { start, end };
  }

  space(reason: Misfit['reason']): true | undefined {
    if (!this.scanner.is('space')) return this.failHere(reason);
    this.scanner.next();
    return true;
  }

  get atSeparator(): boolean {
    const { kind } = this.scanner;
    return kind === 'newline' || kind === 'semicolon' || kind === 'end-of-text';
  }

  #statement(start: number): FlowStatement | undefined {
    const { scanner } = this;
    switch (scanner.kind) {
      case 'subgraph':
        return readSubgraph(this, start);
      case 'end':
        return readEnd(this, start);
      case 'direction':
        return readDirection(this, start);
      case 'title':
      case 'description':
      case 'description-block':
        return readAccessible(this, start, this.#closes);
      case 'style':
        return readStyle(this, start);
      case 'linkStyle':
        return readLinkStyle(this, start);
      case 'classDef':
      case 'class':
        return readClass(this, start);
      case 'click':
        return readClick(this, start);
      default:
        return this.#chain(start);
    }
  }

  /** Goes on after a misfit: at the line after it, or where a line begins that it runs into. */
  #recover(start: number, misfit: Misfit): FlowStatement {
    const { scanner } = this;
    const from = Math.max(start, misfit.opening?.start ?? misfit.start);
    if (this.#text.charCodeAt(from) === code.semicolon && from > start) scanner.moveTo(from);
    else scanner.moveTo(from > start && this.#beginsLine(start, from) ? from : scanner.lineEnd(from));
    return { type: 'misfit', start, end: Math.max(start, misfit.end), misfit };
  }

  #beginsLine(start: number, at: number): boolean {
    const before = beforeLine(this.#text, at);
    return before > start || (isLineEnd(this.#text.charCodeAt(at)) && at > start);
  }

  #unexpected(): Misfit {
    const { kind, end, link } = this.scanner;
    const start = link?.start ?? this.scanner.start;
    if (kind === 'unknown') return { reason: 'unknown-character', start, end };
    if (kind === 'entity') return { reason: 'entity', start, end };
    if (kind === 'link-id') return { reason: 'unquoted-at', start, end };
    const reserved = ['end', 'subgraph', 'style', 'linkStyle', 'classDef', 'class', 'graph', 'interpolate', 'href'];
    const more = ['call', 'click', 'target'];
    const spoken = end - (end - beforeSpace(this.#text, start, end));
    if (reserved.includes(kind) || more.includes(kind)) return { reason: 'reserved', start, end: spoken };
    return { reason: 'unexpected', start, end: Math.max(spoken, Math.min(start + 1, this.#text.length)) };
  }

  #chain(start: number): FlowStatement | undefined {
    const { scanner } = this;
    const first = this.#group();
    if (!first) return undefined;
    const groups = [first];
    const links: LinkMention[] = [];
    for (;;) {
      const end = groups.at(-1)!.at(-1)!.end;
      let spaced = false;
      if (scanner.is('space')) {
        spaced = true;
        scanner.next();
      }
      if (this.atSeparator) return { type: 'chain', start, end, groups, links };
      if (!scanner.is('link') && !scanner.is('link-start') && !scanner.is('link-id')) {
        return this.fail(this.#afterNode(spaced, end));
      }
      const link = this.#link();
      if (!link) return undefined;
      if (!scanner.isId) return this.#noTarget(link);
      const group = this.#group();
      if (!group) return undefined;
      links.push(link);
      groups.push(group);
    }
  }

  #noTarget(link: LinkMention): undefined {
    const { scanner } = this;
    const over = this.atSeparator || beforeLine(this.#text, scanner.start) > link.end;
    if (!over) return this.fail(this.#unexpected());
    // Where reading goes on must not be before what stands on the next line.
    this.fail({ reason: 'no-target', start: link.start, end: link.end });
    return undefined;
  }

  #afterNode(spaced: boolean, end: number): Misfit {
    const { scanner } = this;
    const found = this.#unexpected();
    const sign = this.#text.charCodeAt(scanner.start);
    if (spaced && scanner.is('data'))
      return { ...found, reason: 'space-before-data', inside: { start: end, end: scanner.start } };
    if (spaced && (sign === code.open || sign === code.openSquare || sign === code.openCurly)) {
      return { ...found, reason: 'space-before-text', inside: { start: end, end: scanner.start } };
    }
    return scanner.isId || scanner.is('subgraph') ? { ...found, reason: 'same-line' } : found;
  }

  /** `A & B`: nodes that a link begins or ends at together. */
  #group(): NodeMention[] | undefined {
    const { scanner } = this;
    const nodes: NodeMention[] = [];
    for (;;) {
      const node = this.#node();
      if (!node) return undefined;
      nodes.push(node);
      if (!scanner.is('space')) return nodes;
      const { end } = scanner;
      if (this.#text.charCodeAt(end) !== code.and || !isSpace(this.#text.charCodeAt(end + 1))) return nodes;
      scanner.next();
      if (!scanner.is('and')) return nodes;
      scanner.next();
      if (!this.space('unexpected')) return undefined;
    }
  }

  #node(): NodeMention | undefined {
    const { scanner } = this;
    const name = this.id();
    if (!name) return undefined;
    const id = this.#text.slice(name.start, name.end);
    let { end } = name;
    let brackets: Brackets | undefined;
    let text: FlowText | undefined;
    if (scanner.is('bracket')) {
      const shaped = this.#shape(scanner.start);
      if (!shaped) return undefined;
      ({ brackets, text, end } = shaped);
      scanner.moveTo(end);
    }
    if (scanner.is('style-separator')) {
      scanner.next();
      if (!this.id('class')) return undefined;
    }
    if (!scanner.is('data')) return { start: name.start, end, id, ...(brackets ? { brackets, text: text! } : {}) };
    const data = this.#shapeData();
    if (!data) return undefined;
    return { start: name.start, end: data.end + 1, id, ...(brackets ? { brackets, text: text! } : {}), data };
  }

  #shape(at: number): { brackets: Brackets; text: FlowText; end: number } | undefined {
    const text = this.#text;
    const slash = text.charCodeAt(at + 1);
    if (text.charCodeAt(at) === code.openSquare && (slash === code.slash || slash === code.backslash)) {
      const read = this.texts.slanted({ start: at, end: at + 2 });
      if ('misfit' in read) return this.fail(read.misfit);
      const brackets = `[${slash === code.slash ? '/' : '\\'}${(read as { close: string }).close}]` as Brackets;
      return { brackets, text: read.text, end: read.end };
    }
    if (text.startsWith('(-', at)) return this.#shaped('(--)', this.texts.ellipse({ start: at, end: at + 2 }));
    if (text.startsWith('[|', at)) return this.#withProperties(at);
    for (const [opening, brackets, ...closers] of openings) {
      if (!text.startsWith(opening, at)) continue;
      return this.#shaped(brackets, this.texts.until(closers, { start: at, end: at + opening.length }));
    }
    return this.fail(this.#unexpected());
  }

  #shaped(brackets: Brackets, read: TextResult): { brackets: Brackets; text: FlowText; end: number } | undefined {
    return 'misfit' in read ? this.fail(read.misfit) : { brackets, text: read.text, end: read.end };
  }

  /** `A[|field:value|text]`. */
  #withProperties(at: number): { brackets: Brackets; text: FlowText; end: number } | undefined {
    const { scanner } = this;
    scanner.moveTo(at + 2);
    for (const kind of ['name', 'colon', 'name'] as const) {
      if (!scanner.is(kind)) return this.fail(this.#unexpected());
      scanner.next();
    }
    if (this.#text.charCodeAt(scanner.start) !== code.pipe) return this.fail(this.#unexpected());
    return this.#shaped('[|]', this.texts.until([']'], { start: at, end: scanner.start + 1 }));
  }

  /** The inside of `@{ … }`, whose quotes may hold anything. */
  #shapeData(): Span | undefined {
    const { scanner } = this;
    const text = this.#text;
    const opening = { start: scanner.start, end: scanner.end };
    let at = scanner.end;
    for (;;) {
      const stop = this.#data.at(at);
      const sign = text.charCodeAt(stop);
      if (sign === code.closeCurly) {
        scanner.moveTo(stop + 1);
        return { start: opening.end, end: stop };
      }
      if (sign === code.caret) return this.fail({ reason: 'caret', start: stop, end: stop + 1 });
      const close = sign === code.quote ? this.#quotes.at(stop + 1) : text.length;
      if (close >= text.length) return this.fail({ reason: 'unclosed', ...opening, opening });
      at = close + 1;
    }
  }

  #link(): LinkMention | undefined {
    const { scanner } = this;
    let id: string | undefined;
    let start: number | undefined;
    if (scanner.is('link-id')) {
      id = this.#text.slice(scanner.start, scanner.end - 1);
      start = scanner.start;
      scanner.next();
    }
    const named = id === undefined ? {} : { id: id.replace('@', '') };
    const left = scanner.link;
    if (!left) return this.fail(this.#unexpected());
    if (left.opens) return this.#linkWithText(left, start ?? left.start, named);
    scanner.next();
    const plain = { start: start ?? left.start, end: left.end, left, ...named };
    if (this.#text.charCodeAt(scanner.start) !== code.pipe) return plain;
    const read = this.texts.until(['|'], { start: scanner.start, end: scanner.start + 1 });
    if ('misfit' in read) return this.fail(read.misfit);
    scanner.moveTo(read.end);
    if (scanner.is('space')) scanner.next();
    return { ...plain, end: read.end, text: read.text };
  }

  /** `-- text -->`. */
  #linkWithText(left: FoundLink, start: number, named: { readonly id?: string }): LinkMention | undefined {
    const { scanner } = this;
    const text = this.#text;
    const from = scanner.end;
    const opening = { start: left.start, end: left.end };
    const quoted = this.texts.quoted(from);
    if (quoted && 'misfit' in quoted) return this.fail({ ...quoted.misfit, opening });
    const right = this.#links.find(left.line, quoted ? quoted.end : from);
    if (!right) return this.fail({ reason: 'link-text', ...opening, opening });
    const end = beforeSpace(text, from, right.start);
    const inner: FlowText = quoted ? quoted.text : { kind: 'plain', start: from, end };
    if (quoted ? quoted.end < end : end === from || this.#quotes.at(from) < end) {
      return this.fail({ reason: end === from ? 'link-text' : 'quote-in-text', ...opening, opening });
    }
    scanner.moveTo(scanner.afterSpace(right.end));
    return { start, end: right.end, left, right, text: inner, ...named };
  }
}
