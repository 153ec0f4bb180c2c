import type { RuleDescription, RuleExample, RuleOption, RuleOptions } from '#checks';

/** What is known of codes: what `asdrawn explain` shows, and in this shape its `json` format. */
export interface ExplainResult {
  readonly formatVersion: 1;
  /** Asked for was one code (or a name that several codes share), one family of codes, or nothing in particular. */
  readonly about: 'code' | 'family' | 'everything';
  readonly explanations: readonly Explanation[];
}

/** All there is to say about one code. */
export interface Explanation extends RuleDescription {
  readonly options?: Readonly<Record<string, RuleOption>>;
  /** Texts in which it is told. */
  readonly bad?: readonly ExplainedExample[];
  /** Texts in which it is not. */
  readonly good?: readonly ExplainedExample[];
  /** YAML: how it is set, with the defaults; only of rules. */
  readonly configuration?: string;
  /** The text of a comment that keeps it silent in a drawing, where one can. */
  readonly suppression?: string;
}

export interface ExplainedExample extends Pick<RuleExample, 'path' | 'text' | 'fixed' | 'beside'> {
  /** Places that are told, in code units of `text`. */
  readonly told: readonly { readonly start: number; readonly end: number }[];
  /** Options that it is told with, where they are not the defaults. */
  readonly options?: RuleOptions;
}
