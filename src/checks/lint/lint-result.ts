import type { Finding } from '../result.ts';

/** What lint found: the value that every report format renders, and in this shape the `json` format itself. */
export interface LintResult {
  readonly formatVersion: 1;
  /** In the order of files and lines. */
  readonly findings: readonly Finding[];
  readonly summary: LintSummary;
}

export interface LintSummary {
  readonly files: number;
  readonly drawings: number;
  readonly errors: number;
  readonly warnings: number;
  readonly notes: number;
  /** Findings that fixes have resolved. */
  readonly fixed: number;
  /** Findings that comments or the baseline have kept silent. */
  readonly suppressed: number;
}

/** What is known of a code, for reports that list their rules. */
export interface RuleDescription {
  readonly code: string;
  readonly summary: string;
  /** Markdown. */
  readonly documentation: string;
  readonly severity: Finding['severity'] | 'off';
}
