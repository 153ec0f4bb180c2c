import type { CheckResult, DrawingResult } from '#checks';
import { html, type Markup } from '../markup.ts';
import { type MergedFinding, mergedFindings, ownerOf } from '../merged-findings.ts';
import type { ReportOptions } from '../report.ts';
import { caseNames } from '../terminal/case-names.ts';
import { count, oneLine } from '../terminal/text.ts';
import { drawingSection } from './drawing-section.ts';
import { filterBar } from './filters.ts';
import { findingCard } from './finding-card.ts';
import { Budget, limits } from './limits.ts';
import { page } from './page.ts';
import { countBy, verdictFilterWord, verdictMark, verdicts } from './verdict.ts';

const severities = ['error', 'warning', 'note'] as const;
/** Violated drawings that are open from the beginning. */
const openAtFirst = 5;

/** What was judged, as one page: painted drawings with their findings, cases and what was seen of them. */
export function checkHtml(result: CheckResult, options: ReportOptions): string {
  const nameOf = caseNames(result.drawings.flatMap(({ cases }) => cases.map(({ id }) => id)));
  const own = new Map<DrawingResult | undefined, MergedFinding[]>(result.drawings.map((drawing) => [drawing, []]));
  for (const finding of result.findings) {
    const owner = ownerOf(finding, result.drawings);
    const known = own.get(owner);
    if (known) known.push({ finding, cases: [] });
    else own.set(owner, [{ finding, cases: [] }]);
  }
  for (const drawing of result.drawings) for (const merged of mergedFindings(drawing)) own.get(drawing)!.push(merged);
  const ordered = [...result.drawings].sort((a, b) => verdicts.indexOf(a.verdict) - verdicts.indexOf(b.verdict));
  const ids = new Map(ordered.map((drawing, index) => [drawing, `d${index + 1}`]));
  const budget = new Budget();
  const worst = ordered[0]?.verdict;
  const main = html`${runFindings(own.get(undefined) ?? [], options, nameOf, budget)}${overview(ordered, ids)}${ordered.map(
    (drawing, index) =>
      drawingSection(drawing, own.get(drawing) ?? [], ids.get(drawing)!, {
        options,
        nameOf,
        budget,
        isOpen:
          index < openAtFirst && drawing.verdict === worst && (worst !== 'not-applicable' || ordered.length === 1),
      }),
  )}`;
  const sentence = headline(result);
  return page({
    title: `${sentence} · asdrawn`,
    top: html`<p class="brand">asdrawn check</p>
<h1>${verdictMark(result.verdict, 28)}<span>${sentence}</span></h1>
<p class="quiet">${facts(result, options)}</p>`,
    filters: filterBar(choicesOf(result, [...own.values()].flat())),
    main,
  });
}

function headline({ verdict, drawings, summary }: CheckResult): string {
  const of = drawings.filter((drawing) => drawing.verdict === verdict).length;
  const all = count(summary.drawings, 'drawing');
  if (verdict === 'violates') return `${of} of ${all} ${of === 1 ? 'is' : 'are'} violated`;
  if (verdict === 'conforms')
    return of === summary.drawings ? `What was seen is as drawn` : `${of} of ${all} conform${of === 1 ? 's' : ''}`;
  return verdict === 'inconclusive' ? 'Inconclusive' : 'Nothing was judged';
}

function facts({ summary }: CheckResult, { status }: ReportOptions): string {
  const { drawings, cases, spans } = summary;
  const exit = status ? [`exit status ${status.code}: ${status.meaning}`] : [];
  return [count(drawings, 'drawing'), count(cases, 'case'), count(spans, 'span'), ...exit].join(' · ');
}

function choicesOf({ drawings }: CheckResult, findings: readonly MergedFinding[]) {
  const of = new Map<string, number>();
  for (const { verdict } of drawings) of.set(verdict, (of.get(verdict) ?? 0) + 1);
  const codes = new Set<string>();
  const bySeverity = new Map<string, number>();
  for (const { finding } of findings) {
    codes.add(finding.code);
    bySeverity.set(finding.severity, (bySeverity.get(finding.severity) ?? 0) + 1);
  }
  return {
    verdicts: verdicts.flatMap((value) => {
      const number = of.get(value) ?? 0;
      return number > 0 ? [{ value, word: verdictFilterWord(value), count: number }] : [];
    }),
    severities: severities.flatMap((value) => {
      const number = bySeverity.get(value) ?? 0;
      return number > 0 ? [{ value, count: number }] : [];
    }),
    codes: [...codes].sort(),
    noun: 'drawings',
  };
}

/** What belongs to no drawing. */
function runFindings(
  findings: readonly MergedFinding[],
  { sources }: ReportOptions,
  nameOf: (id: string) => string,
  budget: Budget,
): Markup | undefined {
  if (findings.length === 0) return undefined;
  const told = budget.take('findings', Math.min(findings.length, limits.findingsPerDrawing));
  const cards = findings
    .slice(0, told)
    .map((merged, index) => findingCard({ ...merged, id: `r${index + 1}` }, { sources, nameOf }));
  const rest = findings.length - told;
  const more =
    rest > 0 ? html`<p class="quiet">${count(rest, 'more finding')}; the json report has them.</p>` : undefined;
  return html`<section class="part" id="run"><h2>About the whole run</h2><div class="findings">${cards}${more}</div></section>`;
}

/** A table of contents, where there are several. */
function overview(drawings: readonly DrawingResult[], ids: ReadonlyMap<DrawingResult, string>): Markup | undefined {
  if (drawings.length < 2) return undefined;
  const rows = drawings.map((drawing) => {
    const counts = countBy(drawing.cases);
    const judged = drawing.cases.length - counts['not-applicable'];
    const { messages } = drawing.coverage;
    const seen = messages.filter(({ cases }) => cases > 0).length;
    return html`<tr id="row-${ids.get(drawing)}" data-verdict="${drawing.verdict}"><td>${verdictMark(drawing.verdict)}</td>
<th scope="row"><a href="#${ids.get(drawing)}">${oneLine(drawing.name)}</a></th>
<td class="wide-only quiet"><span class="place">${oneLine(drawing.path)}:${drawing.line}</span></td>
<td class="number">${counts.violates > 0 ? `${counts.violates} of ${judged}` : judged}</td>
<td class="number wide-only">${judged > 0 ? `${seen} of ${messages.length}` : ''}</td>
</tr>
`;
  });
  return html`<nav class="part" aria-label="Drawings"><h2>Drawings</h2>
<table class="overview"><thead><tr><td></td>
<th scope="col">name</th>
<th scope="col" class="wide-only">place</th>
<th scope="col" class="number">violating cases</th>
<th scope="col" class="number wide-only">messages seen</th>
</tr>
</thead>
<tbody>${rows}</tbody></table>
</nav>
<div class="part"></div>`;
}
