import type { CaseResult, DrawingResult } from '#checks';
import type { CaseTraces } from '../case-trace.ts';
import { html, type Markup } from '../markup.ts';
import { count, oneLine } from '../terminal/text.ts';
import { someNames } from './finding-card.ts';
import { type Budget, limits } from './limits.ts';
import { timeline } from './timeline.ts';
import type { TitledFinding } from './titled-finding.ts';
import { countBy, verdictMark, verdictWord } from './verdict.ts';

/** The cases that a page tells of one drawing, and the ids of their places. */
export interface ListedCases {
  readonly listed: readonly { readonly observed: CaseResult; readonly id: string }[];
  readonly idOf: (caseId: string) => string | undefined;
}

/** One case for each finding first, then further violating ones, then inconclusive ones, and one that conforms. */
export function listCases(
  { cases }: DrawingResult,
  findings: readonly TitledFinding[],
  drawingId: string,
  budget: Budget,
): ListedCases {
  const chosen = new Set<CaseResult>();
  const examples = findings.flatMap(({ cases: [first] }) => (first ? [first] : []));
  const of = (verdict: CaseResult['verdict']) => cases.filter((one) => one.verdict === verdict);
  for (const one of [...examples, ...of('violates'), ...of('inconclusive'), ...of('conforms').slice(0, 1)]) {
    if (chosen.size === limits.casesPerDrawing) break;
    chosen.add(one);
  }
  const kept = [...chosen].slice(0, budget.take('cases', chosen.size));
  const listed = kept.map((observed, index) => ({ observed, id: `${drawingId}c${index}` }));
  const ids = new Map(listed.map(({ observed, id }) => [observed.id, id]));
  return { listed, idOf: (caseId) => ids.get(caseId) };
}

export interface CasesSurroundings {
  readonly findings: readonly TitledFinding[];
  readonly nameOf: (caseId: string) => string;
  readonly traces: CaseTraces | undefined;
  readonly budget: Budget;
}

export function casesPart(
  drawing: DrawingResult,
  { listed }: ListedCases,
  surroundings: CasesSurroundings,
): Markup | undefined {
  const counts = countBy(drawing.cases);
  const judged = drawing.cases.length - counts['not-applicable'];
  if (judged === 0) return undefined;
  const byCase = new Map<CaseResult, TitledFinding[]>();
  for (const titled of surroundings.findings) {
    for (const one of titled.cases) {
      const known = byCase.get(one);
      if (known) known.push(titled);
      else byCase.set(one, [titled]);
    }
  }
  let timelines = limits.timelinesPerDrawing;
  const parts = listed.map(({ observed, id }, index) => {
    const own = byCase.get(observed) ?? [];
    const recorded = timelines > 0 ? recordedPart(observed, own, surroundings) : undefined;
    if (recorded) timelines--;
    return casePart(observed, id, own, recorded, index === 0 && observed.verdict === 'violates', surroundings);
  });
  const rest = judged - listed.length;
  const unlisted =
    rest > 0 ? html`<p class="quiet">${restInWords(drawing, listed)}; the json report lists them.</p>` : undefined;
  return html`<section class="cases"><h3>Cases</h3>${parts}${unlisted}</section>`;
}

function restInWords({ cases }: DrawingResult, listed: ListedCases['listed']): string {
  const all = countBy(cases);
  const shown = countBy(listed.map(({ observed }) => observed));
  const parts = (['violates', 'inconclusive', 'conforms'] as const)
    .map((verdict) => ({ verdict, number: all[verdict] - shown[verdict] }))
    .filter(({ number }) => number > 0)
    .map(({ verdict, number }) => `${number} ${words[verdict][number === 1 ? 0 : 1]}`);
  return `Not listed here: ${parts.join(', ')}`;
}

const words = {
  violates: ['that violates', 'that violate'],
  inconclusive: ['inconclusive', 'inconclusive'],
  conforms: ['that conforms', 'that conform'],
} as const;

function casePart(
  { id: caseId, verdict, spanCount, fitness, reasons, traceIds }: CaseResult,
  id: string,
  findings: readonly TitledFinding[],
  recorded: Markup | undefined,
  isOpen: boolean,
  { nameOf }: CasesSurroundings,
): Markup {
  const facts = [
    verdictWord(verdict),
    count(spanCount, 'span'),
    ...(fitness === null || fitness === 1 ? [] : [`${Math.floor(fitness * 100)} % as drawn`]),
    ...(findings.length > 0 ? [count(findings.length, 'finding')] : []),
  ];
  const links = findings.map(
    ({ id: findingId, finding }) => html`<li><a href="#${findingId}">${finding.message}</a></li>`,
  );
  const others = traceIds.filter((traceId) => traceId !== caseId);
  return html`<details class="case" id="${id}"${isOpen ? html` open` : undefined}><summary>${verdictMark(verdict)}<span class="title">Case <code>${nameOf(caseId)}</code></span> <span class="quiet">${facts.join(' · ')}</span></summary>
<div class="inside">${links.length > 0 ? html`<ul class="links">${links}</ul>` : undefined}${reasons.map(
    ({ message }) => html`<p>${oneLine(message)}</p>`,
  )}${recorded}<p class="quiet">${nameOf(caseId) === caseId ? undefined : html`Id <code>${caseId}</code>. `}${
    others.length > 0 ? html`Traces: <code>${someNames(others)}</code>` : undefined
  }</p></div></details>
`;
}

/** What was recorded of a case, where it was kept and there is room. */
function recordedPart(
  { traceIds, id }: CaseResult,
  findings: readonly TitledFinding[],
  { traces, budget, nameOf }: CasesSurroundings,
): Markup | undefined {
  const spans = traces?.(traceIds);
  if (!spans || spans.length === 0 || budget.take('timelines', 1) === 0) return undefined;
  const room = budget.take('spans', Math.min(spans.length, limits.spansPerTimeline));
  if (room === 0) return undefined;
  // What findings are about is shown whatever is left out.
  const concerned = new Set(findings.flatMap(({ finding }) => finding.spans.map(({ spanId }) => spanId)));
  const byImportance =
    room < spans.length
      ? [...spans].sort((a, b) => Number(concerned.has(b.spanId)) - Number(concerned.has(a.spanId)))
      : spans;
  const shown = new Set(byImportance.slice(0, room));
  return timeline(
    spans.filter((span) => shown.has(span)),
    findings,
    spans.length - room,
    `Spans of case ${nameOf(id)}`,
  );
}
