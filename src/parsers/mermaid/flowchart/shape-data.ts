import type { Span } from '../../lowering/builder.ts';

/** A pair of `@{ … }`; the spans are those of the text it was read from. */
export interface DataEntry {
  readonly key: string;
  readonly keySpan: Span;
  /** Undefined where none is written; `quoted` where it cannot be a number, `true` or `null`. */
  readonly value?: string;
  readonly quoted: boolean;
  readonly valueSpan: Span;
}

export type ShapeData =
  | { readonly entries: readonly DataEntry[] }
  | { readonly wrong: Span; readonly why: DataProblem };

export type DataProblem = 'comma' | 'quote' | 'twice' | 'indent' | 'colon' | 'value' | 'escape';

/** `\x` escapes that YAML knows in double quotes. */
const escapes: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  '"': '"',
  '\\': '\\',
  '/': '/',
  ' ': ' ',
  r: '\r',
};
const otherEscapes = '0abvfeN_LPxuU\n\r';

/**
 * Reads the inside of `@{ … }`, which is YAML: of the flow style on one line (`shape: cyl, label: "x"`), of the block
 * style on several. Only scalars have a meaning here.
 */
export function readShapeData(text: string, inside: Span): ShapeData {
  return new Reader(text, inside).read();
}

class Reader {
  readonly #text: string;
  readonly #end: number;
  readonly #entries: DataEntry[] = [];
  readonly #keys = new Set<string>();
  readonly #block: boolean;
  #at: number;
  #indent: number | undefined;

  constructor(text: string, { start, end }: Span) {
    this.#text = text;
    this.#at = start;
    this.#end = end;
    // Line breaks inside of quotes are made `<br/>` before the official tool looks for them.
    this.#block = /[\r\n]/.test(text.slice(start, end).replace(/"[^"]*"/g, ''));
  }

