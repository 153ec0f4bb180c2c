import type { StubResult } from './stub-result.ts';

/** The result as it is; docs and schemas/stub-result.json say what it means. */
export function stubJson(result: StubResult): string {
  return `${JSON.stringify(result, null, 2)}\n`;
}
