import type { Diagnostic, SourceRange } from '#diagnostics';

/** What there is to say about a file as a whole. */

export function unclosedFence(path: string, range: SourceRange, fence: string): Diagnostic {
  return {
    code: 'markdown/unclosed-fence',
    severity: 'warning',
    message: 'The fence that begins here is never closed and takes in the rest of the document.',
    path,
    range,
    help: `Put ${fence} on a line of its own after the diagram.`,
  };
}

export function noFence(path: string): Diagnostic {
  return {
    code: 'markdown/no-drawing',
    severity: 'note',
    message: 'The document holds no diagram.',
    path,
    help: 'Diagrams are read from fences whose first word is `mermaid`, `plantuml`, `puml` or `uml`.',
  };
}

export function emptyPlantuml(path: string): Diagnostic {
  return {
    code: 'plantuml/empty',
    severity: 'error',
    message: 'The file holds no diagram.',
    path,
    help: 'Write one between `@startuml` and `@enduml`, or remove the file.',
  };
}

export function unknownLanguage(path: string): Diagnostic {
  return {
    code: 'document/unknown-language',
    severity: 'error',
    message: 'This is neither PlantUML, Mermaid nor Markdown with diagrams.',
    path,
    help: 'Name the file `.puml`, `.mmd` or `.md`, or begin it with `@startuml` or `sequenceDiagram`.',
  };
}
