import type { DiagramText } from '../diagram-text.ts';
import { greatestDepth, type Span } from './builder.ts';

interface Opened {
  readonly keyword: string;
  readonly span: Span;
  readonly column: number;
  /** Its lack was found out already. */
  suspected?: boolean;
}

/** A block without its `end`, and where that was most likely left out. */
export interface MissingEnd {
  readonly keyword: string;
  readonly span: Span;
  readonly missedAt: Span;
}

/**
 * Finds out which block lacks its `end`. By the grammar it is always the outermost one that is still open when the
 * text is over; indentation tells better: an `end` that closes an inner block but stands below the head of an outer
 * one shows that the inner block was forgotten, and where.
 */
export class BlockEnds {
  readonly #text: DiagramText;
  readonly #open: Opened[] = [];
  readonly #suspects: MissingEnd[] = [];
  #unread = 0;

  constructor(text: DiagramText) {
    this.#text = text;
  }

  opened(keyword: string, span: Span): void {
    this.#open.push({ keyword, span, column: this.#text.position(span.start).column });
  }

  /** A line that was most likely meant to open a block: its `end` is no second error, nor is its lack. */
  misread(): void {
    this.#unread += 1;
  }

  /** Is a block open, or was one meant to be? */
  get anyOpen(): boolean {
    return this.#open.length + this.#unread > 0;
  }

  /** False where nothing was open. */
  closed(span: Span): boolean {
    const block = this.#open.pop();
    if (!block) {
      if (this.#unread === 0) return false;
      this.#unread -= 1;
      return true;
    }
    const column = this.#text.position(span.start).column;
    const outer = this.#open.at(-1);
    if (!block.suspected && block.column > column && outer && outer.column >= column) {
      this.#suspects.push({ keyword: block.keyword, span: block.span, missedAt: span });
    }
    return true;
  }

  /** True where an `else` that its block does not take shows by its place that the block's own `end` was left out. */
  showsMissing(span: Span): boolean {
    const [outer, block] = this.#open.slice(-2);
    if (!outer || !block || block.suspected) return block?.suspected ?? false;
    const column = this.#text.position(span.start).column;
    if (block.column <= column || outer.column < column) return false;
    block.suspected = true;
    this.#suspects.push({ keyword: block.keyword, span: block.span, missedAt: span });
    return true;
  }

  /** One entry for each missing `end`, in the order of the text. */
  missing(): MissingEnd[] {
    const count = this.#open.length;
    if (count === 0) return [];
    const suspects = this.#suspects.slice(-count);
    const end = this.#text.text.trimEnd().length;
    const rest = this.#open
      .slice(0, count - suspects.length)
      .map(({ keyword, span }) => ({ keyword, span, missedAt: { start: end, end } }));
    // Beyond the greatest depth one complaint is enough, and it is made elsewhere.
    return [...suspects, ...rest].sort((a, b) => a.span.start - b.span.start).slice(0, greatestDepth);
  }
}
