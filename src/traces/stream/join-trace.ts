import { type Case, joinCases, type ParentReference } from '../cases.ts';
import type { Span } from '../span.ts';

const nothing: readonly never[] = [];

/**
 * The case of one trace that no link joins to another: what `joinCases` makes of its spans, but for an ordinary trace
 * (one span an id, no circle of parents) in a fraction of the time.
 */
export function joinTrace(spans: readonly Span[]): Case {
  return ordinaryCase(spans) ?? joinCases(spans)[0]!;
}

function ordinaryCase(spans: readonly Span[]): Case | undefined {
  const parents = parentsOf(spans);
  if (!parents || hasCircle(parents)) return undefined;
  let missingParents: ParentReference[] | undefined;
  for (let index = 0; index < spans.length; index++) {
    const span = spans[index]!;
    if (span.links.length > 0) return undefined;
    const { parentSpanId } = span;
    if (parentSpanId === undefined || parents[index]! >= 0) continue;
    missingParents ??= [];
    missingParents.push({ span, parentSpanId });
  }
  const { traceId } = spans[0]!;
  const facts = { missingParents: missingParents ?? nothing, danglingLinks: nothing, cyclicParents: nothing };
  return { id: traceId, traceIds: [traceId], spans, facts: { ...facts, duplicates: 0 } };
}

const FEW = 12;

/** Places of the parents, -1 without one; undefined where two spans share an id. */
function parentsOf(spans: readonly Span[]): Int32Array | undefined {
  const parents = new Int32Array(spans.length).fill(-1);
  if (spans.length > FEW) {
    const places = new Map<string, number>();
    for (let index = 0; index < spans.length; index++) places.set(spans[index]!.spanId, index);
    if (places.size < spans.length) return undefined;
    for (let index = 0; index < spans.length; index++) {
      const { parentSpanId } = spans[index]!;
      if (parentSpanId !== undefined) parents[index] = places.get(parentSpanId) ?? -1;
    }
    return parents;
  }
  for (let index = 0; index < spans.length; index++) {
    const { spanId, parentSpanId } = spans[index]!;
    for (let other = 0; other < spans.length; other++) {
      const id = spans[other]!.spanId;
      if (other > index && id === spanId) return undefined;
      if (id === parentSpanId) parents[index] = other;
    }
  }
  return parents;
}

function hasCircle(parents: Int32Array): boolean {
  for (let index = 0; index < parents.length; index++) {
    let steps = 0;
    // Whoever was looked at before has led to a root.
    for (let at = parents[index]!; at >= index; at = parents[at]!) if (++steps > parents.length) return true;
  }
  return false;
}
