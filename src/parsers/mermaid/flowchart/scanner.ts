import { NextMatch } from '../search.ts';
import { code, isDigit, isLetter, isLineEnd, isNameCode, isSpace, isWordCode } from './characters.ts';
import { type FoundLink, findLink } from './links.ts';

/**
 * Kinds of tokens outside of texts. `name`, `number`, `default`, `comma`, `colon`, `and`, `star`, `hash`, `down` and
 * `minus` make up ids; keywords are such wherever a token begins, also amid an id (`übersubgraph` is none, `ü` and
 * `bersubgraph` are its tokens). `unknown` is a character that Mermaid cannot read here.
 */
export type TokenKind =
  | ('end-of-text' | 'newline' | 'space' | 'semicolon' | 'name' | 'number' | 'default' | 'comma' | 'colon' | 'and')
  | ('star' | 'hash' | 'down' | 'minus' | 'link' | 'link-start' | 'link-id' | 'style-separator' | 'data' | 'quote')
  | ('bracket' | 'less' | 'up' | 'separator' | 'title' | 'description' | 'description-block' | 'call' | 'click')
  | ('style' | 'linkStyle' | 'interpolate' | 'classDef' | 'class' | 'href' | 'graph' | 'subgraph' | 'end' | 'target')
  | ('direction' | 'entity' | 'unknown');

type Keyword = readonly [word: string, kind: TokenKind, after: 'boundary' | 'space'];

/** By first letter, in the official order. */
const keywords: Readonly<Record<string, readonly Keyword[]>> = {
  c: [
    ['call', 'call', 'space'],
    ['classDef', 'classDef', 'boundary'],
    ['class', 'class', 'boundary'],
    ['click', 'click', 'space'],
  ],
  d: [['default', 'default', 'boundary']],
  e: [['end', 'end', 'boundary']],
  f: [
    ['flowchart-elk', 'graph', 'boundary'],
    ['flowchart', 'graph', 'boundary'],
  ],
  g: [['graph', 'graph', 'boundary']],
  h: [['href', 'href', 'space']],
  i: [['interpolate', 'interpolate', 'boundary']],
  l: [['linkStyle', 'linkStyle', 'boundary']],
  s: [
    ['style', 'style', 'boundary'],
    ['swimlane-beta', 'graph', 'boundary'],
    ['subgraph', 'subgraph', 'boundary'],
  ],
  _: [
    ['_self', 'target', 'boundary'],
    ['_blank', 'target', 'boundary'],
    ['_parent', 'target', 'boundary'],
    ['_top', 'target', 'boundary'],
  ],
};
const byCode: (readonly Keyword[] | undefined)[] = [];
for (const [letter, words] of Object.entries(keywords)) byCode[letter.charCodeAt(0)] = words;

const idKinds: ReadonlySet<TokenKind> = new Set<TokenKind>([
  ...(['name', 'number', 'default', 'comma', 'colon', 'and', 'star', 'hash', 'down', 'minus'] as const),
]);

/**
 * Cuts the text of a flowchart into tokens, one ahead, as the official lexer does where it is not inside a text. What a
 * token is depends on where the last one ended, so that whoever reads texts in between sets `at`.
 */
export class FlowScanner {
  readonly text: string;
  /** The token that begins at `start`. */
  kind: TokenKind = 'newline';
  start = 0;
  end = 0;
  /** Set where the token is a link or begins one. */
  link: FoundLink | undefined;
  readonly #directions: NextMatch | undefined;
  readonly #lineEnds: NextMatch;
  #spaceFrom = 0;
  #spaceEnd = -1;
  #runFrom = 0;
  #runEnd = -1;
  #runAt = -1;

  constructor(text: string) {
    this.text = text;
    this.#lineEnds = new NextMatch(text, /[\r\n]/);
    this.#directions = text.includes('direction') ? new NextMatch(text, /direction\s+(?:TB|BT|RL|LR|TD)/) : undefined;
  }

  /** Where the line that holds `from` ends, its line break excluded. */
  lineEnd(from: number): number {
    return this.#lineEnds.at(from);
  }

  /** Where the white space at `from` ends, line breaks included. */
  afterSpace(from: number): number {
    if (from < this.#spaceFrom || from > this.#spaceEnd) {
      let at = from;
      while (isSpace(this.text.charCodeAt(at))) at += 1;
      this.#spaceFrom = from;
      this.#spaceEnd = at;
    }
    return this.#spaceEnd;
  }

  is(kind: TokenKind): boolean {
    return this.kind === kind;
  }

  get isId(): boolean {
    return idKinds.has(this.kind);
  }

  /** Moves on to the token after this one. */
  next(): void {
    this.moveTo(this.end);
  }

  /** Reads the token at `at`. */
  moveTo(at: number): void {
    this.start = at;
    this.link = undefined;
    this.kind = this.#read(at);
  }

