import type { ExitStatus } from '../report.ts';

/** How the heading looks: a run that fails must not look like success, whatever the verdict. */
export function headingMark(mark: string, status: ExitStatus | undefined): string {
  if (!status || status.code === 0) return mark;
  return status.code === 3 ? '❔' : '❌';
}
