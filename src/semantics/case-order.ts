import { canonicalOrder } from './canonical-order.ts';
import type { CaseEvent } from './case-event.ts';
import type { LifelineIndex } from './term.ts';

/**
 * A case as a labelled partial order, cut into chains: events of one lifeline of which each certainly came after the
 * one before. What was consumed of a case is then one number a chain.
 */
export class CaseOrder {
  readonly events: readonly CaseEvent[];
  readonly chains: readonly (readonly number[])[];
  readonly chainOf: Int32Array;
  readonly indexInChain: Int32Array;
  /** The chains of each lifeline that has any. */
  readonly chainsOfLifeline: ReadonlyMap<LifelineIndex, readonly number[]>;
  /** The lifelines of the events, ascending. */
  readonly lifelines: readonly LifelineIndex[];
  #twinClasses: Int32Array | undefined;
  #depths: Int32Array | undefined;
  /** Of each event, those that have to be consumed before it. */
  readonly #before: readonly (readonly number[])[];

  constructor(events: readonly CaseEvent[]) {
    this.events = events;
    this.chainOf = new Int32Array(events.length).fill(-1);
    this.indexInChain = new Int32Array(events.length);
    const sorted = topologicalOrder(events);
    this.lifelines = [...new Set(events.map(({ lifeline }) => lifeline))].sort((a, b) => a - b);
    let chains = this.#cut(sorted, latestBefore(events, sorted));
    // With one chain a lifeline there is only one way to cut.
    if (chains.length > this.lifelines.length) {
      const canonical = canonicalOrder(events, sorted);
      chains = this.#cut(canonical, this.#latestTail(canonical));
    }
    this.chains = chains;
    const ofLifeline = new Map<LifelineIndex, number[]>();
    chains.forEach((chain, number) => {
      const { lifeline } = events[chain[0]!]!;
      const list = ofLifeline.get(lifeline);
      if (list) list.push(number);
      else ofLifeline.set(lifeline, [number]);
    });
    this.chainsOfLifeline = ofLifeline;
    this.#before = requirements(events, sorted);
  }

  /** `lastBefore` is asked in that order, and gives an event of the same lifeline that certainly came before. */
  #cut(sorted: readonly number[], lastBefore: (event: number, chains: readonly (readonly number[])[]) => number) {
    const chains: number[][] = [];
    for (const index of sorted) {
      const before = lastBefore(index, chains);
      let chain = before < 0 ? -1 : this.chainOf[before]!;
      if (chain < 0 || chains[chain]!.at(-1) !== before) chain = chains.push([]) - 1;
      this.chainOf[index] = chain;
      this.indexInChain[index] = chains[chain]!.push(index) - 1;
    }
    return chains;
  }

  /**
   * As `latestBefore`, but the last event of whatever chain can be continued, so that there are few of them. Only so
   * many chains are followed.
   */
  #latestTail(sorted: readonly number[]): (event: number, chains: readonly (readonly number[])[]) => number {
    const width = 64;
    const latest = latestBefore(this.events, sorted);
    // By event and chain: how many events of the chain are known to have come before it.
    const known = new Int32Array(this.events.length * width);
    return (event, chains) => {
      for (const before of this.events[event]!.after) {
        for (let chain = 0; chain < width; chain++) {
          const count = known[before * width + chain]!;
          if (count > known[event * width + chain]!) known[event * width + chain] = count;
        }
        const chain = this.chainOf[before]!;
        const at = event * width + chain;
        if (chain < width) known[at] = Math.max(known[at]!, this.indexInChain[before]! + 1);
      }
      const last = latest(event);
      if (last >= 0 && chains[this.chainOf[last]!]!.at(-1) === last) return last;
      for (let chain = Math.min(width, chains.length) - 1; chain >= 0; chain--) {
        const tail = chains[chain]!.at(-1)!;
        const isOwn = this.events[tail]!.lifeline === this.events[event]!.lifeline;
        if (isOwn && known[event * width + chain] === chains[chain]!.length) return tail;
      }
      return -1;
    };
  }

  /** How many events one after the other certainly came before each. */
  get depths(): Int32Array {
    this.#depths ??= depthsOf(this.events, topologicalOrder(this.events));
    return this.#depths;
  }

  /** Equal for events that are interchangeable: same lifeline and labels, and the same events wait for them. */
  twinClass(event: number): number {
    this.#twinClasses ??= twinClasses(this.events);
    return this.#twinClasses[event]!;
  }

  /** Was the event consumed at these positions? */
  consumed(event: number, positions: Int32Array): boolean {
    return positions[this.chainOf[event]!]! > this.indexInChain[event]!;
  }

  /** Has everything that certainly came before the event been consumed? */
  enabled(event: number, positions: Int32Array): boolean {
    for (const before of this.#before[event]!) if (!this.consumed(before, positions)) return false;
    return true;
  }

  /** The next event of each chain of the lifeline that no other remaining event of this lifeline certainly precedes. */
  heads(lifeline: LifelineIndex, positions: Int32Array): number[] {
    const heads: number[] = [];
    const chains = this.chainsOfLifeline.get(lifeline) ?? [];
    for (const chain of chains) {
      const head = this.chains[chain]![positions[chain]!];
      if (head === undefined) continue;
      if (chains.length === 1 || !this.#waitsOnOwnLifeline(head, positions)) heads.push(head);
    }
    return heads;
  }

  #waitsOnOwnLifeline(event: number, positions: Int32Array): boolean {
    const { after, lifeline } = this.events[event]!;
    return after.some((before) => this.events[before]!.lifeline === lifeline && !this.consumed(before, positions));
  }

  finished(lifeline: LifelineIndex, positions: Int32Array): boolean {
    for (const chain of this.chainsOfLifeline.get(lifeline) ?? []) {
      if (positions[chain]! < this.chains[chain]!.length) return false;
    }
    return true;
  }
}

