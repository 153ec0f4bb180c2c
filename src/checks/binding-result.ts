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
  /** What is one case: `trace`, `run`, or `attribute order.id`. */
  readonly scope: string;
  readonly undrawnCalls: 'allow' | 'forbid';
  readonly undrawnParticipants: 'allow' | 'forbid';
  /** Communications that count for nothing, each with where that was said. */
  readonly ignored: readonly string[];
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
  /** How to bind it otherwise. */
  readonly configure: ConfigurationLine;
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
  /** What was said of it: `optional (asdrawn.yaml:12)`. */
  readonly configured?: string;
  /** How to bind it otherwise; an answer is bound with its call. */
  readonly configure?: ConfigurationLine;
  /** One of them: `user-service "POST" (span 4be1…)`. */
  readonly example?: string;
}

/** The same twice: as a line of `asdrawn.yaml`, and as a comment in the drawing. */
export interface ConfigurationLine {
  readonly yaml: string;
  readonly directive: string;
}
