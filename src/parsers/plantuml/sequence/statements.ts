import type { IToken } from 'chevrotain';

/** Who stands at one end of an arrow. Two names where the lifeline is declared in passing: `"Long name" as L -> B`. */
export interface Endpoint {
  readonly first: IToken;
  readonly second?: IToken | undefined;
}

/** One statement of a sequence diagram as it is written: a flat tree of tokens, without meaning. */
export type StatementTree =
  | {
      readonly type: 'participant';
      readonly keyword: IToken;
      readonly name: Endpoint;
      readonly order?: IToken | undefined;
      readonly colour?: IToken | undefined;
      /** `[` … `]` over several lines. */
      readonly head?: IToken | undefined;
    }
  | {
      readonly type: 'message';
      readonly left?: Endpoint | undefined;
      readonly arrow: IToken;
      readonly right?: Endpoint | undefined;
      readonly more: readonly IToken[];
      readonly activation?: IToken | undefined;
      readonly colour?: IToken | undefined;
      readonly label?: IToken | undefined;
    }
  | {
      readonly type: 'bar';
      readonly name: Endpoint;
      readonly activation: IToken;
      readonly colour?: IToken | undefined;
    }
  | {
      readonly type: 'lifecycle';
      readonly keyword: IToken;
      readonly name?: IToken | undefined;
      readonly colours: readonly IToken[];
    }
  | {
      readonly type: 'line';
      readonly kind: 'group' | 'separator' | 'end' | 'box' | 'endBox' | 'return' | 'autoActivate' | 'unknown';
      readonly keyword: IToken;
      readonly text?: IToken | undefined;
    }
  | {
      readonly type: 'note';
      readonly placement: IToken;
      readonly targets: readonly IToken[];
      readonly colour?: IToken | undefined;
      readonly text?: IToken | undefined;
    }
  | {
      readonly type: 'ref';
      readonly keyword: IToken;
      readonly targets: readonly IToken[];
      readonly colour?: IToken | undefined;
      readonly text?: IToken | undefined;
    }
  | { readonly type: 'whole'; readonly kind: 'divider' | 'delay' | 'title' | 'hideUnlinked'; readonly token: IToken };
