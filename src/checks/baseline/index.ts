/** Known findings, told from new ones. */
export type { Baseline, KnownFinding, Sighting } from './baseline.ts';
export { inOrder, KnownFindings, knownFrom, lastingMessage } from './known-findings.ts';
