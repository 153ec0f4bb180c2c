import { EmbeddedActionsParser, type IToken } from 'chevrotain';
import { tokenize } from '../../lowering/lexing.ts';
import { readLines, type Statement } from '../../lowering/lines.ts';
import type { Endpoint, StatementTree } from './statements.ts';
import { type SequenceTokens, sequenceTokens } from './tokens.ts';

/** The grammar of one statement. The rules only build the tree; lower.ts gives it meaning. */
class StatementParser extends EmbeddedActionsParser {
  readonly #tokens: SequenceTokens;

  constructor(tokens: SequenceTokens) {
    super(tokens.all, { maxLookahead: 2 });
    this.#tokens = tokens;
    this.performSelfAnalysis();
  }

  readonly #endpoint = this.RULE('endpoint', (): Endpoint => {
    const t = this.#tokens;
    return this.OR([
      {
        ALT: () => {
          const first = this.CONSUME(t.Identifier);
          const second = this.OPTION(() => {
            this.CONSUME(t.As);
            return this.CONSUME2(t.Identifier);
          });
          return { first, second };
        },
      },
      { ALT: () => ({ first: this.CONSUME(t.Frame) }) },
      { ALT: () => ({ first: this.CONSUME(t.Anchor) }) },
    ]);
  });

  /** Stereotypes and links mean nothing here; whether a colour is one is asked later. */
  readonly #stereotypes = this.RULE('stereotypes', (): void => {
    this.MANY(() => this.CONSUME(this.#tokens.Stereotype));
  });

  readonly #participant = this.RULE('participant', (): StatementTree => {
    const t = this.#tokens;
    const keyword = this.OR([{ ALT: () => this.CONSUME(t.Declare) }, { ALT: () => this.CONSUME(t.Create) }]);
    const name = this.SUBRULE(this.#endpoint);
    this.SUBRULE(this.#stereotypes);
    const order = this.OPTION(() => this.CONSUME(t.Order));
    this.OPTION2(() => this.CONSUME(t.Url));
    const colour = this.OPTION3(() => this.CONSUME(t.Colour));
    const head = this.OPTION4(() => this.CONSUME(t.Head));
    return { type: 'participant', keyword, name, order, colour, head };
  });

  readonly #afterArrow = this.RULE('afterArrow', (): Omit<StatementTree & { type: 'message' }, 'type' | 'left'> => {
    const t = this.#tokens;
    const arrow = this.CONSUME(t.Arrow);
    const right = this.OPTION(() => this.SUBRULE(this.#endpoint));
    const more: IToken[] = [];
    this.MANY(() => {
      this.CONSUME(t.And);
      more.push(this.CONSUME(t.Name));
    });
    const activation = this.OPTION2(() => this.CONSUME(t.Activation));
    const colour = this.OPTION3(() => this.CONSUME(t.Colour));
    this.SUBRULE(this.#stereotypes);
    this.OPTION4(() => this.CONSUME(t.Url));
    const label = this.OPTION5(() => this.CONSUME(t.Label));
    return { arrow, right, more, activation, colour, label };
  });

  /** `A -> B : text`, `-> B`, or the short form `A ++`. */
  readonly #message = this.RULE(
    'message',
    (): StatementTree =>
      this.OR([
        { ALT: (): StatementTree => ({ type: 'message', ...this.SUBRULE(this.#afterArrow) }) },
        {
          ALT: (): StatementTree => {
            const left = this.SUBRULE(this.#endpoint);
            return this.OR2([
              { ALT: (): StatementTree => ({ type: 'message', left, ...this.SUBRULE2(this.#afterArrow) }) },
              {
                ALT: (): StatementTree => {
                  const activation = this.CONSUME(this.#tokens.Activation);
                  const colour = this.OPTION(() => this.CONSUME(this.#tokens.Colour));
                  return { type: 'bar', name: left, activation, colour };
                },
              },
            ]);
          },
        },
      ]),
  );

  readonly #line = this.RULE('line', (): StatementTree => {
    const t = this.#tokens;
    const { kind, keyword } = this.OR([
      { ALT: () => ({ kind: 'group' as const, keyword: this.CONSUME(t.Group) }) },
      { ALT: () => ({ kind: 'separator' as const, keyword: this.CONSUME(t.Separator) }) },
      { ALT: () => ({ kind: 'end' as const, keyword: this.CONSUME(t.End) }) },
      { ALT: () => ({ kind: 'box' as const, keyword: this.CONSUME(t.Box) }) },
      { ALT: () => ({ kind: 'endBox' as const, keyword: this.CONSUME(t.EndBox) }) },
      { ALT: () => ({ kind: 'return' as const, keyword: this.CONSUME(t.Return) }) },
      { ALT: () => ({ kind: 'autoActivate' as const, keyword: this.CONSUME(t.AutoActivate) }) },
      { ALT: () => ({ kind: 'unknown' as const, keyword: this.CONSUME(t.Unknown) }) },
    ]);
    const text = this.OPTION(() => this.CONSUME(t.Text));
    return { type: 'line', kind, keyword, text };
  });

  readonly #note = this.RULE('note', (): StatementTree => {
    const t = this.#tokens;
    this.CONSUME(t.NoteHead);
    this.SUBRULE(this.#stereotypes);
    const placement = this.CONSUME(t.Placement);
    this.OPTION(() => this.CONSUME(t.Of));
    const targets: IToken[] = [];
    this.OPTION2(() => {
      targets.push(this.CONSUME(t.Identifier));
      this.MANY(() => {
        this.CONSUME(t.Comma);
        targets.push(this.CONSUME2(t.Identifier));
      });
    });
    this.SUBRULE2(this.#stereotypes);
    const colour = this.OPTION3(() => this.CONSUME(t.Colour));
    this.OPTION4(() => this.CONSUME(t.Url));
    const text = this.OPTION5(() => this.CONSUME(t.NoteText));
    return { type: 'note', placement, targets, colour, text };
  });

  readonly #ref = this.RULE('ref', (): StatementTree => {
    const t = this.#tokens;
    const keyword = this.CONSUME(t.RefHead);
    const targets = [this.CONSUME(t.Identifier)];
    this.MANY(() => {
      this.CONSUME(t.Comma);
      targets.push(this.CONSUME2(t.Identifier));
    });
    const colour = this.OPTION(() => this.CONSUME(t.Colour));
    this.OPTION2(() => this.CONSUME(t.Url));
    const text = this.OPTION3(() => this.CONSUME(t.NoteText));
    return { type: 'ref', keyword, targets, colour, text };
  });

  readonly #lifecycle = this.RULE('lifecycle', (): StatementTree => {
    const t = this.#tokens;
    const keyword = this.CONSUME(t.Lifecycle);
    const name = this.OPTION(() => this.CONSUME(t.Identifier));
    const colours: IToken[] = [];
    this.MANY(() => colours.push(this.CONSUME(t.Colour)));
    return { type: 'lifecycle', keyword, name, colours };
  });

  readonly statement = this.RULE('statement', (): StatementTree => {
    const t = this.#tokens;
    this.OPTION(() => this.CONSUME(t.Parallel));
    return this.OR([
      { ALT: () => this.SUBRULE(this.#message) },
      { ALT: () => this.SUBRULE(this.#line) },
      { ALT: () => this.SUBRULE(this.#note) },
      { ALT: () => this.SUBRULE(this.#participant) },
      { ALT: () => this.SUBRULE(this.#lifecycle) },
      { ALT: () => this.SUBRULE(this.#ref) },
      { ALT: (): StatementTree => ({ type: 'whole', kind: 'divider', token: this.CONSUME(t.Divider) }) },
      { ALT: (): StatementTree => ({ type: 'whole', kind: 'delay', token: this.CONSUME(t.Delay) }) },
      { ALT: (): StatementTree => ({ type: 'whole', kind: 'title', token: this.CONSUME(t.Title) }) },
      { ALT: (): StatementTree => ({ type: 'whole', kind: 'hideUnlinked', token: this.CONSUME(t.HideUnlinked) }) },
    ]);
  });
}

let made: StatementParser | undefined;

/** Reads the statements of a sequence diagram. The parser is built on first use. */
export function parseSequence(text: string): Statement<StatementTree>[] {
  const tokens = sequenceTokens();
  made ??= new StatementParser(tokens);
  const parser = made;
  return readLines<StatementTree>(
    tokenize(tokens.lexer, text),
    (type) => type === tokens.LineEnd || type === tokens.StatementEnd,
    (line) => {
      // An anchor marks a point in time for constraints that are not modelled; only alone does it start a statement.
      const from = line[0]!.tokenType === tokens.Anchor && line.length > 1 ? 1 : 0;
      parser.input = from === 0 ? line : line.slice(from);
      const tree = parser.statement();
      const error = parser.errors[0];
      if (!error && (from === 0 || tree.type === 'message')) return { tree };
      if (!error) return { stopped: { at: line[1] } };
      const at = error.token.image === '' ? undefined : error.token;
      return { stopped: { at } };
    },
  );
}
