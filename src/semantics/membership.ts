import type { CaseEvent } from './case-event.ts';
import { CaseOrder } from './case-order.ts';
import { ChainRuns } from './chain-runs.ts';
import { Meter, type SearchBudget } from './search-budget.ts';
import type { Firsts, Stepper } from './step.ts';
import { type Action, IMPOSSIBLE, type LifelineIndex, type Term } from './term.ts';
import { VisitedStates } from './visited-states.ts';

/** `run`: the case is a whole run. `prefix`: every lifeline may still go on from where it is. */
export type MembershipMode = 'run' | 'prefix';

export interface MembershipOptions extends SearchBudget {
  readonly mode: MembershipMode;
}

export interface Membership {
  readonly outcome: 'accepted' | 'rejected' | 'exhausted';
  /** States visited. */
  readonly nodes: number;
  /** If accepted: the drawn occurrence that each event was taken for, null for an optional one left unmatched. */
  readonly matched: readonly (Action | null)[];
}

interface Node {
  readonly term: Term;
  readonly positions: Int32Array;
  readonly parent: Node | undefined;
  readonly event: number;
  readonly action: Action | null;
}

/**
 * Is there an order of the case's events, true to what is known of their order, that is a run of the term?
 *
 * Depth-first over (term, what was consumed). Where it loses nothing, only one lifeline's next events are tried: if
 * whatever that lifeline may do first is executable now, doing it now commutes with all that others do before it (a
 * persistent set; Mahé et al.'s "locally preserving" reduction, carried over to partial orders).
 */
export function decideMembership(
  stepper: Stepper,
  start: Term,
  events: readonly CaseEvent[],
  options: MembershipOptions,
): Membership {
  const { lifelineCount, nullable } = stepper.arena;
  const order = new CaseOrder(events);
  const isPrefix = options.mode === 'prefix';
  let visited: VisitedStates | undefined;
  /** No more of the case is on the lifeline: nothing more happened there, or (`prefix`) nobody knows what did. */
  const finish = (term: Term, lifeline: LifelineIndex) =>
    isPrefix ? stepper.erase(term, lifeline) : stepper.prune(term, lifeline);

  let first = start;
  for (let lifeline = 0; lifeline < lifelineCount && first !== IMPOSSIBLE; lifeline++) {
    if (!order.chainsOfLifeline.has(lifeline)) first = finish(first, lifeline);
  }
  const stack: Node[] = [];
  const push = (term: Term, positions: Int32Array, parent: Node | undefined, event: number, action: Action | null) => {
    if (term !== IMPOSSIBLE) stack.push({ term, positions, parent, event, action });
  };
  push(first, new Int32Array(order.chains.length), undefined, -1, null);
  // States lie on more than one way only after ways have parted.
  let hasParted = false;
  const meter = new Meter(options);
  let localRuns: ChainRuns | undefined;
  const patience = 2 * events.length;
  while (stack.length > 0) {
    const node = stack.pop()!;
    if (hasParted) {
      visited ??= new VisitedStates(order);
      if (!visited.add(node.term, node.positions)) continue;
    }
    if (!meter.visit()) return { outcome: 'exhausted', nodes: meter.nodes, matched: [] };
    // Most cases are done long before it is worth while to look at lifelines alone.
    if (meter.nodes > patience) {
      localRuns ??= new ChainRuns(stepper, order, isPrefix);
      if (!localRuns.arePossible(node.term, node.positions)) continue;
    }

    const choice = chooseEvents(stepper, order, node.term, node.positions, isPrefix);
    if (choice === 'finished') {
      if (isPrefix || nullable[node.term]) {
        return { outcome: 'accepted', nodes: meter.nodes, matched: matchesOf(node, events.length) };
      }
      continue;
    }
    const size = stack.length;
    for (let index = choice.length - 1; index >= 0; index--) {
      const event = choice[index]!;
      const { actions, optional, lifeline } = events[event]!;
      const positions = node.positions.slice();
      positions[order.chainOf[event]!]!++;
      const isLast = order.finished(lifeline, positions);
      if (optional) push(isLast ? finish(node.term, lifeline) : node.term, positions, node, event, null);
      if (!order.enabled(event, node.positions)) continue;
      for (const action of actions) {
        for (const rest of stepper.step(node.term, action)) {
          push(isLast ? finish(rest, lifeline) : rest, positions, node, event, action);
        }
      }
    }
    if (stack.length > size + 1) hasParted = true;
  }
  return { outcome: 'rejected', nodes: meter.nodes, matched: [] };
}

