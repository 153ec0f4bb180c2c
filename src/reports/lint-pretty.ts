import type { LintResult } from '#checks';
import { lintMark, lintSentence } from './lint-sentence.ts';
import type { ReportOptions } from './report.ts';
import { findingLines } from './terminal/finding.ts';
import { type Paint, paintWith } from './terminal/paint.ts';

/** For people at a terminal: finding by finding, and in the end how many there are and how many fix themselves. */
export function lintPretty(result: LintResult, options: ReportOptions): string {
  const paint = paintWith(options.colors);
  const look = { ...options, paint, width: Math.min(100, Math.max(60, options.width ?? 100)) };
  const { status } = options;
  const sections = [
    ...result.findings.map((finding) => findingLines({ finding }, look)),
    [
      styleOf(result, paint).bold(`${lintMark(result)} ${lintSentence(result)}`),
      ...(status ? [paint.dim(`  exit status ${status.code}: ${status.meaning}`)] : []),
    ],
  ];
  return `${sections.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

function styleOf({ summary }: LintResult, paint: Paint): Paint {
  if (summary.errors > 0) return paint.red;
  return summary.warnings > 0 ? paint.yellow : paint.green;
}
