import type { StateKind } from '#model';
import type { Span } from '../../lowering/builder.ts';
import { NextMatch } from '../search.ts';
import type { StateMention, StateMisfit, StateStatement } from './statements.ts';

/** Sticky patterns, tried at one place only. */
const sameLineSpace = /[^\S\r\n]+/y;
const anySpace = /\s+/y;
const comment = /(?:#(?!\w+;)|%%(?!\{))[^\r\n]*/y;
const keyword =
  /(?:click|href|default|scale\s|accTitle\s*:|accDescr\s*[:{]|classDef\s|class\s|style\s|state\s|note\s|stateDiagram(?:-v2)?\s|hide empty description)(?!(?<=\w)\w)/iy;
const name = /[^:\s\-{]+/y;
/** An entity (`#59;`) neither ends a text nor begins a comment. */
const label = /:(?:#\w+;|[^:\r\n;]|:[^:\r\n;])+/y;
const severalWords = /\w+\s+\w+[^\r\n{]*\{/y;
const markers = /<<(fork|join|choice)>>|\[\[(fork|join|choice)\]\]/gi;

/**
 * Reads the statements of a state diagram one by one, as Mermaid 12 does (stateDiagram.jison): most need no line of
 * their own, and inside of a composite state fewer words are keywords. Without recursion: a composite state is opened
 * by one statement and closed by another.
 */
export class StateParser {
  readonly #text: string;
  readonly #directions: NextMatch | undefined;
  readonly #lineEnds: NextMatch;
  readonly #noteEnds: NextMatch;
  readonly #quotes: NextMatch;
  readonly #braces: NextMatch;
  #at: number;
  #depth = 0;
  /** Statements that were read together with one before. */
  readonly #waiting: StateStatement[] = [];

  constructor(text: string, from: number) {
    this.#text = text;
    this.#at = from;
    this.#lineEnds = new NextMatch(text, /[\r\n]/);
    this.#noteEnds = new NextMatch(text, /[\r\n][^\S\r\n]*end note\b/i);
    this.#quotes = new NextMatch(text, /"/);
    this.#braces = new NextMatch(text, /\}/);
    this.#directions = /direction/i.test(text) ? new NextMatch(text, /direction\s+(?:TB|BT|RL|LR)/i) : undefined;
  }

  next(): StateStatement | undefined {
    const waiting = this.#waiting.shift();
    if (waiting) return waiting;
    while (this.#take(anySpace) || this.#take(comment));
    if (this.#at >= this.#text.length) return undefined;
    const start = this.#at;
    const statement = this.#statement(start);
    if (statement.type === 'misfit') {
      // A note or name without end begins on this line; all else goes on after the place where reading stopped.
      this.#at = this.#lineEnd(Math.max(start, statement.misfit.start));
    }
    return statement;
  }

  #take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    const match = pattern.exec(this.#text);
    if (!match) return undefined;
    this.#at = pattern.lastIndex;
    return match[0];
  }

  #lineEnd(from: number): number {
    return this.#lineEnds.at(from);
  }

  #misfit(reason: StateMisfit['reason'], start: number, at: Span): StateStatement {
    return { type: 'misfit', start, end: Math.max(start, at.end), misfit: { ...at, reason } };
  }

  #here(): Span {
    return { start: this.#at, end: Math.min(this.#at + 1, this.#text.length) };
  }

  #statement(start: number): StateStatement {
    const text = this.#text;
    const first = text[start]!;
    // A quote without its like begins a name.
    if (this.#depth === 0 && first === '"' && this.#quotes.at(start + 1) < text.length)
      return this.#misfit('quote', start, this.#here());
    const direction = this.#direction(start);
    if (direction) return direction;
    if (first === '}' && this.#depth > 0) {
      this.#depth -= 1;
      this.#at += 1;
      return { type: 'close', start, end: this.#at };
    }
    keyword.lastIndex = start;
    const word = keyword.exec(text)?.[0].toLowerCase().trim();
    if (word !== undefined) {
      const read = this.#keyword(word, start);
      if (read) return read;
    }
    if (this.#depth > 0 && text.startsWith('--', start) && text[start + 2] !== '>') {
      this.#at += 2;
      return { type: 'divider', start, end: this.#at };
    }
    return this.#transition(start);
  }

  #direction(start: number): StateStatement | undefined {
    if (!this.#directions) return undefined;
    const found = this.#directions.at(start);
    if (found >= this.#text.length || found > this.#lineEnd(start)) return undefined;
    // Inside of a composite state other keywords come first.
    keyword.lastIndex = start;
    if (this.#depth > 0 && keyword.test(this.#text)) return undefined;
    const { end: after } = this.#directions;
    const end = this.#lineEnd(after);
    this.#at = end;
    return { type: 'direction', start, end, direction: this.#text.slice(after - 2, after).toUpperCase() };
  }

  #keyword(word: string, start: number): StateStatement | undefined {
    const inside = this.#depth > 0;
    const skip = (length: number) => {
      this.#at = start + length;
    };
    switch (word) {
      case 'state':
        skip(5);
        return this.#declaration(start);
      case 'note':
        skip(4);
        return this.#note(start);
      case 'class':
        skip(5);
        return this.#styled(start, 'class', /\s*(\w+(?:,\s*\w+)*)/y);
      case 'style':
        skip(5);
        return this.#styled(start, 'style', /\s*([\w,]+)\s+/y);
      case 'classdef':
        skip(8);
        return this.#styled(start, 'classDef', /\s*(\w+)\s+/y);
    }
    if (inside) return undefined;
    const place = { start, end: start + word.length };
    switch (word) {
      case 'default':
      case 'href':
        return this.#misfit('reserved', start, place);
      case 'statediagram':
      case 'statediagram-v2':
        return this.#misfit('header', start, place);
      case 'click':
        skip(5);
        return this.#click(start);
      case 'scale': {
        skip(5);
        const size = /\s+\d+\s+width\b/iy;
        return this.#take(size) === undefined
          ? this.#misfit('scale', start, place)
          : { type: 'other', start, end: this.#at };
      }
      case 'hide empty description':
        skip(word.length);
        return { type: 'other', start, end: this.#at };
      default:
        return this.#accessible(start, word);
    }
  }

  #accessible(start: number, head: string): StateStatement {
    this.#at = start + head.length;
    if (!head.endsWith('{')) {
      this.#take(anySpace);
      this.#at = this.#lineEnd(this.#at);
      return { type: 'other', start, end: this.#at };
    }
    const close = this.#braces.at(this.#at);
    if (close >= this.#text.length) return this.#misfit('unclosed', start, { start, end: start + head.length });
    this.#at = close + 1;
    return { type: 'other', start, end: this.#at };
  }

  #styled(start: number, reason: 'class' | 'style' | 'classDef', pattern: RegExp): StateStatement {
    pattern.lastIndex = this.#at;
    const match = pattern.exec(this.#text);
    if (!match) return this.#misfit(reason, start, { start, end: this.#lineEnd(start) });
    const from = pattern.lastIndex - match[0].trimStart().length;
    const end = this.#lineEnd(Math.max(start, pattern.lastIndex));
    this.#at = end;
    const targets = { start: from, end: from + match[1]!.length };
    return { type: 'other', start, end, ...(reason === 'classDef' ? {} : { targets }) };
  }

  #click(start: number): StateStatement {
    this.#take(sameLineSpace);
    const id = this.#mention();
    const pattern = /[^\S\r\n]*(?:"[^"\r\n]*"[^\S\r\n]*"[^"\r\n]*"|href\s+"[^"\r\n]*")[^\S\r\n]*(?=[\r\n]|$)/iy;
    if (!id || this.#take(pattern) === undefined)
      return this.#misfit('click', start, { start, end: this.#lineEnd(start) });
    return { type: 'other', start, end: this.#at };
  }

  /** A name or `[*]`, and perhaps a class. */
  #mention(): StateMention | undefined {
    const start = this.#at;
    let id: string;
    if (this.#text.startsWith('[*]', start)) {
      this.#at += 3;
      id = '[*]';
    } else {
      const found = this.#take(name);
      if (found === undefined) return undefined;
      // A comment ends a name.
      const hidden = found.indexOf('%%');
      id = hidden > 0 ? found.slice(0, hidden) : found;
      this.#at = start + id.length;
    }
    const end = this.#at;
    this.#gap();
    if (this.#text.startsWith(':::', this.#at)) {
      this.#at += 3;
      this.#gap();
      if (this.#take(name) === undefined) this.#at = end;
    }
    return { id, start, end };
  }

  /** White space between the parts of a statement: line breaks count only after other white space, or in a composite. */
  #gap(broken = false): void {
    if (this.#depth > 0) while (this.#take(anySpace) || this.#take(comment));
    else if (this.#take(sameLineSpace) !== undefined) {
      // The official lexer then takes line breaks for white space, too.
      const before = this.#at;
      this.#take(anySpace);
      if (!broken && !this.#text.startsWith('-->', this.#at) && this.#text[this.#at] !== ':') this.#at = before;
    }
  }

  #transition(start: number): StateStatement {
    const from = this.#mention();
    if (!from) return this.#misfit('unexpected', start, this.#here());
    if (from.id === '}') return { type: 'warned', start, end: from.end, warning: 'brace', at: from };
    this.#gap();
    if (!this.#text.startsWith('-->', this.#at)) return this.#described(start, from);
    const arrow = { start: this.#at, end: this.#at + 3 };
    this.#at += 3;
    this.#gap(true);
    keyword.lastIndex = this.#at;
    const word = keyword.exec(this.#text)?.[0];
    if (word !== undefined && (this.#depth === 0 || /^(?:state|note|class|style|classDef)\s/i.test(word))) {
      return this.#misfit('reserved', start, { start: this.#at, end: this.#at + word.trimEnd().length });
    }
    const to = this.#mention();
    if (!to) return this.#misfit('no-target', start, this.#isLineEnd() ? arrow : this.#here());
    this.#gap();
    const text = this.#label();
    if (text === 'empty') return this.#misfit('empty-text', start, this.#here());
    const end = text ? text.end : to.end;
    if (isOdd(to.id)) this.#waiting.push({ type: 'warned', start, end, warning: 'odd-id', at: to });
    return { type: 'transition', start, end, from, to, ...(text ? { label: text } : {}) };
  }

  #described(start: number, state: StateMention): StateStatement {
    const description = this.#label();
    if (description === 'empty') return this.#misfit('empty-text', start, this.#here());
    const { id } = state;
    // What can follow no statement cannot follow this one either.
    const rest = this.#text[this.#at];
    if (!description && rest === '-' && !(this.#depth > 0 && this.#text.startsWith('--', this.#at))) {
      return this.#misfit('unexpected', start, this.#here());
    }
    if (!description && rest === '{') return this.#misfit('unexpected', start, this.#here());
    if (isOdd(id)) this.#waiting.push({ type: 'warned', start, end: state.end, warning: 'odd-id', at: state });
    return { type: 'state', start, end: description?.end ?? state.end, state, ...(description ? { description } : {}) };
  }

  #isLineEnd(): boolean {
    const sign = this.#text[this.#at];
    return sign === undefined || sign === '\n' || sign === '\r';
  }

  /** `: text`, without its colon. */
  #label(): Span | 'empty' | undefined {
    const start = this.#at;
    if (this.#text[start] !== ':') return undefined;
    const found = this.#take(label);
    return found === undefined ? 'empty' : { start: start + 1, end: start + found.trimEnd().length };
  }

  #declaration(start: number): StateStatement {
    while (this.#take(anySpace) || this.#take(comment));
    const lineEnd = this.#lineEnd(this.#at);
    const marked = this.#marked(start, lineEnd);
    if (marked) return marked;
    if (this.#text[this.#at] === '"') return this.#aliased(start, lineEnd);
    severalWords.lastIndex = this.#at;
    const several = severalWords.exec(this.#text);
    if (several) {
      return this.#misfit('several-words', start, { start: this.#at, end: this.#at + several[0].length });
    }
    return this.#words(start, lineEnd);
  }

  /** `state id <<choice>>`. */
  #marked(start: number, lineEnd: number): StateStatement | undefined {
    const line = this.#text.slice(this.#at, lineEnd);
    if (!line.includes('<<') && !line.includes('[[')) return undefined;
    const last = [...line.matchAll(markers)].at(-1);
    if (!last) return undefined;
    const from = this.#at;
    this.#at = from + last.index + last[0].length;
    const kind = (last[1] ?? last[2]!).toLowerCase() as StateKind;
    const written = line.slice(0, last.index).trim();
    const aliased = /^"([^"]*)"\s+as\s+(\S+)$/i.exec(written);
    const end = this.#at;
    if (!aliased) {
      const state = { id: written, start: from, end: from + written.length };
      return { type: 'declaration', start, end, state, labels: [], kind, opens: false };
    }
    const id = aliased[2]!;
    const state = { id, start: from + written.length - id.length, end: from + written.length };
    const labels = [{ start: from + 1, end: from + 1 + aliased[1]!.length }];
    return { type: 'declaration', start, end, state, labels, kind, opens: false };
  }

  /** `state "label" as id`, perhaps with `: description` or `{`. */
  #aliased(start: number, lineEnd: number): StateStatement {
    const quote = { start: this.#at, end: this.#at + 1 };
    const close = this.#quotes.at(quote.end);
    if (close >= this.#text.length || close === quote.end) return this.#misfit('unclosed', start, quote);
    const first = { start: quote.end, end: close };
    this.#at = close + 1;
    const as = /\s*as\s+([^\r\n{]*)/iy;
    const match = this.#take(as);
    if (match === undefined) {
      return this.#misfit('no-alias', start, {
        start: quote.start,
        end: Math.min(close + 1, Math.max(close, lineEnd) + 1),
      });
    }
    const written = match.replace(/^\s*as\s+/i, '');
    const from = this.#at - written.length;
    const hidden = written.indexOf('%%');
    const shown = hidden < 0 ? written : written.slice(0, hidden);
    const colon = shown.indexOf(':');
    const id = (colon < 0 ? shown : shown.slice(0, colon)).trim();
    const state = { id, start: from, end: from + id.length };
    const labels: Span[] = [first];
    if (colon >= 0) {
      const text = shown.slice(colon + 1).split(':')[0]!;
      if (text !== '') labels.push({ start: from + colon + 1, end: from + colon + 1 + text.length });
    }
    return this.#opened(start, state, labels, state.end);
  }

  #opened(start: number, state: StateMention, labels: readonly Span[], end: number): StateStatement {
    const after = /[^\S\r\n]*(?:\r\n?|\n)?[^\S\r\n]*\{/y;
    after.lastIndex = this.#at;
    const opens =
      after.test(this.#text) && (this.#depth === 0 || !/[\r\n]/.test(this.#text.slice(this.#at, after.lastIndex)));
    if (opens) {
      this.#at = after.lastIndex;
      this.#depth += 1;
    }
    return { type: 'declaration', start, end: opens ? this.#at : end, state, labels, opens };
  }

  /** Bare words: the last one before `{` is a composite state; all others Mermaid passes over. */
  #words(start: number, lineEnd: number): StateStatement {
    const words: StateMention[] = [];
    const word = /[^\s{]+/y;
    for (;;) {
      this.#take(sameLineSpace);
      if (this.#take(comment) !== undefined) continue;
      const from = this.#at;
      const found = this.#take(word);
      if (found === undefined) break;
      if (/^as$/i.test(found) && words.length > 0) {
        return this.#misfit('alias-order', start, { start: words[0]!.start, end: this.#lineEnd(from) });
      }
      words.push({ id: found, start: from, end: this.#at });
    }
    const last = words.at(-1);
    if (!last) return this.#misfit('unexpected', start, { start, end: start + 5 });
    const opened = this.#opened(start, bare(last), [], last.end);
    const first = words[0]!;
    if (words.length === 1 || (opened.type === 'declaration' && opened.opens)) return opened;
    return this.#passedOver(start, lineEnd, bare(first), words);
  }

  #passedOver(start: number, lineEnd: number, state: StateMention, words: readonly StateMention[]): StateStatement {
    const second = words[1]!;
    const end = words.at(-1)!.end;
    const warned = (warning: 'ignored-words' | 'ignored-description' | 'unknown-kind', at: Span) => {
      this.#waiting.push({ type: 'warned', start, end, warning, at });
    };
    const kind = /^<<(.+)>>$/.exec(second.id)?.[1]?.toLowerCase();
    if (kind !== undefined) {
      warned('unknown-kind', second);
      const known = kindsOfPlantuml[kind];
      return { type: 'declaration', start, end, state, labels: [], opens: false, ...(known ? { kind: known } : {}) };
    }
    const colon = this.#text.indexOf(':', state.end);
    if (second.id.startsWith(':') || state.id.endsWith(':')) {
      warned('ignored-description', { start, end: lineEnd });
      const label = { start: colon + 1, end };
      return { type: 'declaration', start, end, state: bare(state), labels: colon < 0 ? [] : [label], opens: false };
    }
    warned('ignored-words', { start: second.start, end });
    return { type: 'declaration', start, end, state, labels: [], opens: false };
  }

  #note(start: number): StateStatement {
    this.#take(anySpace);
    const place = { start, end: this.#lineEnd(start) };
    if (this.#text[this.#at] === '"') return this.#floatingNote(start, place);
    const side = /(?:left|right) of\b/iy;
    if (this.#take(side) === undefined) return this.#misfit('note', start, place);
    this.#take(anySpace);
    const from = this.#at;
    const target = /[^:\s-]+/y;
    const id = this.#take(target);
    if (id === undefined) return this.#misfit('note', start, place);
    const of = { id, start: from, end: this.#at };
    const oneLine = /\s*:(?:#\w+;|[^:\r\n;])+/y;
    const text = this.#take(oneLine);
    if (text !== undefined) {
      const span = { start: this.#at - text.trimStart().length + 1, end: this.#at };
      return {
        type: 'note',
        start,
        end: span.start + this.#text.slice(span.start, span.end).trimEnd().length,
        of,
        text: span,
      };
    }
    const close = this.#noteEnds.at(this.#at);
    if (close >= this.#text.length) return this.#misfit('note-text', start, place);
    const span = { start: this.#at, end: close };
    this.#at = this.#noteEnds.end;
    return { type: 'note', start, end: this.#at, of, text: span };
  }

  #floatingNote(start: number, place: Span): StateStatement {
    const from = this.#at + 1;
    const close = this.#quotes.at(from);
    if (close >= this.#text.length || close === from) return this.#misfit('note', start, place);
    this.#at = close + 1;
    const as = /\s*as[^\S\r\n]*[^\r\n]*/iy;
    if (this.#take(as) === undefined) return this.#misfit('note', start, place);
    return { type: 'note', start, end: this.#at, text: { start: from, end: close } };
  }
}

/** Names that nobody means: signs alone, or a word with the semicolon that was to end the statement. */
function isOdd(id: string): boolean {
  return id.endsWith(';') || (id !== '[*]' && !/[\p{L}\p{N}]/u.test(id));
}

/** A name without the class that may hang on it. */
function bare({ id, start, end }: StateMention): StateMention {
  const at = id.search(/:/);
  return at <= 0 ? { id, start, end } : { id: id.slice(0, at), start, end: start + at };
}

/** Kinds that PlantUML knows and Mermaid draws as plain states. */
const kindsOfPlantuml: Readonly<Record<string, StateKind>> = {
  ...{ history: 'history', 'history*': 'deep-history', start: 'initial', end: 'final', entrypoint: 'entry-point' },
  ...{ exitpoint: 'exit-point', inputpin: 'input-pin', outputpin: 'output-pin' },
  ...{ expansioninput: 'expansion-input', expansionoutput: 'expansion-output' },
};
