import type { CombinedFragment } from '#model';
import type { Policy } from '../scenario/scenario.ts';
import type { Arrival } from './arrivals.ts';
import type { Conversation } from './conversation.ts';
import type { Inbox } from './inbox.ts';
import type { PlayOptions } from './play-options.ts';
import type { Preparation } from './preparation.ts';
import { readTraceparent } from './recorder.ts';
import { stretchesOf } from './stretches.ts';

export interface ServeOptions extends PlayOptions {
  readonly signal: AbortSignal;
  /** Ends when the first flow is over. */
  readonly once?: boolean;
}

/** Begins a run of a drawing. */
export type Converse = (
  options: PlayOptions & { readonly byHand?: boolean; readonly isScripted?: boolean },
  preparation: Preparation,
) => Conversation;

interface ServingSurroundings {
  readonly preparation: Preparation;
  readonly inbox: Inbox;
  readonly timeout: number;
  readonly settling: number;
  readonly converse: Converse;
}

/** Answers whoever asks, each in the run that fits; the runs that came of it, as they were begun. */
export async function serve(
  { preparation, inbox, timeout, settling, converse }: ServingSurroundings,
  options: ServeOptions,
): Promise<readonly Conversation[]> {
  const flows = stretchesOf(preparation);
  const begun: Conversation[] = [];
  const acting = new Set<Conversation>();
  const active = new Map<Conversation, number>();
  const begin = (arrival: Arrival): Conversation | undefined => {
    for (const flow of flows) {
      const own = { ...preparation, interaction: flow };
      // Whether it could begin so is found out without anything being sent.
      const { tell, ...untold } = options;
      const tried = new TriedPolicy(options.policy);
      const probe = converse({ ...untold, policy: tried.first, byHand: true, isScripted: true }, own);
      probe.advance();
      if (!probe.accepts(arrival)) continue;
      const fresh = converse({ ...options, policy: tried.again }, own);
      fresh.advance();
      return fresh;
    }
    return undefined;
  };
  let isOver = false;
  const end = (conversation: Conversation) => {
    active.delete(conversation);
    conversation.close();
    isOver = options.once === true;
  };
  while (!options.signal.aborted && !isOver) {
    for (const arrival of inbox.takeAll()) {
      const trace =
        arrival.type === 'request' ? readTraceparent(arrival.incoming.request.headers.traceparent)?.traceId : undefined;
      const own = [...active.keys()];
      const same = trace === undefined ? [] : own.filter((one) => one.knowsTrace(trace));
      const other = own.filter((one) => arrival.type === 'request' || arrival.type === 'message' || one.isCalling);
      const conversation =
        [...same, ...other].find((one) => one.accepts(arrival)) ??
        begin(arrival) ??
        same[0] ??
        own.at(-1) ??
        converse(options, preparation);
      // Nothing is begun by what nobody has drawn.
      if (conversation.accepts(arrival)) acting.add(conversation);
      if (!begun.includes(conversation)) begun.push(conversation);
      conversation.take(arrival);
      if (acting.has(conversation)) conversation.advance();
      active.set(conversation, performance.now());
      if (conversation.ending() === 'over' && !conversation.isCalling) end(conversation);
    }
    if (isOver) break;
    await inbox.next(active.size > 0 ? Math.min(timeout, 100) : undefined, options.signal);
    for (const [conversation, since] of active) {
      const quiet = performance.now() - since;
      if (!inbox.isEmpty || quiet < settling) continue;
      if (options.once && conversation.ending() === 'perhaps') end(conversation);
      if (quiet > timeout) {
        if (conversation.deviations.length === 0) conversation.giveUp(` within ${timeout / 1000} s`);
        end(conversation);
      }
    }
  }
  for (const conversation of active.keys()) {
    if (conversation.deviations.length === 0) conversation.giveUp(' before the end');
    end(conversation);
  }
  return begun;
}

/** What a policy chose for a run that was only tried is chosen for the run itself: it may count how often it is asked. */
class TriedPolicy {
  readonly #policy: Policy;
  readonly #known = new Map<CombinedFragment, Map<string, number[]>>();

  constructor(policy: Policy) {
    this.#policy = policy;
  }

  readonly first: Policy = (point) => {
    const answer = this.#policy(point);
    const answers = this.#known.get(point.fragment) ?? new Map<string, number[]>();
    this.#known.set(point.fragment, answers);
    const key = point.iterations.join();
    answers.set(key, [...(answers.get(key) ?? []), answer]);
    return answer;
  };

  readonly again: Policy = (point) =>
    this.#known.get(point.fragment)?.get(point.iterations.join())?.shift() ?? this.#policy(point);
}
