/** What a result of `check` has to tell, each thing once however many cases it was seen in. */
import type { CaseResult, CheckResult, DrawingResult, Finding, Verdict } from '#checks';

export interface ToldFinding {
  readonly finding: Finding;
  /** The drawing whose lines it points into. */
  readonly drawing?: DrawingResult | undefined;
  /** Where it was seen; empty for what belongs to no case. */
  readonly cases: readonly CaseResult[];
}

/** Why nothing was said plainly; of no place in the drawing. */
export interface ToldReason {
  readonly code: string;
  readonly message: string;
  readonly drawing: DrawingResult;
  /** Does it keep the verdict open, or only limit what was found? */
  readonly isOpen: boolean;
  /** Empty where it holds of the drawing as a whole. */
  readonly cases: readonly CaseResult[];
}

/** What concerns the run, then drawing by drawing. */
export function toldFindings({ findings, drawings }: CheckResult): ToldFinding[] {
  const owned = Map.groupBy(findings, (finding) => ownerOf(finding, drawings));
  const ownOf = (drawing: DrawingResult | undefined): ToldFinding[] =>
    (owned.get(drawing) ?? []).map((finding) => ({ finding, drawing, cases: [] }));
  return [
    ...ownOf(undefined),
    ...drawings.flatMap((drawing) => [
      ...ownOf(drawing),
      ...findingsOfCases(drawing).map((told) => ({ ...told, drawing })),
    ]),
  ];
}

/** The drawing whose lines a finding of the whole run points into. */
export function ownerOf(finding: Finding, drawings: readonly DrawingResult[]): DrawingResult | undefined {
  const line = finding.range?.start.line;
  if (line === undefined) return undefined;
  return drawings
    .filter((drawing) => drawing.path === finding.path && drawing.line <= line)
    .reduce<DrawingResult | undefined>(
      (last, drawing) => (last && last.line > drawing.line ? last : drawing),
      undefined,
    );
}

/** The same finding at the same place in several cases is told once, with the first case as its example. */
export function findingsOfCases(drawing: DrawingResult): { finding: Finding; cases: CaseResult[] }[] {
  const groups = new Map<string, { finding: Finding; cases: CaseResult[] }>();
  for (const one of drawing.cases) {
    for (const finding of one.findings) {
      const key = JSON.stringify([finding.code, finding.path, finding.range, finding.message]);
      const group = groups.get(key);
      if (!group) groups.set(key, { finding, cases: [one] });
      else if (group.cases.at(-1) !== one) group.cases.push(one);
    }
  }
  return [...groups.values()];
}

/** Equal reasons of several cases are told once; those of the drawing itself where no case says anything. */
export function toldReasons(drawing: DrawingResult): ToldReason[] {
  const groups = new Map<string, ToldReason & { cases: CaseResult[] }>();
  for (const one of drawing.cases.filter(isJudged)) {
    for (const { code, message } of one.reasons) {
      const isOpen = one.verdict === 'inconclusive';
      const key = JSON.stringify([isOpen, code, message]);
      const group = groups.get(key) ?? { code, message, drawing, isOpen, cases: [] };
      groups.set(key, group);
      group.cases.push(one);
    }
  }
  const ofCases = [...groups.values()];
  const own = ofCases.length > 0 ? [] : drawing.reasons;
  const isOpen = drawing.verdict === 'inconclusive';
  return [...own.map((reason) => ({ ...reason, drawing, isOpen, cases: [] })), ...ofCases];
}

export function isJudged({ verdict }: CaseResult): boolean {
  return verdict !== 'not-applicable';
}

/** How many cases have come to a verdict. */
export function casesWith(verdict: Verdict, { cases }: DrawingResult): number {
  return cases.filter((one) => one.verdict === verdict).length;
}
