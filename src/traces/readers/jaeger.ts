/**
 * Jaeger's JSON: the query API and the UI's download (`{"data": [trace, …]}`), one bare trace, a list of traces, and
 * single spans as Jaeger stores them (one a line, with the process inside). Model: jaeger `model/json/model.go`.
 */
import type { AttributeValue, Resource, SpanKind, SpanLink, SpanStatus } from '../span.ts';
import { problems } from './problems.ts';
import type { SpanSink } from './sink.ts';
import {
  asArray,
  asText,
  idOf,
  isObject,
  type JsonObject,
  kindOf,
  microsOf,
  numberOf,
  plainValue,
  statusOf,
} from './values.ts';

export function isJaeger(value: unknown): boolean {
  if (!isObject(value)) return false;
  if (isTrace(value) || isSpan(value)) return true;
  if (!Array.isArray(value.data)) return false;
  // The API's answer when nothing matched: {"data":[],"total":0,…}
  return value.data.length === 0
    ? Object.hasOwn(value, 'total')
    : value.data.some((each) => isObject(each) && isTrace(each));
}

function isTrace(value: JsonObject): boolean {
  return Array.isArray(value.spans) && (Object.hasOwn(value, 'traceID') || isObject(value.processes));
}

function isSpan(value: JsonObject): boolean {
  return Object.hasOwn(value, 'traceID') && Object.hasOwn(value, 'spanID');
}

export function readJaeger(value: unknown, sink: SpanSink): void {
  if (!isObject(value)) return;
  if (Array.isArray(value.data)) {
    value.data.forEach((trace: unknown, index) => {
      const where = `data[${index}]`;
      if (isObject(trace) && Array.isArray(trace.spans)) readTrace(trace, `${where}.`, sink);
      else sink.report(problems.badPiece(where, 'a trace'));
    });
    reportErrors(value.errors, sink);
  } else if (Array.isArray(value.spans)) readTrace(value, '', sink);
  else readSpan(value, () => 'the span', undefined, undefined, sink);
}

/** The API gives what it could find, and says beside it what it could not (`structuredError` in jaeger-query). */
function reportErrors(errors: unknown, sink: SpanSink): void {
  for (const error of asArray(errors)) {
    if (!isObject(error)) continue;
    const traceId = idOf(error.traceID);
    const said = asText(error.msg) || 'it gives no reason';
    sink.markPartial(traceId);
    sink.report(problems.backendError(traceId === undefined ? said : `trace ${traceId}: ${said}`));
  }
}

function readTrace(trace: JsonObject, prefix: string, sink: SpanSink): void {
  const processes = isObject(trace.processes) ? trace.processes : {};
  asArray(trace.spans).forEach((span, index) => {
    const where = (): string => `${prefix}spans[${index}]`;
    if (isObject(span)) readSpan(span, where, trace.traceID, processes, sink);
    else sink.dropSpan(where(), 'it is not an object');
  });
}

function readSpan(
  span: JsonObject,
  where: () => string,
  outerTraceId: unknown,
  processes: JsonObject | undefined,
  sink: SpanSink,
): void {
  const attributes = tagsOf(span.tags, sink, where);
  const traceId = idOf(span.traceID) ?? idOf(outerTraceId);
  const start = microsOf(span.startTime);
  const duration = numberOf(span.duration);
  sink.add(
    {
      traceId,
      spanId: idOf(span.spanID),
      ...relationsOf(span, traceId),
      name: asText(span.operationName),
      kind: spanKind(attributes),
      start,
      end: start === undefined || duration === undefined ? undefined : start + duration,
      attributes,
      resource: resourceOf(span, processes, sink, where),
      scope: asText(attributes.get('otel.scope.name') ?? attributes.get('otel.library.name')),
      status: spanStatus(attributes),
    },
    where,
  );
}

/**
 * CHILD_OF is the parent. FOLLOWS_FROM is what OpenTelemetry links become, but also what OpenTracing used for
 * asynchronous children: a link beside another parent or into another trace, else the parent.
 */
