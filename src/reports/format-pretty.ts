import type { ReportOptions } from './report.ts';
import type { FormatResult } from './rewrite-results.ts';
import { paintWith } from './terminal/paint.ts';
import { count, oneLine } from './terminal/text.ts';
import { unifiedDiff } from './unified-diff.ts';

/** The files that change, or how; then the sum. */
export function formatPretty({ mode, files }: FormatResult, { colors, status }: ReportOptions): string {
  const paint = paintWith(colors);
  const changed = files.filter(({ before, after }) => before !== after);
  const diffs = mode === 'diff' || mode === 'check-and-diff';
  const parts = changed.map(({ path, before, after }) => {
    if (!diffs) return `${oneLine(path)}\n`;
    const diff = unifiedDiff(path, before, after);
    if (!colors) return diff;
    return diff.replace(/^([-+@]).*$/gm, (line, sign: string) =>
      sign === '@' ? paint.cyan(line) : sign === '-' ? paint.red(line) : paint.green(line),
    );
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
