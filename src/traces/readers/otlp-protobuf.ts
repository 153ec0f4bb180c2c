/**
 * OTLP in protobuf: `ExportTraceServiceRequest` of opentelemetry.proto.collector.trace.v1 and what it contains, read
 * off the wire by field number. Tags below are `number << 3 | wire type`; what is not named is skipped.
 */
import { createHash } from 'node:crypto';
import { BinaryReader } from '@bufbuild/protobuf/wire';
import type { AttributeValue, Resource, Span, SpanLink } from '../span.ts';
import { problems } from './problems.ts';
import type { SpanSink } from './sink.ts';
import { idOf, kindOf, latestMicros, maxValueDepth, statusOf } from './values.ts';

/** A stretch of the buffer that holds one message. */
interface Stretch {
  readonly start: number;
  readonly end: number;
}

/**
 * Reads one request; a malformed span costs that span, a request cut short costs what was cut off. `offset`: where in
 * the file it begins, for messages.
 */
export function readOtlpProtobuf(bytes: Uint8Array, sink: SpanSink, offset = 0): void {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const reader = new WireReader(buffer, offset);
  const parts = partsOf(reader, { start: 0, end: buffer.length }, 'the request', sink);
  parts.fields.get(tags.resourceSpans)?.forEach((stretch, index) => {
    readResourceSpans(reader, stretch, `resourceSpans[${index}]`, sink);
  });
}

/** Tags of length-delimited fields (wire type 2) of the outer messages. */
const tags = {
  /** ExportTraceServiceRequest.resource_spans = 1 */
  resourceSpans: 0x0a,
  /** ResourceSpans.resource = 1, scope_spans = 2, instrumentation_library_spans = 1000 (until 0.15) */
  resource: 0x0a,
  scopeSpans: 0x12,
  librarySpans: 8002,
  /** ScopeSpans.scope = 1, spans = 2; so also in InstrumentationLibrarySpans */
  scope: 0x0a,
  spans: 0x12,
} as const;

class WireReader extends BinaryReader {
  readonly buffer: Buffer;
  readonly offset: number;

  constructor(buffer: Buffer, offset: number) {
    super(buffer, utf8);
    this.buffer = buffer;
    this.offset = offset;
  }

  /** For messages: where reading has come to, in the file. */
  place(position = this.pos): string {
    return `at byte ${this.offset + Math.min(position, this.buffer.length)}`;
  }

  /** Groups (wire types 3 and 4) are in no message of OTLP, and would be skipped by recursion. */
  override skip(wireType: number, fieldNumber?: number): Uint8Array<ArrayBufferLike> {
    if (wireType === 3 || wireType === 4) throw new RangeError(`field ${fieldNumber ?? '?'} is a group`);
    return super.skip(wireType, fieldNumber);
  }
}

function utf8(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
}

/**
 * The length-delimited fields of an outer message. The order of fields on the wire is free (a scope may follow its
 * spans), so places are collected first. A field that reaches beyond its message is clipped, so that what came before
 * a cut is still read.
 */
function partsOf(
  reader: WireReader,
  within: Stretch,
  where: string,
  sink: SpanSink,
): { readonly fields: ReadonlyMap<number, readonly Stretch[]> } {
  const fields = new Map<number, Stretch[]>();
  reader.pos = within.start;
  try {
    while (reader.pos < within.end) {
      const tag = nextTag(reader);
      if ((tag & 7) !== 2) {
        reader.skip(tag & 7, tag >>> 3);
        continue;
      }
      const length = reader.uint32();
      const start = reader.pos;
      const end = Math.min(start + length, within.end);
      const places = fields.get(tag);
      if (places) places.push({ start, end });
      else fields.set(tag, [{ start, end }]);
      if (start + length > within.end) throw new RangeError(`it ends ${start + length - within.end} bytes too early`);
      reader.pos = end;
    }
  } catch (error) {
    sink.report(problems.badProtobuf(`part of ${where}`, `${reasonOf(error)}, ${reader.place()}`));
  }
  return { fields };
}

