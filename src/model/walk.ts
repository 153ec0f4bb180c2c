import type { CombinedFragment, Interaction, InteractionFragment, InteractionOperand, Message } from './interaction.ts';

/** The operands around a fragment, outermost first. */
export type OperandPath = readonly { readonly fragment: CombinedFragment; readonly operand: InteractionOperand }[];

/** All fragments in the order of the text, each with the operands around it. Iterative: nesting depth is no limit. */
export function* walkFragments(
  fragments: readonly InteractionFragment[],
): Generator<{ readonly fragment: InteractionFragment; readonly path: OperandPath }> {
  const stack: { items: readonly InteractionFragment[]; at: number; path: OperandPath }[] = [
    { items: fragments, at: 0, path: [] },
  ];
  while (stack.length > 0) {
    const top = stack[stack.length - 1]!;
    const fragment = top.items[top.at++];
    if (!fragment) {
      stack.pop();
      continue;
    }
    yield { fragment, path: top.path };
    if (fragment.type === 'combined') {
      for (let index = fragment.operands.length - 1; index >= 0; index--) {
        const operand = fragment.operands[index]!;
        stack.push({ items: operand.fragments, at: 0, path: [...top.path, { fragment, operand }] });
      }
    }
  }
}

/** All messages in the order of the text. */
export function messagesOf(interaction: Interaction): Message[] {
  return messagesIn(interaction.fragments);
}

/** All messages at any depth, in the order of the text. */
export function messagesIn(fragments: readonly InteractionFragment[]): Message[] {
  const messages: Message[] = [];
  for (const { fragment } of walkFragments(fragments)) if (fragment.type === 'message') messages.push(fragment);
  return messages;
}
