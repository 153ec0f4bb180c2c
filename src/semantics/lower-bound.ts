import { BoundsOfTerms } from './bounds.ts';
import type { CaseOrder } from './case-order.ts';
import type { Action, Term, TermArena } from './term.ts';

/**
 * A lower bound of what explaining the rest of a case still costs, by counting: of occurrences that can only be matched
 * among each other, what was observed more often than any run has it stays unexpected, and what every run has more
 * often stays missing. It never decreases the cost found (it is consistent), and it is exact where nothing is merely
 * out of order, so that a search guided by it walks straight to an explanation.
 */
export class LowerBound {
  readonly #order: CaseOrder;
  readonly #bounds: BoundsOfTerms;
  readonly #classOfEvent: Int32Array;
  readonly #required: Uint8Array;
  readonly #classes: number;

  constructor(arena: TermArena, order: CaseOrder) {
    this.#order = order;
    const { classOf, classes } = actionClasses(arena, order);
    this.#classes = classes;
    this.#bounds = new BoundsOfTerms(arena, classOf, classes);
    this.#classOfEvent = Int32Array.from(order.events, ({ actions }) =>
      actions.length === 0 ? -1 : classOf.get(actions[0]!)!,
    );
    this.#required = Uint8Array.from(order.events, ({ optional }) => (optional ? 0 : 1));
  }

  of(term: Term, positions: Int32Array): number {
    const required = new Int32Array(this.#classes);
    const possible = new Int32Array(this.#classes);
    let cost = 0;
    this.#order.chains.forEach((chain, index) => {
      for (let at = positions[index]!; at < chain.length; at++) {
        const event = chain[at]!;
        const kind = this.#classOfEvent[event]!;
        if (kind < 0) cost += this.#required[event]!;
        else {
          possible[kind]!++;
          required[kind]! += this.#required[event]!;
        }
      }
    });
    const { least, most } = this.#bounds.of(term);
    for (let kind = 0; kind < this.#classes; kind++) {
      cost += Math.max(0, required[kind]! - most[kind]!) + Math.max(0, least[kind]! - possible[kind]!);
    }
    return cost;
  }
}

/**
 * Each term's bounds are as wide as there are classes, and of both a large drawing has thousands. Counting several
 * classes as one is still a lower bound, only less sharp.
 */
const maxClasses = 128;

/** Actions that some event may be alike belong to one class; every other action of the arena is a class of its own. */
function actionClasses(arena: TermArena, order: CaseOrder): { classOf: Map<Action, number>; classes: number } {
  const above = arena.lifelineOfAction.map((_, action) => action);
  const find = (action: Action): Action => {
    let root = action;
    while (above[root] !== root) root = above[root]!;
    return root;
  };
  for (const { actions } of order.events) {
    for (const action of actions) above[find(action)] = find(actions[0]!);
  }
  const numbers = new Map<Action, number>();
  const classOf = new Map<Action, number>();
  for (let action = 0; action < above.length; action++) {
    const root = find(action);
    const number = numbers.get(root) ?? numbers.size;
    numbers.set(root, number);
    classOf.set(action, number % maxClasses);
  }
  return { classOf, classes: Math.min(numbers.size, maxClasses) };
}
