import type { Token, TokenType } from './lexing.ts';

/** Reads the tokens of one statement. Where a kind is wanted that is not there, it stays, so that it tells the place. */
export class TokenCursor {
  readonly #tokens: readonly Token[];
  #index: number;

  constructor(tokens: readonly Token[], from: number) {
    this.#tokens = tokens;
    this.#index = from;
  }

  /** The next token; undefined at the end. */
  get current(): Token | undefined {
    return this.#tokens[this.#index];
  }

  at(kind: TokenType): boolean {
    const found = this.#tokens[this.#index]?.tokenType;
    return found !== undefined && (found === kind || found.is === kind);
  }

  atOneOf(kinds: readonly TokenType[]): boolean {
    return kinds.some((kind) => this.at(kind));
  }

  /** The next token where it is of this kind. */
  take(kind: TokenType): Token | undefined {
    return this.at(kind) ? this.#tokens[this.#index++] : undefined;
  }

  /** The next token where it is of one of these kinds, with the name of that kind. */
  takeOneOf<Name extends string>(
    kinds: readonly (readonly [Name, TokenType])[],
  ): { readonly kind: Name; readonly token: Token } | undefined {
    for (const [kind, type] of kinds) {
      const token = this.take(type);
      if (token) return { kind, token };
    }
    return undefined;
  }

  takeAll(kind: TokenType): Token[] {
    const taken: Token[] = [];
    for (let token = this.take(kind); token; token = this.take(kind)) taken.push(token);
    return taken;
  }

  /** `one, two, three`; undefined where a name is missing. */
  takeList(kind: TokenType, separator: TokenType): Token[] | undefined {
    const taken: Token[] = [];
    do {
      const token = this.take(kind);
      if (!token) return undefined;
      taken.push(token);
    } while (this.take(separator));
    return taken;
  }
}
