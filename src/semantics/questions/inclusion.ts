import { Meter, type SearchBudget } from '../search-budget.ts';
import type { Stepper } from '../step.ts';
import type { Action, Term } from '../term.ts';
import { DEAD, DeterministicRuns, type RunState, UNDECIDED } from '../total-order.ts';

export type Inclusion =
  | { readonly outcome: 'included' }
  /** `run` is a shortest run of the one that the other has not. */
  | { readonly outcome: 'not-included'; readonly run: readonly Action[] }
  | { readonly outcome: 'exhausted' };

export interface Language {
  readonly stepper: Stepper;
  readonly term: Term;
}

interface Pair {
  readonly state: RunState;
  readonly other: RunState;
  readonly parent: Pair | undefined;
  readonly action: Action | undefined;
}

/**
 * Is every run of the one a run of the other? Both are made deterministic as far as needed (subset construction), and
 * pairs of their states are visited breadth first. `sameAction` is what an action is called in the other; undefined if
 * it has no such action.
 *
 * Weak loops without bound have infinitely many states, for a lifeline may run ahead of the others for ever; then the
 * answer may be `exhausted`. Two interactions in one arena, with equal actions, are compared by their terms as well,
 * which settles most of what was not changed. `maxNodes` counts terms.
 */
export function includes(
  one: Language,
  other: Language,
  sameAction: (action: Action) => Action | undefined,
  budget: SearchBudget,
): Inclusion {
  const runs = new DeterministicRuns(one.stepper, one.term, budget.maxNodes);
  const otherRuns = new DeterministicRuns(other.stepper, other.term, budget.maxNodes);
  const meter = new Meter(budget);
  const areComparable =
    one.stepper === other.stepper &&
    one.stepper.arena.lifelineOfAction.every((_, action) => sameAction(action) === action);
  const visited = new Set<string>();
  const queue: Pair[] = [{ state: runs.start, other: otherRuns.start, parent: undefined, action: undefined }];
  for (let index = 0; index < queue.length; index++) {
    const pair = queue[index]!;
    if (runs.isFinal(pair.state) && !otherRuns.isFinal(pair.other)) {
      return { outcome: 'not-included', run: runTo(pair) };
    }
    const terms = runs.termsOf(pair.state);
    const others = otherRuns.termsOf(pair.other);
    for (let term = 0; term < terms.length + others.length; term++) {
      if (!meter.visit()) return { outcome: 'exhausted' };
    }
    if (areComparable && isPart(terms, others)) continue;
    const actions = new Set(terms.flatMap((term) => one.stepper.frontier(term)));
    for (const action of [...actions].sort((a, b) => a - b)) {
      const state = runs.next(pair.state, action);
      const name = sameAction(action);
      const next = name === undefined ? DEAD : otherRuns.next(pair.other, name);
      if (state === UNDECIDED || next === UNDECIDED) return { outcome: 'exhausted' };
      const key = `${state} ${next}`;
      if (visited.has(key)) continue;
      visited.add(key);
      queue.push({ state, other: next, parent: pair, action });
    }
  }
  return { outcome: 'included' };
}

function isPart(terms: readonly Term[], others: readonly Term[]): boolean {
  const known = new Set(others);
  return terms.every((term) => known.has(term));
}

function runTo(last: Pair): readonly Action[] {
  const run: Action[] = [];
  for (let pair: Pair | undefined = last; pair; pair = pair.parent)
    if (pair.action !== undefined) run.push(pair.action);
  return run.reverse();
}
