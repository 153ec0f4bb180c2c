import type { Action, LifelineIndex } from './term.ts';

/** One observed occurrence. */
export interface CaseEvent {
  /** The drawn occurrences it may be, all on `lifeline`; none if nothing drawn is like it. */
  readonly actions: readonly Action[];
  readonly lifeline: LifelineIndex;
  /** May be left unmatched at no cost (a reply that need not be drawn). */
  readonly optional: boolean;
  /** Indices of events that certainly happened before; need not be transitively closed. */
  readonly after: readonly number[];
}
