import type { CheckResult } from '#checks';

/** The result as it is; its type is the documentation of this format. */
export function checkJson(result: CheckResult): string {
  return `${JSON.stringify(result, null, 2)}\n`;
}
