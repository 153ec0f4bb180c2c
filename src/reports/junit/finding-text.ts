import type { ReportOptions } from '../report.ts';
import { findingLines, type SeenFinding } from '../terminal/finding.ts';
import { paintWith } from '../terminal/paint.ts';

/** Findings as a terminal shows them, without colours: what servers show of a failed test is plain text. */
export function plainFindings(seen: readonly SeenFinding[], options: ReportOptions): string {
  const look = { ...options, width: 100, paint: paintWith(false) };
  return seen.map((one) => findingLines(one, look).join('\n')).join('\n\n');
}