  read(): ShapeData {
    for (;;) {
      const wrong = this.#block ? this.#blockStart() : undefined;
      if (wrong) return { wrong, why: 'indent' };
      this.#skip(!this.#block);
      if (this.#at >= this.#end) return { entries: this.#entries };
      if (this.#block && this.#isLineEnd()) continue;
      const failed = this.#entry();
      if (failed) return failed;
    }
  }

  /** In the block style all keys stand below each other; blank lines and comments are passed over. */
  #blockStart(): Span | undefined {
    while (this.#at < this.#end) {
      const { start, end } = this.#lineFrom(this.#at);
      const line = this.#text.slice(start, end);
      const content = line.trimStart();
      if (content !== '' && !content.startsWith('#')) {
        const indent = line.length - content.length;
        this.#indent ??= indent;
        return indent === this.#indent ? undefined : { start: start + indent, end };
      }
      this.#at = Math.min(this.#end, end + 1);
    }
    return undefined;
  }

  #lineFrom(start: number): Span {
    let end = start;
    while (end < this.#end && this.#text[end] !== '\n' && this.#text[end] !== '\r') end += 1;
    return { start, end };
  }

  #entry(): ShapeData | undefined {
    const start = this.#at;
    const key = this.#scalar(true);
    if ('why' in key) return key;
    const keySpan = { start, end: this.#at };
    this.#skip(false);
    const colon = this.#text[this.#at] === ':' && this.#at < this.#end;
    if (!colon && key.quoted && !this.#isOver()) return { wrong: this.#here(), why: 'colon' };
    if (colon) this.#at += 1;
    this.#skip(false);
    const valueStart = this.#at;
    const lines = colon && this.#block ? this.#literal() : undefined;
    const value = lines ?? (colon && !this.#isOver() ? this.#scalar(false) : undefined);
    if (value && 'why' in value) return value;
    const valueSpan = { start: valueStart, end: this.#at };
    if (this.#keys.has(key.value)) return { wrong: keySpan, why: 'twice' };
    this.#keys.add(key.value);
    const { quoted = false } = value ?? {};
    this.#entries.push({ key: key.value, keySpan, quoted, valueSpan, ...(value ? { value: value.value } : {}) });
    this.#skip(false);
    if (this.#at >= this.#end) return undefined;
    const sign = this.#text[this.#at];
    if (this.#block ? this.#isLineEnd() : sign === ',') {
      this.#at += 1;
      return undefined;
    }
    return { wrong: this.#here(), why: 'comma' };
  }

  /** `|` or `>`, then lines that are indented more. */
  #literal(): { readonly value: string; readonly quoted: boolean } | undefined {
    const head = /[|>][+-]?\d?[+-]?[^\S\r\n]*(?=[\r\n])/y;
    head.lastIndex = this.#at;
    if (!head.test(this.#text)) return undefined;
    const folded = this.#text[this.#at] === '>';
    this.#at = head.lastIndex;
    const lines: string[] = [];
    while (this.#at < this.#end) {
      const start = this.#text[this.#at] === '\r' && this.#text[this.#at + 1] === '\n' ? this.#at + 2 : this.#at + 1;
      const { end } = this.#lineFrom(Math.min(start, this.#end));
      const line = this.#text.slice(start, end);
      const indent = line.length - line.trimStart().length;
      if (line.trim() !== '' && indent <= (this.#indent ?? 0)) break;
      lines.push(line.trim());
      this.#at = end;
    }
    return { value: lines.join(folded ? ' ' : '\n').trim(), quoted: true };
  }

  #scalar(isKey: boolean): { readonly value: string; readonly quoted: boolean } | Extract<ShapeData, { why: unknown }> {
    const sign = this.#text[this.#at]!;
    if (sign === '"' || sign === "'") return this.#quoted(sign);
    if ('@`%*|>,'.includes(sign) || (sign === '[' && isKey)) return { wrong: this.#here(), why: 'value' };
    const start = this.#at;
    while (this.#at < this.#end) {
      const here = this.#text[this.#at]!;
      const next = this.#at + 1 < this.#end ? this.#text[this.#at + 1]! : ' ';
      if (here === ':' && (/\s/.test(next) || (!this.#block && next === ','))) {
        if (isKey) break;
        return { wrong: { start, end: this.#at + 1 }, why: 'comma' };
      }
      if (!this.#block && here === ',') break;
      if (here === '#' && /\s/.test(this.#text[this.#at - 1]!)) break;
      if (here === '\n' || here === '\r') break;
      this.#at += 1;
    }
    return { value: this.#text.slice(start, this.#at).trim(), quoted: false };
  }

  #quoted(sign: string): { readonly value: string; readonly quoted: boolean } | Extract<ShapeData, { why: unknown }> {
    const start = this.#at;
    let value = '';
    let from = start + 1;
    for (;;) {
      const close = this.#text.indexOf(sign, from);
      if (close < 0 || close >= this.#end) return { wrong: { start, end: start + 1 }, why: 'quote' };
      value += this.#text.slice(from, close);
      this.#at = close + 1;
      if (sign === '"' || this.#text[close + 1] !== sign) break;
      value += sign;
      from = close + 2;
    }
    if (sign === "'") return { value, quoted: true };
    const wrong = /\\([\s\S]?)/g;
    for (const [, letter] of value.matchAll(wrong)) {
      if (letter === undefined || !(letter in escapes || otherEscapes.includes(letter))) {
        return { wrong: { start, end: this.#at }, why: 'escape' };
      }
    }
    const plain = value
      .replace(/(?:\r\n?|\n)\s*/g, '<br/>')
      .replace(/\\([\s\S])/g, (match, letter) => escapes[letter] ?? match);
    return { value: plain, quoted: true };
  }

  /** White space and comments; line breaks only where they mean nothing. */
  #skip(lines: boolean): void {
    while (this.#at < this.#end) {
      const sign = this.#text[this.#at]!;
      if (sign === '#' && (this.#at === 0 || /[\s{]/.test(this.#text[this.#at - 1]!))) {
        this.#at = this.#lineFrom(this.#at).end;
      } else if (!/\s/.test(sign) || (!lines && (sign === '\n' || sign === '\r'))) return;
      else this.#at += 1;
    }
  }

  #isLineEnd(): boolean {
    const sign = this.#text[this.#at];
    return sign === '\n' || sign === '\r';
  }

  #isOver(): boolean {
    return this.#at >= this.#end || (this.#block ? this.#isLineEnd() : this.#text[this.#at] === ',');
  }

  #here(): Span {
    return { start: this.#at, end: Math.min(this.#at + 1, this.#end) };
  }
}
