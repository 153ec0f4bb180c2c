import type { TraceSpan } from '../case-trace.ts';

/** A span in its row. */
export interface Row {
  readonly span: TraceSpan;
  readonly depth: number;
  /** Microseconds from the left edge; see `placeSpans`. */
  readonly at: number;
  readonly duration: number;
  /** Did a span of another service cause it? */
  readonly entersFrom: TraceSpan | undefined;
}

export interface Waterfall {
  /** Causes before what they caused, else in the order of their own clock. */
  readonly rows: readonly Row[];
  /** Microseconds that all rows need. */
  readonly length: number;
  /** How many clocks the spans were measured with. */
  readonly clocks: number;
}

/**
 * Puts the spans of several clocks on one axis without comparing clocks. Each clock's spans keep their distances, and
 * all of them together are placed as early as causality allows: no span before the one that caused it. That they
 * happened then is not said, only that they cannot have happened in another order.
 */
export function placeSpans(spans: readonly TraceSpan[]): Waterfall {
  const causes = causesOf(spans);
  const offsets = clockOffsets(spans, causes);
  const placeOf = (span: TraceSpan): number => span.start + offsets.get(span.clock)!;
  const children = new Map<TraceSpan | undefined, TraceSpan[]>();
  for (const span of spans) {
    const cause = causes.get(span);
    const siblings = children.get(cause);
    if (siblings) siblings.push(span);
    else children.set(cause, [span]);
  }
  for (const siblings of children.values()) siblings.sort((a, b) => placeOf(a) - placeOf(b));
  const rows: Row[] = [];
  const stack = (children.get(undefined) ?? []).map((span) => ({ span, depth: 0 })).reverse();
  for (let next = stack.pop(); next; next = stack.pop()) {
    const { span, depth } = next;
    const cause = causes.get(span);
    const entersFrom = cause && cause.clock !== span.clock ? cause : undefined;
    rows.push({ span, depth, at: placeOf(span), duration: Math.max(0, span.end - span.start), entersFrom });
    for (const child of (children.get(span) ?? []).reverse()) stack.push({ span: child, depth: depth + 1 });
  }
  const left = rows.reduce((least, { at }) => Math.min(least, at), Number.POSITIVE_INFINITY);
  const right = rows.reduce((most, { at, duration }) => Math.max(most, at + duration), left);
  return {
    rows: rows.map((row) => ({ ...row, at: row.at - left })),
    length: rows.length === 0 ? 0 : right - left,
    clocks: offsets.size,
  };
}

/** A span's parent, else the first span that it links to; what would close a circle is no cause. */
function causesOf(spans: readonly TraceSpan[]): ReadonlyMap<TraceSpan, TraceSpan> {
  const byId = new Map(spans.map((span) => [`${span.traceId}/${span.spanId}`, span]));
  const causes = new Map<TraceSpan, TraceSpan>();
  for (const span of spans) {
    const parent = span.parentSpanId === undefined ? undefined : byId.get(`${span.traceId}/${span.parentSpanId}`);
    const cause = parent ?? span.links.map((link) => byId.get(link)).find((linked) => linked !== undefined);
    if (cause) causes.set(span, cause);
  }
  const settled = new Set<TraceSpan>();
  for (const span of spans) {
    const path = new Set<TraceSpan>();
    for (let at: TraceSpan | undefined = span; at && !settled.has(at); at = causes.get(at)) {
      path.add(at);
      const cause = causes.get(at);
      if (cause && path.has(cause)) causes.delete(at);
    }
    for (const each of path) settled.add(each);
  }
  return causes;
}

/**
 * What to add to each clock's times: the least that puts every span at or after its cause. Clocks that run alike always
 * have such offsets; where rounding denies them, as many rounds as there are clocks are near enough.
 */
function clockOffsets(
  spans: readonly TraceSpan[],
  causes: ReadonlyMap<TraceSpan, TraceSpan>,
): ReadonlyMap<string, number> {
  const offsets = new Map<string, number>();
  for (const { clock, start } of spans) offsets.set(clock, Math.max(offsets.get(clock) ?? -start, -start));
  const crossing = [...causes].filter(([span, cause]) => span.clock !== cause.clock);
  for (let round = 0; round < offsets.size; round++) {
    let moved = false;
    for (const [span, cause] of crossing) {
      const least = cause.start + offsets.get(cause.clock)! - span.start;
      if (least <= offsets.get(span.clock)!) continue;
      offsets.set(span.clock, least);
      moved = true;
    }
    if (!moved) break;
  }
  return offsets;
}
