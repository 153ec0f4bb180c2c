import type { Finding } from '#checks';
import { manyMore, mostOfACode } from '#parsers';

/** Of each code in a file the first findings, and then one that says how many more there are, at the first of them. */
export function toldFindings(findings: readonly Finding[]): readonly Finding[] {
  const counts = new Map<string, number>();
  const keyOf = ({ code, path }: Finding): string => `${code}\n${path}`;
  for (const finding of findings) counts.set(keyOf(finding), (counts.get(keyOf(finding)) ?? 0) + 1);
  const told = new Map<string, number>();
  return findings.flatMap((finding) => {
    const key = keyOf(finding);
    const before = told.get(key) ?? 0;
    told.set(key, before + 1);
    if (before < mostOfACode) return [finding];
    return before === mostOfACode ? [{ ...manyMore(finding, counts.get(key)! - before), spans: [] }] : [];
  });
}
