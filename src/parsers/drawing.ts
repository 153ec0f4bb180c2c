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
  /** The nearest heading above, in a document that has any. */
  readonly heading?: string;
  /** The diagram's own lines: from `@startuml` to `@enduml`, or the inside of a fence. */
  readonly range: SourceRange;
  /** What could be read; present for every sequence, even one with errors. */
  readonly interaction?: Interaction;
  /** The same for every flowchart, component, deployment and use case diagram … */
  readonly structure?: Structure;
  /** … and every state diagram. */
  readonly lifecycle?: Lifecycle;
  /** What comments in it say to asdrawn. */
  readonly directives: readonly Directive[];
  readonly diagnostics: readonly Diagnostic[];
}

/** A comment that speaks to asdrawn: `%% asdrawn: optional` in Mermaid, `' asdrawn: optional` in PlantUML. */
export interface Directive {
  /** What follows the colon, trimmed. */
  readonly text: string;
  /** Of that text; where there is none, of the word `asdrawn:`. */
  readonly range: SourceRange;
  /** The line of the next statement of the drawing; absent where none follows. */
  readonly below?: number;
}

/** A drawing before its comments were looked at. */
export type BareDrawing = Omit<Drawing, 'directives'>;

/** A picture that a document shows. */
export interface Picture {
  /** As it is written. */
  readonly url: string;
  readonly alt: string;
  readonly range: SourceRange;
  /** The nearest heading above. */
  readonly heading?: string;
}

/** All drawings of a file, in the order of the text. */
export interface ReadDocument {
  readonly path: string;
  readonly drawings: readonly Drawing[];
  /** Only documents have any. */
  readonly pictures: readonly Picture[];
  /** What concerns the file rather than one drawing. */
  readonly diagnostics: readonly Diagnostic[];
}
