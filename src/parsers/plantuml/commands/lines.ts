import type { Span } from '../../lowering/builder.ts';
import { isBlank } from './cursor.ts';

/**
 * The lines of a diagram that say something: without comments, empty lines and the white space around them. PlantUML is
 * read line by line; a statement of several lines asks for those that follow.
 */
export class Lines {
  readonly text: string;
  #next = 0;
  /** Ends that were looked for in vain, so that many unended texts do not cost a search of the whole file each. */
  readonly #missing = new Set<string>();

  constructor(text: string) {
    this.text = text;
  }

  /** The next line; undefined at the end of the text. */
  next(): Span | undefined {
    while (this.#next < this.text.length) {
      const line = this.#take();
      const { start, end } = line;
      if (start === end) continue;
      const first = this.text.charCodeAt(start);
      if (first === 0x27) continue;
      if (first === 0x2f && this.text.charCodeAt(start + 1) === 0x27) {
        const rest = this.#behindComment(line);
        if (rest) return rest;
        continue;
      }
      if (this.text.charCodeAt(end - 1) === 0x2f && this.text.charCodeAt(end - 2) === 0x27) {
        const comment = this.text.lastIndexOf("/'", end - 3);
        if (comment >= start) return this.#trimmed(start, comment);
      }
      return line;
    }
    return undefined;
  }

  /**
   * The lines from here up to the one that `isEnd` takes, comments included; undefined, with nothing read, where there is
   * none. `name` says what end is looked for.
   */
  until(
    name: string,
    isEnd: (line: string) => boolean,
  ): { readonly body: readonly Span[]; readonly last: Span } | undefined {
    if (this.#missing.has(name)) return undefined;
    const from = this.#next;
    const body: Span[] = [];
    while (this.#next < this.text.length) {
      const line = this.#take();
      if (isEnd(this.text.slice(line.start, line.end))) return { body, last: line };
      body.push(line);
    }
    this.#next = from;
    this.#missing.add(name);
    return undefined;
  }

  /** What two spans and all between them say, lines trimmed. */
  textOf(spans: readonly Span[]): string {
    return spans.map(({ start, end }) => this.text.slice(start, end)).join('\n');
  }

  #take(): Span {
    const from = this.#next;
    const found = this.text.indexOf('\n', from);
    const lineEnd = found < 0 ? this.text.length : found;
    this.#next = lineEnd + 1;
    return this.#trimmed(from, lineEnd);
  }

  #trimmed(from: number, to: number): Span {
    let start = from;
    let end = to;
    while (start < end && isLineBlank(this.text.charCodeAt(start))) start += 1;
    while (end > start && isLineBlank(this.text.charCodeAt(end - 1))) end -= 1;
    return { start, end };
  }

  /** A comment between `/'` and `'/` that begins a line; what follows it there is said after all. */
  #behindComment({ start, end }: Span): Span | undefined {
    const close = this.text.indexOf("'/", start + 2);
    if (close < 0) {
      this.#next = this.text.length;
      return undefined;
    }
    if (close < end) {
      const rest = this.#trimmed(close + 2, end);
      return rest.start < rest.end ? rest : undefined;
    }
    const lineEnd = this.text.indexOf('\n', close);
    this.#next = lineEnd < 0 ? this.text.length : lineEnd + 1;
    return undefined;
  }
}

function isLineBlank(code: number): boolean {
  return isBlank(code) || code === 13;
}
