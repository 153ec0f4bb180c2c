import { joined } from '../../lowering/texts.ts';

const joinedCode = joined.charCodeAt(0);

/** Reads one line of a text from left to right. Offsets are those of the whole text. */
export class Cursor {
  readonly text: string;
  at: number;
  /** Exclusive; the line has no white space before it. */
  readonly end: number;

  constructor(text: string, start: number, end: number) {
    this.text = text;
    this.at = start;
    this.end = end;
  }

  get done(): boolean {
    return this.at >= this.end;
  }

  /** The character code at hand; NaN at the end of the line. */
  get code(): number {
    return this.at < this.end ? this.text.charCodeAt(this.at) : Number.NaN;
  }

  /** Skips white space; false where there is none. */
  blanks(): boolean {
    const from = this.at;
    while (this.at < this.end && isBlank(this.text.charCodeAt(this.at))) this.at += 1;
    return this.at > from;
  }

  take(literal: string): boolean {
    if (!this.text.startsWith(literal, this.at) || this.at + literal.length > this.end) return false;
    this.at += literal.length;
    return true;
  }

  /** A run of letters, digits, underscores and dots. */
  name(): string | undefined {
    const from = this.at;
    while (this.at < this.end && isNamePart(this.text.charCodeAt(this.at))) this.at += 1;
    return this.at === from ? undefined : this.text.slice(from, this.at);
  }

  /** The inside of a quoted text; where it has no end nothing is read. */
  quoted(): string | undefined {
    if (!isQuote(this.code)) return undefined;
    for (let at = this.at + 1; at < this.end; at += 1) {
      if (!isQuote(this.text.charCodeAt(at))) continue;
      const inside = this.text.slice(this.at + 1, at);
      if (inside === '') return undefined;
      this.at = at + 1;
      return inside;
    }
    return undefined;
  }

  /** From `open` to the next `close` without one of `forbidden` between them; the inside, which is not empty. */
  enclosed(open: string, close: string, forbidden: string): string | undefined {
    if (!this.text.startsWith(open, this.at)) return undefined;
    for (let at = this.at + open.length; at < this.end; at += 1) {
      const character = this.text[at]!;
      if (character === close) {
        if (at === this.at + open.length) return undefined;
        const inside = this.text.slice(this.at + open.length, at);
        this.at = at + 1;
        return inside;
      }
      if (forbidden.includes(character)) return undefined;
    }
    return undefined;
  }

  /** A sticky pattern that does not look beyond the line. */
  match(sticky: RegExp): RegExpExecArray | undefined {
    sticky.lastIndex = this.at;
    const found = sticky.exec(this.text);
    if (!found || sticky.lastIndex > this.end) return undefined;
    this.at = sticky.lastIndex;
    return found;
  }

  /** The keyword at hand, in lower case, without taking it. */
  peekWord(): string {
    let at = this.at;
    while (at < this.end && isLetter(this.text.charCodeAt(at))) at += 1;
    return this.text.slice(this.at, at).toLowerCase();
  }

  rest(): string {
    return this.text.slice(this.at, this.end);
  }
}

/** White space, and what stands where a line break between joined lines was taken out. */
export function isBlank(code: number): boolean {
  if (code < 128) return code === 32 || code === 9 || code === 0x0b || code === 0x0c;
  return code === 0xa0 || code === 0xfeff || code === joinedCode;
}

export function isQuote(code: number): boolean {
  return code === 0x22 || code === 0x201c || code === 0x201d;
}

function isLetter(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90);
}

const wordBeyondAscii = /[\p{L}\p{N}\p{M}\uD800-\uDFFF]/u;

export function isNamePart(code: number): boolean {
  if (code < 128) return isLetter(code) || (code >= 48 && code <= 57) || code === 0x5f || code === 0x2e;
  // A surrogate is half of a letter of a rarer script, or of a symbol; names may hold both.
  return (code >= 0xd800 && code <= 0xdfff) || wordBeyondAscii.test(String.fromCharCode(code));
}
