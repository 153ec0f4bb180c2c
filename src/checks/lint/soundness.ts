import type { Diagnostic } from '#diagnostics';

/**
 * Errors whose meaning is beyond doubt: the parsers read the word of the other language for what it stands for, and
 * lose nothing. A drawing that has no other errors can be judged like one without any.
 */
const understood: ReadonlySet<string> = new Set([
  'plantuml/and-in-par',
  'plantuml/option-in-critical',
  'mermaid/else-in-par',
  'mermaid/else-in-critical',
]);

/** Is all of a drawing known, so that rules may speak of what is not there? */
export function isSound(diagnostics: readonly Pick<Diagnostic, 'code' | 'severity'>[]): boolean {
  return diagnostics.every(({ code, severity }) => severity !== 'error' || understood.has(code));
}
