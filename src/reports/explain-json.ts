import type { ExplainResult } from './explanation.ts';

/** The result as it is; its type is the documentation of this format. */
export function explainJson(result: ExplainResult): string {
  return `${JSON.stringify(result, null, 2)}\n`;
}
