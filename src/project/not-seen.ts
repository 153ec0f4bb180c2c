import { type CheckableDrawing, type CheckReport, type JudgedDrawing, overall, unseenLifelines } from '#checks';
import { choiceFindings } from './choice-findings.ts';

/** What conforms only because a part of it was never seen is inconclusive. */
export function withUnseen(report: CheckReport, judged: readonly CheckableDrawing[]): CheckReport {
  const said = [...report.findings];
  const drawings = report.drawings.map((result): JudgedDrawing => {
    const drawing = judged.find(({ path, line }) => path === result.path && line === result.line);
    if (!drawing || result.verdict !== 'conforms') return result;
    const unseen = unseenLifelines(drawing, result.coverage);
    if (unseen.length === 0) return result;
    said.push(...unseen.map((lifeline) => choiceFindings.notSeen(drawing.path, lifeline)));
    return { ...result, verdict: 'inconclusive' };
  });
  const verdict = overall(drawings.map((drawing) => drawing.verdict));
  return { ...report, verdict: report.verdict === 'conforms' ? verdict : report.verdict, drawings, findings: said };
}
