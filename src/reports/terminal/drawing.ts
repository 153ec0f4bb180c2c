import type { CaseResult, CaseResults, Finding, JudgedDrawing, Verdict } from '#checks';
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
  drawing: JudgedDrawing,
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

  const findings: SeenFinding[] = [...ownFindings.map((finding) => ({ finding })), ...mergedFindings(drawing, nameOf)];
  for (const seen of findings) lines.push('', ...findingLines(seen, look));
  const reasons = reasonLines(drawing, nameOf, look);
  const coverage = isJudged(drawing.cases) ? coverageLines(drawing.coverage, look) : [];
  if (findings.length > 0 && reasons.length + coverage.length > 0) lines.push('');
  return [...lines, ...reasons, ...coverage];
}

function isJudged(cases: CaseResults): boolean {
  return cases.count('not-applicable') < cases.length;
}

function caseCounts(cases: CaseResults): string {
  const of = (verdict: Verdict): number => cases.count(verdict);
  const judged = cases.length - of('not-applicable');
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

/** The same finding at the same place in several cases is told once, with the first case as its example. */
function mergedFindings(drawing: JudgedDrawing, nameOf: NameOf): SeenFinding[] {
  const groups = new Map<
    string,
    { finding: Finding; first: CaseResult; last: CaseResult; others: number; ids: string[] }
  >();
  for (const one of drawing.cases.telling()) {
    for (const finding of one.findings) {
      const key = JSON.stringify([finding.code, finding.path, finding.range, finding.message]);
      const group = groups.get(key);
      if (!group) groups.set(key, { finding, first: one, last: one, others: 0, ids: [] });
      else if (group.last !== one) {
        group.last = one;
        group.others++;
        if (group.ids.length < 4) group.ids.push(one.id);
      }
    }
  }
  return [...groups.values()].map(({ finding, first, others, ids }) => ({
    finding,
    seenIn: `case ${oneLine(nameOf(first.id))} (${count(first.spanCount, 'span')})`,
    repeated:
      others > 0
        ? `and in ${count(others, 'more case')}: ${someOf(
            ids.map((id) => oneLine(nameOf(id))),
            4,
            others,
          )}`
        : undefined,
  }));
}

/** Why nothing could be said, and what limits what was said; equal reasons of several cases are told once. */
function reasonLines(drawing: JudgedDrawing, nameOf: NameOf, { paint, width }: Look): string[] {
  const groups = new Map<string, { verdict: Verdict; message: string; cases: number; ids: string[] }>();
  for (const { verdict, reasons, id } of drawing.cases.telling()) {
    if (verdict === 'not-applicable') continue;
    for (const { code, message } of reasons) {
      const key = JSON.stringify([verdict === 'inconclusive', code, message]);
      const group = groups.get(key) ?? { verdict, message, cases: 0, ids: [] };
      groups.set(key, group);
      group.cases++;
      if (group.ids.length < 3) group.ids.push(oneLine(nameOf(id)));
    }
  }
  const told = [...groups.values()];
  const inconclusive = told.filter(({ verdict }) => verdict === 'inconclusive');
  const limits = told.filter(({ verdict }) => verdict !== 'inconclusive');
  const judgedSomething = isJudged(drawing.cases);
  const own = judgedSomething && told.length > 0 ? [] : drawing.reasons;
  return [
    ...own.flatMap(({ message }) => hanging(`${indent}because: `, message, width)),
    ...inconclusive.flatMap(({ message, cases, ids }) =>
      hanging(`${indent}inconclusive: `, `${message} (${inCases(ids, cases)})`, width, paint.yellow),
    ),
    ...limits.flatMap(({ message, cases, ids }) =>
      hanging(`${indent}limited: `, `${message} (${inCases(ids, cases)})`, width, paint.dim),
    ),
  ];
}

function inCases(ids: readonly string[], cases: number): string {
  return cases === 1 ? `case ${ids[0]}` : `${cases} cases: ${someOf(ids, 3, cases)}`;
}
