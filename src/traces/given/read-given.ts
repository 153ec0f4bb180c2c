import type { TraceReading } from '../read-traces.ts';
import { describe, otherSignal, readJson, searchResult } from '../readers/json-reader.ts';
import { problems } from '../readers/problems.ts';
import type { ResourcePool } from '../readers/resource-pool.ts';
import { SpanSink } from '../readers/sink.ts';
import type { Span } from '../span.ts';
import { isSdkSpan, type SdkSpan, SdkSpans } from './sdk-span.ts';

/**
 * Spans that are at hand: asdrawn's own, those of the OpenTelemetry SDK (`InMemorySpanExporter.getFinishedSpans()`), or
 * what `JSON.parse` makes of any recording that asdrawn reads, OTLP before all others.
 */
export type GivenSpans = Iterable<Span | SdkSpan> | JsonRecording;

/** `{ resourceSpans: [ … ] }`, a list of such, Jaeger's, Zipkin's or Tempo's JSON. */
export type JsonRecording = Readonly<Record<string, unknown>> | readonly Readonly<Record<string, unknown>>[];

export function isGivenSpan(value: unknown): value is Span | SdkSpan {
  return isSdkSpan(value) || isSpan(value);
}

/** Never throws for what is in the objects; what cannot be read is left out and told. */
export async function readGiven(given: GivenSpans, resources: ResourcePool): Promise<Omit<TraceReading, 'format'>> {
  const sink = new SpanSink('', resources);
  const list: readonly unknown[] | undefined = isIterable(given) ? [...given] : undefined;
  if (list && (list.length === 0 || list.some(isGivenSpan))) readList(list, sink);
  else {
    readJson(list ?? given, sink, (piece) => {
      const [hits, signal] = [searchResult(piece), otherSignal(piece)];
      if (hits) sink.report(problems.searchResult(hits));
      else sink.report(signal ? problems.otherSignal(signal) : problems.notATrace(describe(piece)));
    });
  }
  return {
    spans: sink.spans,
    diagnostics: sink.diagnostics(),
    droppedSpans: sink.droppedSpans,
    partial: sink.partial(),
  };
}

function readList(list: readonly unknown[], sink: SpanSink): void {
  const sdk = new SdkSpans(sink.resources);
  list.forEach((element, index) => {
    const where = (): string => `spans[${index}]`;
    if (isSpan(element)) sink.spans.push(element);
    else if (!isSdkSpan(element)) sink.dropSpan(where(), `it is no span, but ${describe(element)}`);
    else if (!element.ended) {
      sink.dropSpan(`${where()} ${JSON.stringify(element.name)}`, 'it has not ended', element.spanContext().traceId);
    } else sink.add(sdk.draft(element), where);
  });
}

function isIterable(value: object): value is Iterable<unknown> {
  return Symbol.iterator in value;
}

function isSpan(value: unknown): value is Span {
  return (
    typeof value === 'object' &&
    value !== null &&
    'traceId' in value &&
    'attributes' in value &&
    value.attributes instanceof Map &&
    'resource' in value &&
    typeof value.resource === 'object' &&
    value.resource !== null &&
    'serviceName' in value.resource
  );
}
