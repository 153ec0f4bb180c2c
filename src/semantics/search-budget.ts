/** A moment after which a search gives up, by a clock of the caller's. */
export interface Deadline {
  readonly now: () => number;
  /** In the clock's unit. */
  readonly at: number;
}

export interface SearchBudget {
  /** How many states may be visited before the search gives up. */
  readonly maxNodes: number;
  readonly deadline?: Deadline;
}

/** Asking a clock costs more than a step. */
const clockInterval = 64;

/** Counts visited states against a budget. */
export class Meter {
  nodes = 0;
  readonly #maxNodes: number;
  readonly #deadline: Deadline | undefined;

  constructor({ maxNodes, deadline }: SearchBudget) {
    this.#maxNodes = maxNodes;
    this.#deadline = deadline;
  }

  /** Counts one more state; false if that is one too many. */
  visit(): boolean {
    this.nodes++;
    return this.nodes <= this.#maxNodes && (this.nodes % clockInterval !== 1 || !this.isLate());
  }

  isLate(): boolean {
    return this.#deadline !== undefined && this.#deadline.now() >= this.#deadline.at;
  }
}

/** A part of a budget: of its states, and of the time that is left. */
export function shareOf({ maxNodes, deadline }: SearchBudget, share: number, spent = 0): SearchBudget {
  const nodes = Math.max(1, Math.floor((maxNodes - spent) * share));
  if (!deadline) return { maxNodes: nodes };
  const now = deadline.now();
  return { maxNodes: nodes, deadline: { now: deadline.now, at: now + (deadline.at - now) * share } };
}
