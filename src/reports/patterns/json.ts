/** Results as they are; their types are the documentation of this format. */
export function patternJson(result: object): string {
  return `${JSON.stringify(result, null, 2)}\n`;
}
