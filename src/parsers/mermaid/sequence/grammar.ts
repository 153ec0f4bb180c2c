import { type Token, tokenize } from '../../lowering/lexing.ts';
import { parseWhole, readLines, type Statement } from '../../lowering/lines.ts';
import type { TokenCursor } from '../../lowering/token-cursor.ts';
import { type SequenceTokens, sequenceTokens } from './tokens.ts';

/** One statement of a sequence diagram as it is written: a flat tree of tokens, without meaning. */
export type StatementTree =
  | {
      readonly type: 'participant';
      readonly create: boolean;
      readonly keyword: Token;
      readonly id: Token;
      readonly config?: Token | undefined;
      readonly alias?: Token | undefined;
    }
  | { readonly type: 'lifecycle'; readonly keyword: Token; readonly id: Token }
  | {
      readonly type: 'line';
      readonly kind: 'block' | 'separator' | 'box' | 'unknown';
      readonly keyword: Token;
      readonly text?: Token | undefined;
    }
  | { readonly type: 'whole'; readonly kind: 'end' | 'title' | 'autoNumber'; readonly token: Token }
  | { readonly type: 'note'; readonly placement: Token; readonly targets: readonly Token[]; readonly label: Token }
  | { readonly type: 'link'; readonly name: Token }
  | { readonly type: 'nothing' }
  | {
      readonly type: 'message';
      readonly from: Token;
      readonly arrow: Token;
      /** `+` or `-` before the receiver. */
      readonly bar?: Token | undefined;
      readonly to: Token;
      readonly label: Token;
    };

/** Reads one statement; undefined where the cursor's token does not belong there. lower.ts gives it meaning. */
function statement(cursor: TokenCursor, t: SequenceTokens): StatementTree | undefined {
  if (cursor.at(t.AnyName)) return message(cursor, t);
  if (cursor.at(t.Create) || cursor.at(t.Participant)) return participant(cursor, t);
  if (cursor.at(t.Note)) return note(cursor, t);
  if (cursor.at(t.LinkHead)) return link(cursor, t);
  const lifecycle = cursor.take(t.Destroy) ?? cursor.take(t.Bar);
  if (lifecycle) {
    const id = cursor.take(t.Id);
    return id && { type: 'lifecycle', keyword: lifecycle, id };
  }
  return line(cursor, t) ?? whole(cursor, t);
}

function participant(cursor: TokenCursor, t: SequenceTokens): StatementTree | undefined {
  const create = cursor.take(t.Create) !== undefined;
  const keyword = cursor.take(t.Participant);
  const id = keyword && cursor.take(t.Id);
  if (!id) return undefined;
  const config = cursor.take(t.Config);
  const hasAlias = cursor.take(t.As) !== undefined;
  const alias = hasAlias ? cursor.take(t.Text) : undefined;
  return hasAlias && !alias ? undefined : { type: 'participant', create, keyword, id, config, alias };
}

function line(cursor: TokenCursor, t: SequenceTokens): StatementTree | undefined {
  const found = cursor.takeOneOf([
    ['block', t.Block],
    ['separator', t.Separator],
    ['box', t.Box],
    ['unknown', t.Unknown],
  ]);
  return found && { type: 'line', kind: found.kind, keyword: found.token, text: cursor.take(t.Text) };
}

function whole(cursor: TokenCursor, t: SequenceTokens): StatementTree | undefined {
  const found = cursor.takeOneOf([
    ['end', t.End],
    ['title', t.Title],
    ['autoNumber', t.AutoNumber],
  ]);
  return found && { type: 'whole', kind: found.kind, token: found.token };
}

function note(cursor: TokenCursor, t: SequenceTokens): StatementTree | undefined {
  cursor.take(t.Note);
  const placement = cursor.take(t.Placement);
  const targets = placement && cursor.takeList(t.AnyName, t.Comma);
  const label = targets && cursor.take(t.Label);
  return label && { type: 'note', placement, targets, label };
}

function link(cursor: TokenCursor, t: SequenceTokens): StatementTree | undefined {
  cursor.take(t.LinkHead);
  const name = cursor.take(t.AnyName);
  return name && cursor.take(t.Label) && { type: 'link', name };
}

function message(cursor: TokenCursor, t: SequenceTokens): StatementTree | undefined {
  const from = cursor.take(t.AnyName);
  cursor.take(t.Central);
  const arrow = cursor.take(t.Arrow);
  if (!from || !arrow) return undefined;
  const bar = cursor.take(t.Plus) ?? cursor.take(t.Minus) ?? cursor.take(t.Central);
  const to = cursor.take(t.AnyName);
  const label = to && cursor.take(t.Label);
  return label && { type: 'message', from, arrow, bar, to, label };
}

/** Reads the statements of a sequence diagram. */
export function parseSequence(text: string): Statement<StatementTree>[] {
  const tokens = sequenceTokens();
  return readLines<StatementTree>(
    tokenize(tokens.lexer, text),
    (type) => type === tokens.LineEnd || type === tokens.StatementEnd,
    (line) => {
      const strays = line.findIndex((token) => token.tokenType !== tokens.Stray);
      if (strays < 0) return { tree: { type: 'nothing' } };
      return parseWhole(line, strays, (cursor) => statement(cursor, tokens));
    },
  );
}
