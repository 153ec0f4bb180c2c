export {
  type Interval,
  type MeasuredBudget,
  measure,
  type Outcome,
  outcomeOf,
  type SeenCase,
  type SeenEnd,
} from './measure.ts';
