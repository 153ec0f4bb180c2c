/** Times that drawings tell of, and what they limit. */
export { type Claim, claimsIn, isEndToEnd, isTotal } from './claims.ts';
export { budgetsOf, type DrawnBudget, type DrawnBudgets, type UnjudgedTime } from './drawn-budgets.ts';
export { type TimeFigure, type TimeKind, timesIn } from './limits.ts';
export { type Quantity, quantitiesOf } from './quantities.ts';
export type { BudgetStretch, DrawnEnd, OccurrencePair } from './stretch.ts';
