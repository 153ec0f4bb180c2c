import type { MergedFinding } from '../merged-findings.ts';

/** A finding with the id of what tells of it on the page. */
export interface TitledFinding extends MergedFinding {
  readonly id: string;
}
