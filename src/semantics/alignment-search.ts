import type { CaseOrder } from './case-order.ts';
import { LowerBound } from './lower-bound.ts';
import { Meter, type SearchBudget } from './search-budget.ts';
import type { Stepper } from './step.ts';
import { type Action, IMPOSSIBLE, type LifelineIndex, type Term } from './term.ts';
import { VisitedStates } from './visited-states.ts';

/** One move of an explanation, in an order that the case allows. */
export type Move =
  | { readonly type: 'matched'; readonly event: number; readonly action: Action }
  /** Observed, and left unmatched: unexpected, unless the event is optional. */
  | { readonly type: 'unmatched'; readonly event: number }
  /** Drawn, and not observed. */
  | { readonly type: 'missing'; readonly action: Action };

/** A part of a case, explained. */
export interface Alignment {
  readonly term: Term;
  readonly positions: Int32Array;
  readonly cost: number;
  /** Events consumed. */
  readonly consumed: number;
  readonly parent: Alignment | undefined;
  /** None where a lifeline without further events was ended. */
  readonly move: Move | undefined;
}

export interface SearchNode extends Alignment {
  readonly parent: SearchNode | undefined;
  /** By lifeline: the term's projection, and what explaining the rest of the lifeline costs at least. */
  readonly parts: Int32Array;
  readonly bounds: Float64Array;
  /** Sum of the bounds. */
  readonly rest: number;
}

/** A node, or (with `costly` moves) what is still to be tried from a node whose cheap moves were tried already. */
interface Entry {
  readonly node: SearchNode;
  readonly costly?: Moves;
}

interface Moves {
  readonly heads: readonly number[];
  /** Drawn occurrences that may be passed over; undefined for all that may come next. */
  readonly missing?: readonly Action[];
  /** A lifeline without further events: it may have been all that is drawn there. */
  readonly ending?: LifelineIndex;
}

export interface SearchOptions {
  readonly budget: SearchBudget;
  /**
   * Nodes that consumed so many fewer events than the furthest one are set aside: what was explained that far back
   * stays so. With it the search is quick, and its result not always the cheapest.
   */
  readonly window?: number;
  /**
   * After so many nodes without getting further, the furthest one's next event is given up as unexpected, and all else
   * forgotten: the search ends in time that is linear in the case.
   */
  readonly patience?: number;
  /** Only cheaper explanations are looked for. */
  readonly below?: number;
}

export interface SearchResult {
  /** The whole case explained, if that was reached. */
  readonly found: SearchNode | undefined;
  readonly furthest: SearchNode;
  /** No explanation costs less. */
  readonly least: number;
  readonly nodes: number;
}

/**
 * The cheapest way to make a case a run: a search over the same automaton that decides membership, with matching for
 * nothing and everything unexpected or missing for one, in the order of cost so far plus a lower bound of the rest (A*).
 */
export class AlignmentSearch {
  readonly #stepper: Stepper;
  readonly #order: CaseOrder;
  readonly #bound: LowerBound;
  readonly #start: SearchNode;
  readonly #lifelines: readonly LifelineIndex[];

