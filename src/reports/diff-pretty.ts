import type { ReportOptions } from './report.ts';
import { paintWith } from './terminal/paint.ts';
import { unifiedDiff } from './unified-diff.ts';

export interface ChangedFile {
  readonly path: string;
  readonly before: string;
  readonly after: string;
}

/** What changes in files, as `diff -u` shows it; without colours it can be piped into `patch`. */
export function diffPretty(files: readonly ChangedFile[], { colors }: Pick<ReportOptions, 'colors'>): string {
  const paint = paintWith(colors);
  const diff = files.map(({ path, before, after }) => unifiedDiff(path, before, after)).join('');
  if (!colors) return diff;
  return diff.replace(/^([-+@]).*$/gm, (line, sign: string) =>
    sign === '@' ? paint.cyan(line) : sign === '-' ? paint.red(line) : paint.green(line),
  );
}
