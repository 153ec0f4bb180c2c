import type { CheckReport, CheckResult, Verdict } from '#checks';
import { count } from './terminal/text.ts';

/** How the whole run came out: `1 of 3 drawings is violated (12 cases, 340 spans)`. */
export function verdictSentence(result: CheckReport | CheckResult): string {
  const { suppressed = 0 } = result.summary;
  const known = suppressed > 0 ? `; ${count(suppressed, 'known finding is', 'known findings are')} kept silent` : '';
  return `${judgement(result)}${known}`;
}

function judgement({ verdict, summary, drawings }: CheckReport | CheckResult): string {
  const of = (wanted: Verdict): number =>
    drawings.map(({ verdict: own }) => own).filter((own) => own === wanted).length;
  const all = count(summary.drawings, 'drawing');
  const evidence = `(${count(summary.cases, 'case')}, ${count(summary.spans, 'span')})`;
  if (verdict === 'not-applicable') return `nothing was judged: ${all} ${evidence}`;
  const judged = `${of(verdict)} of ${all}`;
  if (verdict === 'conforms') return `${judged} conform${of(verdict) === 1 ? 's' : ''} ${evidence}`;
  if (verdict === 'violates') return `${judged} ${of(verdict) === 1 ? 'is' : 'are'} violated ${evidence}`;
  return `inconclusive: ${of(verdict) === 0 ? all : judged} ${evidence}`;
}
