/** A kind of token: where one ends that begins at a place, and what it does to the mode. */
export interface TokenType {
  readonly name: string;
  /** Absent for what is only a name for several kinds. */
  readonly find?: Finder;
  /** The characters it may begin with, both cases; any where absent. */
  readonly starts?: ReadonlySet<string>;
  readonly skip?: boolean;
  readonly push?: string;
  readonly pop?: boolean;
  readonly is?: TokenType;
}

export interface Token {
  readonly tokenType: TokenType;
  readonly image: string;
  readonly startOffset: number;
}

/** All white space that does not end a line. */
export const blanks =
  '\t\v\f \u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000\ufeff';

/** Finds where a token that begins at `offset` ends; undefined where there is none. */
export type Finder = (text: string, offset: number) => number | undefined;

export interface TokenOptions {
  /** The characters a token may begin with, both cases; all where left out. Keeps the lexer from trying every token. */
  readonly starts?: string;
  readonly skip?: boolean;
  readonly push?: string;
  readonly pop?: boolean;
  /** What else the token counts as. */
  readonly is?: TokenType;
}

/** A token of a regular expression, which is made sticky. */
export function patternToken(name: string, pattern: RegExp, options: TokenOptions = {}): TokenType {
  const sticky = new RegExp(pattern.source, [...new Set(`${pattern.flags}y`)].join(''));
  return finderToken(
    name,
    (text, offset) => {
      sticky.lastIndex = offset;
      return sticky.test(text) ? sticky.lastIndex : undefined;
    },
    options,
  );
}

export function finderToken(name: string, find: Finder, { starts, ...options }: TokenOptions = {}): TokenType {
  return { name, find, ...options, ...(starts !== undefined && { starts: bothCases(starts) }) };
}

/** A name for several tokens; nothing is ever read as it. */
export function category(name: string): TokenType {
  return { name };
}

function bothCases(characters: string): ReadonlySet<string> {
  return new Set([...characters.toLowerCase(), ...characters.toUpperCase()]);
}

/** The kinds of one mode, the first that fits first. */
class Mode {
  readonly #kinds: readonly TokenType[];
  /** By the code of the character they may begin with; filled where a text has need of it. */
  readonly #byCode: (readonly TokenType[] | undefined)[] = Array.from({ length: 256 });
  readonly #rare = new Map<number, readonly TokenType[]>();

  constructor(kinds: readonly TokenType[]) {
    this.#kinds = kinds;
  }

  kindsAt(code: number): readonly TokenType[] {
    const known = code < 256 ? this.#byCode[code] : this.#rare.get(code);
    if (known) return known;
    const character = String.fromCharCode(code);
    const kinds = this.#kinds.filter(({ starts }) => starts === undefined || starts.has(character));
    if (code < 256) this.#byCode[code] = kinds;
    else this.#rare.set(code, kinds);
    return kinds;
  }
}

/** Cuts a text into tokens. What may come next depends on the mode, which tokens push and pop; the first is the lowest. */
export class Lexer {
  readonly #modes = new Map<string, Mode>();
  readonly #first: string;

  constructor(modes: Readonly<Record<string, readonly TokenType[]>>, first: string) {
    for (const [name, kinds] of Object.entries(modes)) this.#modes.set(name, new Mode(kinds));
    this.#first = first;
  }

  tokenize(text: string): Token[] {
    const tokens: Token[] = [];
    const below: Mode[] = [];
    let mode = this.#modes.get(this.#first)!;
    for (let offset = 0; offset < text.length; ) {
      let end = offset;
      for (const kind of mode.kindsAt(text.charCodeAt(offset))) {
        end = kind.find?.(text, offset) ?? offset;
        if (end === offset) continue;
        if (!kind.skip) tokens.push({ tokenType: kind, image: text.slice(offset, end), startOffset: offset });
        if (kind.pop) mode = below.pop() ?? mode;
        if (kind.push !== undefined) {
          below.push(mode);
          mode = this.#modes.get(kind.push)!;
        }
        break;
      }
      // Each mode has a kind for any sign; were it not so, the sign would be left out.
      offset = end === offset ? offset + 1 : end;
    }
    return tokens;
  }
}

/** Counts the texts that were read: what a search remembers holds for one of them only. */
let textsRead = 0;

export function tokenize(lexer: Lexer, text: string): Token[] {
  textsRead += 1;
  return lexer.tokenize(text);
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

export function endOf(token: Token): number {
  return token.startOffset + token.image.length;
}
