import type { Interaction, Lifeline, LifelineId, Message } from '#model';
import { type DrawnProtocol, requestOf } from '../recording/requests.ts';
import type { LifelinePart } from '../recording/roles.ts';

/** What is drawn to come out of nowhere comes from here, once we play it. */
export const OUTSIDE: LifelineId = '[';

/** Found messages as messages of a lifeline, so that somebody can send them. */
export function withOutside(interaction: Interaction): Interaction {
  let isUsed = false;
  const fragments = inside(interaction.fragments);
  if (!isUsed) return interaction;
  const { start } = interaction.range;
  const outside: Lifeline = { id: OUTSIDE, label: 'outside', kind: 'actor', range: { start, end: start } };
  return { ...interaction, lifelines: [...interaction.lifelines, outside], fragments };

  function inside(own: Interaction['fragments']): Interaction['fragments'] {
    return own.map((fragment) => {
      if (fragment.type === 'combined')
        return {
          ...fragment,
          operands: fragment.operands.map((operand) => ({ ...operand, fragments: inside(operand.fragments) })),
        };
      if (fragment.type !== 'message' || fragment.from !== null || fragment.to === null) return fragment;
      isUsed = true;
      return { ...fragment, from: OUTSIDE };
    });
  }
}

/**
 * How a message goes. `within`: between participants that we play, which needs no transport. `http` and `broker`: to or
 * from somebody else. `unseen`: between others, or by a transport that we do not have.
 */
export type Passage = 'within' | 'http' | 'broker' | 'unseen';

export interface Cast {
  readonly parts: ReadonlyMap<LifelineId, LifelinePart>;
  /** Lifelines that we play. */
  readonly played: ReadonlySet<LifelineId>;
  readonly hasBroker: boolean;
}

/** Stores and brokers are ours where they talk to who is played: what they do there needs no store. */
export function isOurs({ parts, played }: Cast, lifeline: LifelineId | null): boolean {
  if (lifeline === null) return true;
  const role = parts.get(lifeline)?.role;
  return played.has(lifeline) || role === 'store' || role === 'broker';
}

export function protocolOf({ parts }: Cast, message: Message, answers: readonly string[]): DrawnProtocol | undefined {
  const part = (id: LifelineId | null) => (id === null ? undefined : parts.get(id));
  return requestOf(message, part(message.from), part(message.to), answers)?.protocol;
}

/** `answers`: the labels of what may answer it; `isAnswer`: it answers something itself. */
export function passageOf(cast: Cast, message: Message, answers: readonly string[], isAnswer: boolean): Passage {
  const { from, to } = message;
  const [ourSending, ourReceiving] = [isOurs(cast, from), isOurs(cast, to)];
  if (ourSending && ourReceiving) return 'within';
  if (!ourSending && !ourReceiving) return 'unseen';
  const roles = [from, to].map((id) => (id === null ? undefined : cast.parts.get(id)?.role));
  if (roles.includes('store')) return 'unseen';
  if (isAnswer) return roles.includes('broker') ? 'unseen' : 'http';
  if (protocolOf(cast, message, answers) === 'messaging' || roles.includes('broker'))
    return cast.hasBroker ? 'broker' : 'unseen';
  return 'http';
}
