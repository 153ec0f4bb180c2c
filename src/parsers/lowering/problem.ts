import type { Diagnostic, RelatedRange, Severity } from '#diagnostics';
import type { DiagramText } from '../diagram-text.ts';
import type { Span } from './builder.ts';

/** A diagnostic before its places are turned into those of the file. */
export interface Problem {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly help: string;
  readonly span: Span;
  readonly related?: readonly { readonly span: Span; readonly message: string }[];
  /** Places in other files. */
  readonly elsewhere?: readonly RelatedRange[];
  readonly fix?: { readonly description: string; readonly span: Span; readonly text: string };
}

/** Makes the problems of one language, whose name its codes begin with. */
export function problemsOf(language: string) {
  const error = (code: string, span: Span, message: string, help: string): Problem => {
    return { code: `${language}/${code}`, severity: 'error', message, help, span };
  };
  const warning = (code: string, span: Span, message: string, help: string): Problem => {
    return { ...error(code, span, message, help), severity: 'warning' };
  };
  return { error, warning };
}

const longestTold = 400;

/** What a message quotes may be as long as the file; nobody reads more of it than both ends. */
function bounded(told: string): string {
  if (told.length <= longestTold) return told;
  const half = longestTold / 2;
  return `${told.slice(0, half)}…${told.slice(-half)}`.toWellFormed();
}

export function toDiagnostic(text: DiagramText, problem: Problem): Diagnostic {
  const { code, severity, message, help, span, related = [], fix } = problem;
  const range = (place: Span) => text.range(place.start, place.end);
  const written = text.elsewhere(span.start);
  const places = [
    ...(written ? [written] : []),
    ...related.map((r) => ({ path: text.path, range: range(r.span), message: r.message })),
    ...(problem.elsewhere ?? []),
  ];
  return {
    code,
    severity,
    message: bounded(message),
    path: text.path,
    range: range(span),
    help: bounded(help),
    ...(places.length > 0 ? { related: places } : {}),
    ...(fix && text.isExact(fix.span)
      ? { fix: { description: fix.description, edits: [{ range: range(fix.span), text: fix.text }], safe: true } }
      : {}),
  };
}
