import type { Case } from '#traces';

/**
 * Is anything of the case known to be lost? One parent that nobody reported, above everything else, is a caller without
 * instrumentation (a browser, a test driver); spans whose parents are missing elsewhere were lost.
 */
export function isComplete({ facts, spans }: Case): { readonly complete: boolean; readonly why: string } {
  const entries = new Set(facts.missingParents.map(({ span, parentSpanId }) => `${span.traceId}/${parentSpanId}`));
  const traces = new Set(spans.map((span) => span.traceId));
  const rooted = new Set(spans.filter((span) => span.parentSpanId === undefined).map((span) => span.traceId));
  const lost = [...entries].filter((entry) => rooted.has(entry.split('/')[0]!)).length;
  const orphaned = [...traces].some(
    (trace) => !rooted.has(trace) && [...entries].filter((entry) => entry.startsWith(`${trace}/`)).length > 1,
  );
  if (lost > 0 || orphaned) {
    const count = facts.missingParents.length;
    return {
      complete: false,
      why: `${count} ${count === 1 ? 'span names a parent' : 'spans name parents'} that was not reported, so spans of this case are lost`,
    };
  }
  return { complete: true, why: '' };
}
