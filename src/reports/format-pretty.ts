import { diffPretty } from './diff-pretty.ts';
import type { ReportOptions } from './report.ts';
import type { FormatResult } from './rewrite-results.ts';
import { count, oneLine } from './terminal/text.ts';

/** The files that change, or how; then the sum. */
export function formatPretty({ mode, files }: FormatResult, { colors, status }: ReportOptions): string {
  const changed = files.filter(({ before, after }) => before !== after);
  const diffs = mode === 'diff' || mode === 'check-and-diff';
  const parts = changed.map(({ path, before, after }) => {
    return diffs ? diffPretty([{ path, before, after }], { colors }) : `${oneLine(path)}\n`;
  });
  // What can be piped into `patch` holds nothing else.
  if (diffs) return parts.join('');
  const verb = mode === 'write' ? 'formatted' : 'would be formatted';
  const rest = files.length - changed.length;
  const sum =
    changed.length === 0
      ? `${count(files.length, 'file')} in order`
      : `${count(changed.length, 'file')} ${verb}${rest > 0 ? `, ${rest} in order` : ''}`;
  const gap = parts.length > 0 ? '\n' : '';
  return `${parts.join('')}${gap}${sum}\n${status && status.code !== 0 ? `  exit status ${status.code}: ${status.meaning}\n` : ''}`;
}
