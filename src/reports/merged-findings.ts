import type { CaseResult, DrawingResult, Finding } from '#checks';

/** A finding, and the cases in which it was made; none for what belongs to no case. */
export interface MergedFinding {
  readonly finding: Finding;
  readonly cases: readonly CaseResult[];
}

/** The same finding at the same place in several cases is told once, with the first case as its example. */
export function mergedFindings({ cases }: Pick<DrawingResult, 'cases'>): MergedFinding[] {
  const groups = new Map<string, { finding: Finding; cases: CaseResult[] }>();
  for (const one of cases) {
    for (const finding of one.findings) {
      const key = JSON.stringify([finding.code, finding.path, finding.range, finding.message]);
      const group = groups.get(key);
      if (!group) groups.set(key, { finding, cases: [one] });
      else if (group.cases.at(-1) !== one) group.cases.push(one);
    }
  }
  return [...groups.values()];
}

/** The drawing whose lines a finding of the whole run points into. */
export function ownerOf(finding: Finding, drawings: readonly DrawingResult[]): DrawingResult | undefined {
  const line = finding.range?.start.line;
  if (line === undefined) return undefined;
  let owner: DrawingResult | undefined;
  for (const drawing of drawings) {
    if (drawing.path !== finding.path || drawing.line > line) continue;
    if (!owner || drawing.line >= owner.line) owner = drawing;
  }
  return owner;
}
