import { isJaeger, readJaeger } from './jaeger.ts';
import { otlpEnvelope, readOtlpJson } from './otlp-json.ts';
import type { SpanSink } from './sink.ts';
import { isObject, type JsonObject } from './values.ts';
import { readZipkin, zipkinVersion } from './zipkin.ts';

export type TraceFormat =
  | 'otlp-json'
  | 'otlp-json-lines'
  | 'otlp-protobuf'
  | 'tempo-json'
  | 'jaeger-json'
  | 'zipkin'
  | 'zipkin-v1';

/** A format spelled in JSON, as a function from a parsed value to spans. */
interface JsonReader {
  /** Undefined where the value is of another format. */
  formatOf(value: unknown): TraceFormat | undefined;
  read(value: unknown, sink: SpanSink): void;
}

/** In the order they are asked. A new format is a file and a line here. */
const jsonReaders: readonly JsonReader[] = [
  {
    formatOf: (value) => {
      const envelope = otlpEnvelope(value);
      return envelope && (envelope.key === 'batches' ? 'tempo-json' : 'otlp-json');
    },
    read: (value, sink) => {
      const envelope = otlpEnvelope(value);
      if (envelope) readOtlpJson(envelope, sink);
    },
  },
  { formatOf: (value) => (isJaeger(value) ? 'jaeger-json' : undefined), read: readJaeger },
  { formatOf: zipkinVersion, read: readZipkin },
];

/** How many elements of a list are looked at to find its format. */
const lookAhead = 20;

/** The format of a parsed value; of a list that is no Zipkin trace, the first that one of its elements has. */
export function jsonFormat(value: unknown): TraceFormat | undefined {
  for (const reader of jsonReaders) {
    const format = reader.formatOf(value);
    if (format) return format;
  }
  if (!Array.isArray(value)) return undefined;
  for (const element of value.slice(0, lookAhead)) {
    const format = Array.isArray(element) ? undefined : jsonFormat(element);
    if (format) return format;
  }
  return undefined;
}

/** Reads a value of whatever format it has; `unknown` is told of every piece that has none. */
export function readJson(value: unknown, sink: SpanSink, unknown: (piece: unknown) => void): TraceFormat | undefined {
  for (const reader of jsonReaders) {
    const format = reader.formatOf(value);
    if (format === undefined) continue;
    reader.read(value, sink);
    return format;
  }
  let first: TraceFormat | undefined;
  if (Array.isArray(value) && jsonFormat(value)) {
    value.forEach((element: unknown, index) => {
      sink.within = `[${index}].`;
      const format = Array.isArray(element) ? undefined : readJson(element, sink, unknown);
      if (Array.isArray(element)) unknown(element);
      first ??= format;
    });
    sink.within = '';
  } else unknown(value);
  return first;
}

/** `metrics` or `logs` where the value is an export of these; the Collector may write all signals to one file. */
export function otherSignal(value: unknown): string | undefined {
  if (!isObject(value)) return undefined;
  if (Object.hasOwn(value, 'resourceMetrics')) return 'metrics';
  return Object.hasOwn(value, 'resourceLogs') ? 'logs' : undefined;
}

/** Ids of the traces that a search in Tempo found (`/api/search`); undefined where the value is no such answer. */
export function searchResult(value: unknown): readonly string[] | undefined {
  if (!isObject(value) || !Array.isArray(value.traces)) return undefined;
  const isHit = (hit: unknown): hit is JsonObject => isObject(hit) && typeof hit.traceID === 'string';
  const hits = value.traces.filter(isHit);
  // When nothing was found, what it cost is still told.
  if (hits.length === 0 && !(value.traces.length === 0 && isObject(value.metrics))) return undefined;
  return hits.map(({ traceID }) => String(traceID));
}

/** What a value looks like, for a message that says it is no trace. */
export function describe(value: unknown): string {
  if (Array.isArray(value)) {
    if (value.length === 0) return 'an empty list';
    const first: unknown = value[0];
    return `a list of ${value.length}, the first ${Array.isArray(first) ? `a list of ${first.length}` : describe(first)}`;
  }
  if (!isObject(value)) return value === null ? 'null' : `a ${typeof value}`;
  const keys = Object.keys(value);
  if (keys.length === 0) return 'an empty object';
  const shown = keys.slice(0, 4).map((key) => JSON.stringify(key.slice(0, 40)));
  return `an object with ${shown.join(', ')}${keys.length > shown.length ? ' …' : ''}`;
}
