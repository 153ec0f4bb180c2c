import { type CombinedFragment, type Interaction, type Lifeline, messagesOf } from '#model';
import { partsOf } from '#runtime';
import { automatonOf, choicesOf, judgeChoice } from '#semantics';

/** A choice that none of those who would have to make it can make without the others. */
export interface UnclearChoice {
  readonly fragment: CombinedFragment;
  /** Services that begin branches, in the order in which they are drawn. */
  readonly deciders: readonly Lifeline[];
}

/** More cannot be told in the time that somebody waits for a run. */
const MOST_MESSAGES = 300;

/** The alternatives whose branches begin with different services. What people outside decide is left aside. */
export function unclearChoices(interaction: Interaction): readonly UnclearChoice[] {
  const isAlternative = ({ fragment }: { fragment: CombinedFragment }) => fragment.operator === 'alt';
  if (messagesOf(interaction).length > MOST_MESSAGES) return [];
  const { arena, stepper, options, isReception } = automatonOf(interaction);
  const choices = choicesOf(arena, interaction.fragments, options).filter(isAlternative);
  const parts = partsOf(interaction);
  return choices.flatMap(({ fragment, ...choice }): readonly UnclearChoice[] => {
    const verdict = judgeChoice(stepper, choice, { maxNodes: 2000, isReception });
    const deciders = verdict.deciders
      .map((index) => interaction.lifelines[index]!)
      .filter(({ id }) => parts.get(id)?.role === 'service');
    return verdict.exhausted || deciders.length < 2 ? [] : [{ fragment, deciders }];
  });
}
