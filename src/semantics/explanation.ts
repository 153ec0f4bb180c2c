import { type CaseEvent, CaseOrder } from './case-order.ts';
import { LowerBound } from './lower-bound.ts';
import { VisitedStates } from './membership.ts';
import type { Stepper } from './step.ts';
import { type Action, IMPOSSIBLE, type LifelineIndex, type Term } from './term.ts';

/** One move of an explanation, in an order that the case allows. */
export type Move =
  | { readonly type: 'matched'; readonly event: number; readonly action: Action }
  /** Observed, and left unmatched: unexpected, unless the event is optional. */
  | { readonly type: 'unmatched'; readonly event: number }
  /** Drawn, and not observed. */
  | { readonly type: 'missing'; readonly action: Action };

export interface Explanation {
  /** Number of unexpected and missing occurrences; the least there is, unless `exhausted`. */
  readonly cost: number;
  readonly moves: readonly Move[];
  /** What could have happened next where the first costly move was needed. */
  readonly expected: readonly Action[];
  readonly nodes: number;
  /** The budget ran out: the moves explain a part of the case only. */
  readonly exhausted: boolean;
}

interface Node {
  readonly term: Term;
  readonly positions: Int32Array;
  readonly cost: number;
  readonly consumed: number;
  readonly parent: Node | undefined;
  readonly move: Move | undefined;
}

/**
 * The cheapest way to make the case a run: a search over the same automaton that decides membership, with matching for
 * nothing and everything unexpected or missing for one, in the order of cost so far plus a lower bound of the rest (A*).
 */
export function explain(
  stepper: Stepper,
  start: Term,
  events: readonly CaseEvent[],
  options: { readonly maxNodes: number },
): Explanation {
  const order = new CaseOrder(events);
  const lifelines = Array.from({ length: stepper.arena.lifelineCount }, (_, lifeline) => lifeline);
  const visited = new VisitedStates(order);
  const bound = new LowerBound(stepper.arena, order);
  const positions = new Int32Array(order.chains.length);
  const first: Node = { term: start, positions, cost: 0, consumed: 0, parent: undefined, move: undefined };
  const buckets: Node[][] = [];
  const put = (node: Node) => {
    const estimate = node.cost + bound.of(node.term, node.positions);
    if (estimate === Number.POSITIVE_INFINITY) return;
    buckets[estimate] ??= [];
    buckets[estimate]!.push(node);
  };
  put(first);
  let nodes = 0;
  let furthest = first;
  for (let estimate = 0; estimate < buckets.length; estimate++) {
    // A bucket may get more while it is emptied; the last put in goes on first, so that a search without errors is straight.
    const bucket = buckets[estimate] ?? [];
    buckets[estimate] = bucket;
    while (bucket.length > 0) {
      const node = bucket.pop()!;
      if (!visited.add(node.term, node.positions)) continue;
      nodes++;
      if (node.consumed > furthest.consumed) furthest = node;
      if (node.consumed === events.length && stepper.arena.nullable[node.term]) {
        return finish(stepper, node, nodes, false);
      }
      if (nodes > options.maxNodes) return finish(stepper, furthest, nodes, true);
      for (const next of successors(stepper, order, lifelines, node)) put(next);
    }
  }
  return finish(stepper, furthest, nodes, true);
}

/** Costly moves first, so that matching, pushed last, is tried first. */
function successors(stepper: Stepper, order: CaseOrder, lifelines: readonly number[], node: Node): Node[] {
  const { heads, missing, ending } = chooseMoves(stepper, order, lifelines, node);
  const next: Node[] = [];
  if (ending !== undefined) {
    const term = stepper.prune(node.term, ending);
    if (term !== IMPOSSIBLE) next.push({ ...node, term, parent: node, move: undefined });
  }
  for (const action of missing) {
    for (const term of stepper.step(node.term, action)) {
      next.push({ ...node, term, cost: node.cost + 1, parent: node, move: { type: 'missing', action } });
    }
  }
  for (const event of heads) {
    const { actions, optional } = order.events[event]!;
    const positions = node.positions.slice();
    positions[order.chainOf[event]!]!++;
    const consumed = node.consumed + 1;
    const unmatched: Move = { type: 'unmatched', event };
    next.push({ ...node, positions, consumed, cost: node.cost + (optional ? 0 : 1), parent: node, move: unmatched });
    for (const action of actions) {
      for (const term of stepper.step(node.term, action)) {
        next.push({
          term,
          positions,
          consumed,
          cost: node.cost,
          parent: node,
          move: { type: 'matched', event, action },
        });
      }
    }
  }
  return next.sort((a, b) => b.cost - a.cost);
}

interface Moves {
  readonly heads: readonly number[];
  readonly missing: readonly Action[];
  /** A lifeline without further events: it may have been all that is drawn there. */
  readonly ending?: LifelineIndex;
}

/** The moves of one lifeline if all its next ones can be made now (moves of others commute with them), else all. */
function chooseMoves(stepper: Stepper, order: CaseOrder, lifelines: readonly LifelineIndex[], node: Node): Moves {
  const allHeads: number[] = [];
  let best: Moves | undefined;
  for (const lifeline of lifelines) {
    const heads = order.heads(lifeline, node.positions);
    const enabled = heads.filter((head) => order.enabled(head, node.positions));
    allHeads.push(...enabled);
    const firsts = stepper.firsts(node.term, lifeline);
    const size = heads.length + firsts.free.length;
    if (size === 0 || firsts.held.length > 0 || enabled.length < heads.length) continue;
    if (best && best.heads.length + best.missing.length <= size) continue;
    best = { heads, missing: firsts.free, ...(heads.length === 0 && { ending: lifeline }) };
  }
  return best ?? { heads: allHeads, missing: stepper.frontier(node.term) };
}

function finish(stepper: Stepper, last: Node, nodes: number, exhausted: boolean): Explanation {
  const moves: Move[] = [];
  let start = last;
  let cheap: Node = last;
  for (let node = last; node.parent; node = node.parent) {
    if (node.move) moves.push(node.move);
    if (node.cost > node.parent.cost) cheap = node.parent;
    start = node.parent;
  }
  moves.reverse();
  const expected =
    cheap === last && !exhausted ? [] : expectedAfter(stepper, start.term, moves.slice(0, movesTo(cheap)));
  return { cost: last.cost, moves, expected, nodes, exhausted };
}

/** All that the drawing allows after the moves, not only what the explanation's own choices left of it. */
function expectedAfter(stepper: Stepper, start: Term, moves: readonly Move[]): readonly Action[] {
  let terms: readonly Term[] = [start];
  for (const move of moves) {
    if (move.type === 'unmatched') continue;
    terms = [...new Set(terms.flatMap((term) => stepper.step(term, move.action)))];
  }
  return [...new Set(terms.flatMap((term) => stepper.frontier(term)))].sort((a, b) => a - b);
}

function movesTo(last: Node): number {
  let count = 0;
  for (let node: Node | undefined = last; node; node = node.parent) if (node.move) count++;
  return count;
}