/**
 * The events worth trying next: those of one lifeline if that loses nothing, else all that may come next. With
 * `endsEarly`, also optional ones whose turn has not come: leaving them out may be the end of their lifeline, and what
 * the lifeline does after its end holds nothing up.
 */
function chooseEvents(
  stepper: Stepper,
  order: CaseOrder,
  term: Term,
  positions: Int32Array,
  endsEarly: boolean,
): readonly number[] | 'finished' {
  let best: readonly number[] | undefined;
  let fewest = Number.POSITIVE_INFINITY;
  let remaining = false;
  const { arena } = stepper;
  const beginning = arena.beginning(term);
  // First those that the term begins with, lest what is left of it grows ragged.
  for (let turn = 0; turn < 2; turn++) {
    for (const lifeline of order.lifelines) {
      if (arena.involves(beginning, lifeline) !== (turn === 0)) continue;
      const heads = order.heads(lifeline, positions);
      if (heads.length === 0) continue;
      remaining = true;
      const firsts = stepper.firsts(term, lifeline);
      const candidates = heads.length === 1 ? heads : withoutTwins(order, heads, positions);
      const possible = candidates.filter((head) => isPossible(order.events[head]!, firsts));
      // Nothing that may come first on this lifeline is like anything that did.
      if (possible.length === 0) return [];
      const isFree = possible.every(
        (head) =>
          order.enabled(head, positions) && !order.events[head]!.actions.some((action) => firsts.held.includes(action)),
      );
      if (!isFree) continue;
      // The lifeline that leaves the fewest ways to go on settles most for the others.
      const ways = countWays(stepper, order, term, possible);
      if (ways >= fewest) continue;
      best = possible;
      fewest = ways;
      if (ways <= 1) return best;
    }
  }
  if (!remaining) return 'finished';
  return best ?? allEvents(stepper, order, term, positions, endsEarly);
}

function allEvents(
  stepper: Stepper,
  order: CaseOrder,
  term: Term,
  positions: Int32Array,
  endsEarly: boolean,
): readonly number[] {
  return order.lifelines.flatMap((lifeline) => {
    const firsts = stepper.firsts(term, lifeline);
    return withoutTwins(order, order.heads(lifeline, positions), positions).filter((head) => {
      const event = order.events[head]!;
      return order.enabled(head, positions) ? isPossible(event, firsts) : endsEarly && event.optional;
    });
  });
}

function countWays(stepper: Stepper, order: CaseOrder, term: Term, candidates: readonly number[]): number {
  let ways = 0;
  for (const head of candidates) {
    const { actions, optional } = order.events[head]!;
    if (optional) ways++;
    for (const action of actions) ways += stepper.step(term, action).length;
  }
  return ways;
}

function isPossible(event: CaseEvent, firsts: Firsts): boolean {
  return event.optional || event.actions.some((action) => firsts.free.includes(action) || firsts.held.includes(action));
}

/** Of enabled events that are interchangeable, one is enough. */
function withoutTwins(order: CaseOrder, heads: readonly number[], positions: Int32Array): readonly number[] {
  if (heads.length < 2) return heads;
  const seen = new Set<number>();
  return heads.filter((head) => {
    if (!order.enabled(head, positions)) return true;
    const twin = order.twinClass(head);
    if (seen.has(twin)) return false;
    seen.add(twin);
    return true;
  });
}

function matchesOf(last: Node, count: number): (Action | null)[] {
  const matched: (Action | null)[] = new Array(count).fill(null);
  for (let node: Node | undefined = last; node?.parent; node = node.parent) matched[node.event] = node.action;
  return matched;
}
