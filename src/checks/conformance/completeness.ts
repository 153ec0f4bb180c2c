import { type Case, type Endpoint, endpointKey } from '#traces';

export interface Completeness {
  readonly complete: boolean;
  readonly why: string;
  /**
   * Endpoint keys of the services with a span whose parent was lost. What was lost there was their own or their
   * caller's, so that a message from or to one of them may have been among it; others would have left a gap elsewhere.
   */
  readonly near: ReadonlySet<string>;
}

/**
 * Is anything of the case known to be lost? One parent that nobody reported, above everything else, is a caller without
 * instrumentation (a browser, a test driver); spans whose parents are missing elsewhere were lost.
 */
export function isComplete({ facts, spans }: Case): Completeness {
  if (facts.cutShort) {
    return {
      complete: false,
      near: new Set(spans.map(keyOfService)),
      why: 'only part of this case could be had, so what was not seen may have happened',
    };
  }
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
      near: new Set(facts.missingParents.map(({ span }) => keyOfService(span))),
      why: `${count} ${count === 1 ? 'span names a parent' : 'spans name parents'} that was not reported, so spans of this case are lost`,
    };
  }
  return { complete: true, why: '', near: new Set() };
}

function keyOfService({ resource }: Case['spans'][number]): string {
  const service: Endpoint = { type: 'service', name: resource.serviceName, namespace: resource.serviceNamespace };
  return endpointKey(service);
}
