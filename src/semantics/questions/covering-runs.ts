import type { SearchBudget } from '../search-budget.ts';
import type { Stepper } from '../step.ts';
import type { Action, Term } from '../term.ts';
import { type Goal, isMet, runMeeting } from './goals.ts';

export interface Covering {
  readonly runs: readonly (readonly Action[])[];
  /** Goals that no run meets: dead operands, or loop counts that something else forbids. */
  readonly unreachable: readonly Goal[];
  /** Goals of which the budget did not suffice to say; empty if the answer is whole. */
  readonly exhausted: readonly Goal[];
}

/**
 * Few runs that together meet every goal. Greedy (each run meets as many open goals as are easily met together, then
 * runs that the others make needless are left out): none of the runs can be spared, but another set may be smaller.
 * `budget` is for each run.
 */
export function coveringRuns(stepper: Stepper, term: Term, goals: readonly Goal[], budget: SearchBudget): Covering {
  const found: (readonly Action[])[] = [];
  const unreachable: Goal[] = [];
  const exhausted: Goal[] = [];
  let open = goals;
  while (open.length > 0) {
    const search = runMeeting(stepper, term, open, budget);
    if (search.outcome === 'found') {
      found.push(search.run);
      open = open.filter((goal) => !search.met.includes(goal));
      continue;
    }
    if (search.outcome === 'none') {
      unreachable.push(...open);
      break;
    }
    // Too much at once: one after the other.
    const [first, ...others] = open as readonly [Goal, ...Goal[]];
    const single = runMeeting(stepper, term, [first], budget);
    if (single.outcome === 'found') found.push(single.run);
    else (single.outcome === 'none' ? unreachable : exhausted).push(first);
    open = single.outcome === 'found' ? others.filter((goal) => !isMet(goal, single.run)) : others;
  }
  return { runs: withoutNeedless(found, goals), unreachable, exhausted };
}

/** The longest first: what is spared should be what says most at once. */
function withoutNeedless(runs: readonly (readonly Action[])[], goals: readonly Goal[]): readonly (readonly Action[])[] {
  const kept = new Set(runs);
  for (const run of runs.toSorted((a, b) => b.length - a.length)) {
    const others = [...kept].filter((other) => other !== run);
    const isNeeded = goals.some((goal) => isMet(goal, run) && !others.some((other) => isMet(goal, other)));
    if (!isNeeded) kept.delete(run);
  }
  return runs.filter((run) => kept.has(run));
}
