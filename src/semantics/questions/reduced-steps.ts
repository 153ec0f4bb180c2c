import type { Stepper } from '../step.ts';
import { type Action, IMPOSSIBLE, type Term } from '../term.ts';

/** One way on; without an action, a lifeline was ended: it does nothing more. */
export interface ReducedStep {
  readonly action: Action | undefined;
  readonly term: Term;
}

/**
 * Ways on from a term that lead to every run, but for the order of what nothing orders: of one lifeline alone where
 * all that it may do first can be done now, else of all. `isApart` names actions that are not to be decided this way.
 */
export function reducedSteps(
  stepper: Stepper,
  term: Term,
  isApart: (action: Action) => boolean = never,
): readonly ReducedStep[] {
  const { arena } = stepper;
  let chosen: number | undefined;
  let fewest = Number.POSITIVE_INFINITY;
  const beginning = arena.beginning(term);
  for (let lifeline = 0; lifeline < arena.lifelineCount; lifeline++) {
    if (!arena.involves(term, lifeline)) continue;
    const { free, held } = stepper.firsts(term, lifeline);
    if (held.length > 0 || free.length === 0 || free.some(isApart)) continue;
    const size = 2 * free.length - (arena.involves(beginning, lifeline) ? 1 : 0);
    if (size >= fewest) continue;
    chosen = lifeline;
    fewest = size;
  }
  const actions = chosen === undefined ? stepper.frontier(term) : stepper.firsts(term, chosen).free;
  const steps: ReducedStep[] = actions.flatMap((action) =>
    stepper.step(term, action).map((rest) => ({ action, term: rest })),
  );
  if (chosen !== undefined) {
    const ended = stepper.prune(term, chosen);
    if (ended !== IMPOSSIBLE) steps.push({ action: undefined, term: ended });
  }
  return steps;
}

function never(): boolean {
  return false;
}
