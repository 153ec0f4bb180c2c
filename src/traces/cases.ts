/** Spans grouped into cases: a trace, together with the traces that its span links lead to. */
import { separateSharedIds } from './shared-ids.ts';
import type { Span, SpanLink } from './span.ts';

/** The spans of one instance of a flow. */
export interface Case {
  /** The trace id of the trace that the others were linked from: the one that itself links to nobody. */
  readonly id: string;
  /** All traces of the case in the order they were first seen; `id` is one of them. */
  readonly traceIds: readonly string[];
  /** In the order of the input; no duplicates, no parent cycles. */
  readonly spans: readonly Span[];
  readonly facts: CaseFacts;
}

/** What is known to be missing or wrong, so that nobody takes "not seen" for "not done". */
export interface CaseFacts {
  /** Spans that name a parent which is not in the case. */
  readonly missingParents: readonly ParentReference[];
  /** Links to a span that is not in the case, whether or not its trace is. */
  readonly danglingLinks: readonly { readonly span: Span; readonly link: SpanLink }[];
  /** Spans that were their own ancestors; in `spans` their parent is cut off. */
  readonly cyclicParents: readonly ParentReference[];
  /** Are spans of it known to be lost, though nobody can say which? */
  readonly cutShort?: boolean;
  /** How many spans were dropped because the same span had been reported before. */
  readonly duplicates: number;
}

export interface ParentReference {
  /** As it stands in `spans`. */
  readonly span: Span;
  readonly parentSpanId: string;
}

/**
 * Spans of one trace form a case; a span link whose trace is present joins both traces (messaging conventions: a
 * consumer links to the producer's context). Cases come in the order in which their first span was seen.
 */
export function joinCases(spans: readonly Span[]): Case[] {
  const traces = groupByTrace(spans);
  const groups = joinLinkedTraces(traces);
  return groups.map((group) => toCase(group));
}

interface TraceGroup {
  readonly traceId: string;
  /** Span and its place in the input, so that joined traces can be put back into one order. */
  readonly members: { readonly span: Span; readonly at: number }[];
  duplicates: number;
  linksOut: boolean;
  sharesIds: boolean;
}

function groupByTrace(spans: readonly Span[]): Map<string, TraceGroup> {
  const traces = new Map<string, TraceGroup>();
  const seen = new Map<string, Map<string, Span[]>>();
  spans.forEach((span, at) => {
    let trace = traces.get(span.traceId);
    let bySpanId = seen.get(span.traceId);
    if (!trace || !bySpanId) {
      trace = { traceId: span.traceId, members: [], duplicates: 0, linksOut: false, sharesIds: false };
      bySpanId = new Map();
      traces.set(span.traceId, trace);
      seen.set(span.traceId, bySpanId);
    }
    const twins = bySpanId.get(span.spanId);
    if (twins?.some((twin) => isSameReport(twin, span))) {
      trace.duplicates++;
      return;
    }
    if (twins) {
      twins.push(span);
      trace.sharesIds = true;
    } else bySpanId.set(span.spanId, [span]);
    trace.members.push({ span, at });
  });
  return traces;
}

/** A retried export repeats a span word for word; halves that share an id differ in kind, service or times. */
function isSameReport(a: Span, b: Span): boolean {
  return (
    a.resource.serviceName === b.resource.serviceName &&
    a.kind === b.kind &&
    a.name === b.name &&
    a.start === b.start &&
    a.end === b.end
  );
}

