/**
 * What an official tool makes of one diagram. `type` is its own name for the kind, empty where it does not tell; `line`
 * counts from 1 in the text that it was given. `null`: it could not judge, and why.
 */
export type Verdict =
  | { readonly accepted: true; readonly type: string }
  | { readonly accepted: false; readonly message: string; readonly line?: number }
  | { readonly accepted: null; readonly reason: string };

/** What is asked of an engine's thread, and what it answers. */
export interface Task {
  readonly id: number;
  readonly engine: EngineName;
  readonly wanted: 'verdict' | 'drawing';
  readonly text: string;
  /** Of a drawing: for a dark background. */
  readonly dark?: boolean;
  /** To draw letters with: whole font files, the preferred first. */
  readonly fonts?: readonly Uint8Array[];
  /** What the engine's file holds, where it has one. */
  readonly program?: Uint8Array<ArrayBuffer>;
}

export type EngineName = 'mermaid' | 'plantuml' | 'raster';

/** Null stands for an engine that is loaded and waits. */
export type Answer = {
  readonly id: number;
  readonly verdict: Verdict;
  readonly svg?: string;
  readonly png?: Uint8Array;
} | null;
