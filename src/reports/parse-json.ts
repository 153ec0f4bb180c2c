import type { ParseResult } from './parse-result.ts';

/** The models as they are; `schemas/interaction.json`, `structure.json` and `lifecycle.json` describe them. */
export function parseJson(result: ParseResult): string {
  return `${JSON.stringify(result, null, 2)}\n`;
}
