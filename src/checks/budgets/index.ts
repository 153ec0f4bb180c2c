export { type Claim, claimsIn, isEndToEnd, isTotal } from './claims.ts';
export { budgetsOf, type DrawnBudget, type DrawnBudgets, type UnjudgedTime } from './drawn-budgets.ts';
export { type TimeFigure, type TimeKind, timesIn, wordsOf } from './limits.ts';
export {
  type Interval,
  type MeasuredBudget,
  measure,
  type Outcome,
  outcomeOf,
  type SeenCase,
  type SeenEnd,
} from './measure.ts';
export { type Quantity, quantitiesOf } from './quantities.ts';
export type { BudgetStretch, DrawnEnd, OccurrencePair } from './stretch.ts';
