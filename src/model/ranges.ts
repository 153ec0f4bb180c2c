/**
 * The same value without source ranges (`range`, `labelRange`) at any depth: what twins of one drawing have in common,
 * and what tests compare.
 */
export function withoutRanges<T>(value: T): T {
  return JSON.parse(
    JSON.stringify(value, (key, inner) => (key === 'range' || key === 'labelRange' ? undefined : inner)),
  );
}