/** Events before those that come after them, otherwise in the given order. Throws on a cycle: no case has one. */
function topologicalOrder(events: readonly CaseEvent[]): readonly number[] {
  if (events.every(({ after }, index) => after.every((before) => before < index)))
    return events.map((_, index) => index);
  const waiting = new Int32Array(events.length);
  const followers: number[][] = events.map(() => []);
  events.forEach((event, index) => {
    waiting[index] = event.after.length;
    for (const before of event.after) followers[before]!.push(index);
  });
  const order: number[] = [];
  const ready: number[] = [];
  for (let start = 0; start < events.length; start++) {
    if (waiting[start] === 0) ready.push(start);
    while (ready.length > 0) {
      const index = ready.pop()!;
      if (waiting[index] === -1) continue;
      waiting[index] = -1;
      order.push(index);
      for (const follower of followers[index]!) {
        waiting[follower]!--;
        // Ones further on are taken when the scan reaches them, to stay near the given order.
        if (waiting[follower] === 0 && follower < start) ready.push(follower);
      }
    }
  }
  if (order.length < events.length) throw new RangeError('the order of a case has a cycle');
  return order;
}

/**
 * The last event of the same lifeline that is known to have come before an event, be it by way of other lifelines; -1
 * if there is none. Only the last in the sorted order: of several that are not ordered among themselves one is enough.
 */
function latestBefore(events: readonly CaseEvent[], sorted: readonly number[]): (event: number) => number {
  const lifelines = new Map<LifelineIndex, number>();
  for (const { lifeline } of events) if (!lifelines.has(lifeline)) lifelines.set(lifeline, lifelines.size);
  const width = lifelines.size;
  // By event and lifeline: the place in the sorted order, from 1, of the last one known to have come before.
  const places = new Int32Array(events.length * width);
  const placeOf = new Int32Array(events.length);
  sorted.forEach((index, place) => {
    placeOf[index] = place + 1;
    for (const before of events[index]!.after) {
      for (let lifeline = 0; lifeline < width; lifeline++) {
        const known = places[before * width + lifeline]!;
        if (known > places[index * width + lifeline]!) places[index * width + lifeline] = known;
      }
      const own = index * width + lifelines.get(events[before]!.lifeline)!;
      places[own] = Math.max(places[own]!, placeOf[before]!);
    }
  });
  return (event) => {
    const place = places[event * width + lifelines.get(events[event]!.lifeline)!]!;
    return place === 0 ? -1 : sorted[place - 1]!;
  };
}

/** An optional event may be left out before its turn has come; what came before it still comes before what follows. */
function requirements(events: readonly CaseEvent[], sorted: readonly number[]): readonly (readonly number[])[] {
  const before: (readonly number[])[] = events.map((event) => event.after);
  if (!events.some(({ optional }) => optional)) return before;
  for (const index of sorted) {
    const direct = events[index]!.after;
    const through = direct.filter((earlier) => events[earlier]!.optional).flatMap((earlier) => before[earlier]!);
    if (through.length > 0) before[index] = [...new Set([...direct, ...through])];
  }
  return before;
}

function depthsOf(events: readonly CaseEvent[], sorted: readonly number[]): Int32Array {
  const depths = new Int32Array(events.length);
  for (const index of sorted) {
    for (const before of events[index]!.after) depths[index] = Math.max(depths[index]!, depths[before]! + 1);
  }
  return depths;
}

function twinClasses(events: readonly CaseEvent[]): Int32Array {
  const followers: number[][] = events.map(() => []);
  events.forEach((event, index) => {
    for (const before of event.after) followers[before]!.push(index);
  });
  const numbers = new Map<string, number>();
  return Int32Array.from(events, (event, index) => {
    const key = `${event.lifeline}|${event.actions.join()}|${event.optional}|${followers[index]!.join()}`;
    const known = numbers.get(key) ?? numbers.size;
    numbers.set(key, known);
    return known;
  });
}
