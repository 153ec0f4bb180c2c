import type { CaseResult, Verdict } from '#checks';
import { html, type Markup } from '../markup.ts';
import { badge } from '../sequence-svg/index.ts';
import { count } from '../terminal/text.ts';

export const verdicts = ['violates', 'inconclusive', 'conforms', 'not-applicable'] as const satisfies Verdict[];

const words: Readonly<Record<Verdict, string>> = {
  conforms: 'conforms',
  violates: 'violates',
  inconclusive: 'inconclusive',
  'not-applicable': 'not judged',
};

const filterWords: Readonly<Record<Verdict, string>> = { ...words, 'not-applicable': 'no case' };

export function verdictWord(verdict: Verdict): string {
  return words[verdict];
}

/** For drawings as a group. */
export function verdictFilterWord(verdict: Verdict): string {
  return filterWords[verdict];
}

/** A shape for each verdict, not only a colour. */
export function verdictMark(verdict: Verdict, size = 18): Markup {
  const shape =
    verdict === 'conforms'
      ? badge({ state: 'covered', cases: 0 }, 0, 8)
      : verdict === 'violates'
        ? badge({ state: 'violated', cases: 0 }, 0, 8)
        : verdict === 'inconclusive'
          ? html`<g class="badge open"><rect x="0" y="0" width="16" height="16" rx="8"/><path d="M5.8 6.2 a2.2 2.2 0 1 1 2.9 2.1 q-.7 .3 -.7 1.2 M8 11.6 v.4"/></g>`
          : badge({ state: 'forbidden', cases: 0 }, 0, 8);
  return html`<svg class="verdict-mark" width="${size}" height="${size}" viewBox="-0.5 -0.5 17 17" role="img"><title>${words[verdict]}</title>${shape}</svg>`;
}

export function countBy(cases: readonly CaseResult[]): Readonly<Record<Verdict, number>> {
  const counts: Record<Verdict, number> = { conforms: 0, violates: 0, inconclusive: 0, 'not-applicable': 0 };
  for (const { verdict } of cases) counts[verdict]++;
  return counts;
}

/** `5 cases: 3 violate, 2 conform`. */
export function countsInWords(counts: Readonly<Record<Verdict, number>>): string {
  const judged = counts.conforms + counts.violates + counts.inconclusive;
  if (judged === 0) return 'no case enters it';
  const parts = [
    [counts.violates, 'violates', 'violate'],
    [counts.inconclusive, 'is inconclusive', 'are inconclusive'],
    [counts.conforms, 'conforms', 'conform'],
  ] as const;
  const present = parts
    .filter(([number]) => number > 0)
    .map(([number, one, many]) => `${number} ${number === 1 ? one : many}`);
  return `${count(judged, 'case')}: ${present.join(', ')}`;
}