  constructor(stepper: Stepper, order: CaseOrder, start: Term) {
    this.#stepper = stepper;
    this.#order = order;
    this.#bound = new LowerBound(stepper, order);
    this.#lifelines = Array.from({ length: stepper.arena.lifelineCount }, (_, lifeline) => lifeline).filter(
      (lifeline) => stepper.arena.involves(start, lifeline) || order.chainsOfLifeline.has(lifeline),
    );
    const first: Alignment = {
      term: start,
      positions: new Int32Array(order.chains.length),
      cost: 0,
      consumed: 0,
      parent: undefined,
      move: undefined,
    };
    this.#start = this.#evaluate(first, undefined, -1);
  }

  run(options: SearchOptions): SearchResult {
    const { budget } = options;
    const { window = Infinite, patience = Infinite, below = Infinite } = options;
    const { nullable } = this.#stepper.arena;
    const count = this.#order.events.length;
    const meter = new Meter(budget);
    const visited = new VisitedStates(this.#order);
    const buckets: Entry[][] = [];
    let estimate = this.#start.rest;
    // A bound that was less sharp before does not make a way cheaper: never back to a lower bucket.
    const put = (node: SearchNode) => {
      const total = Math.max(estimate, node.cost + node.rest);
      if (total < below) bucketAt(buckets, total).push({ node });
    };
    put(this.#start);
    let furthest = this.#start;
    let idle = 0;
    let least: number | undefined;
    for (; estimate < buckets.length; estimate++) {
      // The last put in goes on first, so that a search without errors is straight.
      const bucket = buckets[estimate]!;
      while (bucket.length > 0) {
        const { node, costly } = bucket.pop()!;
        if (node.consumed + window < furthest.consumed) {
          least ??= estimate;
          continue;
        }
        if (costly) {
          for (const next of this.#costly(node, costly)) put(next);
          continue;
        }
        if (!visited.improve(node.term, node.positions, node.cost)) continue;
        if (node.consumed === count && nullable[node.term]) {
          return { found: node, furthest: node, least: least ?? node.cost, nodes: meter.nodes };
        }
        if (!meter.visit()) return { found: undefined, furthest, least: least ?? estimate, nodes: meter.nodes };
        idle = node.consumed > furthest.consumed ? 0 : idle + 1;
        if (idle === 0) furthest = node;
        const moves = this.#chooseMoves(node);
        bucket.push({ node, costly: moves });
        for (const next of this.#cheap(node, moves)) put(next);
        if (idle > patience) {
          if (furthest.consumed === count)
            return { found: undefined, furthest, least: least ?? estimate, nodes: meter.nodes };
          least ??= estimate;
          for (const some of buckets) some.length = 0;
          put(this.#leaveOut(furthest, this.#nextEvent(furthest)));
          idle = 0;
        }
      }
    }
    return { found: undefined, furthest, least: least ?? below, nodes: meter.nodes };
  }

  /**
   * Explains what a search left open, never looking back: of the next moves the one that promises most. All events are
   * consumed then; what is still drawn may not have come to an end.
   */
  climb(begun: SearchNode): SearchNode {
    const estimateOf = (node: SearchNode) => node.cost + node.rest;
    let node = begun;
    let idle = 0;
    while (node.consumed < this.#order.events.length) {
      const moves = this.#chooseMoves(node);
      let best: SearchNode | undefined;
      const consider = (next: SearchNode) => {
        if (best && estimateOf(next) >= estimateOf(best)) return;
        best = next;
      };
      for (const next of this.#cheap(node, moves).reverse()) consider(next);
      if (!best || estimateOf(best) > estimateOf(node))
        for (const next of this.#costly(node, moves).reverse()) consider(next);
      if (!best || idle >= maxIdle) best = this.#leaveOut(node, this.#nextEvent(node));
      idle = best.consumed > node.consumed ? 0 : idle + 1;
      node = best;
    }
    return node;
  }

  /** Any that can be consumed; a topological order always leaves one. */
  #nextEvent({ positions }: SearchNode): number {
    const order = this.#order;
    for (const lifeline of order.lifelines) {
      const next = order.heads(lifeline, positions).find((head) => order.enabled(head, positions));
      if (next !== undefined) return next;
    }
    throw new RangeError('nothing is left of the case');
  }

  /** In one order whatever costs nothing: first leaving out, then matching, which is tried first. */
  #cheap(node: SearchNode, { heads, ending }: Moves): SearchNode[] {
    const stepper = this.#stepper;
    const next: SearchNode[] = [];
    if (ending !== undefined) {
      const term = stepper.prune(node.term, ending);
      if (term !== IMPOSSIBLE)
        next.push(this.#evaluate({ ...node, term, parent: node, move: undefined }, node, ending));
    }
    for (const event of heads) if (this.#order.events[event]!.optional) next.push(this.#leaveOut(node, event));
    for (const event of heads) {
      const { actions, lifeline } = this.#order.events[event]!;
      for (const action of actions) {
        for (const term of stepper.step(node.term, action)) {
          const move: Move = { type: 'matched', event, action };
          next.push(this.#evaluate({ ...this.#consume(node, event), term, move }, node, lifeline));
        }
      }
    }
    return next;
  }

  #costly(node: SearchNode, { heads, missing }: Moves): SearchNode[] {
    const stepper = this.#stepper;
    const next: SearchNode[] = [];
    for (const action of missing ?? stepper.frontier(node.term)) {
      for (const term of stepper.step(node.term, action)) {
        const move: Move = { type: 'missing', action };
        const { positions, consumed } = node;
        const moved: Alignment = { term, positions, consumed, cost: node.cost + 1, parent: node, move };
        next.push(this.#evaluate(moved, node, stepper.arena.lifelineOfAction[action]!));
      }
    }
    for (const event of heads) if (!this.#order.events[event]!.optional) next.push(this.#leaveOut(node, event));
    return next;
  }

  #leaveOut(node: SearchNode, event: number): SearchNode {
    const { optional, lifeline } = this.#order.events[event]!;
    const cost = node.cost + (optional ? 0 : 1);
    return this.#evaluate({ ...this.#consume(node, event), cost, move: { type: 'unmatched', event } }, node, lifeline);
  }

  #consume(node: SearchNode, event: number): Alignment {
    const positions = node.positions.slice();
    positions[this.#order.chainOf[event]!]!++;
    const { term, cost } = node;
    return { term, positions, cost, consumed: node.consumed + 1, parent: node, move: undefined };
  }

  #evaluate(next: Alignment, parent: SearchNode | undefined, moved: LifelineIndex): SearchNode {
    const stepper = this.#stepper;
    const { term, positions, cost, consumed, move } = next;
    let { parts, bounds } = parent ?? {
      parts: new Int32Array(stepper.arena.lifelineCount).fill(-1),
      bounds: new Float64Array(stepper.arena.lifelineCount),
    };
    let rest = parent?.rest ?? 0;
    let areOwn = !parent;
    for (const lifeline of term === parent?.term ? [moved] : this.#lifelines) {
      const part = stepper.project(term, lifeline);
      if (part === parts[lifeline] && lifeline !== moved) continue;
      if (!areOwn) {
        parts = parts.slice();
        bounds = bounds.slice();
        areOwn = true;
      }
      const bound = this.#bound.of(lifeline, part, positions);
      rest += bound - bounds[lifeline]!;
      parts[lifeline] = part;
      bounds[lifeline] = bound;
      if (bound === Number.POSITIVE_INFINITY) {
        rest = bound;
        break;
      }
    }
    return { term, positions, cost, consumed, move, parent, parts, bounds, rest };
  }

  /**
   * The moves of one lifeline if all its next ones can be made now (moves of others commute with them), else all. Of
   * several such lifelines one that the drawing begins with, lest what is left of it grows ragged.
   */
  #chooseMoves({ term, positions }: SearchNode): Moves {
    const order = this.#order;
    const { arena } = this.#stepper;
    const beginning = arena.beginning(term);
    let best: Moves | undefined;
    let fewest = Number.POSITIVE_INFINITY;
    let earliest = Number.POSITIVE_INFINITY;
    for (const areFirst of [true, false]) {
      for (const lifeline of this.#lifelines) {
        if (arena.involves(beginning, lifeline) !== areFirst) continue;
        const firsts = this.#stepper.firsts(term, lifeline);
        if (firsts.held.length > 0) continue;
        const heads = order.heads(lifeline, positions);
        const size = heads.length + firsts.free.length;
        if (size === 0 || size > fewest || heads.some((head) => !order.enabled(head, positions))) continue;
        const depth = areFirst ? -1 : heads.length === 0 ? Number.POSITIVE_INFINITY : order.depths[heads[0]!]!;
        if (size === fewest && depth >= earliest) continue;
        best = { heads, missing: firsts.free, ...(heads.length === 0 && { ending: lifeline }) };
        if (size <= 2 && areFirst) return best;
        fewest = size;
        earliest = depth;
      }
    }
    if (best) return best;
    const all = order.lifelines.flatMap((lifeline) => order.heads(lifeline, positions));
    return { heads: all.filter((head) => order.enabled(head, positions)) };
  }
}

/** So many moves in a row may pass over what is drawn before an event is given up. */
const maxIdle = 40;

const Infinite = Number.POSITIVE_INFINITY;

function bucketAt(buckets: Entry[][], index: number): Entry[] {
  while (buckets.length <= index) buckets.push([]);
  return buckets[index]!;
}
