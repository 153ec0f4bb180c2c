import type { SourceRange } from '#diagnostics';

/** Which way a drawing grows: from top to bottom, bottom to top, left to right, right to left. */
export type Direction = 'TB' | 'BT' | 'LR' | 'RL';

/** A note in a diagram that knows no time. */
export interface DrawnNote {
  /** What it is attached to; none for one that floats. */
  readonly of: readonly string[];
  readonly text: string;
  readonly range: SourceRange;
}
