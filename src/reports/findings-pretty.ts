import type { Finding } from '#checks';
import type { ReportOptions } from './report.ts';
import { findingLines } from './terminal/finding.ts';
import { paintWith } from './terminal/paint.ts';

/** Findings alone, for what is told beside a result. */
export function findingsPretty(findings: readonly Finding[], options: ReportOptions): string {
  const look = {
    ...options,
    paint: paintWith(options.colors),
    width: Math.min(100, Math.max(60, options.width ?? 100)),
  };
  return findings.map((finding) => `${findingLines({ finding }, look).join('\n')}\n\n`).join('');
}
