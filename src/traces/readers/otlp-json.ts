/**
 * OTLP/JSON (opentelemetry-proto docs, "JSON Protobuf Encoding"): `resourceSpans`, before 0.15 with
 * `instrumentationLibrarySpans`; Tempo's API says `batches` for the same and wraps it in `trace`, Jaeger's API v3 in
 * `result`; some tools keep protobuf's own names (`resource_spans`). Names are read by hand because protobuf's own JSON mapping takes hex ids for base64 and refuses unknown
 * fields.
 */
import type { AttributeValue, Resource, Span, SpanLink } from '../span.ts';
import { inCamelCase, isSnakeCase } from './otlp-snake-case.ts';
import { problems } from './problems.ts';
import type { SpanSink } from './sink.ts';
import {
  asArray,
  asText,
  hasLength,
  idOf,
  isObject,
  type JsonObject,
  kindOf,
  maxValueDepth,
  microsFromNanos,
  numberOf,
  statusOf,
} from './values.ts';

export interface OtlpEnvelope {
  readonly key: string;
  /** The key behind those of the wrappers: `trace.batches`. */
  readonly path: string;
  readonly list: unknown;
  /** What a backend wrapped it in: Tempo's `trace`, beside which stands whether it is all, or `result` of Jaeger. */
  readonly wrapper: JsonObject | undefined;
}

/** The value's list of resource spans and what it is called; undefined where the value is no OTLP. */
export function otlpEnvelope(value: unknown): OtlpEnvelope | undefined {
  if (!isObject(value)) return undefined;
  const bare = listIn(value);
  if (bare) return { ...bare, path: bare.key, wrapper: undefined };
  for (const wrapper of ['trace', 'result']) {
    const inner = value[wrapper];
    const wrapped = isObject(inner) ? listIn(inner) : undefined;
    if (wrapped) return { ...wrapped, path: `${wrapper}.${wrapped.key}`, wrapper: value };
  }
  return undefined;
}

function listIn(value: JsonObject): { readonly key: string; readonly list: unknown } | undefined {
  const key = ['resourceSpans', 'batches', 'resource_spans'].find((name) => Object.hasOwn(value, name));
  return key === undefined ? undefined : { key, list: value[key] };
}

export function readOtlpJson({ path, list, wrapper }: OtlpEnvelope, sink: SpanSink): void {
  const before = sink.spans.length;
  if (Array.isArray(list)) {
    list.forEach((element: unknown, index) => {
      const where = `${path}[${index}]`;
      if (isObject(element)) readResourceSpans(isSnakeCase(element) ? inCamelCase(element) : element, where, sink);
      else sink.report(problems.badPiece(where, 'an object'));
    });
    // A null list is protobuf's JSON for an empty one.
  } else if (list !== null) sink.report(problems.badPiece(path, 'a list'));
  if (wrapper && isPartial(wrapper.status)) reportPartial(asText(wrapper.message), sink.spans.slice(before), sink);
}

/** tempopb.TraceByIDResponse.status: COMPLETE = 0, PARTIAL = 1 */
function isPartial(status: unknown): boolean {
  return status === 'PARTIAL' || status === 1;
}

function reportPartial(said: string, spans: readonly Span[], sink: SpanSink): void {
  for (const traceId of new Set(spans.map((span) => span.traceId))) {
    sink.markPartial(traceId);
    sink.report(problems.partialTrace(traceId, said));
  }
}

function readResourceSpans(element: JsonObject, where: string, sink: SpanSink): void {
  const resource = resourceOf(element.resource, () => `${where}.resource`, sink);
  for (const key of ['scopeSpans', 'instrumentationLibrarySpans']) {
    const list = element[key];
    if (list === undefined || list === null) continue;
    if (!Array.isArray(list)) {
      sink.report(problems.badPiece(`${where}.${key}`, 'a list'));
      continue;
    }
    list.forEach((group: unknown, index) => {
      const place = `${where}.${key}[${index}]`;
      if (!isObject(group)) sink.report(problems.badPiece(place, 'an object'));
      else readScopeSpans(group, place, resource, sink);
    });
  }
}

export function resourceOf(resource: unknown, where: () => string, sink: SpanSink): Resource {
  const list = asArray(isObject(resource) ? resource.attributes : undefined);
  return sink.resources.internList(list, () => attributesOf(list, sink, where));
}

