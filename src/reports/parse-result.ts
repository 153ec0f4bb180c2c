import type { Finding } from '#checks';
import type { SourceRange } from '#diagnostics';
import type { Interaction, Lifecycle, Structure } from '#model';

/** What drawings say: the value that `asdrawn parse` renders, and the shape of its `json`. */
export interface ParseResult {
  readonly formatVersion: 1;
  readonly drawings: readonly ParsedDrawing[];
  readonly findings: readonly Finding[];
}

export interface ParsedDrawing {
  readonly path: string;
  readonly name: string;
  readonly line: number;
  readonly language: string;
  /** `sequence`, `flowchart`, `component`, `usecase`, `state`, or the name of a kind that is only recognised. */
  readonly kind: string;
  readonly range: SourceRange;
  /** Present for every sequence; with errors among the findings it holds what could be read. */
  readonly interaction?: Interaction;
  /** The same for every flowchart, component, deployment and use case diagram … */
  readonly structure?: Structure;
  /** … and every state diagram. */
  readonly lifecycle?: Lifecycle;
}
