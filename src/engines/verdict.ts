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
}

export type EngineName = 'mermaid' | 'plantuml';

/** Null stands for an engine that is loaded and waits. */
export type Answer = { readonly id: number; readonly verdict: Verdict; readonly svg?: string } | null;
