import { Meter, type SearchBudget } from '../search-budget.ts';
import type { Stepper } from '../step.ts';
import type { Action, Term } from '../term.ts';
import { reducedSteps } from './reduced-steps.ts';

/** A message with both ends; its actions are no other message's. */
export interface RacingMessage {
  readonly send: Action;
  readonly receive: Action;
}

export interface Race {
  /** Drawn to be received first. */
  readonly first: RacingMessage;
  /** May be there before it. */
  readonly second: RacingMessage;
}

export interface Races {
  readonly races: readonly Race[];
  /** There may be others. */
  readonly exhausted: boolean;
}

export interface RaceOptions extends SearchBudget {
  /** What one lifeline sends another arrives in the order of sending. */
  readonly fifo: boolean;
}

interface Node {
  readonly term: Term;
  /** By message: sent, and not yet received. */
  readonly underWay: readonly boolean[];
  readonly isWaiting: boolean;
}

/**
 * Messages to one receiver that may overtake each other against the drawing: at some moment of a run both are under
 * way, and the receiver may take the one but, drawn as it is, not the other before it (R. Alur, G. Holzmann, D. Peled,
 * "An analyzer for message sequence charts", TACAS 1996: the order that is drawn is not the order that is enforced;
 * here of receptions alone). What is drawn to come in any order does not race.
 *
 * For each message everything else goes on while it alone is not received: its sending and whatever does not wait for its
 * reception. What other message to the same receiver is under way then is not kept from arriving first. No message is
 * sent again while it is under way: in a loop without bound that could go on for ever.
 */
export function racesOf(stepper: Stepper, term: Term, messages: readonly RacingMessage[], options: RaceOptions): Races {
  const { lifelineOfAction } = stepper.arena;
  const races: Race[] = [];
  const meter = new Meter(options);
  for (const first of messages) {
    const receiver = lifelineOfAction[first.receive]!;
    const rivals = messages.filter(
      ({ send, receive }) =>
        receive !== first.receive &&
        lifelineOfAction[receive] === receiver &&
        !(options.fifo && lifelineOfAction[send] === lifelineOfAction[first.send]),
    );
    if (rivals.length === 0) continue;
    const found = overtaking(stepper, term, first, rivals, messages, meter);
    for (const second of found.rivals) races.push({ first, second });
    if (found.exhausted) return { races, exhausted: true };
  }
  return { races, exhausted: false };
}

function overtaking(
  stepper: Stepper,
  start: Term,
  first: RacingMessage,
  rivals: readonly RacingMessage[],
  messages: readonly RacingMessage[],
  meter: Meter,
): { readonly rivals: readonly RacingMessage[]; readonly exhausted: boolean } {
  const ends = new Map<Action, { readonly index: number; readonly isSend: boolean }>();
  messages.forEach(({ send, receive }, index) => {
    ends.set(send, { index, isSend: true });
    ends.set(receive, { index, isSend: false });
  });
  const watched = new Set([first, ...rivals].flatMap(({ send, receive }) => [send, receive]));
  const racing = new Set<RacingMessage>();
  const visited = new Set<string>();
  const stack: Node[] = [{ term: start, underWay: messages.map(() => false), isWaiting: false }];
  for (let node = stack.pop(); node; node = stack.pop()) {
    const { term, underWay, isWaiting } = node;
    const key = `${term}|${underWay.map(Number).join('')}|${isWaiting}`;
    if (visited.has(key)) continue;
    visited.add(key);
    if (!meter.visit()) return { rivals: [...racing], exhausted: true };
    const isUnderWay = (message: RacingMessage) => underWay[ends.get(message.send)!.index]!;
    if (isUnderWay(first) && stepper.step(term, first.receive).length > 0) {
      for (const rival of rivals) {
        if (isUnderWay(rival) && stepper.step(term, rival.receive).length === 0) racing.add(rival);
      }
      if (racing.size === rivals.length) break;
      if (!isWaiting) stack.push({ ...node, isWaiting: true });
    }
    const isAgain = (action: Action) => {
      const end = ends.get(action);
      return end?.isSend === true && underWay[end.index]!;
    };
    for (const { action, term: rest } of reducedSteps(
      stepper,
      term,
      (action) => watched.has(action) || isAgain(action),
    )) {
      if (action === undefined) {
        stack.push({ term: rest, underWay, isWaiting });
        continue;
      }
      if (isAgain(action) || (isWaiting && action === first.receive)) continue;
      const end = ends.get(action);
      stack.push({ term: rest, underWay: end ? underWay.with(end.index, end.isSend) : underWay, isWaiting });
    }
  }
  return { rivals: [...racing], exhausted: false };
}
