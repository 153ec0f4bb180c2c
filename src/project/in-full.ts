import type { CaseResult, CaseResults, CheckReport, CheckResult } from '#checks';

/** The report as one value, every case in it. */
export function inFull(report: CheckReport): CheckResult {
  return { ...report, drawings: report.drawings.map((drawing) => ({ ...drawing, cases: [...drawing.cases] })) };
}

/** And back again. */
export function asReport(result: CheckResult): CheckReport {
  return { ...result, drawings: result.drawings.map((drawing) => ({ ...drawing, cases: listed(drawing.cases) })) };
}

function listed(cases: readonly CaseResult[]): CaseResults {
  return {
    length: cases.length,
    count: (wanted) => cases.filter(({ verdict }) => verdict === wanted).length,
    [Symbol.iterator]: () => cases[Symbol.iterator](),
    ids: () => cases.map(({ id }) => id),
    telling: () => cases.filter(({ findings, reasons }) => findings.length > 0 || reasons.length > 0),
  };
}
