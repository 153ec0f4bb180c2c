import type { Span } from '../../lowering/builder.ts';
import type { FoundLink } from './links.ts';

/** A text as it is written, without its quotes. */
export interface FlowText extends Span {
  readonly kind: 'plain' | 'quoted' | 'markdown';
}

/** What stands between brackets decides the shape: `[`, `((`, `[/…\]`. */
export type Brackets =
  | ('[]' | '()' | '(())' | '((()))' | '([])' | '[[]]' | '[()]' | '{}' | '{{}}' | '>]' | '(--)' | '[|]')
  | ('[/\\]' | '[\\/]' | '[//]' | '[\\\\]');

/** A node as it is named once: `A`, `A[text]`, `A@{ shape: cyl }`. */
export interface NodeMention extends Span {
  readonly id: string;
  readonly brackets?: Brackets;
  readonly text?: FlowText;
  /** The inside of `@{ … }`. */
  readonly data?: Span;
}

export interface LinkMention extends Span {
  readonly id?: string;
  /** The link, or its first half. */
  readonly left: FoundLink;
  /** The second half of one with its text amid. */
  readonly right?: FoundLink;
  readonly text?: FlowText;
}

export type FlowStatement =
  /** Nodes and the links between them, one link fewer than groups of nodes: `A & B --> C`. */
  | (Span & {
      readonly type: 'chain';
      readonly groups: readonly NodeMention[][];
      readonly links: readonly LinkMention[];
    })
  | (Span & {
      readonly type: 'subgraph';
      readonly id?: Span;
      readonly title: FlowText /** Does white space follow a title that is all there is? */;
      readonly spaced?: boolean;
    })
  | (Span & { readonly type: 'end' })
  | (Span & { readonly type: 'direction'; readonly direction: string })
  | (Span & { readonly type: 'style'; readonly id: Span })
  | (Span & { readonly type: 'linkStyle'; readonly indexes: readonly Span[] })
  /** Without meaning for the model: classes, clicks, titles for screen readers. */
  | (Span & { readonly type: 'other'; readonly targets: Span | undefined })
  | (Span & { readonly type: 'misfit'; readonly misfit: Misfit });

/** Why a statement could not be read. `at` is where reading stopped. */
export interface Misfit extends Span {
  readonly reason:
    | ('unexpected' | 'unknown-character' | 'reserved' | 'entity' | 'unclosed' | 'bracket-in-text' | 'quote-in-text')
    | ('empty-text' | 'wrong-close' | 'link-text' | 'no-target' | 'no-title' | 'unquoted-at')
    | ('click' | 'styles' | 'link-style' | 'class' | 'title' | 'space-before-data' | 'space-before-text' | 'same-line')
    | ('subgraph-class' | 'end-as-node' | 'caret');
  /** What is opened there and never ended, where that is the reason. */
  readonly opening?: Span;
  /** The text that ought to be quoted. */
  readonly inside?: Span;
}
