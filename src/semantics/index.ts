/** What an interaction means. Pure: terms, their steps, membership of observed cases and why one is none. */

export { shortestRun } from './bounds.ts';
export type { CaseEvent } from './case-order.ts';
export { type Explanation, explain, type Move } from './explanation.ts';
export {
  type InteractionTerm,
  interactionTerm,
  type MessageOccurrences,
  type TermOptions,
} from './interaction-term.ts';
export { decideMembership, type Membership, type MembershipMode, type MembershipOptions } from './membership.ts';
export { type Firsts, Stepper } from './step.ts';
export {
  type Action,
  EMPTY,
  IMPOSSIBLE,
  type LifelineIndex,
  LoopKind,
  type Term,
  TermArena,
  UNBOUNDED,
} from './term.ts';
export { DEAD, DeterministicRuns, type RunState, type TotalOrderVerdict, UNDECIDED } from './total-order.ts';
