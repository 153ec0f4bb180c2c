import { createToken, type IToken, Lexer, type TokenType } from 'chevrotain';

/**
 * One representative of each bucket into which Chevrotain sorts first characters (its own below 256, then 255 a
 * bucket): the hint "may begin with anything".
 */
const anyStart: readonly number[] = [
  ...Array.from({ length: 256 }, (_, code) => code),
  ...Array.from({ length: 258 }, (_, bucket) => Math.min(256 + bucket * 255, 65535)),
];

/** All white space that does not end a line. */
export const blanks =
  '\t\v\f \u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000\ufeff';

/** Finds where a token that begins at `offset` ends; undefined where there is none. */
export type Finder = (text: string, offset: number, before: readonly IToken[]) => number | undefined;

export interface TokenOptions {
  /** The characters a token may begin with, both cases; all where left out. Keeps the lexer from trying every token. */
  readonly starts?: string;
  readonly skip?: boolean;
  readonly push?: string;
  readonly pop?: boolean;
  /** What else the token counts as. */
  readonly is?: TokenType;
}

/** A token of a sticky regular expression. Unicode classes are allowed: Chevrotain does not look into the pattern. */
export function patternToken(name: string, pattern: RegExp, options: TokenOptions = {}): TokenType {
  const flags = [...new Set(`${pattern.flags}y`)].join('');
  const sticky = new RegExp(pattern.source, flags);
  return finderToken(
    name,
    (text, offset) => {
      sticky.lastIndex = offset;
      return sticky.test(text) ? sticky.lastIndex : undefined;
    },
    options,
  );
}

export function finderToken(name: string, find: Finder, options: TokenOptions = {}): TokenType {
  return createToken({
    name,
    pattern: (text, offset, tokens) => {
      const end = find(text, offset, tokens);
      return end === undefined || end === offset ? null : ([text.slice(offset, end)] as unknown as RegExpExecArray);
    },
    line_breaks: true,
    start_chars_hint: options.starts === undefined ? [...anyStart] : bothCases(options.starts),
    ...(options.skip ? { group: Lexer.SKIPPED } : {}),
    ...(options.push === undefined ? {} : { push_mode: options.push }),
    ...(options.pop ? { pop_mode: true } : {}),
    ...(options.is ? { categories: options.is } : {}),
  });
}

/** A name for several tokens; nothing is ever read as it. */
export function category(name: string): TokenType {
  return createToken({ name, pattern: Lexer.NA });
}

function bothCases(characters: string): string[] {
  return [...new Set([...characters.toLowerCase(), ...characters.toUpperCase()])].sort();
}

/** Counts the texts that were read: what a search remembers holds for one of them only. */
let textsRead = 0;

export function tokenize(lexer: Lexer, text: string): IToken[] {
  textsRead += 1;
  return lexer.tokenize(text).tokens;
}

/**
 * Remembers from where on a search finds nothing, so that many unended texts do not cost a search of the whole file
 * each.
 */
export function onceEmpty(search: (text: string, from: number) => number | undefined): typeof search {
  let textNumber = 0;
  let emptyFrom = Number.POSITIVE_INFINITY;
  return (text, from) => {
    if (textNumber !== textsRead) {
      textNumber = textsRead;
      emptyFrom = Number.POSITIVE_INFINITY;
    }
    if (from >= emptyFrom) return undefined;
    const found = search(text, from);
    if (found === undefined) emptyFrom = from;
    return found;
  };
}

/** Where a text that runs until `terminator` ends, its end included. */
export function untilFirst(terminator: RegExp): (text: string, from: number) => number | undefined {
  const pattern = new RegExp(terminator.source, [...new Set(`${terminator.flags}g`)].join(''));
  return onceEmpty((text, from) => {
    pattern.lastIndex = from;
    return pattern.test(text) ? pattern.lastIndex : undefined;
  });
}

export function endOf(token: IToken): number {
  return token.startOffset + token.image.length;
}
