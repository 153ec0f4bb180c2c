import type { CheckResult, Coverage, DrawingResult, Verdict } from '#checks';
import { linkTo } from '../place.ts';
import { reasonSentence } from '../reason-sentence.ts';
import type { ReportOptions } from '../report.ts';
import { caseNames, seenIn } from '../terminal/case-names.ts';
import { verdictWord } from '../terminal/paint.ts';
import { count, shorten } from '../terminal/text.ts';
import { casesWith, isJudged, type ToldReason, toldFindings, toldReasons } from '../told.ts';
import { verdictSentence } from '../verdict-sentence.ts';
import { commentLimit, type Part, withinLimit } from './budget.ts';
import { findingMarkdown } from './finding.ts';
import { headingMark } from './mark.ts';
import { codeCell, inline } from './text.ts';

const marks: Readonly<Record<Verdict, string>> = {
  violates: '❌',
  inconclusive: '❔',
  conforms: '✅',
  'not-applicable': '➖',
};

/** A table longer than this is no overview; the drawings left out are counted. */
const mostRows = 50;

/** From so many on, drawings that no case enters stand in the table alone. */
const BRIEF_FROM = 3;

const longestName = 80;

/** For a comment: the verdict, a table of the drawings, the findings with their places linked. */
export function checkMarkdown(result: CheckResult, options: ReportOptions): string {
  const nameOf = caseNames(result.drawings.flatMap(({ cases }) => cases.map(({ id }) => id)));
  const { status, limit = commentLimit } = options;
  const byWeight = { error: 0, warning: 1, note: 2 } as const;
  const told = toldFindings(result);
  const untouched = told.filter(({ finding }) => finding.code === 'check/no-matching-case');
  const findings = told
    // The table says it as well, and what many documents are not about need not be told at length.
    .filter((one) => untouched.length < BRIEF_FROM || !untouched.includes(one))
    .toSorted((a, b) => byWeight[a.finding.severity] - byWeight[b.finding.severity]);
  const reasons = result.drawings.flatMap(toldReasons);
  const parts: Part[] = [
    { lines: () => [`### ${headingMark(marks[result.verdict], status)} asdrawn: ${inline(verdictSentence(result))}`] },
    ...(status ? [{ lines: () => [`Exit status ${status.code}: ${inline(status.meaning)}.`] }] : []),
    ...table(result.drawings, options),
    ...findings.map(({ finding, cases }, index) => ({
      lines: () => findingMarkdown({ finding, ...seenIn(cases, nameOf) }, index, options),
      noun: 'finding',
    })),
    ...reasons.map((reason) => ({ lines: () => [reasonLine(reason)], noun: 'limit' })),
  ];
  return withinLimit(parts, limit);
}

/** What needs attention comes first. */
const order: readonly Verdict[] = ['violates', 'inconclusive', 'conforms', 'not-applicable'];

function table(drawings: readonly DrawingResult[], options: ReportOptions): Part[] {
  if (drawings.length === 0) return [];
  const sorted = drawings.toSorted((a, b) => order.indexOf(a.verdict) - order.indexOf(b.verdict));
  const rows = sorted.slice(0, mostRows).map((drawing) => row(drawing, options));
  const rest = sorted.length - rows.length;
  const lines = [
    '| drawing | verdict | cases | messages seen |',
    '|---|---|---|---|',
    ...rows,
    ...(rest > 0 ? [`| …and ${count(rest, 'more drawing')} | | | |`] : []),
  ];
  return [{ lines: () => lines, noun: 'table' }];
}

function row(drawing: DrawingResult, options: ReportOptions): string {
  const { name, path, line, verdict, coverage } = drawing;
  const start = { line, column: 1 };
  const link = `[${codeCell(shorten(name, longestName))}](${linkTo(path, { start, end: start }, options)})`;
  return `| ${link} | ${marks[verdict]} ${verdictWord(verdict)} | ${caseCounts(drawing)} | ${seen(coverage, drawing)} |`;
}

function caseCounts(drawing: DrawingResult): string {
  const judged = drawing.cases.filter(isJudged).length;
  const violated = casesWith('violates', drawing);
  const open = casesWith('inconclusive', drawing);
  const parts = [violated > 0 ? `${violated} violated` : '', open > 0 ? `${open} inconclusive` : ''].filter(Boolean);
  return parts.length > 0 ? `${judged}: ${parts.join(', ')}` : `${judged}`;
}

function seen({ messages }: Coverage, drawing: DrawingResult): string {
  if (!drawing.cases.some(isJudged)) return '–';
  return `${messages.filter(({ cases }) => cases > 0).length} of ${messages.length}`;
}

function reasonLine(reason: ToldReason): string {
  return `- ${inline(reason.drawing.name)} ${inline(reasonSentence(reason))}`;
}
