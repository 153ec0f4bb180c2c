import type { CombinedFragment, InteractionFragment, InteractionOperand } from '#model';

export type Leaf = Exclude<InteractionFragment, CombinedFragment>;

/** What a drawing is made of, in the order of the text. */
export type DrawingEvent =
  | { readonly type: 'leaf'; readonly leaf: Leaf; readonly next: InteractionFragment | undefined }
  | { readonly type: 'open'; readonly fragment: CombinedFragment }
  | { readonly type: 'operand'; readonly fragment: CombinedFragment; readonly operand: InteractionOperand }
  | { readonly type: 'close'; readonly fragment: CombinedFragment };

/** Iterative: nesting depth is no limit. An operand comes right after its fragment's opening, or between its like. */
export function* eventsOf(fragments: readonly InteractionFragment[]): Generator<DrawingEvent> {
  type Frame = { items: readonly InteractionFragment[]; at: number; owner?: CombinedFragment; operand: number };
  const stack: Frame[] = [{ items: fragments, at: 0, operand: 0 }];
  while (stack.length > 0) {
    const top = stack.at(-1)!;
    const fragment = top.items[top.at++];
    if (fragment?.type === 'combined') {
      yield { type: 'open', fragment };
      stack.push({ items: [], at: 0, owner: fragment, operand: -1 });
    } else if (fragment) {
      yield { type: 'leaf', leaf: fragment, next: top.items[top.at] };
    } else if (top.owner) {
      const operand = top.owner.operands[++top.operand];
      if (operand) {
        yield { type: 'operand', fragment: top.owner, operand };
        top.items = operand.fragments;
        top.at = 0;
      } else {
        yield { type: 'close', fragment: top.owner };
        stack.pop();
      }
    } else stack.pop();
  }
}
