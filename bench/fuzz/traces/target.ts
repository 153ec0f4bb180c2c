import { detect, readTraces, type Span, type TraceReading } from '#traces';
import type { Target } from '../target.ts';
import { seeds } from './seeds.ts';

/** Small, so that what unpacks to anything is met often. */
const unpackedLimit = 4_000_000;

export const traces: Target = {
  name: 'traces',
  seeds,
  run: async (input) => {
    try {
      const format = detect(input);
      const reading = await readTraces({ path: 'input', bytes: input, unpackedLimit });
      if (format === undefined && reading.spans.length > 0) return 'spans were read in no format that is known';
      return wrongReading(reading);
    } catch (error) {
      return error instanceof Error ? (error.stack ?? error.message) : String(error);
    }
  },
};

function wrongReading({ spans, format, diagnostics, droppedSpans, partial }: TraceReading): string | undefined {
  if (spans.length === 0 && diagnostics.length === 0) return 'no spans, and nothing is said of it';
  if (spans.length > 0 && format === undefined) return 'spans, but no format';
  if (droppedSpans > 0 && diagnostics.length === 0) return 'spans were dropped, and nothing is said of it';
  if (droppedSpans > 0 && partial.length === 0) return 'spans were dropped, and no trace is partial';
  for (const { code, message, path, range } of diagnostics) {
    if (!code.startsWith('traces/') || message === '' || path !== 'input')
      return `a strange diagnostic: ${code} ${message}`;
    if (message.length > 2000) return `a diagnostic of ${message.length} characters`;
    if (range && !(range.start.line >= 1)) return `a diagnostic at line ${range.start.line}`;
  }
  for (const span of spans) {
    const wrong = wrongSpan(span);
    if (wrong !== undefined) return `a span with ${wrong}`;
  }
  return undefined;
}

const kinds: ReadonlySet<string> = new Set(['unspecified', 'internal', 'server', 'client', 'producer', 'consumer']);

function wrongSpan(span: Span): string | undefined {
  const { traceId, spanId, parentSpanId, name, kind, start, end, attributes, resource, scope, status, links } = span;
  const isId = (id: unknown): boolean => typeof id === 'string' && id !== '';
  if (!isId(traceId) || !isId(spanId)) return 'no id';
  if (parentSpanId !== undefined && !isId(parentSpanId)) return 'an empty parent id';
  if (typeof name !== 'string' || typeof scope !== 'string') return 'a name that is no text';
  if (!kinds.has(kind)) return `the kind ${kind}`;
  if (!Number.isFinite(start) || !Number.isFinite(end) || start > end || start < 0) return `times ${start} to ${end}`;
  if (!(attributes instanceof Map) || !(resource.attributes instanceof Map)) return 'attributes that are no map';
  if (typeof resource.serviceName !== 'string' || typeof resource.host !== 'string') return 'a strange resource';
  if (!['unset', 'ok', 'error'].includes(status)) return `the status ${status}`;
  if (!links.every((link) => isId(link.traceId) && isId(link.spanId))) return 'a link without ids';
  return undefined;
}
