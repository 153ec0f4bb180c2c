import type { MergedFinding } from '../merged-findings.ts';

/** A finding with the id of what tells of it on the page; empty where there was no room to tell of it. */
export interface TitledFinding extends MergedFinding {
  readonly id: string;
}
