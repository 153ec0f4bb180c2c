import type { CheckReport, Finding, JudgedDrawing } from '#checks';
import type { ReportOptions } from './report.ts';
import { caseNames } from './terminal/case-names.ts';
import { drawingLines } from './terminal/drawing.ts';
import { findingLines } from './terminal/finding.ts';
import { paintWith, verdictMark, verdictStyle } from './terminal/paint.ts';
import { count, hanging, oneLine } from './terminal/text.ts';
import { verdictSentence } from './verdict-sentence.ts';

/** For people at a terminal: what concerns the whole run, then drawing by drawing, then the verdict. */
export function checkPretty(result: CheckReport, options: ReportOptions): string {
  const paint = paintWith(options.colors);
  const look = { ...options, paint, width: Math.min(100, Math.max(60, options.width ?? 100)) };
  const nameOf = caseNames(result.drawings.find(({ cases }) => cases.length > 0)?.cases.ids() ?? []);
  const owned = new Map(result.findings.map((finding) => [finding, ownerOf(finding, result.drawings)]));
  const ownOf = (drawing: JudgedDrawing) => result.findings.filter((finding) => owned.get(finding) === drawing);
  const untouched = result.drawings.filter((drawing) => isUntouched(drawing, ownOf(drawing)));
  // What every document of a repository is not about need not be told at length.
  const inBrief = untouched.length >= BRIEF_FROM ? untouched : [];
  const sections = [
    ...result.findings.filter((finding) => !owned.get(finding)).map((finding) => findingLines({ finding }, look)),
    ...result.drawings
      .filter((drawing) => !inBrief.includes(drawing))
      .map((drawing) => drawingLines(drawing, ownOf(drawing), nameOf, look)),
    ...(inBrief.length > 0 ? [untouchedLines(inBrief, look)] : []),
    [
      verdictStyle(paint, result.verdict).bold(`${verdictMark(result.verdict)} ${verdictSentence(result)}`),
      ...(options.status ? [paint.dim(`  exit status ${options.status.code}: ${options.status.meaning}`)] : []),
    ],
  ];
  return `${sections.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

/** From so many on, drawings that no case enters are listed and not told one by one. */
const BRIEF_FROM = 3;

function isUntouched({ verdict, reasons }: JudgedDrawing, own: readonly Finding[]): boolean {
  return (
    verdict === 'not-applicable' && reasons.length === 0 && own.every(({ code }) => code === 'check/no-matching-case')
  );
}

function untouchedLines(drawings: readonly JudgedDrawing[], { width }: { readonly width: number }): string[] {
  const names = drawings.map(({ name }) => oneLine(name));
  const column = Math.min(48, Math.max(...names.map((name) => name.length)));
  return [
    `– no case enters ${count(drawings.length, 'drawing')} (check/no-matching-case)`,
    ...drawings.map(({ path, line }, index) => `   ${names[index]!.padEnd(column)}  ${path}:${line}`),
    ...hanging('   help: ', 'name one of them to see how a case of it would begin', width),
  ];
}

/** The drawing whose lines a finding of the whole run points into. */
function ownerOf(finding: Finding, drawings: readonly JudgedDrawing[]): JudgedDrawing | undefined {
  const line = finding.range?.start.line;
  if (line === undefined) return undefined;
  return drawings
    .filter((drawing) => drawing.path === finding.path && drawing.line <= line)
    .reduce<JudgedDrawing | undefined>(
      (last, drawing) => (last && last.line > drawing.line ? last : drawing),
      undefined,
    );
}
