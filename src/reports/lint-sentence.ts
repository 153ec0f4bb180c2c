import type { LintResult } from '#checks';
import { count } from './terminal/text.ts';

/** How linting came out: `2 errors and 1 warning in 12 drawings of 9 files; --fix would resolve 2 of them`. */
export function lintSentence({ findings, summary }: LintResult): string {
  const counts = [
    [summary.errors, 'error'],
    [summary.warnings, 'warning'],
    [summary.notes, 'note'],
  ] as const;
  const told = counts.filter(([number]) => number > 0).map(([number, noun]) => count(number, noun));
  const all = told.length > 2 ? `${told.slice(0, -1).join(', ')} and ${told.at(-1)}` : told.join(' and ');
  const where = `in ${count(summary.drawings, 'drawing')} of ${count(summary.files, 'file')}`;
  const fixable = findings.filter(({ fix }) => fix?.safe).length;
  const asides = [
    fixable > 0 ? `--fix would resolve ${fixable === findings.length ? allOf(fixable) : `${fixable} of them`}` : '',
    summary.fixed > 0 ? `${count(summary.fixed, 'more was', 'more were')} fixed` : '',
    summary.suppressed > 0 ? `${count(summary.suppressed, 'more is', 'more are')} kept silent` : '',
  ].filter(Boolean);
  return [`${all || 'nothing to complain of'} ${where}`, ...asides].join('; ');
}

function allOf(number: number): string {
  return number === 1 ? 'it' : 'all of them';
}

/** The mark before the sentence: an error fails, a warning does not. */
export function lintMark({ summary }: LintResult): string {
  if (summary.errors > 0) return '✗';
  return summary.warnings > 0 ? '!' : '✓';
}
