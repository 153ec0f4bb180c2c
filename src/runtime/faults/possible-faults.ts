import type { CombinedFragment, InteractionFragment, LifelineId, Message } from '#model';
import type { Scenario } from '../scenario/scenario.ts';
import { connectionsOf } from './connections.ts';
import { type Fault, type FaultKind, faultKinds } from './fault.ts';

/** Every single fault of these kinds that can strike a scenario, in the order of what it strikes. */
export function possibleFaults(scenario: Scenario, kinds: readonly FaultKind[] = faultKinds): readonly Fault[] {
  const connections = connectionsOf(scenario);
  const found: Fault[] = [];
  const messages = [...scenario.instances.values()].map(({ message }) => message);
  const neighbours = neighboursIn(scenario.interaction.fragments);
  for (const message of messages) {
    for (const kind of kinds) found.push(...faultsAt(message, kind));
  }
  if (kinds.includes('wrong-branch')) found.push(...wrongBranches(scenario));
  if (kinds.includes('wrong-count')) found.push(...wrongCounts(scenario));
  return found;

  function faultsAt(message: Message, kind: FaultKind): readonly Fault[] {
    const { id } = message;
    const isAnswer = connections.causes.get(id)?.answers !== undefined;
    const isSelf = message.from === message.to;
    switch (kind) {
      case 'drop':
      case 'delay':
        return [{ kind, message: id }];
      case 'lose':
        return isSelf || isAnswer || message.messageKind !== 'complete' ? [] : [{ kind, message: id }];
      case 'duplicate':
        return isAnswer ? [] : [{ kind, message: id }];
      case 'extra': {
        // What a broker hands on was sent by somebody else.
        const isBroker = message.from !== null && connections.parts.get(message.from)?.role === 'broker';
        return isAnswer || isSelf || isBroker || message.messageKind !== 'complete' ? [] : [{ kind, message: id }];
      }
      case 'reorder': {
        const other = neighbours.get(id);
        return other === undefined ? [] : [{ kind, message: id, with: other }];
      }
      case 'wrong-receiver':
      case 'wrong-sender': {
        if (isAnswer || isSelf || message.messageKind !== 'complete') return [];
        const lifeline = somebodyElse(message, kind === 'wrong-sender' ? 'from' : 'to');
        return lifeline === undefined ? [] : [{ kind, message: id, lifeline }];
      }
      case 'error-status':
        return isAnswer ? [{ kind, message: id }] : [];
      case 'crash':
        return !isAnswer && !isSelf && message.to !== null && connections.parts.get(message.to)?.role === 'service'
          ? [{ kind, message: id }]
          : [];
      default:
        return [];
    }
  }

  /** Another service, the first that is drawn; a part that only a service can take goes to nobody else. */
  function somebodyElse({ from, to }: Message, end: 'from' | 'to'): LifelineId | undefined {
    const own = end === 'from' ? from : to;
    if (own === null || connections.parts.get(own)?.role !== 'service') return undefined;
    return scenario.drawn.lifelines.find(
      ({ id }) => id !== from && id !== to && connections.parts.get(id)?.role === 'service',
    )?.id;
  }
}

/** By message id, the message that follows it directly. */
function neighboursIn(fragments: readonly InteractionFragment[]): ReadonlyMap<number, number> {
  const neighbours = new Map<number, number>();
  const visit = (some: readonly InteractionFragment[]): void => {
    let last: Message | undefined;
    for (const fragment of some) {
      if (fragment.type === 'combined') {
        for (const operand of fragment.operands) visit(operand.fragments);
        last = undefined;
      } else if (fragment.type === 'message') {
        if (last) neighbours.set(last.id, fragment.id);
        last = fragment;
      }
    }
  };
  visit(fragments);
  return neighbours;
}

/** Each other branch of every alternative that was come to, once. */
function wrongBranches({ choices }: Scenario): readonly Fault[] {
  const seen = new Set<CombinedFragment>();
  return choices.flatMap(({ point: { fragment }, taken }) => {
    if (fragment.operator !== 'alt' || fragment.operands.length < 2 || seen.has(fragment)) return [];
    seen.add(fragment);
    const others = fragment.operands.map((_, index) => index + 1).filter((operand) => operand !== taken);
    return others.map((operand): Fault => ({ kind: 'wrong-branch', fragment, operand }));
  });
}

/** One less than the least number, and one more than the most, of every loop that has one and was come to. */
function wrongCounts(scenario: Scenario): readonly Fault[] {
  const found: Fault[] = [];
  const seen = new Set(scenario.loops);
  for (const fragment of seen) {
    const { min, max } = fragment.bounds ?? { min: 0, max: null };
    if (min > 0) found.push({ kind: 'wrong-count', fragment, count: min - 1 });
    if (max !== null) found.push({ kind: 'wrong-count', fragment, count: max + 1 });
  }
  return found;
}