/** Union-find over the trace ids; the representative of a set is the trace seen first. */
function joinLinkedTraces(traces: ReadonlyMap<string, TraceGroup>): TraceGroup[][] {
  const order = [...traces.keys()];
  const rank = new Map(order.map((traceId, index) => [traceId, index]));
  const above = order.map((_, index) => index);
  const find = (index: number): number => {
    let root = index;
    while (above[root] !== root) root = above[root] as number;
    for (let at = index; above[at] !== root; ) {
      const next = above[at] as number;
      above[at] = root;
      at = next;
    }
    return root;
  };
  for (const trace of traces.values()) {
    for (const { span } of trace.members) {
      for (const link of span.links) {
        const linked = rank.get(link.traceId);
        if (linked === undefined || link.traceId === trace.traceId) continue;
        trace.linksOut = true;
        const a = find(linked);
        const b = find(rank.get(trace.traceId) as number);
        if (a < b) above[b] = a;
        else above[a] = b;
      }
    }
  }
  const groups = new Map<number, TraceGroup[]>();
  for (const traceId of order) {
    const root = find(rank.get(traceId) as number);
    const group = groups.get(root);
    const trace = traces.get(traceId) as TraceGroup;
    if (group) group.push(trace);
    else groups.set(root, [trace]);
  }
  return [...groups.values()];
}

function toCase(group: readonly TraceGroup[]): Case {
  const first = group[0] as TraceGroup;
  const origin = group.find((trace) => !trace.linksOut) ?? first;
  const cyclicParents: ParentReference[] = [];
  const missingParents: ParentReference[] = [];
  const members = group.flatMap((trace) => {
    const reported = trace.members.map(({ span }) => span);
    // The halves may have come in different files, so that no reader saw them together.
    const uncut = trace.sharesIds ? separateSharedIds(reported) : reported;
    const spanIds = new Set(uncut.map((span) => span.spanId));
    const cut = cyclicSpans(uncut);
    return trace.members.map(({ at }, index) => {
      const span = uncut[index] as Span;
      const parentSpanId = span.parentSpanId;
      if (parentSpanId === undefined) return { span, at };
      if (!spanIds.has(parentSpanId)) {
        missingParents.push({ span, parentSpanId });
        return { span, at };
      }
      if (!cut.has(span)) return { span, at };
      const { parentSpanId: _, ...root } = span;
      cyclicParents.push({ span: root, parentSpanId });
      return { span: root, at };
    });
  });
  if (group.length > 1) members.sort((a, b) => a.at - b.at);
  const spans = members.map(({ span }) => span);
  return {
    id: origin.traceId,
    traceIds: group.map((trace) => trace.traceId),
    spans,
    facts: {
      missingParents,
      danglingLinks: danglingLinks(spans),
      cyclicParents,
      duplicates: group.reduce((sum, trace) => sum + trace.duplicates, 0),
    },
  };
}

function danglingLinks(spans: readonly Span[]): { span: Span; link: SpanLink }[] {
  const linking = spans.filter((span) => span.links.length > 0);
  if (linking.length === 0) return [];
  const present = new Set(spans.map((span) => `${span.traceId}/${span.spanId}`));
  return linking.flatMap((span) =>
    span.links.filter((link) => !present.has(`${link.traceId}/${link.spanId}`)).map((link) => ({ span, link })),
  );
}

/** One span of every parent cycle, the one that started first: following parents from any span ends without these. */
function cyclicSpans(spans: readonly Span[]): Set<Span> {
  const byId = new Map<string, Span>();
  for (const span of spans) if (!byId.has(span.spanId)) byId.set(span.spanId, span);
  const parentOf = (span: Span): Span | undefined =>
    span.parentSpanId === undefined || cut.has(span) ? undefined : byId.get(span.parentSpanId);
  const cut = new Set<Span>();
  const done = new Set<Span>();
  for (const span of spans) {
    const path: Span[] = [];
    const onPath = new Set<Span>();
    let at: Span | undefined = span;
    while (at && !done.has(at) && !onPath.has(at)) {
      path.push(at);
      onPath.add(at);
      at = parentOf(at);
    }
    if (at && onPath.has(at)) {
      const cycle = path.slice(path.indexOf(at));
      cut.add(cycle.reduce((first, next) => (next.start < first.start ? next : first)));
    }
    for (const visited of path) done.add(visited);
  }
  return cut;
}
