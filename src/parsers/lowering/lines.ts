import type { IToken, TokenType } from 'chevrotain';
import type { Span } from './builder.ts';
import { endOf } from './lexing.ts';

/** A statement and the stretch of text it stands in; without a tree where it could not be read. */
export interface Statement<Tree> extends Span {
  readonly tree?: Tree | undefined;
  /** Where reading stopped, if it did; without a token where the statement ended too early. */
  readonly stopped?: { readonly at?: IToken | undefined };
  readonly tokens: readonly IToken[];
}

/** Parses the tokens of one statement. */
export type ParseLine<Tree> = (tokens: IToken[]) => Pick<Statement<Tree>, 'tree' | 'stopped'>;

/**
 * Cuts the tokens at the ends of statements and parses each alone. Both languages are languages of lines, so that an
 * error in one statement need not reach the next and a block needs no recursion.
 */
export function readLines<Tree>(
  tokens: readonly IToken[],
  isEnd: (type: TokenType) => boolean,
  parse: ParseLine<Tree>,
): Statement<Tree>[] {
  const statements: Statement<Tree>[] = [];
  let line: IToken[] = [];
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
