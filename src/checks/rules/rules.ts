import type { RuleDescription } from '../lint/lint-result.ts';

/** Code, severity, what it says, and in Markdown what it comes from and what to do about it. */
type Row = readonly [name: string, severity: RuleDescription['severity'], summary: string, documentation: string];

/** The descriptions of one family of codes. */
export function family(prefix: string, rows: readonly Row[]): readonly RuleDescription[] {
  return rows.map(([name, severity, summary, documentation]) => ({
    code: `${prefix}/${name}`,
    summary,
    documentation,
    severity,
  }));
}
