import type { BindingsResult } from '#checks';

/** The result as it is; its type is the documentation of this format. */
export function bindingsJson(result: BindingsResult): string {
  return `${JSON.stringify(result, null, 2)}\n`;
}
