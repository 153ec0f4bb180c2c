import type { Fix, Severity, SourceRange } from '#diagnostics';

/**
 * What checking found: the one value that every report format renders, and in this shape the `json` format itself.
 * Plain data, free of the engine's own numbers.
 */
export interface CheckResult {
  readonly formatVersion: 1;
  readonly verdict: Verdict;
  readonly drawings: readonly DrawingResult[];
  /** What belongs to no single case: files that cannot be read or parsed, no drawings, no cases, unclear bindings. */
  readonly findings: readonly Finding[];
  readonly summary: CheckSummary;
}

/**
 * `conforms`: everything observed is a run of the drawing. `violates`: it is not, and the findings say why.
 * `inconclusive`: the evidence does not suffice; the reasons say what is missing. `not-applicable`: the case never
 * enters this drawing.
 */
export type Verdict = 'conforms' | 'violates' | 'inconclusive' | 'not-applicable';

export interface CheckSummary {
  readonly drawings: number;
  readonly cases: number;
  readonly spans: number;
  /** Pairs of drawing and case, by verdict. */
  readonly verdicts: Readonly<Record<Verdict, number>>;
  /** Findings that the baseline has kept silent; absent where there is no baseline. */
  readonly suppressed?: number;
}

export interface DrawingResult {
  readonly path: string;
  /** The drawing's own name, title or heading; its file name where it has none. */
  readonly name: string;
  /** Where the drawing begins in its file. */
  readonly line: number;
  readonly kind: string;
  readonly language: string;
  readonly verdict: Verdict;
  readonly reasons: readonly Reason[];
  readonly cases: readonly CaseResult[];
  readonly coverage: Coverage;
}

export interface CaseResult {
  /** The trace id, or the correlation key. */
  readonly id: string;
  readonly traceIds: readonly string[];
  readonly verdict: Verdict;
  /** 1 for a run; less by the share of occurrences that are unexpected or missing. Null where nothing was judged. */
  readonly fitness: number | null;
  /** Why the verdict is not plainly `conforms`, or what limits it. */
  readonly reasons: readonly Reason[];
  readonly findings: readonly Finding[];
  readonly spanCount: number;
}

/** Stable code and one sentence. */
export interface Reason {
  readonly code: string;
  readonly message: string;
}

export interface Finding {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  /** The file that the range is in; for a finding about no file (no traces at all), an empty string. */
  readonly path: string;
  readonly range?: SourceRange;
  /** What stands at the range: `drawn: gateway calls billing`. */
  readonly label?: string;
  /** The observed counterpart in one sentence, with service and time into the case. */
  readonly observed?: string;
  /** What could have come instead, as drawn, each `from -> to: label`. */
  readonly expected?: readonly string[];
  readonly help?: string;
  readonly related?: readonly RelatedPlace[];
  /** What would resolve it. */
  readonly fix?: Fix;
  readonly spans: readonly SpanReference[];
}

export interface RelatedPlace {
  readonly path: string;
  readonly range: SourceRange;
  readonly message: string;
}

export interface SpanReference {
  readonly traceId: string;
  readonly spanId: string;
  readonly service: string;
  readonly name: string;
  /** Milliseconds from the start of the earliest span of the same service process in the case; clocks of different
   * hosts are not compared. */
  readonly at: number;
}

export interface Coverage {
  readonly lifelines: readonly LifelineCoverage[];
  readonly messages: readonly MessageCoverage[];
  readonly operands: readonly OperandCoverage[];
  readonly loops: readonly LoopCoverage[];
  /** Endpoints that took part in judged cases and are not drawn. */
  readonly undrawn: readonly string[];
  /** Limits and other times that the drawing tells of; absent where it tells of none. */
  readonly budgets?: readonly BudgetCoverage[];
}

export interface BudgetCoverage {
  /** As it is drawn: `≤ 200 ms`. */
  readonly budget: string;
  readonly range: SourceRange;
  /** Nanoseconds; absent where it was not known what it limits. */
  readonly limit?: number;
  /** What it limits, in words. */
  readonly stretch?: string;
  /** Number of cases in which it was judged, and in which it was exceeded. */
  readonly cases: number;
  readonly exceeded: number;
  /** The longest that was seen: `180 ms`. */
  readonly longest?: string;
  /** Why no case was held against it. */
  readonly notJudged?: string;
}

export interface LifelineCoverage {
  readonly id: string;
  readonly label: string;
  /** What it was bound to; empty where it was not observed. */
  readonly boundTo: readonly string[];
  readonly observed: boolean;
}

export interface MessageCoverage {
  readonly id: number;
  readonly message: string;
  readonly range: SourceRange;
  /** Could it be seen at all, given who reported? */
  readonly observable: boolean;
  /** Number of cases in which it was seen. */
  readonly cases: number;
}

export interface OperandCoverage {
  /** `alt Success`. */
  readonly operand: string;
  readonly range: SourceRange;
  /** Number of cases in which something of it was seen. */
  readonly cases: number;
}

export interface LoopCoverage {
  /** `loop 3 times`. */
  readonly loop: string;
  readonly range: SourceRange;
  /** Drawn; `max` null without bound. */
  readonly min: number;
  readonly max: number | null;
  /** How often it ran, over all rounds of loops around it, and in how many cases; ascending. */
  readonly observed: readonly { readonly times: number; readonly cases: number }[];
}

/** What a check makes, before it is written out: the same, but for cases, which are told one by one. */
export interface CheckReport extends Omit<CheckResult, 'drawings'> {
  readonly drawings: readonly JudgedDrawing[];
}

export interface JudgedDrawing extends Omit<DrawingResult, 'cases'> {
  readonly cases: CaseResults;
}

/** There may be millions: each result is made as it is asked for, and may be asked for again. */
export interface CaseResults extends Iterable<CaseResult> {
  readonly length: number;
  count(verdict: Verdict): number;
  ids(): Iterable<string>;
  /** Those with findings or reasons. */
  telling(): Iterable<CaseResult>;
}
