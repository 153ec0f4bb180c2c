import type { Token } from '../../lowering/lexing.ts';

/** Who stands at one end of an arrow. Two names where the lifeline is declared in passing: `"Long name" as L -> B`. */
export interface Endpoint {
  readonly first: Token;
  readonly second?: Token | undefined;
}

/** One statement of a sequence diagram as it is written: a flat tree of tokens, without meaning. */
export type StatementTree =
  | {
      readonly type: 'participant';
      readonly keyword: Token;
      readonly name: Endpoint;
      readonly order?: Token | undefined;
      readonly colour?: Token | undefined;
      /** `[` … `]` over several lines. */
      readonly head?: Token | undefined;
    }
  | {
      readonly type: 'message';
      readonly left?: Endpoint | undefined;
      readonly arrow: Token;
      readonly right?: Endpoint | undefined;
      readonly more: readonly Token[];
      readonly activation?: Token | undefined;
      readonly colour?: Token | undefined;
      readonly label?: Token | undefined;
    }
  | {
      readonly type: 'bar';
      readonly name: Endpoint;
      readonly activation: Token;
      readonly colour?: Token | undefined;
    }
  | {
      readonly type: 'lifecycle';
      readonly keyword: Token;
      readonly name?: Token | undefined;
      readonly colours: readonly Token[];
    }
  | {
      readonly type: 'line';
      readonly kind: 'group' | 'separator' | 'end' | 'box' | 'endBox' | 'return' | 'autoActivate' | 'unknown';
      readonly keyword: Token;
      readonly text?: Token | undefined;
    }
  | {
      readonly type: 'note';
      readonly placement: Token;
      readonly targets: readonly Token[];
      readonly colour?: Token | undefined;
      readonly text?: Token | undefined;
    }
  | {
      readonly type: 'ref';
      readonly keyword: Token;
      readonly targets: readonly Token[];
      readonly colour?: Token | undefined;
      readonly text?: Token | undefined;
    }
  | { readonly type: 'whole'; readonly kind: 'divider' | 'delay' | 'title' | 'hideUnlinked'; readonly token: Token };
