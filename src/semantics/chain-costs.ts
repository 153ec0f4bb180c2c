import type { CaseOrder } from './case-order.ts';
import type { Stepper } from './step.ts';
import type { Action, Term } from './term.ts';

/** How many states may still be visited, by all chains of a case together. */
export interface Effort {
  left: number;
}

/** A single question may not use up the effort that is there for all. */
const maxStates = 30_000;
/** Where no effort is left, questions are still answered, though less sharply. */
const minStates = 32;

/**
 * What explaining the rest of one chain costs at least, if its lifeline were all there is: the edit distance between
 * the chain's remaining events and the runs of a projected term (Dijkstra's algorithm, lazily). What was found on the way of one
 * answer is kept, so that walking along a case costs one search and look-ups.
 */
export class ChainCosts {
  readonly #stepper: Stepper;
  readonly #order: CaseOrder;
  readonly #chain: readonly number[];
  readonly #effort: Effort;
  readonly #exact = new Map<number, number>();
  readonly #atLeast = new Map<number, number>();

  constructor(stepper: Stepper, order: CaseOrder, chain: number, effort: Effort) {
    this.#stepper = stepper;
    this.#order = order;
    this.#chain = order.chains[chain]!;
    this.#effort = effort;
  }

  /** Exact, or less where the effort did not suffice; `Infinity` if the part has no run. */
  of(part: Term, at: number): number {
    const key = this.#key(part, at);
    return this.#exact.get(key) ?? this.#atLeast.get(key) ?? this.#search(part, at);
  }

  #key(part: Term, at: number): number {
    return part * (this.#chain.length + 1) + at;
  }

  #search(start: Term, startAt: number): number {
    const { nullable } = this.#stepper.arena;
    const allowed = Math.max(minStates, Math.min(maxStates, this.#effort.left));
    const entries = new Entries();
    const closed = new Set<number>();
    entries.put(start, startAt, 0, -1);
    let best = Number.POSITIVE_INFINITY;
    let last = -1;
    for (let cost = 0; cost < best && cost < entries.buckets.length; cost++) {
      const bucket = entries.bucket(cost);
      while (bucket.length > 0) {
        const entry = bucket.pop()!;
        const part = entries.parts[entry]!;
        const at = entries.places[entry]!;
        const key = this.#key(part, at);
        if (closed.has(key)) continue;
        closed.add(key);
        const rest = this.#exact.get(key) ?? (at === this.#chain.length && nullable[part] ? 0 : undefined);
        if (rest !== undefined) {
          if (cost + rest < best) {
            best = cost + rest;
            last = entry;
          }
          if (rest === 0) break;
          continue;
        }
        if (closed.size > allowed) {
          this.#effort.left -= closed.size;
          const least = Math.min(cost, best);
          this.#atLeast.set(this.#key(start, startAt), least);
          return least;
        }
        this.#expand(entries, entry, part, at, cost);
      }
    }
    this.#effort.left -= closed.size;
    if (last < 0) this.#exact.set(this.#key(start, startAt), best);
    for (let entry = last; entry >= 0; entry = entries.parents[entry]!) {
      this.#exact.set(this.#key(entries.parts[entry]!, entries.places[entry]!), best - entries.costs[entry]!);
    }
    return best;
  }

  /** The last one put in is the first one out: a match, if there is one. */
  #expand(entries: Entries, entry: number, part: Term, at: number, cost: number): void {
    const stepper = this.#stepper;
    for (const action of stepper.frontier(part)) {
      for (const rest of stepper.step(part, action)) entries.put(rest, at, cost + 1, entry);
    }
    if (at === this.#chain.length) return;
    const { actions, optional } = this.#order.events[this.#chain[at]!]!;
    entries.put(part, at + 1, cost + (optional ? 0 : 1), entry);
    for (const action of actions as readonly Action[]) {
      for (const rest of stepper.step(part, action)) entries.put(rest, at + 1, cost, entry);
    }
  }
}

/** Columns instead of objects: there are many, and most are never looked at again. */
class Entries {
  readonly parts: Term[] = [];
  readonly places: number[] = [];
  readonly costs: number[] = [];
  readonly parents: number[] = [];
  readonly buckets: number[][] = [];

  put(part: Term, place: number, cost: number, parent: number): void {
    const entry = this.parts.push(part) - 1;
    this.places.push(place);
    this.costs.push(cost);
    this.parents.push(parent);
    this.bucket(cost).push(entry);
  }

  bucket(cost: number): number[] {
    while (this.buckets.length <= cost) this.buckets.push([]);
    return this.buckets[cost]!;
  }
}
