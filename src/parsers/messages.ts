import type { Diagnostic, SourceRange } from '#diagnostics';

/** What there is to say about a file as a whole. */

export function unclosedFence(path: string, range: SourceRange, fence: string): Diagnostic {
  return {
    code: 'markdown/unclosed-fence',
    severity: 'warning',
    message: 'the fence that begins here is never closed and takes in the rest of the document',
    path,
    range,
    help: `put ${fence} on a line of its own after the diagram`,
  };
}

export function noFence(path: string): Diagnostic {
  return {
    code: 'markdown/no-drawing',
    severity: 'note',
    message: 'the document holds no diagram',
    path,
    help: 'diagrams are read from fences whose first word is `mermaid`, `plantuml`, `puml` or `uml`',
  };
}

export function emptyPlantuml(path: string): Diagnostic {
  return {
    code: 'plantuml/empty',
    severity: 'error',
    message: 'the file holds no diagram',
    path,
    help: 'write one between `@startuml` and `@enduml`, or remove the file',
  };
}

export function unknownLanguage(path: string): Diagnostic {
  return {
    code: 'document/unknown-language',
    severity: 'error',
    message: 'this is neither PlantUML, Mermaid nor Markdown with diagrams',
    path,
    help: 'name the file `.puml`, `.mmd` or `.md`, or begin it with `@startuml` or `sequenceDiagram`',
  };
}
