import type { EdgeHead, EdgeLine } from '#model';
import { NextMatch } from '../search.ts';
import { code, isSpace } from './characters.ts';

/** A link as it stands in the text, without white space around it. */
export interface FoundLink {
  readonly start: number;
  readonly end: number;
  readonly line: EdgeLine;
  /** Is it the first half of one, with a text to follow (`-- text -->`)? */
  readonly opens: boolean;
}

/** The link or first half of a link at `start`. */
export function findLink(text: string, start: number): FoundLink | undefined {
  const first = text.charCodeAt(start);
  let at = start;
  if (first === code.x || first === code.o || first === code.less) at += 1;
  const sign = text.charCodeAt(at);
  if (sign === code.dash) {
    if (text.charCodeAt(at + 1) === code.dash) return finish(text, start, at, code.dash, 'solid');
    return text.charCodeAt(at + 1) === code.dot ? dotted(text, start, at + 1) : undefined;
  }
  if (sign === code.equals && text.charCodeAt(at + 1) === code.equals) {
    return finish(text, start, at, code.equals, 'thick');
  }
  if (sign === code.dot) return dotted(text, start, at);
  if (first === code.tilde) {
    const end = endOfRun(text, start, code.tilde);
    return end - start >= 3 ? { start, end, line: 'invisible', opens: false } : undefined;
  }
  return undefined;
}

/** `--+[-xo>]` or `==+[=xo>]`, else the two signs that begin a link with text. */
function finish(text: string, start: number, at: number, sign: number, line: EdgeLine): FoundLink {
  const end = endOfRun(text, at, sign);
  if (isHead(text.charCodeAt(end))) return { start, end: end + 1, line, opens: false };
  if (end - at >= 3) return { start, end, line, opens: false };
  return { start, end, line, opens: true };
}

/** `-?\.+-[xo>]?`, else `-\.`; `dots` is where the dots begin. */
function dotted(text: string, start: number, dots: number): FoundLink | undefined {
  const end = endOfRun(text, dots, code.dot);
  if (text.charCodeAt(end) === code.dash) {
    return { start, end: isHead(text.charCodeAt(end + 1)) ? end + 2 : end + 1, line: 'dotted', opens: false };
  }
  if (text.charCodeAt(dots - 1) !== code.dash || dots === start) return undefined;
  return { start, end: dots + 1, line: 'dotted', opens: true };
}

function endOfRun(text: string, from: number, sign: number): number {
  let end = from;
  while (text.charCodeAt(end) === sign) end += 1;
  return end;
}

function isHead(at: number): boolean {
  return at === code.x || at === code.o || at === code.greater;
}

/** Finds where the text of a link ends, for each kind of line. */
export class LinkEnds {
  readonly #text: string;
  readonly #signs: Readonly<Record<string, NextMatch>>;

  constructor(text: string) {
    this.#text = text;
    this.#signs = {
      solid: new NextMatch(text, /--/),
      thick: new NextMatch(text, /=/),
      dotted: new NextMatch(text, /\./),
    };
  }

  /** The second half of a link whose text begins at `from`; undefined where something else comes before it. */
  find(line: EdgeLine, from: number): FoundLink | undefined {
    const text = this.#text;
    const sign = this.#signs[line]!.at(from);
    if (sign >= text.length) return undefined;
    let start = sign;
    if (line === 'dotted' && start > from && text.charCodeAt(start - 1) === code.dash) start -= 1;
    const before = text.charCodeAt(start - 1);
    if (start > from && (before === code.x || before === code.o || before === code.less)) start -= 1;
    const link = findLink(text, start);
    return link && !link.opens && link.line === line ? link : undefined;
  }

  /** Where the sign that ends (or ought to end) the text of a link stands. */
  signAt(line: EdgeLine, from: number): number {
    return this.#signs[line]!.at(from);
  }
}

/** Where text before `end` ends, white space left out. */
export function beforeSpace(text: string, from: number, end: number): number {
  let at = end;
  while (at > from && isSpace(text.charCodeAt(at - 1))) at -= 1;
  return at;
}

export interface LinkShape {
  readonly line: EdgeLine;
  readonly fromHead: EdgeHead;
  readonly toHead: EdgeHead;
  /** A head on the left that Mermaid does not draw, because the right one is another. */
  readonly lost?: boolean;
}

const heads: Readonly<Record<string, EdgeHead>> = { '<': 'arrow', '>': 'arrow', x: 'cross', o: 'circle' };

/** What a link looks like. Mermaid draws a head on the left only where the right one is the same. */
export function linkShape(line: EdgeLine, left: string, right: string): LinkShape {
  const fromHead = heads[left[0]!] ?? 'none';
  const toHead = heads[right[right.length - 1]!] ?? 'none';
  if (fromHead === 'none' || fromHead === toHead) return { line, fromHead, toHead };
  return { line, fromHead: 'none', toHead, lost: true };
}
