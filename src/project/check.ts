import type { CheckResult, Finding } from '#checks';
import { caseTraces } from './case-traces.ts';
import { type DrawingChoice, modelsOf, readDrawings } from './drawings.ts';
import { readEvidence } from './evidence.ts';
import { exitStatus } from './exit-status.ts';
import { findings } from './findings.ts';
import { judge } from './judgement.ts';
import type { Outcome, Place } from './outcome.ts';

export interface CheckOptions extends DrawingChoice {
  /** Files, folders, globs, `-`. */
  readonly traces: readonly string[];
  readonly allowInconclusive?: boolean;
}

/** Judges recorded traces against drawings. Whatever is wrong with the input is a finding; nothing is thrown for it. */
export async function check(options: CheckOptions, place: Place): Promise<Outcome<CheckResult>> {
  const read = await readDrawings(options, place.cwd);
  const evidence = await readEvidence(options.traces, place);
  const result = judge(read, evidence, { noSpans: findings.noSpans(evidence.where) });
  const failed = [...read.findings, ...evidence.findings].some(isError);
  const { allowInconclusive = false } = options;
  const exit = exitStatus(result, { failed, allowInconclusive });
  return { result, sources: read.sources, drawings: modelsOf(read), traces: caseTraces(evidence.spans), exit };
}

export function isError({ severity }: Finding): boolean {
  return severity === 'error';
}
