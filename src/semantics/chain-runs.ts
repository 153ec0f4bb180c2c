import type { CaseOrder } from './case-order.ts';
import type { Stepper } from './step.ts';
import type { LifelineIndex, Term } from './term.ts';

/**
 * Can the rest of a case, looked at lifeline by lifeline, still be what is left of a term? That costs little to know,
 * and where the answer is no, no order across lifelines needs to be tried. Lifelines are left out of which not all is ordered.
 */
export class ChainRuns {
  readonly #stepper: Stepper;
  readonly #order: CaseOrder;
  readonly #endsAnywhere: boolean;
  readonly #lifelines: readonly LifelineIndex[];
  /** By lifeline: what is known of a projected term and a place in the chain. */
  readonly #known: Map<number, boolean>[] = [];

  /** With `endsAnywhere`, the lifelines may still go on after the case. */
  constructor(stepper: Stepper, order: CaseOrder, endsAnywhere: boolean) {
    this.#stepper = stepper;
    this.#order = order;
    this.#endsAnywhere = endsAnywhere;
    this.#lifelines = order.lifelines.filter((lifeline) => order.chainsOfLifeline.get(lifeline)!.length === 1);
  }

  arePossible(term: Term, positions: Int32Array): boolean {
    return this.#lifelines.every((lifeline) => {
      const chain = this.#order.chainsOfLifeline.get(lifeline)![0]!;
      const at = positions[chain]!;
      const events = this.#order.chains[chain]!;
      if (at === events.length) return true;
      return this.#isPossible(lifeline, events, this.#stepper.project(term, lifeline), at);
    });
  }

  #isPossible(lifeline: LifelineIndex, chain: readonly number[], start: Term, startAt: number): boolean {
    const width = chain.length + 1;
    this.#known[lifeline] ??= new Map();
    const known = this.#known[lifeline]!;
    const answer = known.get(start * width + startAt);
    if (answer !== undefined) return answer;
    // Depth first; what is on the stack is taken for impossible until a way to the end is found.
    const way: { readonly key: number; readonly next: { readonly term: Term; readonly at: number }[] }[] = [];
    const enter = (term: Term, at: number): boolean => {
      const key = term * width + at;
      const isKnown = known.get(key);
      if (isKnown !== undefined) return isKnown;
      if (at === chain.length) {
        const isEnd = this.#endsAnywhere || this.#stepper.arena.nullable[term]!;
        known.set(key, isEnd);
        return isEnd;
      }
      known.set(key, false);
      const { actions, optional } = this.#order.events[chain[at]!]!;
      const next = actions.flatMap((action) =>
        this.#stepper.step(term, action).map((rest) => ({ term: rest, at: at + 1 })),
      );
      if (optional) next.push({ term, at: at + 1 });
      way.push({ key, next });
      return false;
    };
    enter(start, startAt);
    while (way.length > 0) {
      const step = way.at(-1)!.next.pop();
      if (!step) way.pop();
      else if (enter(step.term, step.at)) {
        for (const { key } of way) known.set(key, true);
        return true;
      }
    }
    return false;
  }
}
