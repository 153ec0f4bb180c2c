/** Annotations of GitHub Actions. The summary of the step is the Markdown report; who delivers it knows the file. */
import type { CheckResult, LintResult } from '#checks';
import type { Severity } from '#diagnostics';
import { lintSentence } from '../lint-sentence.ts';
import { pathInCheckout, spokenPlace } from '../place.ts';
import { reasonSentence } from '../reason-sentence.ts';
import type { ReportOptions } from '../report.ts';
import { caseNames, seenIn } from '../terminal/case-names.ts';
import { count, oneLine } from '../terminal/text.ts';
import { type ToldFinding, type ToldReason, toldFindings, toldReasons } from '../told.ts';
import { verdictSentence } from '../verdict-sentence.ts';
import { type Annotation, logLine, workflowCommand } from './command.ts';

/** GitHub shows so many of each kind for a step, and passes over the rest without a word. */
const most = 10;

export function checkGithub(result: CheckResult, options: ReportOptions): string {
  const nameOf = caseNames(result.drawings.flatMap(({ cases }) => cases.map(({ id }) => id)));
  const findings = toldFindings(result);
  const faulty = new Set(findings.filter(({ finding }) => finding.severity === 'error').map(({ drawing }) => drawing));
  const reasons = result.drawings
    .flatMap(toldReasons)
    // A drawing with errors is open as a whole for them, and they are told.
    .filter(({ drawing, cases }) => cases.length > 0 || !faulty.has(drawing));
  const annotations = [
    ...findings.map((told) => annotationOf(told, nameOf, options)),
    ...reasons.map((reason) => annotationOfReason(reason, options)),
  ];
  return github(annotations, verdictSentence(result));
}

export function lintGithub(result: LintResult, options: ReportOptions): string {
  const annotations = result.findings.map((finding) => annotationOf({ finding, cases: [] }, (id) => id, options));
  return github(annotations, lintSentence(result));
}

function github(annotations: readonly Annotation[], sentence: string): string {
  const parts = (['error', 'warning', 'note'] as const).map((severity) =>
    ofSeverity(
      severity,
      annotations.filter((one) => one.severity === severity),
    ),
  );
  const rest = parts.flatMap(({ left }) => left);
  const lines = [
    ...parts.flatMap(({ shown }) => shown.map(workflowCommand)),
    ...(rest.length > 0
      ? ['::group::asdrawn: what GitHub does not annotate', ...rest.map(plainLine), '::endgroup::']
      : []),
    logLine(`asdrawn: ${sentence}`),
  ];
  return `${lines.join('\n')}\n`;
}

/** Where there are more than are shown, the last one shown says so. */
function ofSeverity(severity: Severity, all: readonly Annotation[]) {
  if (all.length <= most) return { shown: all, left: [] };
  const left = all.slice(most - 1);
  const message = `${count(left.length, `more ${severity}`)}: the log and the summary of this step have all of them`;
  return { shown: [...all.slice(0, most - 1), { severity, title: 'asdrawn', message }], left };
}

function annotationOf(
  { finding, cases }: ToldFinding,
  nameOf: (id: string) => string,
  options: ReportOptions,
): Annotation {
  const { code, severity, message, path, range, label, observed, expected = [], help } = finding;
  const { seenIn: seen, repeated } = seenIn(cases, nameOf);
  const lines = [
    message,
    label,
    [seen && `in ${seen}`, observed].filter(Boolean).join(': '),
    repeated,
    expected.length > 0 ? `expected next: ${expected.join(', or ')}` : '',
    help && `help: ${help}`,
  ];
  return {
    severity,
    title: code,
    message: lines.filter(Boolean).join('\n'),
    ...(path !== '' && { path: pathInCheckout(path, options), range }),
  };
}

/** An open verdict fails the step by its status, so that it must not go without a reason. */
function annotationOfReason(reason: ToldReason, options: ReportOptions): Annotation {
  const { path, line, name } = reason.drawing;
  const start = { line, column: 1 };
  return {
    severity: reason.isOpen ? 'warning' : 'note',
    title: reason.code,
    message: `"${oneLine(name)}" ${reasonSentence(reason)}`,
    path: pathInCheckout(path, options),
    range: { start, end: start },
  };
}

function plainLine({ severity, title, message, path, range }: Annotation): string {
  const [first = ''] = message.split('\n');
  return logLine(`${severity}[${title}] ${path ? `${spokenPlace(path, range)} ` : ''}${first}`);
}
