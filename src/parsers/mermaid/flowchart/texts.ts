import type { Span } from '../../lowering/builder.ts';
import { NextMatch } from '../search.ts';
import { code, isLineEnd, isSpace } from './characters.ts';
import type { FlowText, Misfit } from './statements.ts';

export type TextResult = { readonly text: FlowText; readonly end: number } | { readonly misfit: Misfit };

/** How a bracket or several that end a text are read: the longest the official lexer knows. */
function closerAt(text: string, at: number): string {
  const first = text[at] ?? '';
  const next = text[at + 1];
  if (first === ']') return next === ')' || next === ']' ? first + next : first;
  if (first !== ')') return first;
  if (next === ']') return ')]';
  return next === ')' && text[at + 2] === ')' ? ')))' : first;
}

/** Reads the texts of nodes, links and subgraphs: everything between brackets. */
export class TextReader {
  readonly #text: string;
  readonly #stops: NextMatch;
  readonly #slantedStops: NextMatch;
  readonly #roundStops: NextMatch;
  readonly #quotes: NextMatch;
  readonly #markdownStops: NextMatch;

  constructor(text: string) {
    this.#text = text;
    this.#stops = new NextMatch(text, /[[\](){}|"]/);
    this.#slantedStops = new NextMatch(text, /[[\](){}]|[/\\]\]/);
    this.#roundStops = new NextMatch(text, /[[\](){}]|[-/]\)/);
    this.#quotes = new NextMatch(text, /"/);
    this.#markdownStops = new NextMatch(text, /["`]/);
  }

  /** A text from `from` up to the closers, which follow each other: `]`, or `)` and `)`. */
  until(closers: readonly string[], opening: Span): TextResult {
    const from = opening.end;
    const read = this.quoted(from) ?? this.#plain(from, this.#stops.at(from), opening);
    if ('misfit' in read) return read;
    let at = read.end;
    for (const closer of closers) {
      const found = closerAt(this.#text, at);
      if (found !== closer) return this.#wrong(found, at, opening, read.text, closers.join(''));
      at += closer.length;
    }
    return { text: read.text, end: at };
  }

  /** `[/…/]` and its kin; `close` is the slash that ends it. */
  slanted(opening: Span): (TextResult & { readonly close?: '/' | '\\' }) | { readonly misfit: Misfit } {
    const from = opening.end;
    const read = this.quoted(from) ?? this.#plain(from, this.#slantedStops.at(from), opening);
    if ('misfit' in read) return read;
    const { text } = read;
    const sign = this.#text[read.end];
    if (this.#text[read.end + 1] === ']') {
      if (sign === '/') return { text, end: read.end + 2, close: '/' };
      // The official lexer takes `)]` and `]]` for `\]` as well.
      if (sign !== undefined && '\\()?=]'.includes(sign)) return { text, end: read.end + 2, close: '\\' };
    }
    return this.#wrong(sign ?? '', read.end, opening, text, '/]');
  }

  /** `(-…-)`. */
  ellipse(opening: Span): TextResult {
    const from = opening.end;
    const read = this.quoted(from) ?? this.#plain(from, this.#roundStops.at(from), opening);
    if ('misfit' in read) return read;
    const sign = this.#text[read.end];
    if ((sign === '-' || sign === '/' || sign === ')') && this.#text[read.end + 1] === ')') {
      return { text: read.text, end: read.end + 2 };
    }
    return this.#wrong(sign ?? '', read.end, opening, read.text, '-)');
  }

  /** `"text"` or "`markdown`"; undefined where no quote begins it. */
  quoted(from: number): TextResult | undefined {
    const text = this.#text;
    if (text.charCodeAt(from) !== code.quote) return undefined;
    const markdown = text.charCodeAt(from + 1) === code.backtick;
    const start = markdown ? from + 2 : from + 1;
    const end = markdown ? this.#markdownStops.at(start) : this.#quotes.at(start);
    const opening = { start: from, end: start };
    if (end >= text.length) return { misfit: { reason: 'unclosed', start: from, end: start, opening } };
    if (markdown && !(text.charCodeAt(end) === code.backtick && text.charCodeAt(end + 1) === code.quote)) {
      return { misfit: { reason: 'unclosed', start: from, end: start, opening } };
    }
    const after = markdown ? end + 2 : end + 1;
    if (end === start) return { misfit: { reason: 'empty-text', start: from, end: after } };
    return { text: { kind: markdown ? 'markdown' : 'quoted', start, end }, end: after };
  }

  #plain(from: number, stop: number, opening: Span): TextResult {
    if (stop >= this.#text.length) return { misfit: { reason: 'unclosed', ...opening, opening } };
    if (stop === from) {
      const sign = this.#text[stop]!;
      if (')]}|'.includes(sign)) return { misfit: { reason: 'empty-text', start: opening.start, end: stop + 1 } };
    }
    return { text: { kind: 'plain', start: from, end: stop }, end: stop };
  }

  #wrong(found: string, at: number, opening: Span, text: FlowText, closers: string): { readonly misfit: Misfit } {
    if (!')]}|([{"/\\'.includes(found[0] ?? ' ') && isLineEnd(found.charCodeAt(0))) {
      return { misfit: { reason: 'unclosed', ...opening, opening } };
    }
    const broken = /[\r\n]/.test(this.#text.slice(opening.start, Math.min(at, opening.start + 2000)));
    if (found === '' || (broken && text.kind === 'plain'))
      return { misfit: { reason: 'unclosed', ...opening, opening } };
    if (found === '"') {
      return { misfit: { reason: 'quote-in-text', start: at, end: at + 1, ...this.#inside(opening, closers) } };
    }
    if (text.kind !== 'plain') {
      const place = { start: at, end: at + Math.max(1, found.length) };
      if (isSpace(found.charCodeAt(0)) || !')]}|([{/\\'.includes(found[0]!)) {
        return { misfit: { reason: 'quote-in-text', ...place } };
      }
      return { misfit: { reason: 'wrong-close', ...place, opening } };
    }
    const inside = this.#inside(opening, closers);
    if (inside.inside && '([{|'.includes(found[0]!)) {
      return { misfit: { reason: 'bracket-in-text', start: at, end: at + 1, ...inside } };
    }
    if ('([{|'.includes(found[0]!)) return { misfit: { reason: 'unclosed', ...opening, opening } };
    return { misfit: { reason: 'wrong-close', start: at, end: at + found.length, opening } };
  }

  /** Where a text most likely ends on its line, brackets and all. */
  #inside(opening: Span, closers: string): { readonly inside?: Span } {
    const text = this.#text;
    let depth = 0;
    const last = Math.min(text.length, opening.end + 1000);
    for (let at = opening.end; at < last; at += 1) {
      const sign = text[at]!;
      if (sign === '\n' || sign === '\r') break;
      if (depth <= 0 && text.startsWith(closers, at)) {
        return at > opening.end ? { inside: { start: opening.end, end: at } } : {};
      }
      if ('([{'.includes(sign)) depth += 1;
      else if (')]}'.includes(sign)) depth -= 1;
    }
    return {};
  }
}
