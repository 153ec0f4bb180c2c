import type { StateKind } from '#model';
import type { Span } from '../../lowering/builder.ts';

/** A state as it is named once; `[*]` has no id of its own. */
export interface StateMention extends Span {
  readonly id: string;
}

export type StateStatement =
  | (Span & { readonly type: 'state'; readonly state: StateMention; readonly description?: Span })
  | (Span & {
      readonly type: 'transition';
      readonly from: StateMention;
      readonly to: StateMention;
      readonly label?: Span;
    })
  /** `state "label" as id`, `state id <<choice>>`, `state id`; `opens` where its inside follows. */
  | (Span & {
      readonly type: 'declaration';
      readonly state: StateMention;
      readonly labels: readonly Span[];
      readonly kind?: StateKind;
      readonly opens: boolean;
    })
  | (Span & { readonly type: 'close' })
  | (Span & { readonly type: 'divider' })
  | (Span & { readonly type: 'direction'; readonly direction: string })
  | (Span & { readonly type: 'note'; readonly of?: StateMention; readonly text: Span })
  /** `class` and `style`, and what else means nothing to the model. */
  | (Span & { readonly type: 'other'; readonly targets?: Span })
  | (Span & { readonly type: 'warned'; readonly warning: StateWarning; readonly at: Span })
  | (Span & { readonly type: 'misfit'; readonly misfit: StateMisfit });

/** What Mermaid reads, but not as it was meant. */
export type StateWarning = 'ignored-words' | 'ignored-description' | 'unknown-kind' | 'brace' | 'odd-id';

export interface StateMisfit extends Span {
  readonly reason:
    | ('unexpected' | 'no-target' | 'empty-text' | 'unclosed' | 'several-words' | 'no-alias' | 'note' | 'note-text')
    | (
        | 'click'
        | 'scale'
        | 'class'
        | 'style'
        | 'classDef'
        | 'reserved'
        | 'divider'
        | 'quote'
        | 'header'
        | 'alias-order'
      );
}