  #is(kind: TokenKind, end: number): TokenKind {
    this.end = end;
    return kind;
  }

  #read(at: number): TokenKind {
    const { text } = this;
    if (at >= text.length) return this.#is('end-of-text', at);
    const first = text.charCodeAt(at);
    if (first === code.at && text.charCodeAt(at + 1) === code.openCurly) return this.#is('data', at + 2);
    if (first === code.quote) return this.#is('quote', at + 1);
    const words = byCode[first];
    if (words !== undefined) {
      const kind = this.#keyword(at, words);
      if (kind) return kind;
    } else if (first === 97 && text.startsWith('acc', at)) {
      const kind = this.#accessible(at);
      if (kind) return kind;
    }
    if (this.#directions !== undefined) {
      const found = this.#directions.at(at);
      if (found < text.length && found <= this.lineEnd(at)) {
        return this.#is('direction', this.#lineEnds.at(this.#directions.end));
      }
    }
    const idEnd = this.#linkId(at);
    if (idEnd !== undefined) return this.#is('link-id', idEnd);
    return this.#readSign(at, first);
  }

  #readSign(at: number, first: number): TokenKind {
    const { text } = this;
    if (isDigit(first)) {
      let end = at + 1;
      while (isDigit(text.charCodeAt(end))) end += 1;
      return this.#is('number', end);
    }
    switch (first) {
      case code.hash: {
        const entity = this.#entityEnd(at);
        return entity === undefined ? this.#is('hash', at + 1) : this.#is('entity', entity);
      }
      case code.colon:
        return text.startsWith(':::', at) ? this.#is('style-separator', at + 3) : this.#is('colon', at + 1);
      case code.and:
        return this.#is('and', at + 1);
      case code.semicolon:
        return this.#is('semicolon', at + 1);
      case code.comma:
        return this.#is('comma', at + 1);
      case code.star:
        return this.#is('star', at + 1);
    }
    if (isSpace(first)) return this.#readSpace(at);
    const link = this.#readLink(at, at);
    if (link) return link;
    switch (first) {
      case code.open:
      case code.openSquare:
      case code.openCurly:
      case code.pipe:
      case code.greater:
        return this.#is('bracket', at + 1);
      case code.less:
        return this.#is('less', at + 1);
      case code.caret:
        return this.#is('up', at + 1);
    }
    if (first === code.backslash && text.charCodeAt(at + 1) === code.pipe) return this.#is('separator', at + 2);
    if (first === code.v && !isWordCode(text.charCodeAt(at + 1))) return this.#is('down', at + 1);
    return this.#readName(at, first);
  }

  #readName(at: number, first: number): TokenKind {
    const { text } = this;
    let end = at;
    for (;;) {
      const here = text.charCodeAt(end);
      if (here === code.dash) {
        const after = text.charCodeAt(end + 1);
        if (after === code.greater || after === code.dash || after === code.dot || end + 1 >= text.length) break;
      } else if (!isNameCode(here)) break;
      else if (here === code.hash && this.#entityEnd(end) !== undefined) break;
      end += 1;
    }
    if (end > at) return this.#is('name', end);
    if (first === code.dash) return this.#is('minus', at + 1);
    if (isLetter(first)) return this.#is('name', at + 1);
    return this.#is('unknown', at + 1);
  }

  #readSpace(at: number): TokenKind {
    const { text } = this;
    const link = this.#readLink(at, this.afterSpace(at));
    if (link) return link;
    let end = at;
    if (isLineEnd(text.charCodeAt(at))) {
      while (isLineEnd(text.charCodeAt(end))) end += 1;
      return this.#is('newline', end);
    }
    while (end < this.#spaceEnd && !isLineEnd(text.charCodeAt(end))) end += 1;
    return this.#is('space', end);
  }

  /** A link takes the white space on both of its sides, line breaks included. */
  #readLink(start: number, sign: number): TokenKind | undefined {
    const link = findLink(this.text, sign);
    if (!link) return undefined;
    this.link = link;
    this.start = start;
    return this.#is(link.opens ? 'link-start' : 'link', this.afterSpace(link.end));
  }

  #keyword(at: number, words: readonly Keyword[]): TokenKind | undefined {
    for (const [word, kind, after] of words) {
      if (!this.text.startsWith(word, at)) continue;
      const end = at + word.length;
      const next = this.text.charCodeAt(end);
      if (after === 'space' ? !isSpace(next) : isWordCode(next)) continue;
      if (kind === 'end' || kind === 'click' || kind === 'call') return this.#is(kind, this.afterSpace(end));
      return this.#is(kind, kind === 'href' ? end + 1 : end);
    }
    return undefined;
  }

  #accessible(at: number): TokenKind | undefined {
    const { text } = this;
    const title = text.startsWith('accTitle', at);
    if (!title && !text.startsWith('accDescr', at)) return undefined;
    const sign = this.afterSpace(at + 8);
    const found = text.charCodeAt(sign);
    if (found === code.colon) return this.#is(title ? 'title' : 'description', this.afterSpace(sign + 1));
    if (found === code.openCurly && !title) return this.#is('description-block', sign + 1);
    return undefined;
  }

  /** `e1@`: up to the last `@` before the next white space or bracket that does not begin `@{`. */
  #linkId(at: number): number | undefined {
    if (at < this.#runFrom || at >= this.#runEnd) this.#findRun(at);
    return at < this.#runAt ? this.#runAt + 1 : undefined;
  }

  #findRun(at: number): void {
    const { text } = this;
    let end = at;
    let last = -1;
    for (; end < text.length; end += 1) {
      const here = text.charCodeAt(end);
      if (here === code.at) {
        const after = text.charCodeAt(end + 1);
        if (after !== code.openCurly && after !== code.quote) last = end;
      } else if (here === code.quote || here === code.pipe || isSpace(here) || isBracket(here)) break;
    }
    this.#runFrom = at;
    this.#runEnd = Math.max(end, at + 1);
    this.#runAt = last;
  }

  /** Where `#name;` ends: outside of texts Mermaid cannot read what it makes of it. */
  #entityEnd(at: number): number | undefined {
    let end = at + 1;
    while (isWordCode(this.text.charCodeAt(end))) end += 1;
    return end > at + 1 && this.text.charCodeAt(end) === code.semicolon ? end + 1 : undefined;
  }
}

function isBracket(at: number): boolean {
  return (
    at === code.open ||
    at === code.close ||
    at === code.openSquare ||
    at === code.closeSquare ||
    at === code.openCurly ||
    at === code.closeCurly
  );
}
