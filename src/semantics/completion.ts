import type { Alignment } from './alignment-search.ts';
import { RunLengths } from './bounds.ts';
import type { Stepper } from './step.ts';
import type { Action, Term } from './term.ts';

/** Passes over what is still drawn. Not whole if no end of the drawing can be reached. */
export function completeAlignment(
  stepper: Stepper,
  begun: Alignment,
): { readonly alignment: Alignment; readonly isWhole: boolean } {
  const run = runFrom(stepper, new RunLengths(stepper.arena), begun.term);
  if (!run) return { alignment: begun, isWhole: false };
  let last = begun;
  for (const { action, term } of run) {
    last = { ...last, term, cost: last.cost + 1, parent: last, move: { type: 'missing', action } };
  }
  return { alignment: last, isWhole: true };
}

interface Step {
  readonly action: Action;
  readonly term: Term;
}

/**
 * Nearly always the first way tried is one; only critical regions that wait for each other can shut it, and beside a
 * loop without bound the ways that are shut then are without number, and longer and longer.
 */
const maxTried = 500;

/** Steps to an end of the term, fewest first; undefined if none is found. */
function runFrom(stepper: Stepper, lengths: RunLengths, start: Term): readonly Step[] | undefined {
  const { arena } = stepper;
  const tried = new Set<Term>([start]);
  const way: { readonly step: Step | undefined; readonly term: Term; readonly next: Step[] }[] = [];
  const enter = (term: Term, step: Step | undefined) => {
    const steps = arena.nullable[term]
      ? []
      : stepper.frontier(term).flatMap((action) => stepper.step(term, action).map((rest) => ({ action, term: rest })));
    const ranked = steps.map((one) => ({ one, length: lengths.of(one.term) }));
    way.push({ step, term, next: ranked.sort((a, b) => b.length - a.length).map(({ one }) => one) });
  };
  enter(start, undefined);
  while (way.length > 0 && tried.size <= maxTried) {
    const { term, next } = way.at(-1)!;
    if (arena.nullable[term]) return way.flatMap(({ step }) => step ?? []);
    const step = next.pop();
    if (!step) way.pop();
    else if (!tried.has(step.term)) {
      tried.add(step.term);
      enter(step.term, step);
    }
  }
  return undefined;
}
