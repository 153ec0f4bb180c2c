import type { Interaction } from '#model';

/** Something that the language has no words for, so that the text says less (or something else) than the model. */
export interface Loss {
  /** What it is, in a sentence that names the element. */
  readonly message: string;
  /** What stands in the text instead. */
  readonly instead: string;
  /** Of the model's element: a place in the text that it came from. */
  readonly range: Interaction['range'];
}

export interface Printed {
  /** With losses, each is told in a comment where it happened. */
  readonly text: string;
  readonly losses: readonly Loss[];
  /** Ids that the language cannot write, and what stands for them; what is shown on the head stays the same. */
  readonly renamed: ReadonlyMap<string, string>;
}