function relationsOf(
  span: JsonObject,
  traceId: string | undefined,
): { readonly parentSpanId: string | undefined; readonly links: readonly SpanLink[] } {
  // Before references there was `parentSpanID`; Jaeger's older stores still write it.
  let parentSpanId = idOf(span.parentSpanID);
  const others: { link: SpanLink; follows: boolean }[] = [];
  for (const reference of asArray(span.references)) {
    if (!isObject(reference)) continue;
    // Some exports put the whole span that is referred to into the reference.
    const whole = isObject(reference.span) ? reference.span : undefined;
    const spanId = idOf(reference.spanID) ?? idOf(whole?.spanID);
    if (spanId === undefined) continue;
    const link = { traceId: idOf(reference.traceID) ?? idOf(whole?.traceID) ?? traceId ?? '', spanId };
    const follows = reference.refType === 'FOLLOWS_FROM';
    if (!follows && link.traceId === traceId && (parentSpanId === undefined || parentSpanId === spanId)) {
      parentSpanId = spanId;
    } else others.push({ link, follows });
  }
  if (parentSpanId === undefined) {
    const first = others.findIndex(({ link, follows }) => follows && link.traceId === traceId);
    if (first >= 0) parentSpanId = others.splice(first, 1)[0]?.link.spanId;
  }
  return { parentSpanId, links: others.map(({ link }) => link) };
}

function resourceOf(
  span: JsonObject,
  processes: JsonObject | undefined,
  sink: SpanSink,
  where: () => string,
): Resource {
  const id = span.processID;
  // hasOwn, because a process id may be "constructor".
  const shared = typeof id === 'string' && processes && Object.hasOwn(processes, id) ? processes[id] : undefined;
  const process = isObject(span.process) ? span.process : isObject(shared) ? shared : undefined;
  if (!process) {
    sink.report(problems.noProcess(where()));
    return sink.resources.intern('', () => new Map());
  }
  return sink.resources.intern(`jaeger:${process.serviceName}:${keyOf(process)}`, () => {
    const attributes = tagsOf(process.tags, sink, where);
    const serviceName = asText(process.serviceName);
    if (serviceName) attributes.set('service.name', serviceName);
    return attributes;
  });
}

const processKeys = new WeakMap<JsonObject, string>();

/** Spans of a trace share their process object, so its tags are spelled out once. */
function keyOf(process: JsonObject): string {
  let key = processKeys.get(process);
  if (key === undefined) {
    const tags = asArray(process.tags);
    key = tags
      .map((tag) => (isObject(tag) ? `${String(tag.key)}=${JSON.stringify(plainValue(tag.value))}` : ''))
      .join('\n');
    processKeys.set(process, key);
  }
  return key;
}

function tagsOf(tags: unknown, sink: SpanSink, where: () => string): Map<string, AttributeValue> {
  const attributes = new Map<string, AttributeValue>();
  for (const tag of asArray(tags)) {
    const key = isObject(tag) ? tag.key : undefined;
    const value = isObject(tag) ? tagValue(tag) : undefined;
    if (typeof key === 'string' && value !== undefined) attributes.set(key, value);
    else sink.report(problems.badAttribute(where(), typeof key === 'string' ? key : '?'));
  }
  return attributes;
}

/** The declared type decides: 64-bit integers may come as strings, stores keep everything as strings. */
function tagValue(tag: JsonObject): AttributeValue | undefined {
  const { type, value } = tag;
  if (typeof value === 'string') {
    if (type === 'int64' || type === 'float64') return numberOf(value) ?? value;
    if (type === 'bool') return value === 'true';
  }
  return plainValue(value);
}

function spanKind(attributes: ReadonlyMap<string, AttributeValue>): SpanKind {
  return kindOf(attributes.get('span.kind'));
}

function spanStatus(attributes: ReadonlyMap<string, AttributeValue>): SpanStatus {
  const error = attributes.get('error');
  if (error === true || error === 'true') return 'error';
  return statusOf(attributes.get('otel.status_code'));
}
