import type { LintResult } from '#checks';

/** The result as it is; its type is the documentation of this format. */
export function lintJson(result: LintResult): string {
  return `${JSON.stringify(result, null, 2)}\n`;
}
