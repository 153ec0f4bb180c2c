import type { CombinedFragment, Interaction, Lifeline, LifelineId } from '#model';
import { messagesOf } from '#model';
import { partsOf } from '#runtime';
import { type Action, choicesOf, judgeChoice, Stepper, TermArena, type TermOptions } from '#semantics';

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
  const messages = messagesOf(interaction);
  const isAlternative = ({ fragment }: { fragment: CombinedFragment }) => fragment.operator === 'alt';
  if (messages.length > MOST_MESSAGES) return [];
  const arena = new TermArena(interaction.lifelines.length + 1);
  const indexes = new Map(interaction.lifelines.map(({ id }, index) => [id, index]));
  const receptions = new Set<Action>();
  const actionOf = (end: LifelineId | null) => (end === null ? null : arena.action(indexes.get(end)!));
  const occurrences = new Map(
    messages.map((message) => {
      const send = actionOf(message.from);
      const receive = message.messageKind === 'lost' ? null : actionOf(message.to);
      if (receive !== null) receptions.add(receive);
      return [message.id, { send, receive }];
    }),
  );
  const options: TermOptions = { occurrences: ({ id }) => occurrences.get(id)! };
  const choices = choicesOf(arena, interaction.fragments, options).filter(isAlternative);
  const stepper = new Stepper(arena);
  const parts = partsOf(interaction);
  return choices.flatMap(({ fragment, ...choice }): readonly UnclearChoice[] => {
    const verdict = judgeChoice(stepper, choice, {
      maxNodes: 2000,
      isReception: (action) => receptions.has(action),
    });
    const deciders = verdict.deciders
      .map((index) => interaction.lifelines[index]!)
      .filter(({ id }) => parts.get(id)?.role === 'service');
    return verdict.exhausted || deciders.length < 2 ? [] : [{ fragment, deciders }];
  });
}
