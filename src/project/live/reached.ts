import { type LifelineId, messageFlow, messagesOf } from '#model';
import { type Preparation, prepare } from '#runtime';
import type { LiveDrawing } from './live-drawing.ts';

/** How a service is reached by those that are played: by calls, over a broker, or not at all. */
export function reached(preparation: Preparation, subject: LifelineId): ReadonlySet<'http' | 'broker'> {
  const { interaction, passages } = preparation;
  const flow = messageFlow(interaction);
  const ways = messagesOf(interaction).flatMap((message) => {
    if (message.to !== subject || message.from === subject) return [];
    const passage = passages.get(message.id);
    if (passage === 'broker') return [passage];
    return passage === 'http' && flow.get(message.id)!.role === 'call' ? [passage] : [];
  });
  return new Set(ways);
}

/** Does a broker alone reach it? Then nobody has to know where it listens. */
export function isReachedByBrokerAlone({ interaction }: LiveDrawing, subject: LifelineId): boolean {
  const others = interaction.lifelines.map(({ id }) => id).filter((id) => id !== subject);
  const cast = { played: new Set(others), reachable: new Set([subject]), hasBroker: true };
  const ways = reached(prepare({ interaction, ...cast }), subject);
  return ways.has('broker') && !ways.has('http');
}