function readScopeSpans(group: JsonObject, where: string, resource: Resource, sink: SpanSink): void {
  const raw = group.scope ?? group.instrumentationLibrary;
  const scope = isObject(raw) ? asText(raw.name) : '';
  const spans = group.spans;
  if (!Array.isArray(spans)) {
    if (spans !== undefined && spans !== null) sink.report(problems.badPiece(`${where}.spans`, 'a list'));
    return;
  }
  // One closure for all spans of the list, not one each.
  let index = 0;
  const place = (): string => `${where}.spans[${index}]`;
  for (; index < spans.length; index++) {
    const span: unknown = spans[index];
    if (isObject(span)) readSpan(span, place, resource, scope, sink);
    else sink.dropSpan(place(), 'it is not an object');
  }
}

const noLinks: readonly SpanLink[] = [];

function readSpan(span: JsonObject, where: () => string, resource: Resource, scope: string, sink: SpanSink): void {
  const traceId = idOf(span.traceId);
  const spanId = idOf(span.spanId);
  if (traceId !== undefined && !hasLength(16, traceId)) sink.report(problems.oddId(where(), 'trace id', traceId));
  if (spanId !== undefined && !hasLength(8, spanId)) sink.report(problems.oddId(where(), 'span id', spanId));
  sink.add(
    {
      traceId,
      spanId,
      parentSpanId: idOf(span.parentSpanId),
      name: asText(span.name),
      kind: kindOf(span.kind),
      start: microsFromNanos(span.startTimeUnixNano),
      end: microsFromNanos(span.endTimeUnixNano),
      attributes: attributesOf(span.attributes, sink, where),
      resource,
      scope,
      status: isObject(span.status) ? statusOf(span.status.code) : 'unset',
      links: span.links === undefined ? noLinks : linksOf(span.links),
    },
    where,
  );
}

export function linksOf(value: unknown): readonly SpanLink[] {
  if (!Array.isArray(value) || value.length === 0) return noLinks;
  const links: SpanLink[] = [];
  for (const link of value) {
    if (!isObject(link)) continue;
    const traceId = idOf(link.traceId);
    const spanId = idOf(link.spanId);
    if (traceId !== undefined && spanId !== undefined) links.push({ traceId, spanId });
  }
  return links;
}

function attributesOf(list: unknown, sink: SpanSink, where: () => string): Map<string, AttributeValue> {
  const attributes = new Map<string, AttributeValue>();
  if (!Array.isArray(list)) return attributes;
  for (let index = 0; index < list.length; index++) {
    const pair: unknown = list[index];
    if (!isObject(pair) || typeof pair.key !== 'string') {
      sink.report(problems.badAttribute(where(), `#${index}`));
      continue;
    }
    const value = anyValue(pair.value, 0);
    if (value !== undefined) attributes.set(pair.key, value);
    // An empty AnyValue is OTLP's null, which says as much as no attribute.
    else if (!isEmptyValue(pair.value)) sink.report(problems.badAttribute(where(), pair.key));
  }
  return attributes;
}

function isEmptyValue(value: unknown): boolean {
  return value === undefined || value === null || (isObject(value) && Object.keys(value).length === 0);
}

/** opentelemetry.proto.common.v1.AnyValue */
export function anyValue(value: unknown, depth: number): AttributeValue | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const any = value as JsonObject;
  if (typeof any.stringValue === 'string') return any.stringValue;
  if (any.intValue !== undefined) return numberOf(any.intValue);
  if (typeof any.boolValue === 'boolean') return any.boolValue;
  // NaN and the infinities are strings in protobuf's JSON.
  if (any.doubleValue !== undefined) return doubleOf(any.doubleValue);
  if (depth > maxValueDepth) return undefined;
  if (isObject(any.arrayValue)) {
    const elements: AttributeValue[] = [];
    for (const element of asArray(any.arrayValue.values)) {
      const inner = anyValue(element, depth + 1);
      if (inner !== undefined) elements.push(inner);
    }
    return elements;
  }
  if (isObject(any.kvlistValue)) {
    const entries: [string, AttributeValue][] = [];
    for (const pair of asArray(any.kvlistValue.values)) {
      const inner = isObject(pair) ? anyValue(pair.value, depth + 1) : undefined;
      if (isObject(pair) && typeof pair.key === 'string' && inner !== undefined) entries.push([pair.key, inner]);
    }
    return Object.fromEntries(entries);
  }
  return typeof any.bytesValue === 'string' ? any.bytesValue : undefined;
}

function doubleOf(value: unknown): number | undefined {
  if (typeof value === 'number') return value;
  return value === 'NaN' || value === 'Infinity' || value === '-Infinity' ? Number(value) : numberOf(value);
}
