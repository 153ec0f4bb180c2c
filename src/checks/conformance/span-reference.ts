import type { Span } from '#traces';
import type { SpanReference } from '../result.ts';

/** Where a span is found, and when it began by its own host's clock. */
export function referenceTo(span: Span, spans: readonly Span[]): SpanReference {
  let earliest = span.start;
  for (const other of spans) {
    if (other.resource.host === span.resource.host) earliest = Math.min(earliest, other.start);
  }
  return {
    traceId: span.traceId,
    spanId: span.spanId,
    service: span.resource.serviceName,
    name: span.name,
    at: Math.round((span.start - earliest) / 10) / 100,
  };
}
