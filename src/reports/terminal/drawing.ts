import type { CaseResult, DrawingResult, Finding, Verdict } from '#checks';
import { mergedFindings } from '../merged-findings.ts';
import type { ReportOptions } from '../report.ts';
import { coverageLines } from './coverage.ts';
import { findingLines, type SeenFinding } from './finding.ts';
import { type Paint, verdictMark, verdictStyle, verdictWord } from './paint.ts';
import { count, hanging, oneLine, someOf } from './text.ts';

type Look = ReportOptions & { readonly width: number; readonly paint: Paint };
type NameOf = (caseId: string) => string;

const indent = '   ';

/** One drawing: its verdict with counts, findings, reasons, coverage. */
export function drawingLines(
  drawing: DrawingResult,
  ownFindings: readonly Finding[],
  nameOf: NameOf,
  look: Look,
): string[] {
  const { paint, width } = look;
  const style = verdictStyle(paint, drawing.verdict);
  const head =
    style.bold(`${verdictMark(drawing.verdict)} ${oneLine(drawing.name)}`) +
    paint.dim(`  ${oneLine(drawing.path)}:${drawing.line}  `) +
    style(verdictWord(drawing.verdict));
  const counts = caseCounts(drawing.cases);
  const lines = counts ? [head, ...hanging(indent, counts, width)] : [head];

  const findings: SeenFinding[] = [...ownFindings.map((finding) => ({ finding })), ...seenFindings(drawing, nameOf)];
  for (const seen of findings) lines.push('', ...findingLines(seen, look));
  const reasons = reasonLines(drawing, nameOf, look);
  const coverage = drawing.cases.some(isJudged) ? coverageLines(drawing.coverage, look) : [];
  if (findings.length > 0 && reasons.length + coverage.length > 0) lines.push('');
  return [...lines, ...reasons, ...coverage];
}

function isJudged({ verdict }: CaseResult): boolean {
  return verdict !== 'not-applicable';
}

function caseCounts(cases: readonly CaseResult[]): string {
  const of = (verdict: Verdict): number => cases.filter((one) => one.verdict === verdict).length;
  const judged = cases.filter(isJudged).length;
  if (judged === 0) return '';
  const parts = [
    [of('conforms'), 'conforms', 'conform'],
    [of('violates'), 'violates', 'violate'],
    [of('inconclusive'), 'is inconclusive', 'are inconclusive'],
  ] as const;
  const present = parts.filter(([number]) => number > 0);
  const told = present.map(([number, one, many]) => count(number, one, many));
  const elsewhere = of('not-applicable');
  const others = elsewhere > 0 ? ` (${count(elsewhere, 'other never enters', 'others never enter')} this drawing)` : '';
  const [, one, many] = present[0] ?? [0, '', ''];
  if (present.length === 1) return `${judged === 1 ? `1 case ${one}` : `all ${judged} cases ${many}`}${others}`;
  return `${count(judged, 'case')}: ${told.join(', ')}${others}`;
}

/** Each with the first case as its example. */
function seenFindings(drawing: DrawingResult, nameOf: NameOf): SeenFinding[] {
  return mergedFindings(drawing).map(({ finding, cases: [first, ...others] }) => ({
    finding,
    seenIn: first && `case ${oneLine(nameOf(first.id))} (${count(first.spanCount, 'span')})`,
    repeated:
      others.length > 0
        ? `and in ${count(others.length, 'more case')}: ${someOf(
            others.map(({ id }) => oneLine(nameOf(id))),
            4,
          )}`
        : undefined,
  }));
}

/** Why nothing could be said, and what limits what was said; equal reasons of several cases are told once. */
function reasonLines(drawing: DrawingResult, nameOf: NameOf, { paint, width }: Look): string[] {
  const groups = new Map<string, { verdict: Verdict; message: string; ids: string[] }>();
  for (const { verdict, reasons, id } of drawing.cases.filter(isJudged)) {
    for (const { code, message } of reasons) {
      const key = JSON.stringify([verdict === 'inconclusive', code, message]);
      const group = groups.get(key) ?? { verdict, message, ids: [] };
      groups.set(key, group);
      group.ids.push(oneLine(nameOf(id)));
    }
  }
  const told = [...groups.values()];
  const inconclusive = told.filter(({ verdict }) => verdict === 'inconclusive');
  const limits = told.filter(({ verdict }) => verdict !== 'inconclusive');
  const judgedSomething = drawing.cases.some(isJudged);
  const own = judgedSomething && told.length > 0 ? [] : drawing.reasons;
  return [
    ...own.flatMap(({ message }) => hanging(`${indent}because: `, message, width)),
    ...inconclusive.flatMap(({ message, ids }) =>
      hanging(`${indent}inconclusive: `, `${message} (${inCases(ids)})`, width, paint.yellow),
    ),
    ...limits.flatMap(({ message, ids }) =>
      hanging(`${indent}limited: `, `${message} (${inCases(ids)})`, width, paint.dim),
    ),
  ];
}

function inCases(ids: readonly string[]): string {
  return ids.length === 1 ? `case ${ids[0]}` : `${ids.length} cases: ${someOf(ids, 3)}`;
}
