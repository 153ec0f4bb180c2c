import { CaseReducer, type CheckReport, type CheckResult, type Finding, Shapes } from '#checks';
import { readDrawings } from './drawings.ts';
import { EvidenceStream } from './evidence.ts';
import { exitStatus } from './exit-status.ts';
import { findings } from './findings.ts';
import { judge, judgedDrawings } from './judgement.ts';
import type { Outcome, Place } from './outcome.ts';
import { readInParallel, threadsFor } from './parallel.ts';

export interface CheckOptions {
  /** Files, folders, globs; with none, what git tracks. */
  readonly paths: readonly string[];
  /** Files, folders, globs, `-`. */
  readonly traces: readonly string[];
  readonly allowInconclusive?: boolean;
  /** How many threads read a large file; unless told, as many as there are processors, up to eight. */
  readonly threads?: number;
}

/** Judges recorded traces against drawings. Whatever is wrong with the input is a finding; nothing is thrown for it. */
export async function check(options: CheckOptions, place: Place): Promise<Outcome<CheckReport>> {
  const read = await readDrawings(options.paths, place.cwd);
  const judged = judgedDrawings(read);
  const reducer = new CaseReducer({ shapes: new Shapes(judged), reread: (at) => stream.reread(at) });
  const stream: EvidenceStream = new EvidenceStream(place, {
    instead: async (path, size, begin) => {
      const threads = threadsFor(size, options.threads);
      const parts = threads > 0 ? await readInParallel(path, size, threads, judged) : undefined;
      for (const part of parts ?? []) reducer.absorb(part, begin);
      return parts !== undefined;
    },
  });
  const evidence = await stream.read(options.traces, (spans, at) => reducer.add(spans, at));
  const cases = reducer.finish();
  const result = judge(read, judged, { ...evidence, cases }, { noSpans: findings.noSpans(evidence.where) });
  const failed = [...read.findings, ...evidence.findings].some(isError);
  const { allowInconclusive = false } = options;
  return { result, sources: read.sources, exit: exitStatus(result, { failed, allowInconclusive }) };
}

export function isError({ severity }: Finding): boolean {
  return severity === 'error';
}

/** The report as one value, every case in it. */
export function inFull(report: CheckReport): CheckResult {
  return { ...report, drawings: report.drawings.map((drawing) => ({ ...drawing, cases: [...drawing.cases] })) };
}
