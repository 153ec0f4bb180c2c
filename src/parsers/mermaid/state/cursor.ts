import type { Span } from '../../lowering/builder.ts';
import { NextMatch } from '../search.ts';
import type { StateMention, StateMisfit, StateStatement } from './statements.ts';

/** Sticky patterns, tried at one place only. */
export const sameLineSpace = /[^\S\r\n]+/y;
export const anySpace = /\s+/y;
export const comment = /(?:#(?!\w+;)|%%(?!\{))[^\r\n]*/y;
const name = /[^:\s\-{]+/y;
/** An entity (`#59;`) neither ends a text nor begins a comment. */
const label = /:(?:#\w+;|[^:\r\n;]|:[^:\r\n;])+/y;

/** Where reading stands in a state diagram, and the small parts that its statements are made of. */
export class StateCursor {
  readonly text: string;
  at: number;
  /** How many composite states are open. */
  depth = 0;
  readonly quotes: NextMatch;
  readonly braces: NextMatch;
  readonly noteEnds: NextMatch;
  /** Statements that were read together with one before. */
  readonly waiting: StateStatement[] = [];
  readonly #lineEnds: NextMatch;

  constructor(text: string, from: number) {
    this.text = text;
    this.at = from;
    this.#lineEnds = new NextMatch(text, /[\r\n]/);
    this.noteEnds = new NextMatch(text, /[\r\n][^\S\r\n]*end note\b/i);
    this.quotes = new NextMatch(text, /"/);
    this.braces = new NextMatch(text, /\}/);
  }

  take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at;
    const match = pattern.exec(this.text);
    if (!match) return undefined;
    this.at = pattern.lastIndex;
    return match[0];
  }

  lineEnd(from: number): number {
    return this.#lineEnds.at(from);
  }

  misfit(reason: StateMisfit['reason'], start: number, at: Span): StateStatement {
    return { type: 'misfit', start, end: Math.max(start, at.end), misfit: { ...at, reason } };
  }

  here(): Span {
    return { start: this.at, end: Math.min(this.at + 1, this.text.length) };
  }

  /** A name or `[*]`, and perhaps a class. */
  mention(): StateMention | undefined {
    const start = this.at;
    let id: string;
    if (this.text.startsWith('[*]', start)) {
      this.at += 3;
      id = '[*]';
    } else {
      const found = this.take(name);
      if (found === undefined) return undefined;
      // A comment ends a name.
      const hidden = found.indexOf('%%');
      id = hidden > 0 ? found.slice(0, hidden) : found;
      this.at = start + id.length;
    }
    const end = this.at;
    this.gap();
    if (this.text.startsWith(':::', this.at)) {
      this.at += 3;
      this.gap();
      if (this.take(name) === undefined) this.at = end;
    }
    return { id, start, end };
  }

  /** White space between the parts of a statement: line breaks count only after other white space, or in a composite. */
  gap(broken = false): void {
    if (this.depth > 0) while (this.take(anySpace) || this.take(comment));
    else if (this.take(sameLineSpace) !== undefined) {
      // The official lexer then takes line breaks for white space, too.
      const before = this.at;
      this.take(anySpace);
      if (!broken && !this.text.startsWith('-->', this.at) && this.text[this.at] !== ':') this.at = before;
    }
  }

  isLineEnd(): boolean {
    const sign = this.text[this.at];
    return sign === undefined || sign === '\n' || sign === '\r';
  }

  /** `: text`, without its colon. */
  label(): Span | 'empty' | undefined {
    const start = this.at;
    if (this.text[start] !== ':') return undefined;
    const found = this.take(label);
    return found === undefined ? 'empty' : { start: start + 1, end: start + found.trimEnd().length };
  }
}
