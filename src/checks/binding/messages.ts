import { type LifelineId, type Message, procedureOf, squash, words } from '#model';
import { type Endpoint, type Exchange, httpMethod, messagingDestination, messagingRoutingKey } from '#traces';
import { isSaidToBe } from '../settings/exchange-pattern.ts';
import { contentOf } from './describe.ts';
import type { DrawnMessage } from './drawn-messages.ts';
import { type Inventory, keyOf } from './inventory.ts';
import { fact, fitRank, fitReply, fitRequest, type LabelFit } from './label-match.ts';
import { isCalled, type LifelineBindings } from './lifelines.ts';
import { includesWord } from './names.ts';

export interface Candidate {
  readonly drawn: DrawnMessage;
  readonly fit: LabelFit;
  /** Where someone silent is drawn in between, who passes it on: the way there, or the way on. */
  readonly leg?: Leg;
}

export type Leg = 'to-relay' | 'from-relay';

/** What an exchange may be in a drawing; best fits first. */
export interface Candidates {
  readonly requests: readonly Candidate[];
  readonly replies: readonly Candidate[];
  /** Replies that fit but for their status. */
  readonly otherReplies: readonly DrawnMessage[];
}

/** Requests whose method is safe (RFC 9110, 9.2.1) hand nothing on. */
function asksOnly({ spans }: Exchange): boolean {
  return /^(?:GET|HEAD|OPTIONS)$/.test(fact(spans, httpMethod) ?? '');
}

/** Messages drawn as calls of procedures, and those of them that some exchange is called like. */
interface Procedures {
  readonly all: readonly DrawnMessage[];
  readonly spoken: readonly DrawnMessage[];
}

/** Says that something happens once more, whatever it is called. */
const saysAgain = /^\W*(?:re-?(?:try|tries|send|peat|do|submit|play)\w*|again|same|second|another|next)\b|\bagain\b/i;

/** The ends of exchanges as lifelines of one drawing. */
export class MessageMatcher {
  readonly #bindings: LifelineBindings;
  readonly #inventory: Inventory;
  readonly #drawn: readonly DrawnMessage[];
  /** Are most messages that name no route or table the names of spans? */
  readonly #speaksNames: boolean;
  readonly #naming = new Map<DrawnMessage, boolean>();
  #procedures: Procedures | undefined;

  constructor(bindings: LifelineBindings, inventory: Inventory, drawn: readonly DrawnMessage[]) {
    this.#bindings = bindings;
    this.#inventory = inventory;
    this.#drawn = drawn;
    const prose = drawn.filter(({ label, flow, message }) => {
      const isCall = flow.role === 'call' && message.from !== message.to;
      return isCall && !label.http && !label.sql && label.text !== '' && this.#isObserved(message);
    });
    const spoken = prose.filter(({ label }) => inventory.vocabulary.spans.has(squash(label.text)));
    this.#speaksNames = spoken.length > 1 && spoken.length * 2 > prose.length;
  }

  #isObserved({ from, to }: Message): boolean {
    return [from, to].every((end) => end !== null && this.#bindings.byLifeline.get(end)?.role !== 'unobserved');
  }

  /** The lifelines that an endpoint may be; none if it is not drawn or not known. */
  lifelines(endpoint: Endpoint): readonly LifelineId[] {
    return this.#bindings.byKey.get(keyOf(endpoint)) ?? [];
  }

