import type { SourceRange } from '#diagnostics';
import type { Direction, DrawnNote } from './drawn.ts';

/** The lifecycle model: what a state diagram says. Names follow UML 2.5.1, clause 14. */
export interface Lifecycle {
  readonly kind: 'lifecycle';
  /** The diagram's own name (`@startuml Name`), if it has one. */
  readonly name?: string;
  readonly title?: string;
  readonly direction?: Direction;
  /** In the order in which they are first mentioned, pseudostates included. Ids are unique. */
  readonly states: readonly State[];
  readonly transitions: readonly Transition[];
  readonly notes: readonly DrawnNote[];
  readonly range: SourceRange;
}

/** The id by which the drawing's own text refers to a state; `pseudostateId` for what is only drawn as `[*]`. */
export type StateId = string;

export type StateKind =
  | 'state'
  | 'initial'
  | 'final'
  | 'choice'
  | 'fork'
  | 'join'
  | 'history'
  | 'deep-history'
  | 'entry-point'
  | 'exit-point'
  | 'input-pin'
  | 'output-pin'
  | 'expansion-input'
  | 'expansion-output';

export interface State {
  readonly id: StateId;
  /** What is written on its head; equal to the id where nothing else is. May hold line breaks. */
  readonly label: string;
  readonly kind: StateKind;
  /** What is written below its head (`Active : entry / start()`), one a line. */
  readonly descriptions: readonly string[];
  /** Without their guillemets, and without those that the kind was read from. */
  readonly stereotypes: readonly string[];
  /** The composite state it stands in; null outside of all. */
  readonly parent: StateId | null;
  /** Which of its parent's concurrent regions, from 0. */
  readonly region: number;
  /** The direction inside a composite state, where one is given. */
  readonly direction?: Direction;
  /** The declaration, or the first mention. */
  readonly range: SourceRange;
}

export interface Transition {
  readonly from: StateId;
  readonly to: StateId;
  /** As written; empty where nothing is. */
  readonly label: string;
  /** Read from a label of the form `event [guard] / effect`; each absent where it is not written. */
  readonly event?: string;
  readonly guard?: string;
  readonly effect?: string;
  readonly range: SourceRange;
  readonly labelRange?: SourceRange;
}

/** The id of the state that `[*]` stands for: where a region begins, or where it ends. */
export function pseudostateId(kind: 'initial' | 'final', parent: StateId | null, region: number): StateId {
  return `${parent ?? ''}${region === 0 ? '' : `#${region}`}[*]${kind}`;
}
