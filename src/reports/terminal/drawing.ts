import type { CaseResult, DrawingResult, Finding, Verdict } from '#checks';
import type { ReportOptions } from '../report.ts';
import { findingsOfCases, isJudged, type ToldReason, toldReasons } from '../told.ts';
import { seenIn } from './case-names.ts';
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

function seenFindings(drawing: DrawingResult, nameOf: NameOf): SeenFinding[] {
  return findingsOfCases(drawing).map(({ finding, cases }) => ({ finding, ...seenIn(cases, nameOf) }));
}

/** Why nothing could be said, and what limits what was said. */
function reasonLines(drawing: DrawingResult, nameOf: NameOf, { paint, width }: Look): string[] {
  const told = toldReasons(drawing);
  const line = ({ message, cases, isOpen }: ToldReason): string[] => {
    if (cases.length === 0) return hanging(`${indent}because: `, message, width);
    const lead = isOpen ? 'inconclusive' : 'limited';
    return hanging(
      `${indent}${lead}: `,
      `${message} (${inCases(cases, nameOf)})`,
      width,
      isOpen ? paint.yellow : paint.dim,
    );
  };
  return [...told.filter(({ isOpen }) => isOpen), ...told.filter(({ isOpen }) => !isOpen)].flatMap(line);
}

function inCases(cases: readonly CaseResult[], nameOf: NameOf): string {
  const ids = cases.map(({ id }) => oneLine(nameOf(id)));
  return ids.length === 1 ? `case ${ids[0]}` : `${ids.length} cases: ${someOf(ids, 3)}`;
}
