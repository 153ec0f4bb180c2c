import type { SourceRange } from '#diagnostics';
import type { Direction, DrawnNote } from './drawn.ts';

/**
 * The structure model: what a component, deployment, use case or C4 diagram of PlantUML, or a flowchart of Mermaid,
 * says. Things, what they stand in, and which of them have to do with each other. Texts are normalised as in the
 * interaction model; colours, styles and layout hints other than the direction are not part of it.
 */
export interface Structure {
  readonly kind: 'structure';
  /** The diagram's own name (`@startuml Name`), if it has one. */
  readonly name?: string;
  readonly title?: string;
  /** Absent where the drawing leaves it to the tool. */
  readonly direction?: Direction;
  /** In the order in which they are first mentioned. Ids are unique among nodes and groups. */
  readonly nodes: readonly StructureNode[];
  /** What holds others: subgraphs, packages, boundaries; an outer one stands before what it holds. */
  readonly groups: readonly StructureGroup[];
  readonly edges: readonly StructureEdge[];
  readonly notes: readonly DrawnNote[];
  readonly range: SourceRange;
}

/** The id by which the drawing's own text refers to a node or group (its alias, else its name). */
export type NodeId = string;

/**
 * What a node or group is drawn as. Shapes of both languages that mean the same have one name (Mermaid's cylinder is
 * PlantUML's `database`); `rectangle` is what nothing else is said of, `object` data shown as a table.
 */
export type NodeShape =
  | 'action'
  | 'actor'
  | 'agent'
  | 'artifact'
  | 'asymmetric'
  | 'bang'
  | 'boundary'
  | 'bow-tie-rectangle'
  | 'brace-left'
  | 'brace-right'
  | 'braces'
  | 'browser'
  | 'bucket'
  | 'card'
  | 'circle'
  | 'cloud'
  | 'collections'
  | 'component'
  | 'console'
  | 'control'
  | 'crossed-circle'
  | 'curved-trapezoid'
  | 'data-store'
  | 'database'
  | 'delay'
  | 'diamond'
  | 'divided-rectangle'
  | 'document'
  | 'documents'
  | 'double-circle'
  | 'ellipse'
  | 'entity'
  | 'file'
  | 'filled-circle'
  | 'flag'
  | 'flipped-triangle'
  | 'folder'
  | 'fork'
  | 'frame'
  | 'framed-circle'
  | 'hexagon'
  | 'hourglass'
  | 'icon'
  | 'image'
  | 'interface'
  | 'label'
  | 'lean-left'
  | 'lean-right'
  | 'lightning-bolt'
  | 'lined-cylinder'
  | 'lined-document'
  | 'lined-rectangle'
  | 'node'
  | 'notched-pentagon'
  | 'note'
  | 'object'
  | 'package'
  | 'person'
  | 'port'
  | 'port-in'
  | 'port-out'
  | 'process'
  | 'queue'
  | 'rectangle'
  | 'rounded'
  | 'sloped-rectangle'
  | 'small-circle'
  | 'stack'
  | 'stadium'
  | 'storage'
  | 'subroutine'
  | 'tagged-document'
  | 'tagged-rectangle'
  | 'trapezoid'
  | 'trapezoid-inverted'
  | 'triangle'
  | 'usecase'
  | 'window-pane';

export interface StructureNode {
  readonly id: NodeId;
  /** What is written on it; equal to the id where nothing else is. May hold line breaks. */
  readonly label: string;
  readonly shape: NodeShape;
  /** Without their guillemets. */
  readonly stereotypes: readonly string[];
  /** The group it stands in; null outside of all. */
  readonly group: NodeId | null;
  /** The declaration, or the first mention of an undeclared node. */
  readonly range: SourceRange;
  /** Was it declared, or only named at the end of an edge? */
  readonly declared: boolean;
}

export interface StructureGroup {
  readonly id: NodeId;
  readonly label: string;
  readonly shape: NodeShape;
  readonly stereotypes: readonly string[];
  readonly group: NodeId | null;
  readonly direction?: Direction;
  /** From its opening line to the line that ends it. */
  readonly range: SourceRange;
}

export type EdgeLine = 'solid' | 'dashed' | 'dotted' | 'thick' | 'invisible';

export type EdgeHead = 'none' | 'arrow' | 'triangle' | 'diamond' | 'filled-diamond' | 'circle' | 'cross' | 'other';

export interface StructureEdge {
  /** As drawn, left to right; which way it points is what its heads say. */
  readonly from: NodeId;
  readonly to: NodeId;
  /** Empty where nothing is written on it. */
  readonly label: string;
  /** What is written at its ends, mostly how many: `A "1" --> "n" B`. */
  readonly fromLabel?: string;
  readonly toLabel?: string;
  readonly line: EdgeLine;
  readonly fromHead: EdgeHead;
  readonly toHead: EdgeHead;
  /** Mermaid's `e1@-->`. */
  readonly id?: string;
  readonly range: SourceRange;
  readonly labelRange?: SourceRange;
}
