import type { Span } from './builder.ts';
import { endOf, type Token, type TokenType } from './lexing.ts';
import { TokenCursor } from './token-cursor.ts';

/** A statement and the stretch of text it stands in; without a tree where it could not be read. */
export interface Statement<Tree> extends Span {
  readonly tree?: Tree | undefined;
  /** Where reading stopped, if it did; without a token where the statement ended too early. */
  readonly stopped?: { readonly at?: Token | undefined };
  readonly tokens: readonly Token[];
}

/** Parses the tokens of one statement. */
export type ParseLine<Tree> = (tokens: Token[]) => Pick<Statement<Tree>, 'tree' | 'stopped'>;

/**
 * Cuts the tokens at the ends of statements and parses each alone. Both languages are languages of lines, so that an
 * error in one statement need not reach the next and a block needs no recursion.
 */
export function readLines<Tree>(
  tokens: readonly Token[],
  isEnd: (type: TokenType) => boolean,
  parse: ParseLine<Tree>,
): Statement<Tree>[] {
  const statements: Statement<Tree>[] = [];
  let line: Token[] = [];
  const finish = () => {
    if (line.length === 0) return;
    const last = line[line.length - 1]!;
    const trailing = last.image.length - last.image.trimEnd().length;
    statements.push({ ...parse(line), tokens: line, start: line[0]!.startOffset, end: endOf(last) - trailing });
    line = [];
  };
  for (const token of tokens) {
    if (isEnd(token.tokenType)) finish();
    else line.push(token);
  }
  finish();
  return statements;
}

/** Parses the tokens of a statement from one on, all of which must belong to it. */
export function parseWhole<Tree>(
  tokens: readonly Token[],
  from: number,
  parse: (cursor: TokenCursor) => Tree | undefined,
): Pick<Statement<Tree>, 'tree' | 'stopped'> {
  const cursor = new TokenCursor(tokens, from);
  const tree = parse(cursor);
  return tree && !cursor.current ? { tree } : { stopped: { at: cursor.current } };
}
