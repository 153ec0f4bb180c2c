import { type CheckResult, ruleDescriptions } from '#checks';
import { type BaselineChoice, BaselineFile, isBaselineLost, withBaseline } from './baseline/baseline-file.ts';
import { siftCheck } from './baseline/check-baseline.ts';
import { type DrawingChoice, readDrawings } from './drawings.ts';
import { readEvidence } from './evidence.ts';
import { exitStatus } from './exit-status.ts';
import { findings } from './findings.ts';
import { isUnchanged, judge } from './judgement.ts';
import type { Outcome, Place } from './outcome.ts';
import { isError } from './severity.ts';

export interface CheckOptions extends DrawingChoice, BaselineChoice {
  /** Files, folders, globs, `-`. */
  readonly traces: readonly string[];
  readonly allowInconclusive?: boolean;
}

/** Judges recorded traces against drawings. Whatever is wrong with the input is a finding; nothing is thrown for it. */
export async function check(options: CheckOptions, place: Place): Promise<Outcome<CheckResult>> {
  const read = await readDrawings(options, place.cwd);
  const evidence = await readEvidence(options.traces, place);
  const judged = judge(read, evidence, { noSpans: findings.noSpans(evidence.where) });
  const unread = [...read.findings, ...evidence.findings].some(isError);
  const baseline = await BaselineFile.open(options, read.configuration, place.cwd);
  // What was not read in full must not be frozen as if it were all there is.
  const choice = { ...options, updateBaseline: options.updateBaseline === true && !unread };
  const result = await siftCheck(baseline, choice, judged, !unread);
  const failed = unread || isBaselineLost(result);
  const { allowInconclusive = false } = options;
  const exit = exitStatus(result, { failed, allowInconclusive, unchanged: isUnchanged(read) });
  return { result, sources: withBaseline(read.sources, baseline), exit, rules: ruleDescriptions };
}
