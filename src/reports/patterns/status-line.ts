import type { ExitStatus } from '../report.ts';

/** What the run ends with, where that is no plain success. */
export function statusLine(status: ExitStatus | undefined): string {
  return status && status.code !== 0 ? `  exit status ${status.code}: ${status.meaning}\n` : '';
}
