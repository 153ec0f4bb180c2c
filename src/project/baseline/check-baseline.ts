import { type CaseResult, type CheckReport, type DrawingResult, type Finding, overall, type Reason } from '#checks';
import { asReport, inFull } from '../in-full.ts';
import { countVerdicts } from '../judgement.ts';
import { isError } from '../severity.ts';
import type { BaselineChoice, BaselineFile } from './baseline-file.ts';
import { type Round, sift } from './sift.ts';

/** Phases that are about the run or the evidence rather than a drawing: their findings are never known. */
const unfreezable: ReadonlySet<string> = new Set(['project', 'configuration', 'baseline', 'traces', 'internal']);

/**
 * What check found, without what is known. A case that only does what is known to be wrong conforms, with the reason
 * that says so. `isWhole`: was all of the input read? Without that nothing can be said to conform.
 */
export async function siftCheck(
  file: BaselineFile | undefined,
  choice: BaselineChoice,
  report: CheckReport,
  isWhole: boolean,
): Promise<CheckReport> {
  if (!file) return report;
  if (file.problems.length > 0) return { ...report, findings: [...file.problems, ...report.findings] };
  const result = inFull(report);
  const cases = result.drawings.flatMap((drawing) => drawing.cases.map((one) => ({ drawing, one })));
  const drawingAt = new Map<Finding, string>();
  for (const { drawing, one } of cases) for (const finding of one.findings) drawingAt.set(finding, drawing.name);
  const judged = new Set(
    result.drawings
      .filter(({ verdict }) => verdict === 'conforms' || verdict === 'violates')
      .map(({ path, name }) => keyOf(file.pathOf(path), name)),
  );
  const paths = new Set(result.drawings.map(({ path }) => file.pathOf(path)));
  const { kept, suppressed, findings } = await sift(file, choice, {
    part: 'check',
    rounds: [result.findings, ...cases.map(({ one }) => one.findings)],
    drawingOf: (finding) => drawingAt.get(finding),
    // Errors of the whole run mean that drawings were not judged, which nobody can get used to.
    isFreezable: (finding) =>
      drawingAt.has(finding) ||
      (!isError(finding) && finding.path !== '' && !unfreezable.has(finding.code.split('/')[0]!)),
    wasLookedFor: ({ path, drawing }) => (drawing === undefined ? paths.has(path) : judged.has(keyOf(path, drawing))),
  });
  const [ofRun = [], ...ofCases] = kept;
  const siftedCases = new Map(cases.map(({ one }, index) => [one, withoutKnown(one, ofCases[index]!, file.path)]));
  const drawings = result.drawings.map((drawing) =>
    withCases(
      drawing,
      drawing.cases.map((one) => siftedCases.get(one)!),
    ),
  );
  const verdict = overall(drawings.map((drawing) => drawing.verdict));
  const sifted = asReport({ ...result, drawings }).drawings;
  return {
    ...result,
    verdict: !isWhole && verdict === 'conforms' ? 'inconclusive' : verdict,
    drawings: sifted,
    findings: [...ofRun, ...findings],
    summary: { ...result.summary, verdicts: countVerdicts(sifted), suppressed },
  };
}

function withoutKnown(one: CaseResult, kept: Round, baseline: string): CaseResult {
  const silent = one.findings.length - kept.length;
  if (silent === 0) return one;
  const isForgiven = one.verdict === 'violates' && !kept.some(isError);
  if (!isForgiven) return { ...one, findings: kept };
  const reason: Reason = {
    code: 'baseline/known',
    message: `${silent === 1 ? 'what is wrong here is' : `${silent} things are wrong here, all`} known in ${baseline}`,
  };
  return { ...one, verdict: 'conforms', findings: kept, reasons: [...one.reasons, reason] };
}

function withCases(drawing: DrawingResult, cases: readonly CaseResult[]): DrawingResult {
  if (cases.every((one, index) => one === drawing.cases[index])) return drawing;
  return { ...drawing, cases, verdict: overall(cases.map(({ verdict }) => verdict)) };
}

function keyOf(path: string, drawing: string): string {
  return JSON.stringify([path, drawing]);
}
