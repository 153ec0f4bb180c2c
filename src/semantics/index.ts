/** What an interaction means. Pure: terms, their steps, membership of observed cases and why one is none. */

export type { Move } from './alignment-search.ts';
export { type Automaton, automatonOf } from './automaton.ts';
export { shortestRun } from './bounds.ts';
export type { CaseEvent } from './case-event.ts';
export { type Explanation, explain } from './explanation.ts';
export {
  type InteractionTerm,
  interactionTerm,
  type MessageOccurrences,
  type TermOptions,
} from './interaction-term.ts';
export { decideMembership, type Membership, type MembershipMode, type MembershipOptions } from './membership.ts';
export { choicesOf, type DrawnChoice } from './questions/choices.ts';
export { type Covering, coveringRuns } from './questions/covering-runs.ts';
export { type Liveness, livenessOf, type Part } from './questions/dead-parts.ts';
export { type DrawnGoal, drawnGoals } from './questions/drawn-goals.ts';
export { type Enumeration, type EnumerationLimits, enumerateRuns } from './questions/enumerate-runs.ts';
export { type Goal, isMet } from './questions/goals.ts';
export { type Inclusion, includes, type Language } from './questions/inclusion.ts';
export {
  type Choice,
  type ChoiceOptions,
  type ChoiceVerdict,
  type Follower,
  judgeChoice,
} from './questions/local-choice.ts';
export { type Race, type RaceOptions, type Races, type RacingMessage, racesOf } from './questions/races.ts';
export { type Random, type Sample, type SampleLimits, sampleRun, seededRandom } from './questions/sample-run.ts';
export type { Deadline, SearchBudget } from './search-budget.ts';
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
