import {
  asksSpans,
  CaseReducer,
  type CheckableDrawing,
  type CheckReport,
  casesInMemory,
  defaultSettings,
  ruleDescriptions,
  Shapes,
  withLoss,
} from '#checks';
import { type Attribution, casesBy, type GivenSpans, type Span } from '#traces';
import { type BaselineChoice, BaselineFile, isBaselineLost, withBaseline } from './baseline/baseline-file.ts';
import { siftCheck } from './baseline/check-baseline.ts';
import { recalledTraces } from './case-traces.ts';
import { type DrawingChoice, modelsOf, readDrawings } from './drawings.ts';
import { type Evidence, EvidenceStream } from './evidence.ts';
import { exitStatus } from './exit-status.ts';
import { findings } from './findings.ts';
import { isUnchanged, judge, type ReducedBy } from './judgement.ts';
import { withUnseen } from './not-seen.ts';
import type { Outcome, Place } from './outcome.ts';
import { readInParallel, threadsFor } from './parallel.ts';
import { isError } from './severity.ts';

export interface CheckOptions extends DrawingChoice, BaselineChoice {
  /** Files, folders, globs, `-`. */
  readonly traces: readonly string[];
  /** Spans that are at hand, beside those of `traces` or instead of any. */
  readonly spans?: GivenSpans;
  /** Whose these are. */
  readonly attribution?: Attribution;
  readonly allowInconclusive?: boolean;
  /** Must every participant be seen that the flows which were seen lead to? Then without one of them nothing conforms. */
  readonly wholly?: boolean;
  /** How many threads read a large file; unless told, as many as there are processors, up to eight. */
  readonly threads?: number;
}

/** Judges recorded traces against drawings. Whatever is wrong with the input is a finding; nothing is thrown for it. */
export async function check(options: CheckOptions, place: Place): Promise<Outcome<CheckReport>> {
  const read = await readDrawings(options, place.cwd);
  const judged = [...read.checkable.values()];
  const isByTrace = judged.every(
    ({ settings = defaultSettings }) => settings.scope.by === 'trace' && !asksSpans(settings),
  );
  const inPieces = isByTrace && options.spans === undefined;
  const { evidence, cases } = await (inPieces ? inPassing(judged, options, place) : asAWhole(options, place));
  const judgement = judge(read, { ...evidence, cases }, { noSpans: findings.noSpans(evidence.where) });
  const found = options.wholly ? withUnseen(judgement, judged) : judgement;
  const unread = [...read.findings, ...evidence.findings].some(isError);
  const baseline = await BaselineFile.open(options, read.configuration, place.cwd);
  // What was not read in full must not be frozen as if it were all there is.
  const choice = { ...options, updateBaseline: options.updateBaseline === true && !unread };
  const result = await siftCheck(baseline, choice, found, !unread);
  const failed = unread || isBaselineLost(result);
  const { allowInconclusive = false } = options;
  const exit = exitStatus(result, { failed, allowInconclusive, unchanged: isUnchanged(read) });
  const traces = recalledTraces(() => cases({ by: 'trace' }, judged));
  const sources = withBaseline(read.sources, baseline);
  return { result, sources, drawings: modelsOf(read), traces, exit, rules: ruleDescriptions };
}

interface ReadCases {
  readonly evidence: Pick<Evidence, 'findings' | 'where'>;
  readonly cases: ReducedBy;
}

/** Of a case that is complete no span is kept: that is possible where cases are traces. */
async function inPassing(
  judged: readonly CheckableDrawing[],
  { traces, threads: wanted }: CheckOptions,
  place: Place,
): Promise<ReadCases> {
  const reducer = new CaseReducer({
    shapes: new Shapes(judged),
    reread: (at) => stream.reread(at),
    isCutShort: (traceIds) => stream.isCutShort(traceIds),
  });
  const stream: EvidenceStream = new EvidenceStream(place, {
    instead: async (path, size, begin) => {
      const threads = threadsFor(size, wanted);
      const parts = threads > 0 ? await readInParallel(path, size, threads, judged) : undefined;
      for (const part of parts ?? []) reducer.absorb(part, begin);
      return parts !== undefined;
    },
  });
  const evidence = await stream.read(traces, (spans, at) => reducer.add(spans, at));
  const cases = reducer.finish();
  return { evidence, cases: () => cases };
}

/** What bears one key, or belongs to one run, may be anywhere. */
async function asAWhole(options: CheckOptions, place: Place): Promise<ReadCases> {
  const all: Span[] = [];
  // Other attributes than those of the conventions may be asked for, which reading in pieces leaves out.
  const stream = new EvidenceStream(place, { wholeUpTo: Number.POSITIVE_INFINITY });
  const evidence = await stream.readAll(options, (spans) => {
    for (const span of spans) all.push(span);
  });
  return {
    evidence,
    cases: (scope, drawings) => {
      const cases = casesBy(scope, all).map((observed) => withLoss(observed, stream));
      return casesInMemory(cases, new Shapes(drawings));
    },
  };
}
