import type { LintResult } from '#checks';
import { findingsPretty } from './findings-pretty.ts';
import type { ReportOptions } from './report.ts';
import { paintWith } from './terminal/paint.ts';
import { count } from './terminal/text.ts';

/** For people at a terminal: the findings in the order of files and lines, then how many there are. */
export function lintPretty(result: LintResult, options: ReportOptions): string {
  const { errors, warnings, notes, files, drawings } = result.summary;
  const paint = paintWith(options.colors);
  const found = [
    ...(errors > 0 ? [count(errors, 'error')] : []),
    ...(warnings > 0 ? [count(warnings, 'warning')] : []),
    ...(notes > 0 ? [count(notes, 'note')] : []),
  ];
  const mark = errors > 0 ? paint.red.bold('✗') : warnings > 0 ? paint.yellow.bold('!') : paint.green.bold('✓');
  const sentence = `${found.join(', ') || 'nothing to complain of'} in ${count(drawings, 'drawing')} of ${count(files, 'file')}`;
  const status = options.status ? [paint.dim(`  exit status ${options.status.code}: ${options.status.meaning}`)] : [];
  return `${findingsPretty(result.findings, options)}${[`${mark} ${sentence}`, ...status].join('\n')}\n`;
}
