import type { InteractionFragment, Message } from '#model';
import type { MessageInstance, Scenario } from '../scenario/scenario.ts';

/** What takes the place of a message: nothing, itself, another, or several. */
export type Replacement = (message: Message) => readonly Message[];

/** A scenario with other messages; new ones must have ids from `nextId` on, and say what they stand for. */
export function edited(
  scenario: Scenario,
  replace: Replacement,
  added: ReadonlyMap<number, Message> = new Map(),
): Scenario {
  const instances = new Map<number, MessageInstance>();
  const visit = (fragments: readonly InteractionFragment[]): readonly InteractionFragment[] =>
    fragments.flatMap((fragment): readonly InteractionFragment[] => {
      if (fragment.type === 'combined') {
        const operands = fragment.operands.map((operand) => ({ ...operand, fragments: visit(operand.fragments) }));
        return [{ ...fragment, operands }];
      }
      if (fragment.type !== 'message') return [fragment];
      return replace(fragment).map((message) => {
        const origin = scenario.instances.get(added.get(message.id)?.id ?? message.id)!;
        instances.set(message.id, { ...origin, message });
        return message;
      });
    });
  const fragments = visit(scenario.interaction.fragments);
  return { ...scenario, interaction: { ...scenario.interaction, fragments }, instances };
}

/** An id that no message of the scenario has. */
export function nextId({ instances }: Scenario): number {
  return Math.max(0, ...instances.keys()) + 1;
}
