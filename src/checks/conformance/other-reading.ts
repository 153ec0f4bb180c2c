import type { CombinedFragment, InteractionOperand, Message, OperandPath } from '#model';
import type { Discrepancy } from './discrepancies.ts';

/** Another operand of an alt that the case departs from hardly more than from the one that explains it best. */
export interface OtherReading {
  readonly fragment: CombinedFragment;
  /** The operand of the cheapest explanation. */
  readonly operand: InteractionOperand;
  readonly discrepancies: readonly Discrepancy[];
}

/** How many occurrences more another reading may cost to be worth telling. */
export const WORTH_TELLING = 2;

/** The innermost alt that a discrepancy lies in: what the case would be if it had taken another way is worth a look. */
export function doubtfulChoice(
  found: readonly Discrepancy[],
  paths: ReadonlyMap<number, OperandPath>,
): { readonly fragment: CombinedFragment; readonly operand: InteractionOperand } | undefined {
  for (const discrepancy of found) {
    if (!('message' in discrepancy)) continue;
    const choice = paths
      .get(discrepancy.message.id)
      ?.findLast(({ fragment }) => fragment.operator === 'alt' && fragment.operands.length > 1);
    if (choice) return choice;
  }
  return undefined;
}

/** The discrepancies that lie in one fragment, or in one operand of it. */
export function within(
  part: CombinedFragment | InteractionOperand,
  found: readonly Discrepancy[],
  paths: ReadonlyMap<number, OperandPath>,
): readonly (Discrepancy & { readonly message: Message })[] {
  return found.filter(
    (discrepancy): discrepancy is Discrepancy & { readonly message: Message } =>
      'message' in discrepancy &&
      (paths.get(discrepancy.message.id) ?? []).some(({ fragment, operand }) => fragment === part || operand === part),
  );
}
