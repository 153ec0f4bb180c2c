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

export function strayFence(path: string, range: SourceRange): Diagnostic {
  return {
    code: 'markdown/stray-fence',
    severity: 'warning',
    message: 'this fence closes nothing: it opens a block that takes in the rest of the document',
    path,
    range,
    help: 'take it out; or close the block, if one was meant to begin here',
  };
}

export function nestedFence(path: string, range: SourceRange, mark: string): Diagnostic {
  const longer = mark[0]!.repeat(mark.length + 1);
  return {
    code: 'markdown/nested-fence',
    severity: 'warning',
    message: 'a fence inside an example: the next closing fence ends the example, not the diagram',
    path,
    range,
    help: `begin and end the example with ${longer}, so that what is inside is shown as it stands`,
  };
}

export function tooCostly(path: string, range: SourceRange): Diagnostic {
  return {
    code: 'markdown/too-costly',
    severity: 'warning',
    message: 'from here on the document nests deeper, or marks more in one paragraph, than can be read in good time',
    path,
    range,
    help: 'its fences were read without regard to lists and quotations; split the document to have it read in full',
  };
}

export function noFence(path: string): Diagnostic {
  return {
    code: 'markdown/no-drawing',
    severity: 'note',
    message: 'the document holds no diagram',
    path,
    help: 'diagrams are read from fences (in AsciiDoc: blocks) whose first word is `mermaid`, `plantuml`, `puml` or `uml`',
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
    message: 'this is neither PlantUML, Mermaid nor a document with diagrams',
    path,
    help: 'name the file `.puml`, `.mmd`, `.md` or `.adoc`, or begin it with `@startuml` or `sequenceDiagram`',
  };
}

export function tooLong(path: string, most: number): Diagnostic {
  return {
    code: 'document/too-long',
    severity: 'error',
    message: `the file has more than ${most} lines or statements and was not read`,
    path,
    help: 'split it; if it was never meant to be a drawing, leave it out',
  };
}

/** Without a place: to show such a line would take as much memory as to read it. */
export function lineTooLong(path: string, line: number, most: number): Diagnostic {
  return {
    code: 'document/too-long',
    severity: 'error',
    message: `line ${line} has more than ${most} characters, so that the drawing was not read`,
    path,
    help: 'break it; if it was never meant to be a drawing, leave it out',
  };
}

/** Stands for all that follow the first of a code. */
export function manyMore({ code, severity, path, range }: Diagnostic, count: number): Diagnostic {
  return {
    code: 'document/many-more',
    severity,
    message: `from here on there ${count === 1 ? 'is 1 more' : `are ${count} more`} of ${code}`,
    path,
    ...(range && { range }),
    help: 'mend those before it first; if this was never meant to be a drawing, leave the file out',
  };
}
