import type { SourceRange } from './source.ts';

/** An error fails the run; a warning is shown and fails nothing; a note explains. */
export type Severity = 'error' | 'warning' | 'note';

/** Another place that helps to understand a diagnostic: "already declared here". */
export interface RelatedRange {
  readonly path: string;
  readonly range: SourceRange;
  readonly message: string;
}

/** Text that takes the place of a range. */
export interface TextEdit {
  readonly range: SourceRange;
  readonly text: string;
}

/** What would resolve a diagnostic, all edits together; they do not overlap. */
export interface Fix {
  readonly description: string;
  readonly edits: readonly TextEdit[];
  /** May it be made without asking? Then what the drawing means stays what it was, or was not understood before. */
  readonly safe: boolean;
}

/**
 * One thing to tell a person about a text. `code` is stable across releases (`mermaid/unclosed-block`); `message` says
 * what is wrong in one sentence, `help` what to do next.
 */
export interface Diagnostic {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly path: string;
  /** Absent where the file as a whole is meant (unreadable, empty). */
  readonly range?: SourceRange;
  readonly help?: string;
  readonly related?: readonly RelatedRange[];
  readonly fix?: Fix;
}

/** Errors before warnings in no way: diagnostics are shown in the order of the text. */
export function compareDiagnostics(a: Diagnostic, b: Diagnostic): number {
  if (a.path !== b.path) return a.path < b.path ? -1 : 1;
  const left = a.range?.start;
  const right = b.range?.start;
  return (left?.line ?? 0) - (right?.line ?? 0) || (left?.column ?? 0) - (right?.column ?? 0);
}

export function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some((diagnostic) => diagnostic.severity === 'error');
}
