import type { Diagnostic, SourceRange } from '#diagnostics';
import type { Interaction, Lifecycle, Structure } from '#model';

export type DrawingLanguage = 'plantuml' | 'mermaid';

/** One diagram of a file. */
export interface Drawing {
  readonly path: string;
  readonly language: DrawingLanguage;
  /**
   * `sequence`, `component` (deployment and C4 as well), `usecase`, `state`, or the name of another kind (`flowchart`,
   * `gantt`, …), or `unknown`.
   */
  readonly kind: string;
  /** `@startuml Name`, else the title, else the nearest Markdown heading above. */
  readonly name?: string;
  /** The diagram's own lines: from `@startuml` to `@enduml`, or the inside of a fence. */
  readonly range: SourceRange;
  /** What could be read; present for every sequence, even one with errors. */
  readonly interaction?: Interaction;
  /** The same for every flowchart, component, deployment and use case diagram … */
  readonly structure?: Structure;
  /** … and every state diagram. */
  readonly lifecycle?: Lifecycle;
  readonly diagnostics: readonly Diagnostic[];
}

/** All drawings of a file, in the order of the text. */
export interface ReadDocument {
  readonly path: string;
  readonly drawings: readonly Drawing[];
  /** What concerns the file rather than one drawing. */
  readonly diagnostics: readonly Diagnostic[];
}
