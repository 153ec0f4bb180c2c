import type { LintResult } from '#checks';
import { lintSentence } from '../lint-sentence.ts';
import type { ReportOptions } from '../report.ts';
import { commentLimit, withinLimit } from './budget.ts';
import { findingMarkdown } from './finding.ts';
import { headingMark } from './mark.ts';
import { inline } from './text.ts';

/** For a comment: how many findings there are, then each with its place linked. */
export function lintMarkdown(result: LintResult, options: ReportOptions): string {
  const { findings, summary } = result;
  const { status, limit = commentLimit } = options;
  const mark = summary.errors > 0 ? '❌' : summary.warnings > 0 ? '⚠️' : '✅';
  const byWeight = { error: 0, warning: 1, note: 2 } as const;
  const parts = [
    { lines: () => [`### ${headingMark(mark, status)} asdrawn: ${inline(lintSentence(result))}`] },
    ...(status ? [{ lines: () => [`Exit status ${status.code}: ${inline(status.meaning)}.`] }] : []),
    ...findings
      .toSorted((a, b) => byWeight[a.severity] - byWeight[b.severity])
      .map((finding, index) => ({ lines: () => findingMarkdown({ finding }, index, options), noun: 'finding' })),
  ];
  return withinLimit(parts, limit);
}