function nextTag(reader: WireReader): number {
  const tag = reader.uint32();
  if (tag >>> 3 === 0) throw new RangeError('a field has no number');
  return tag;
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function readResourceSpans(reader: WireReader, within: Stretch, where: string, sink: SpanSink): void {
  const { fields } = partsOf(reader, within, where, sink);
  const resource = readResource(reader, fields.get(tags.resource)?.at(-1), where, sink);
  for (const [tag, name] of [
    [tags.scopeSpans, 'scopeSpans'],
    [tags.librarySpans, 'instrumentationLibrarySpans'],
  ] as const) {
    fields.get(tag)?.forEach((stretch, index) => {
      readScopeSpans(reader, stretch, `${where}.${name}[${index}]`, resource, sink);
    });
  }
}

function readResource(reader: WireReader, within: Stretch | undefined, where: string, sink: SpanSink): Resource {
  if (!within) return sink.resources.intern('', () => new Map());
  const bytes = reader.buffer.subarray(within.start, within.end);
  return sink.resources.intern(`protobuf:${contentKey(bytes)}`, () => {
    const attributes = new Map<string, AttributeValue>();
    try {
      reader.pos = within.start;
      while (reader.pos < within.end) {
        const tag = nextTag(reader);
        // Resource.attributes = 1
        if (tag === 0x0a) readKeyValue(reader, endOf(reader, within.end), attributes, 0);
        else reader.skip(tag & 7, tag >>> 3);
      }
    } catch (error) {
      sink.report(problems.badProtobuf(`part of ${where}.resource`, `${reasonOf(error)}, ${reader.place()}`));
    }
    return attributes;
  });
}

/** Resources are small, and only a strange one is worth a digest. */
function contentKey(bytes: Buffer): string {
  return bytes.length < 2 ** 16 ? bytes.toString('latin1') : createHash('sha256').update(bytes).digest('hex');
}

function readScopeSpans(reader: WireReader, within: Stretch, where: string, resource: Resource, sink: SpanSink): void {
  const { fields } = partsOf(reader, within, where, sink);
  const scope = readScopeName(reader, fields.get(tags.scope)?.at(-1));
  fields.get(tags.spans)?.forEach((stretch, index) => {
    const place = (): string => `${where}.spans[${index}] (${reader.place(stretch.start)})`;
    try {
      readSpan(reader, stretch, place, resource, scope, sink);
    } catch (error) {
      sink.dropSpan(place(), `its protobuf is malformed: ${reasonOf(error)}`);
    }
  });
}

/** InstrumentationScope.name = 1; a name that cannot be read is no name. */
function readScopeName(reader: WireReader, within: Stretch | undefined): string {
  let name = '';
  if (!within) return name;
  reader.pos = within.start;
  try {
    while (reader.pos < within.end) {
      const tag = nextTag(reader);
      if (tag === 0x0a) name = reader.string();
      else reader.skip(tag & 7, tag >>> 3);
    }
  } catch {
    return name;
  }
  return name;
}

const noLinks: readonly SpanLink[] = [];

function readSpan(
  reader: WireReader,
  within: Stretch,
  where: () => string,
  resource: Resource,
  scope: string,
  sink: SpanSink,
): void {
  let traceId: string | undefined;
  let spanId: string | undefined;
  let parentSpanId: string | undefined;
  let name = '';
  let kind: Span['kind'] = 'unspecified';
  let start: number | undefined;
  let end: number | undefined;
  let status: Span['status'] = 'unset';
  let links: SpanLink[] | undefined;
  const attributes = new Map<string, AttributeValue>();
  reader.pos = within.start;
  while (reader.pos < within.end) {
    const tag = nextTag(reader);
    switch (tag) {
      case 0x0a: // trace_id = 1
        traceId = hexId(reader);
        break;
      case 0x12: // span_id = 2
        spanId = hexId(reader);
        break;
      case 0x22: // parent_span_id = 4
        parentSpanId = hexId(reader);
        break;
      case 0x2a: // name = 5
        name = reader.string();
        break;
      case 0x30: // kind = 6
        kind = kindOf(reader.int32());
        break;
      case 0x39: // start_time_unix_nano = 7, fixed64
        start = micros(reader);
        break;
      case 0x41: // end_time_unix_nano = 8, fixed64
        end = micros(reader);
        break;
      case 0x4a: // attributes = 9
        readKeyValue(reader, endOf(reader, within.end), attributes, 0);
        break;
      case 0x6a: {
        // links = 13
        const link = readLink(reader, endOf(reader, within.end));
        if (link) {
          links ??= [];
          links.push(link);
        }
        break;
      }
      case 0x7a: // status = 15
        status = readStatus(reader, endOf(reader, within.end));
        break;
      default:
        reader.skip(tag & 7, tag >>> 3);
    }
    if (reader.pos > within.end) throw new RangeError('a field reaches beyond it');
  }
  const draft = { traceId, spanId, parentSpanId, name, kind, start, end, attributes, resource, scope, status };
  sink.add({ ...draft, links: links ?? noLinks }, where);
}

function endOf(reader: WireReader, limit: number): number {
  const length = reader.uint32();
  const end = reader.pos + length;
  if (end > limit) throw new RangeError('a field reaches beyond it');
  return end;
}

/**
 * Trace ids have 16 bytes, span ids 8, and nothing else is an id; metrics and logs, which are built alike, are told
 * from traces by this.
 */
function hexId(reader: WireReader): string | undefined {
  const bytes = reader.bytes() as Buffer;
  return bytes.length === 8 || bytes.length === 16 ? idOf(bytes.toString('hex')) : undefined;
}

/** Microseconds from a fixed64 of nanoseconds without a BigInt: 2^32 = 4294967 · 1000 + 296. */
function micros(reader: WireReader): number | undefined {
  const low = reader.fixed32();
  const high = reader.fixed32();
  const rest = high * 296 + low;
  const whole = high * 4_294_967 + Math.floor(rest / 1000);
  const total = whole + (rest % 1000) / 1000;
  return total > 0 && total < latestMicros ? total : undefined;
}

/** Span.Link: trace_id = 1, span_id = 2 */
function readLink(reader: WireReader, end: number): SpanLink | undefined {
  let traceId: string | undefined;
  let spanId: string | undefined;
  while (reader.pos < end) {
    const tag = nextTag(reader);
    if (tag === 0x0a) traceId = hexId(reader);
    else if (tag === 0x12) spanId = hexId(reader);
    else reader.skip(tag & 7, tag >>> 3);
  }
  return traceId !== undefined && spanId !== undefined ? { traceId, spanId } : undefined;
}

/** Status: code = 3 */
function readStatus(reader: WireReader, end: number): Span['status'] {
  let status: Span['status'] = 'unset';
  while (reader.pos < end) {
    const tag = nextTag(reader);
    if (tag === 0x18) status = statusOf(reader.int32());
    else reader.skip(tag & 7, tag >>> 3);
  }
  return status;
}

/** KeyValue: key = 1, value = 2. Pairs without a value are left out, as an empty AnyValue says nothing. */
function readKeyValue(reader: WireReader, end: number, into: Map<string, AttributeValue>, depth: number): void {
  let key = '';
  let value: AttributeValue | undefined;
  while (reader.pos < end) {
    const tag = nextTag(reader);
    if (tag === 0x0a) key = reader.string();
    else if (tag === 0x12) value = readAnyValue(reader, endOf(reader, end), depth);
    else reader.skip(tag & 7, tag >>> 3);
  }
  if (value !== undefined) into.set(key, value);
}

/** AnyValue, a oneof: string = 1, bool = 2, int = 3, double = 4, array = 5, kvlist = 6, bytes = 7 */
function readAnyValue(reader: WireReader, end: number, depth: number): AttributeValue | undefined {
  let value: AttributeValue | undefined;
  while (reader.pos < end) {
    const tag = nextTag(reader);
    switch (tag) {
      case 0x0a:
        value = reader.string();
        break;
      case 0x10:
        value = reader.bool();
        break;
      case 0x18:
        value = int64(reader);
        break;
      case 0x21:
        value = reader.double();
        break;
      case 0x2a:
      case 0x32: {
        const inner = endOf(reader, end);
        if (depth > maxValueDepth) reader.pos = inner;
        else value = tag === 0x2a ? readArray(reader, inner, depth + 1) : readKeyValueList(reader, inner, depth + 1);
        break;
      }
      case 0x3a:
        // As OTLP/JSON spells it.
        value = (reader.bytes() as Buffer).toString('base64');
        break;
      default:
        reader.skip(tag & 7, tag >>> 3);
    }
  }
  return value;
}

/** ArrayValue: values = 1 */
function readArray(reader: WireReader, end: number, depth: number): AttributeValue[] {
  const elements: AttributeValue[] = [];
  while (reader.pos < end) {
    const tag = nextTag(reader);
    if (tag === 0x0a) {
      const element = readAnyValue(reader, endOf(reader, end), depth);
      if (element !== undefined) elements.push(element);
    } else reader.skip(tag & 7, tag >>> 3);
  }
  return elements;
}

/** KeyValueList: values = 1 */
function readKeyValueList(reader: WireReader, end: number, depth: number): AttributeValue {
  const pairs = new Map<string, AttributeValue>();
  while (reader.pos < end) {
    const tag = nextTag(reader);
    if (tag === 0x0a) readKeyValue(reader, endOf(reader, end), pairs, depth);
    else reader.skip(tag & 7, tag >>> 3);
  }
  return Object.fromEntries(pairs);
}

/** A BigInt only for what is longer than four bytes on the wire. */
function int64(reader: WireReader): number {
  let length = 1;
  while (length < 5 && ((reader.buffer[reader.pos + length - 1] ?? 0) & 0x80) !== 0) length++;
  return length < 5 ? reader.uint32() : Number(reader.int64());
}
