/** Recorded and live telemetry: spans and the cases they form. Knows no diagram. */
export type { Attributes, AttributeValue, Resource, Span, SpanKind, SpanLink, SpanStatus } from './span.ts';
