import {
  type CombinedFragment,
  type Interaction,
  type Label,
  type LifelineId,
  messagesIn,
  readLabel,
  walkFragments,
} from '#model';
import type { Action } from '#semantics';
import type { Exchange } from '#traces';
import { fitRank } from '../binding/index.ts';
import { fitRequest, type Vocabulary } from '../binding/label-match.ts';

/** An `ignore` or `consider`: messages that may come at any time while the fragment goes on. */
export interface Tolerance {
  readonly fragment: CombinedFragment;
  readonly labels: readonly Label[];
  /** Stands for any such message at a lifeline of the fragment. */
  readonly actions: ReadonlyMap<LifelineId, Action>;
}

/** `newAction` makes an action on a lifeline. */
export function tolerancesOf(
  interaction: Interaction,
  newAction: (lifeline: LifelineId) => Action,
): readonly Tolerance[] {
  const tolerances: Tolerance[] = [];
  for (const { fragment } of walkFragments(interaction.fragments)) {
    if (fragment.type !== 'combined' || !fragment.messages) continue;
    const covered = new Set(
      fragment.operands.flatMap(({ fragments }) => messagesIn(fragments)).flatMap(({ from, to }) => [from, to]),
    );
    const actions = new Map<LifelineId, Action>();
    for (const lifeline of covered) if (lifeline !== null) actions.set(lifeline, newAction(lifeline));
    tolerances.push({ fragment, labels: fragment.messages.map(readLabel), actions });
  }
  return tolerances;
}

/** Named by an `ignore`, or not named by a `consider`. */
export function tolerates({ fragment, labels }: Tolerance, exchange: Exchange, vocabulary: Vocabulary): boolean {
  const named = labels.some((label) => fitRank[fitRequest(label, exchange, vocabulary)] >= fitRank.inferred);
  return named === (fragment.operator === 'ignore');
}
