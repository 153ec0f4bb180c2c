/** What a result of `check` has to tell, each thing once however many cases it was seen in. */
import type { CaseResult, CheckResult, DrawingResult, Verdict } from '#checks';
import { type MergedFinding, mergedFindings, ownerOf } from './merged-findings.ts';

export interface ToldFinding extends MergedFinding {
  /** The drawing whose lines it points into. */
  readonly drawing?: DrawingResult | undefined;
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
      ...mergedFindings(drawing).map((told) => ({ ...told, drawing })),
    ]),
  ];
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
