/** Zipkin v2 (zipkin2-api.yaml): a list of spans, or a list of traces that are lists of spans. */
import { separateSharedIds } from '../shared-ids.ts';
import type { AttributeValue, SpanStatus } from '../span.ts';
import type { SpanDraft, SpanSink } from './sink.ts';
import { asText, idOf, isObject, type JsonObject, kindOf, microsOf, numberOf, plainValue, statusOf } from './values.ts';
import { fromZipkinV1, isZipkinV1Span } from './zipkin-v1.ts';

/** Which of Zipkin's two span formats the value holds; undefined where it holds neither. */
export function zipkinVersion(value: unknown): 'zipkin' | 'zipkin-v1' | undefined {
  const span = spansOf(value).find(({ span: each }) => isZipkinSpan(each))?.span;
  if (span === undefined) return undefined;
  return isZipkinV1Span(span as JsonObject) ? 'zipkin-v1' : 'zipkin';
}

function isZipkinSpan(value: unknown): boolean {
  return isObject(value) && Object.hasOwn(value, 'traceId') && Object.hasOwn(value, 'id');
}

/** The spans of a list, of a list of lists, or the value itself (one span a line), each with its place. */
function spansOf(value: unknown): { readonly span: unknown; readonly where: string }[] {
  if (!Array.isArray(value)) return [{ span: value, where: 'the span' }];
  return value.flatMap((element: unknown, index) =>
    Array.isArray(element)
      ? element.map((span: unknown, inner) => ({ span, where: `[${index}][${inner}]` }))
      : [{ span: element, where: `[${index}]` }],
  );
}

export function readZipkin(value: unknown, sink: SpanSink): void {
  const drafts: SpanDraft[] = [];
  const places: string[] = [];
  for (const { span, where } of spansOf(value)) {
    if (!isObject(span)) {
      sink.dropSpan(where, 'it is not an object');
      continue;
    }
    for (const each of isZipkinV1Span(span) ? fromZipkinV1(span) : [span]) {
      drafts.push(draftOf(each, sink));
      places.push(where);
    }
  }
  separateSharedIds(drafts).forEach((draft, index) => {
    sink.add(draft, () => places[index] ?? '');
  });
}

function draftOf(span: JsonObject, sink: SpanSink): SpanDraft {
  const attributes = attributesOf(span);
  const start = microsOf(span.timestamp);
  const duration = numberOf(span.duration);
  const serviceName = isObject(span.localEndpoint) ? asText(span.localEndpoint.serviceName) : '';
  return {
    traceId: idOf(span.traceId),
    spanId: idOf(span.id),
    parentSpanId: idOf(span.parentId),
    name: asText(span.name),
    // `shared` is only ever said by the half that was called.
    kind: span.shared === true && span.kind === undefined ? 'server' : kindOf(span.kind),
    start,
    // Zipkin leaves out a duration of less than a microsecond, and that of a span that never finished.
    end: start === undefined ? undefined : start + (duration ?? 0),
    attributes,
    resource: sink.resources.intern(
      `zipkin:${serviceName}`,
      () => new Map(serviceName ? [['service.name', serviceName]] : []),
    ),
    scope: asText(attributes.get('otel.scope.name') ?? attributes.get('otel.library.name')),
    status: spanStatus(attributes),
    links: [],
  };
}

function attributesOf(span: JsonObject): Map<string, AttributeValue> {
  const attributes = new Map<string, AttributeValue>();
  if (isObject(span.tags)) {
    for (const [key, raw] of Object.entries(span.tags)) {
      const value = plainValue(raw);
      if (value !== undefined) attributes.set(key, value);
    }
  }
  if (isObject(span.remoteEndpoint)) {
    const { serviceName, ipv4, ipv6, port } = span.remoteEndpoint;
    for (const [key, value] of [
      ['peer.service', serviceName],
      ['network.peer.address', ipv4 ?? ipv6],
      ['network.peer.port', port],
    ] as const) {
      if ((typeof value === 'number' || (typeof value === 'string' && value !== '')) && !attributes.has(key)) {
        attributes.set(key, value);
      }
    }
  }
  return attributes;
}

/** Any `error` tag is an error, whatever it says; bridges from OpenTracing also write `error: false`. */
function spanStatus(attributes: ReadonlyMap<string, AttributeValue>): SpanStatus {
  const error = attributes.get('error');
  if (error !== undefined && error !== 'false' && error !== false) return 'error';
  return statusOf(attributes.get('otel.status_code'));
}
