import type { SourceRange } from '#diagnostics';

/** How drawings were bound to spans: the value that `asdrawn bindings` renders, and the shape of its `json`. */
export interface BindingsResult {
  readonly formatVersion: 1;
  readonly drawings: readonly DrawingBindings[];
}

export interface DrawingBindings {
  readonly path: string;
  readonly name: string;
  readonly line: number;
  readonly lifelines: readonly LifelineBindingResult[];
  readonly messages: readonly MessageBindingResult[];
}

/**
 * `exact`: names or facts are equal. `inferred`: equal after leaving out what does not matter, or read off other spans.
 * `endpoints`: nothing could be read from the label, so the message binds by its ends alone. `unobservable`: no span
 * could show it. `unbound`: nothing was found.
 */
export type BindingStrength = 'exact' | 'inferred' | 'endpoints' | 'unobservable' | 'unbound';

export interface LifelineBindingResult {
  readonly id: string;
  readonly label: string;
  readonly range: SourceRange;
  readonly strength: BindingStrength;
  readonly boundTo: readonly string[];
  /** How that was found, or why nothing was. */
  readonly why: string;
}

export interface MessageBindingResult {
  readonly id: number;
  readonly message: string;
  readonly range: SourceRange;
  readonly strength: BindingStrength;
  /** What was read from the label: `HTTP POST /users`. */
  readonly reading: string;
  /** How many exchanges of all cases it may stand for. */
  readonly matches: number;
  /** One of them: `user-service "POST" (span 4be1…)`. */
  readonly example?: string;
}