  /** Where queues or topics are drawn one by one, the one that the exchange is about. */
  #lifelinesFor(endpoint: Endpoint, { protocol, spans }: Exchange): readonly LifelineId[] {
    const known = this.lifelines(endpoint);
    if (known.length < 2 || protocol !== 'messaging') return known;
    const names = spans.flatMap((span) => [messagingDestination(span), messagingRoutingKey(span)]);
    const called = known.filter((id) =>
      names.some((name) => name !== undefined && isCalled(this.#bindings.byLifeline.get(id)!.lifeline, name)),
    );
    return called.length > 0 ? called : known;
  }

  candidates(exchange: Exchange): Candidates {
    const requests: Candidate[] = [];
    for (const drawn of this.#drawn) {
      const leg = this.#relayed(drawn, exchange);
      if (!leg && !this.#mayBe(drawn, exchange)) continue;
      const fit = this.#fit(drawn, exchange);
      // A label that is the name of something else between the same ends is no prose.
      if (fit === 'endpoints' && (this.#names(drawn) || this.#isOtherProcedure(drawn, exchange))) continue;
      if (fit !== 'exact' && this.#isHandedOn(drawn) && asksOnly(exchange)) continue;
      if (fitRank[fit] >= this.#leastRank(drawn, exchange)) requests.push({ drawn, fit, ...(leg && { leg }) });
    }
    this.#preferNames(requests);
    // Both legs or none: half of a way fits by chance.
    const legs = new Set(requests.map(({ leg }) => leg));
    const passed = legs.has('to-relay') && legs.has('from-relay');
    return this.#withReplies(exchange, passed ? requests : requests.filter(({ leg }) => leg === undefined));
  }

  /**
   * Where spans are called as messages are drawn, one that bears another message's name is no evidence of a message that
   * names nothing it could be compared with. What a broker hands on, which might push it, is never called as a request
   * that is drawn to the same service.
   */
  #preferNames(requests: Candidate[]): void {
    if (!requests.some(({ fit }) => fit === 'exact')) return;
    for (let index = requests.length - 1; index >= 0; index--) {
      const { fit, drawn } = requests[index]!;
      const isOther = (this.#speaksNames && !saysAgain.test(drawn.label.text)) || this.#isHandedOn(drawn);
      if (fit === 'endpoints' && isOther) requests.splice(index, 1);
    }
  }

  /** Out of a queue that nothing is known of, and under the name of what it holds. */
  #isHandedOn({ message: { from }, label }: DrawnMessage): boolean {
    const binding = from === null ? undefined : this.#bindings.byLifeline.get(from);
    return binding?.role === 'unobserved' && binding.lifeline.kind === 'queue' && label.identifiers.length > 0;
  }

  /** What was said of its spans decides; else the label does. */
  #fit({ label, setting }: DrawnMessage, exchange: Exchange): LabelFit {
    if (setting?.span !== undefined || setting?.attributes !== undefined)
      return isSaidToBe(setting, exchange) ? 'exact' : 'none';
    return fitRequest(label, exchange, this.#inventory.vocabulary);
  }

  #withReplies(exchange: Exchange, requests: Candidate[]): Candidates {
    requests.sort((a, b) => fitRank[b.fit] - fitRank[a.fit]);
    const replies: Candidate[] = [];
    const otherReplies: DrawnMessage[] = [];
    if (exchange.kind === 'call') {
      const calls = new Set(requests.map(({ drawn }) => drawn.message));
      for (const drawn of this.#drawn) {
        if (!drawn.flow.answers.some((call) => calls.has(call))) continue;
        const fit = fitReply(drawn.label, exchange);
        if (fit === 'none') otherReplies.push(drawn);
        else replies.push({ drawn, fit });
      }
      replies.sort((a, b) => fitRank[b.fit] - fitRank[a.fit]);
    }
    return { requests, replies, otherReplies };
  }

  /**
   * Is it a request from outside that is called as one is drawn to another service, which nobody was seen to ask that?
   * Then it is poor evidence of a message to whom it came to.
   */
  isAstray(exchange: Exchange): boolean {
    if (exchange.kind !== 'call' || exchange.from.type !== 'outside') return false;
    const receivers = this.lifelines(exchange.to);
    return this.#drawn.some((drawn) => {
      const { to } = drawn.message;
      const isElsewhere = drawn.flow.role === 'call' && to !== null && !receivers.includes(to);
      if (!isElsewhere || this.#bindings.byLifeline.get(to)?.role !== 'service') return false;
      return this.#fit(drawn, exchange) === 'exact' && !this.#names(drawn);
    });
  }

  /** Is the label just what some exchange between the message's ends is called? */
  #names(drawn: DrawnMessage): boolean {
    let known = this.#naming.get(drawn);
    if (known === undefined) {
      const { samples } = this.#inventory;
      known = samples.some((sample) => this.#mayBe(drawn, sample) && this.#fit(drawn, sample) === 'exact');
      this.#naming.set(drawn, known);
    }
    return known;
  }

  /**
   * `apply(event)` says what is called. Where most that is drawn so is called just so, also between the same two, a call
   * that shares no word with it is another one.
   */
  #isOtherProcedure(drawn: DrawnMessage, exchange: Exchange): boolean {
    const { message, label } = drawn;
    // What databases are asked has names of its own.
    const isCall = exchange.kind === 'call' && exchange.protocol !== 'database';
    if (!isCall || !procedureOf(label) || saysAgain.test(label.text)) return false;
    this.#procedures ??= this.#findProcedures();
    const { all, spoken } = this.#procedures;
    if (spoken.length < 2 || spoken.length * 2 <= all.length) return false;
    const called = words(contentOf(exchange));
    return (
      spoken.some(({ message: { from, to } }) => from === message.from && to === message.to) &&
      !label.words.some((word) => includesWord(called, word))
    );
  }

  #findProcedures(): Procedures {
    const all = this.#drawn.filter(
      ({ label, flow, message }) =>
        flow.role === 'call' &&
        message.from !== message.to &&
        procedureOf(label) !== undefined &&
        this.#isObserved(message) &&
        this.#bindings.byLifeline.get(message.to!)?.role !== 'database',
    );
    return { all, spoken: all.filter((drawn) => this.#names(drawn)) };
  }

  /** Is it a message to or from someone silent (a proxy, a gateway) who is drawn to pass on what the exchange shows? */
  #relayed({ message: { from, to }, flow }: DrawnMessage, exchange: Exchange): Leg | undefined {
    if (exchange.kind !== 'call' || flow.role !== 'call' || from === null || to === null) return undefined;
    const callers = this.lifelines(exchange.from);
    const callees = this.lifelines(exchange.to);
    if (callers.length === 0 || callees.length === 0) return undefined;
    if (callers.includes(from) && this.#isSilent(to) && this.#reaches(to, callees)) return 'to-relay';
    return callees.includes(to) && this.#isSilent(from) && callers.some((caller) => this.#reaches(caller, [from]))
      ? 'from-relay'
      : undefined;
  }

  #isSilent(lifeline: LifelineId): boolean {
    const binding = this.#bindings.byLifeline.get(lifeline);
    return binding?.role === 'unobserved' && binding.lifeline.kind !== 'actor';
  }

  /** Do drawn calls lead from the one to the others with nobody but silent ones in between? */
  #reaches(start: LifelineId, ends: readonly LifelineId[]): boolean {
    const met = new Set([start]);
    for (const at of met) {
      for (const { message, flow } of this.#drawn) {
        if (message.from !== at || message.to === null || flow.role !== 'call') continue;
        if (ends.includes(message.to)) return true;
        if (this.#isSilent(message.to)) met.add(message.to);
      }
    }
    return false;
  }

  #mayBe(drawn: DrawnMessage, exchange: Exchange): boolean {
    const { message, flow } = drawn;
    const isSelf = message.from !== null && message.from === message.to;
    if (exchange.kind === 'local' && !isSelf) return false;
    // A service calls itself only if it is seen to.
    if (isSelf && [exchange.from, exchange.to].some((end) => !this.lifelines(end).includes(message.from!)))
      return false;
    if (exchange.kind === 'delivery' && drawn.pulls) {
      return this.#fits(message.from, exchange.to, exchange) && this.#fits(message.to, exchange.from, exchange);
    }
    if (drawn.pulls) return false;
    // A dashed arrow out of a broker is a delivery as often as an acknowledgement.
    if (flow.role === 'answer' && exchange.kind !== 'delivery') return false;
    return this.#fits(message.from, exchange.from, exchange) && this.#fits(message.to, exchange.to, exchange);
  }

