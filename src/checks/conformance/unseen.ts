import { type InteractionFragment, type Lifeline, type LifelineId, type Message, messagesOf } from '#model';
import type { Coverage } from '../result.ts';
import { defaultSettings, resolveSettings } from '../settings/index.ts';
import type { CheckableDrawing } from './prepared-drawing.ts';

/**
 * Lifelines that left no trace although the flows that were seen must have led to them: what is drawn of them was not
 * judged. Actors, those that only call, and what was said to be optional or not to be seen are not among them.
 */
export function unseenLifelines({ interaction, settings }: CheckableDrawing, coverage: Coverage): readonly Lifeline[] {
  const observed = new Set(coverage.lifelines.filter((lifeline) => lifeline.observed).map(({ id }) => id));
  const seen = new Set(coverage.messages.filter(({ cases }) => cases > 0).map(({ id }) => id));
  const said = resolveSettings(settings ?? defaultSettings, interaction);
  const inevitable = new Set(inevitableIn(interaction.fragments));
  const reached = new Set<LifelineId>();
  for (const flow of flowsOf(messagesOf(interaction), observed)) {
    if (!flow.some(({ id }) => seen.has(id))) continue;
    for (const message of flow) {
      const { presence } = said.messages.get(message) ?? {};
      const isMeant = presence !== 'optional' && presence !== 'unobservable';
      if (
        message.to !== null &&
        message.to !== message.from &&
        message.sort !== 'reply' &&
        inevitable.has(message) &&
        isMeant
      )
        reached.add(message.to);
    }
  }
  return interaction.lifelines.filter(({ id, kind }) => {
    const role = said.participants.get(id)?.target.type;
    return reached.has(id) && !observed.has(id) && kind !== 'actor' && role !== 'outside' && role !== 'unobserved';
  });
}

/** Each begins with a message of somebody who reports nothing. */
function flowsOf(messages: readonly Message[], observed: ReadonlySet<LifelineId>): readonly (readonly Message[])[] {
  const flows: Message[][] = [];
  for (const message of messages) {
    const isTrigger = message.sort !== 'reply' && (message.from === null || !observed.has(message.from));
    const flow = flows.at(-1);
    if (!flow || isTrigger) flows.push([message]);
    else flow.push(message);
  }
  return flows;
}

const always: ReadonlySet<string> = new Set(['par', 'seq', 'strict', 'critical', 'group']);

/** Messages that no choice and no loop can leave out. */
function inevitableIn(fragments: readonly InteractionFragment[]): readonly Message[] {
  return fragments.flatMap((fragment) => {
    if (fragment.type === 'message') return [fragment];
    if (fragment.type !== 'combined') return [];
    const isRun = always.has(fragment.operator) || (fragment.operator === 'loop' && (fragment.bounds?.min ?? 0) > 0);
    return isRun ? fragment.operands.flatMap((operand) => inevitableIn(operand.fragments)) : [];
  });
}
