import { EmbeddedActionsParser, type IToken } from 'chevrotain';
import { tokenize } from '../../lowering/lexing.ts';
import { readLines, type Statement } from '../../lowering/lines.ts';
import { type SequenceTokens, sequenceTokens } from './tokens.ts';

/** One statement of a sequence diagram as it is written: a flat tree of tokens, without meaning. */
export type StatementTree =
  | {
      readonly type: 'participant';
      readonly create: boolean;
      readonly keyword: IToken;
      readonly id: IToken;
      readonly config?: IToken | undefined;
      readonly alias?: IToken | undefined;
    }
  | { readonly type: 'lifecycle'; readonly keyword: IToken; readonly id: IToken }
  | {
      readonly type: 'line';
      readonly kind: 'block' | 'separator' | 'box' | 'unknown';
      readonly keyword: IToken;
      readonly text?: IToken | undefined;
    }
  | { readonly type: 'whole'; readonly kind: 'end' | 'title' | 'autoNumber'; readonly token: IToken }
  | { readonly type: 'note'; readonly placement: IToken; readonly targets: readonly IToken[]; readonly label: IToken }
  | { readonly type: 'link'; readonly name: IToken }
  | { readonly type: 'nothing' }
  | {
      readonly type: 'message';
      readonly from: IToken;
      readonly arrow: IToken;
      /** `+` or `-` before the receiver. */
      readonly bar?: IToken | undefined;
      readonly to: IToken;
      readonly label: IToken;
    };

/** The grammar of one statement. The rules only build the tree; lower.ts gives it meaning. */
class StatementParser extends EmbeddedActionsParser {
  readonly #tokens: SequenceTokens;

  constructor(tokens: SequenceTokens) {
    super(tokens.all, { maxLookahead: 2 });
    this.#tokens = tokens;
    this.performSelfAnalysis();
  }

  readonly #participant = this.RULE('participant', (): StatementTree => {
    const t = this.#tokens;
    const create = this.OPTION(() => this.CONSUME(t.Create)) !== undefined;
    const keyword = this.CONSUME(t.Participant);
    const id = this.CONSUME(t.Id);
    const config = this.OPTION2(() => this.CONSUME(t.Config));
    const alias = this.OPTION3(() => {
      this.CONSUME(t.As);
      return this.CONSUME(t.Text);
    });
    return { type: 'participant', create, keyword, id, config, alias };
  });

  readonly #lifecycle = this.RULE('lifecycle', (): StatementTree => {
    const t = this.#tokens;
    const keyword = this.OR([{ ALT: () => this.CONSUME(t.Destroy) }, { ALT: () => this.CONSUME(t.Bar) }]);
    return { type: 'lifecycle', keyword, id: this.CONSUME(t.Id) };
  });

  readonly #line = this.RULE('line', (): StatementTree => {
    const t = this.#tokens;
    const { kind, keyword } = this.OR([
      { ALT: () => ({ kind: 'block' as const, keyword: this.CONSUME(t.Block) }) },
      { ALT: () => ({ kind: 'separator' as const, keyword: this.CONSUME(t.Separator) }) },
      { ALT: () => ({ kind: 'box' as const, keyword: this.CONSUME(t.Box) }) },
      { ALT: () => ({ kind: 'unknown' as const, keyword: this.CONSUME(t.Unknown) }) },
    ]);
    const text = this.OPTION(() => this.CONSUME(t.Text));
    return { type: 'line', kind, keyword, text };
  });

  readonly #note = this.RULE('note', (): StatementTree => {
    const t = this.#tokens;
    this.CONSUME(t.Note);
    const placement = this.CONSUME(t.Placement);
    const targets = [this.CONSUME(t.AnyName)];
    this.MANY(() => {
      this.CONSUME(t.Comma);
      targets.push(this.CONSUME2(t.AnyName));
    });
    return { type: 'note', placement, targets, label: this.CONSUME(t.Label) };
  });

  readonly #link = this.RULE('link', (): StatementTree => {
    const t = this.#tokens;
    this.CONSUME(t.LinkHead);
    const name = this.CONSUME(t.AnyName);
    this.CONSUME(t.Label);
    return { type: 'link', name };
  });

  readonly #message = this.RULE('message', (): StatementTree => {
    const t = this.#tokens;
    const from = this.CONSUME(t.AnyName);
    this.OPTION(() => this.CONSUME(t.Central));
    const arrow = this.CONSUME(t.Arrow);
    const bar = this.OPTION2(() =>
      this.OR([
        { ALT: () => this.CONSUME(t.Plus) },
        { ALT: () => this.CONSUME(t.Minus) },
        { ALT: () => this.CONSUME2(t.Central) },
      ]),
    );
    const to = this.CONSUME2(t.AnyName);
    return { type: 'message', from, arrow, bar, to, label: this.CONSUME(t.Label) };
  });

  readonly statement = this.RULE('statement', (): StatementTree => {
    const t = this.#tokens;
    return this.OR([
      { ALT: () => this.SUBRULE(this.#message) },
      { ALT: () => this.SUBRULE(this.#participant) },
      { ALT: () => this.SUBRULE(this.#line) },
      { ALT: () => this.SUBRULE(this.#note) },
      { ALT: () => this.SUBRULE(this.#lifecycle) },
      { ALT: () => this.SUBRULE(this.#link) },
      { ALT: (): StatementTree => ({ type: 'whole', kind: 'end', token: this.CONSUME(t.End) }) },
      { ALT: (): StatementTree => ({ type: 'whole', kind: 'title', token: this.CONSUME(t.Title) }) },
      { ALT: (): StatementTree => ({ type: 'whole', kind: 'autoNumber', token: this.CONSUME(t.AutoNumber) }) },
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
      const strays = line.findIndex((token) => token.tokenType !== tokens.Stray);
      if (strays < 0) return { tree: { type: 'nothing' } };
      parser.input = strays === 0 ? line : line.slice(strays);
      const tree = parser.statement();
      const error = parser.errors[0];
      if (!error) return { tree };
      return { stopped: { at: error.token.image === '' ? undefined : error.token } };
    },
  );
}
