import { BoundsOfTerms } from './bounds.ts';
import type { CaseOrder } from './case-order.ts';
import { ChainCosts, type Effort } from './chain-costs.ts';
import type { Stepper } from './step.ts';
import type { Action, LifelineIndex, Term, TermArena } from './term.ts';

/**
 * A lower bound of what explaining the rest of a case still costs, lifeline by lifeline: every costly move lies on one,
 * and what a run does there is a run of the term's projection on it. So the cheapest ways to explain each lifeline
 * alone, all together, cost no more than explaining the case. Little is lost by it: what is merely out of order on a
 * lifeline, or of another branch than the rest, is counted; only order between lifelines is not.
 */
export class LowerBound {
  readonly #ofLifeline: readonly LifelineBound[];

  constructor(stepper: Stepper, order: CaseOrder) {
    const effort: Effort = { left: 100_000 + 40 * order.events.length };
    this.#ofLifeline = Array.from({ length: stepper.arena.lifelineCount }, (_, lifeline) => {
      const chains = order.chainsOfLifeline.get(lifeline) ?? [];
      return chains.length === 1
        ? new ChainBound(new ChainCosts(stepper, order, chains[0]!, effort), chains[0]!)
        : new CountBound(stepper.arena, order, lifeline, chains);
    });
  }

  /** `part` is the projection, on the lifeline, of the term that is left. */
  of(lifeline: LifelineIndex, part: Term, positions: Int32Array): number {
    return this.#ofLifeline[lifeline]!.of(part, positions);
  }
}

interface LifelineBound {
  of(part: Term, positions: Int32Array): number;
}

/** Exact, for a lifeline of which everything that was observed is ordered. */
class ChainBound implements LifelineBound {
  readonly #costs: ChainCosts;
  readonly #chain: number;

  constructor(costs: ChainCosts, chain: number) {
    this.#costs = costs;
    this.#chain = chain;
  }

  of(part: Term, positions: Int32Array): number {
    return this.#costs.of(part, positions[this.#chain]!);
  }
}

/**
 * Counts alone: of occurrences that can only be matched among each other, what was observed more often than any run has
 * it stays unexpected, and what every run has more often stays missing.
 */
class CountBound implements LifelineBound {
  readonly #bounds: BoundsOfTerms;
  readonly #classes: number;
  readonly #chains: readonly number[];
  /** By chain, and in it by place and class: how many events from there on are required, and how many there are. */
  readonly #required: Int32Array[] = [];
  readonly #possible: Int32Array[] = [];
  /** By chain and place: how many required events from there on can be matched with nothing. */
  readonly #strange: Int32Array[] = [];

  constructor(arena: TermArena, order: CaseOrder, lifeline: LifelineIndex, chains: readonly number[]) {
    this.#chains = chains;
    const { classOf, classes } = actionClasses(arena, order, lifeline, chains);
    this.#classes = classes;
    this.#bounds = new BoundsOfTerms(arena, classOf, classes);
    for (const number of chains) {
      const chain = order.chains[number]!;
      const required = new Int32Array((chain.length + 1) * classes);
      const possible = new Int32Array((chain.length + 1) * classes);
      const strange = new Int32Array(chain.length + 1);
      for (let at = chain.length - 1; at >= 0; at--) {
        const { actions, optional } = order.events[chain[at]!]!;
        required.copyWithin(at * classes, (at + 1) * classes, (at + 2) * classes);
        possible.copyWithin(at * classes, (at + 1) * classes, (at + 2) * classes);
        strange[at] = strange[at + 1]!;
        if (actions.length === 0) strange[at]! += optional ? 0 : 1;
        else {
          const kind = at * classes + classOf.get(actions[0]!)!;
          required[kind]! += optional ? 0 : 1;
          possible[kind]!++;
        }
      }
      this.#required.push(required);
      this.#possible.push(possible);
      this.#strange.push(strange);
    }
  }

  of(part: Term, positions: Int32Array): number {
    const { least, most } = this.#bounds.of(part);
    let cost = 0;
    this.#chains.forEach((chain, index) => {
      cost += this.#strange[index]![positions[chain]!]!;
    });
    for (let kind = 0; kind < this.#classes; kind++) {
      let required = 0;
      let possible = 0;
      for (let index = 0; index < this.#chains.length; index++) {
        const at = positions[this.#chains[index]!]! * this.#classes + kind;
        required += this.#required[index]![at]!;
        possible += this.#possible[index]![at]!;
      }
      cost += Math.max(0, required - most[kind]!) + Math.max(0, least[kind]! - possible);
    }
    return cost;
  }
}

/**
 * Each term's bounds are as wide as there are classes, and of both a large drawing has thousands. Counting several
 * classes as one is still a lower bound, only less sharp.
 */
const maxClasses = 128;

/** Actions that some event may be alike belong to one class; every other action of the lifeline is a class of its own. */
function actionClasses(
  arena: TermArena,
  order: CaseOrder,
  lifeline: LifelineIndex,
  chains: readonly number[],
): { classOf: Map<Action, number>; classes: number } {
  const above = new Map<Action, Action>();
  arena.lifelineOfAction.forEach((of, action) => {
    if (of === lifeline) above.set(action, action);
  });
  const find = (action: Action): Action => {
    let root = action;
    while (above.get(root) !== root) root = above.get(root)!;
    return root;
  };
  for (const chain of chains) {
    for (const event of order.chains[chain]!) {
      const { actions } = order.events[event]!;
      for (const action of actions) above.set(find(action), find(actions[0]!));
    }
  }
  const numbers = new Map<Action, number>();
  const classOf = new Map<Action, number>();
  for (const action of above.keys()) {
    const root = find(action);
    const number = numbers.get(root) ?? numbers.size;
    numbers.set(root, number);
    classOf.set(action, number % maxClasses);
  }
  return { classOf, classes: Math.min(numbers.size, maxClasses) };
}
