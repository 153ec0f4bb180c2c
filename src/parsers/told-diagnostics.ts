import type { Diagnostic } from '#diagnostics';
import { manyMore } from './messages.ts';

/** Nobody mends more than this before looking again; and where a text is no drawing at all, every line of it is wrong. */
export const mostOfACode = 200;

/** The first diagnostics of each code, and one that says how many more there are, at the place of the first of them. */
export function toldDiagnostics(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const counts = new Map<string, number>();
  const told: Diagnostic[] = [];
  const untold = new Map<string, Diagnostic>();
  for (const diagnostic of diagnostics) {
    const { code } = diagnostic;
    const count = (counts.get(code) ?? 0) + 1;
    counts.set(code, count);
    if (count <= mostOfACode) told.push(diagnostic);
    else if (!untold.has(code)) untold.set(code, diagnostic);
  }
  for (const [code, first] of untold) told.push(manyMore(first, counts.get(code)! - mostOfACode));
  return told;
}
