/** A span as a report shows it. */
export interface TraceSpan {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  /** What it links to, each `<trace id>/<span id>`. */
  readonly links: readonly string[];
  readonly service: string;
  /** Whose clock `start` and `end` are read from; times of two clocks are never compared. */
  readonly clock: string;
  readonly name: string;
  /** `server`, `client` and the like; empty where the source does not tell. */
  readonly kind: string;
  readonly failed: boolean;
  /** Microseconds. */
  readonly start: number;
  readonly end: number;
}

/** The spans of the traces of one case; undefined where they were not kept. */
export type CaseTraces = (traceIds: readonly string[]) => readonly TraceSpan[] | undefined;
