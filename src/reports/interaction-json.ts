import type { ParseResult } from './parse-result.ts';

/** The models as they are; `schemas/interaction.json` describes each. */
export function interactionJson(result: ParseResult): string {
  return `${JSON.stringify(result, null, 2)}\n`;
}
