import type { RunResult } from './run-result.ts';

/** The result as it is; docs and schemas/run-result.json say what it means. */
export function runJson(result: RunResult): string {
  return `${JSON.stringify(result, null, 2)}\n`;
}
