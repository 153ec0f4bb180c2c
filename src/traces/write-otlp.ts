import type { AttributeValue, Span, SpanKind, SpanStatus } from './span.ts';

/**
 * Spans as one line of OTLP JSON (opentelemetry-proto, "JSON Protobuf Encoding"), line break included: what a
 * collector's file exporter writes, and what `readTraces` reads.
 */
export function otlpJsonLine(spans: readonly Span[]): string {
  const byResource = Map.groupBy(spans, ({ resource }) => resource);
  const resourceSpans = [...byResource].map(([resource, own]) => ({
    resource: { attributes: attributesOf(resource.attributes) },
    scopeSpans: [...Map.groupBy(own, ({ scope }) => scope)].map(([name, spansOfScope]) => ({
      scope: { name },
      spans: spansOfScope.map(spanOf),
    })),
  }));
  return `${JSON.stringify({ resourceSpans })}\n`;
}

const kinds: readonly SpanKind[] = ['unspecified', 'internal', 'server', 'client', 'producer', 'consumer'];
const statuses: readonly SpanStatus[] = ['unset', 'ok', 'error'];

function spanOf(span: Span) {
  return {
    traceId: span.traceId,
    spanId: span.spanId,
    ...(span.parentSpanId !== undefined && { parentSpanId: span.parentSpanId }),
    name: span.name,
    kind: kinds.indexOf(span.kind),
    startTimeUnixNano: nanoseconds(span.start),
    endTimeUnixNano: nanoseconds(span.end),
    attributes: attributesOf(span.attributes),
    ...(span.links.length > 0 && { links: span.links.map(({ traceId, spanId }) => ({ traceId, spanId })) }),
    status: span.status === 'unset' ? {} : { code: statuses.indexOf(span.status) },
  };
}

/** A double cannot hold them, so they are written as text. */
function nanoseconds(microseconds: number): string {
  const whole = Math.floor(microseconds);
  return String(BigInt(whole) * 1000n + BigInt(Math.round((microseconds - whole) * 1000)));
}

function attributesOf(attributes: Iterable<readonly [string, AttributeValue]>) {
  return [...attributes].map(([key, value]) => ({ key, value: valueIn(value) }));
}

function valueIn(value: AttributeValue): object {
  if (typeof value === 'string') return { stringValue: value };
  if (typeof value === 'boolean') return { boolValue: value };
  if (typeof value === 'number') return Number.isInteger(value) ? { intValue: String(value) } : { doubleValue: value };
  if (Array.isArray(value)) return { arrayValue: { values: value.map(valueIn) } };
  return { kvlistValue: { values: attributesOf(Object.entries(value)) } };
}