  /** Might the drawn end be this endpoint at all? How sure the label must then be is for `#leastRank`. */
  #fits(end: LifelineId | null, endpoint: Endpoint, exchange: Exchange): boolean {
    const known = this.#lifelinesFor(endpoint, exchange);
    if (known.length > 0) return end !== null && known.includes(end);
    if (endpoint.type === 'service') return false;
    return end === null || endpoint.type === 'outside' || !this.#isStore(end);
  }

  /** The less is known of an end, the more the label has to say. */
  #leastRank(drawn: DrawnMessage, exchange: Exchange): number {
    const { message } = drawn;
    if (message.from === message.to) return fitRank.inferred;
    const ends: readonly (readonly [LifelineId | null, Endpoint])[] = [
      [message.from, exchange.from],
      [message.to, exchange.to],
    ];
    let least = fitRank.endpoints;
    for (const [end, endpoint] of drawn.pulls ? [] : ends) {
      if (end === null || this.lifelines(endpoint).length > 0) continue;
      const role = this.#bindings.byLifeline.get(end)?.role;
      if (role === 'peer' && endpoint.type === 'outside') {
        // Known only from those who call it, so what it sends comes from nowhere.
        least = Math.max(least, fitRank.inferred);
      } else if (role !== 'unobserved') {
        // Someone who reports spans was not seen at this end: only if a span is known to be lost.
        const lost = endpoint.type === 'outside' ? exchange.callerUnseen : endpoint.type === 'peer';
        least = lost ? Math.max(least, fitRank.exact) : Number.POSITIVE_INFINITY;
      } else if (endpoint.type === 'peer') least = Math.max(least, fitRank.inferred);
    }
    return least;
  }

  #isStore(end: LifelineId): boolean {
    const role = this.#bindings.byLifeline.get(end)?.role;
    return role === 'database' || role === 'broker';
  }
}
