import type { SearchBudget } from '../search-budget.ts';
import type { Stepper } from '../step.ts';
import type { Action, Term } from '../term.ts';
import { runMeeting } from './goals.ts';

/** An operand, by the actions of the messages in it; they must be its own. */
export interface Part {
  readonly name: string;
  readonly actions: ReadonlySet<Action>;
}

export type Liveness =
  | { readonly part: Part; readonly outcome: 'live'; readonly run: readonly Action[] }
  /** No run takes it. */
  | { readonly part: Part; readonly outcome: 'dead' }
  | { readonly part: Part; readonly outcome: 'exhausted' };

/** Of each part, a run that takes it, or that there is none. `budget` is for each part. */
export function livenessOf(
  stepper: Stepper,
  term: Term,
  parts: readonly Part[],
  budget: SearchBudget,
): readonly Liveness[] {
  return parts.map((part) => {
    const goal = { name: part.name, actions: part.actions, least: 1, most: Number.POSITIVE_INFINITY };
    const search = runMeeting(stepper, term, [goal], budget);
    if (search.outcome === 'found') return { part, outcome: 'live', run: search.run };
    return { part, outcome: search.outcome === 'none' ? 'dead' : 'exhausted' };
  });
}
