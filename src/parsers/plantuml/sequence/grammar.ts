import { type Token, tokenize } from '../../lowering/lexing.ts';
import { parseWhole, readLines, type Statement } from '../../lowering/lines.ts';
import type { TokenCursor } from '../../lowering/token-cursor.ts';
import type { Endpoint, StatementTree } from './statements.ts';
import { type SequenceTokens, sequenceTokens } from './tokens.ts';

/** Reads one statement; undefined where the cursor's token does not belong there. lower.ts gives it meaning. */
function statement(cursor: TokenCursor, t: SequenceTokens): StatementTree | undefined {
  cursor.take(t.Parallel);
  if (cursor.atOneOf([t.Identifier, t.Arrow, t.Frame, t.Anchor])) return message(cursor, t);
  if (cursor.at(t.Declare) || cursor.at(t.Create)) return participant(cursor, t);
  if (cursor.at(t.NoteHead)) return note(cursor, t);
  if (cursor.at(t.RefHead)) return reference(cursor, t);
  const lifecycle = cursor.take(t.Lifecycle);
  if (lifecycle)
    return {
      type: 'lifecycle',
      keyword: lifecycle,
      name: cursor.take(t.Identifier),
      colours: cursor.takeAll(t.Colour),
    };
  return line(cursor, t) ?? whole(cursor, t);
}

function endpoint(cursor: TokenCursor, t: SequenceTokens): Endpoint | undefined {
  const first = cursor.take(t.Identifier);
  if (first) {
    if (!cursor.take(t.As)) return { first };
    const second = cursor.take(t.Identifier);
    return second && { first, second };
  }
  const other = cursor.take(t.Frame) ?? cursor.take(t.Anchor);
  return other && { first: other };
}

/** Stereotypes and links mean nothing here; whether a colour is one is asked later. */
function participant(cursor: TokenCursor, t: SequenceTokens): StatementTree | undefined {
  const keyword = cursor.take(t.Declare) ?? cursor.take(t.Create);
  const name = endpoint(cursor, t);
  if (!keyword || !name) return undefined;
  cursor.takeAll(t.Stereotype);
  const order = cursor.take(t.Order);
  cursor.take(t.Url);
  const colour = cursor.take(t.Colour);
  return { type: 'participant', keyword, name, order, colour, head: cursor.take(t.Head) };
}

/** `A -> B : text`, `-> B`, or the short form `A ++`. */
function message(cursor: TokenCursor, t: SequenceTokens): StatementTree | undefined {
  const isLeftOpen = cursor.at(t.Arrow);
  const left = isLeftOpen ? undefined : endpoint(cursor, t);
  if (!isLeftOpen && !left) return undefined;
  const bar = left && cursor.take(t.Activation);
  if (bar) return { type: 'bar', name: left, activation: bar, colour: cursor.take(t.Colour) };
  const arrow = cursor.take(t.Arrow);
  if (!arrow) return undefined;
  const isRightOpen = !cursor.atOneOf([t.Identifier, t.Frame, t.Anchor]);
  const right = isRightOpen ? undefined : endpoint(cursor, t);
  if (!isRightOpen && !right) return undefined;
  const more: Token[] = [];
  while (cursor.take(t.And)) {
    const name = cursor.take(t.Name);
    if (!name) return undefined;
    more.push(name);
  }
  const activation = cursor.take(t.Activation);
  const colour = cursor.take(t.Colour);
  cursor.takeAll(t.Stereotype);
  cursor.take(t.Url);
  return { type: 'message', left, arrow, right, more, activation, colour, label: cursor.take(t.Label) };
}

function line(cursor: TokenCursor, t: SequenceTokens): StatementTree | undefined {
  const found = cursor.takeOneOf([
    ['group', t.Group],
    ['separator', t.Separator],
    ['end', t.End],
    ['box', t.Box],
    ['endBox', t.EndBox],
    ['return', t.Return],
    ['autoActivate', t.AutoActivate],
    ['unknown', t.Unknown],
  ]);
  return found && { type: 'line', kind: found.kind, keyword: found.token, text: cursor.take(t.Text) };
}

function whole(cursor: TokenCursor, t: SequenceTokens): StatementTree | undefined {
  const found = cursor.takeOneOf([
    ['divider', t.Divider],
    ['delay', t.Delay],
    ['title', t.Title],
    ['hideUnlinked', t.HideUnlinked],
  ]);
  return found && { type: 'whole', kind: found.kind, token: found.token };
}

function note(cursor: TokenCursor, t: SequenceTokens): StatementTree | undefined {
  cursor.take(t.NoteHead);
  cursor.takeAll(t.Stereotype);
  const placement = cursor.take(t.Placement);
  if (!placement) return undefined;
  cursor.take(t.Of);
  const targets = cursor.at(t.Identifier) ? cursor.takeList(t.Identifier, t.Comma) : [];
  if (!targets) return undefined;
  cursor.takeAll(t.Stereotype);
  const colour = cursor.take(t.Colour);
  cursor.take(t.Url);
  return { type: 'note', placement, targets, colour, text: cursor.take(t.NoteText) };
}

function reference(cursor: TokenCursor, t: SequenceTokens): StatementTree | undefined {
  const keyword = cursor.take(t.RefHead);
  const targets = cursor.takeList(t.Identifier, t.Comma);
  if (!keyword || !targets) return undefined;
  const colour = cursor.take(t.Colour);
  cursor.take(t.Url);
  return { type: 'ref', keyword, targets, colour, text: cursor.take(t.NoteText) };
}

/** Reads the statements of a sequence diagram. */
export function parseSequence(text: string): Statement<StatementTree>[] {
  const tokens = sequenceTokens();
  return readLines<StatementTree>(
    tokenize(tokens.lexer, text),
    (type) => type === tokens.LineEnd || type === tokens.StatementEnd,
    (line) => {
      // An anchor marks the message behind it, for measures of time; only alone does it start a statement.
      const from = line[0]!.tokenType === tokens.Anchor && line.length > 1 ? 1 : 0;
      const parsed = parseWhole(line, from, (cursor) => statement(cursor, tokens));
      return from === 0 || !parsed.tree || parsed.tree.type === 'message' ? parsed : { stopped: { at: line[1] } };
    },
  );
}
