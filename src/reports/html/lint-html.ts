import type { Finding, LintResult } from '#checks';
import { html, type Markup } from '../markup.ts';
import type { ReportOptions } from '../report.ts';
import { count, oneLine } from '../terminal/text.ts';
import { filterBar } from './filters.ts';
import { findingCard } from './finding-card.ts';
import { Budget } from './limits.ts';
import { page } from './page.ts';
import { verdictMark } from './verdict.ts';

const severities = ['error', 'warning', 'note'] as const;

/** What lint found, file by file. */
export function lintHtml(result: LintResult, options: ReportOptions): string {
  const byFile = new Map<string, Finding[]>();
  for (const finding of result.findings) {
    const known = byFile.get(finding.path);
    if (known) known.push(finding);
    else byFile.set(finding.path, [finding]);
  }
  const budget = new Budget();
  const files = [...byFile].map(([path, findings], index) =>
    fileSection(path, findings, `d${index + 1}`, options, budget),
  );
  const { summary } = result;
  const sentence = headline(result);
  return page({
    title: `${sentence} · asdrawn`,
    top: html`<p class="brand">asdrawn lint</p>
<h1>${verdictMark(summary.errors > 0 ? 'violates' : summary.warnings > 0 ? 'inconclusive' : 'conforms', 28)}<span>${sentence}</span></h1>
<p class="quiet">${facts(result, options)}</p>`,
    filters: filterBar(choicesOf(result)),
    main: html`${files}`,
  });
}

function headline({ summary: { errors, warnings, notes } }: LintResult): string {
  const parts = [
    [errors, 'error'],
    [warnings, 'warning'],
    [notes, 'note'],
  ] as const;
  const told = parts.filter(([number]) => number > 0).map(([number, noun]) => count(number, noun));
  return told.length > 0 ? told.join(', ') : 'Nothing to complain of';
}

function facts({ summary }: LintResult, { status }: ReportOptions): string {
  return [
    count(summary.files, 'file'),
    count(summary.drawings, 'drawing'),
    ...(summary.fixed > 0 ? [`${summary.fixed} fixed`] : []),
    ...(summary.suppressed > 0 ? [`${summary.suppressed} kept silent`] : []),
    ...(status ? [`exit status ${status.code}: ${status.meaning}`] : []),
  ].join(' · ');
}

function choicesOf({ findings }: LintResult) {
  return {
    verdicts: [],
    severities: severities.flatMap((value) => {
      const number = findings.filter(({ severity }) => severity === value).length;
      return number > 0 ? [{ value, count: number }] : [];
    }),
    codes: [...new Set(findings.map(({ code }) => code))].sort(),
    noun: 'files',
  };
}

function fileSection(
  path: string,
  findings: readonly Finding[],
  id: string,
  { sources }: ReportOptions,
  budget: Budget,
): Markup {
  const told = budget.take('findings', findings.length);
  const cards = findings
    .slice(0, told)
    .map((finding, index) =>
      findingCard({ finding, cases: [], id: `${id}f${index}` }, { sources, nameOf: (name) => name }),
    );
  const rest = findings.length - told;
  const more =
    rest > 0 ? html`<p class="quiet">${count(rest, 'more finding')}; the json report has them.</p>` : undefined;
  const name = path === '' ? 'No file' : oneLine(path);
  return html`<section class="drawing file" id="${id}"
data-drawing="" data-name="${name.toLowerCase()}"><details open>
<summary><h2><span>${name}</span></h2>
<span class="quiet facts">${count(findings.length, 'finding')}</span></summary>
<div class="inside findings">${cards}${more}</div></details></section>
`;
}
