import type { BudgetCoverage } from '#checks';
import { count, oneLine } from './terminal/text.ts';

/** `"≤ 200 ms" (line 7): kept in 3 cases, the longest took 180 ms`. */
export function budgetText(one: BudgetCoverage): string {
  return `"${oneLine(one.budget)}" (line ${one.range.start.line}): ${one.notJudged ?? judged(one)}`;
}

function judged({ cases, exceeded, longest }: BudgetCoverage): string {
  const took = longest === undefined ? '' : cases === 1 ? `, it took ${longest}` : `, the longest took ${longest}`;
  if (exceeded === 0) return `kept in ${count(cases, 'case')}${took}`;
  return `exceeded in ${exceeded === cases ? count(cases, 'case') : `${exceeded} of ${count(cases, 'case')}`}${took}`;
}
