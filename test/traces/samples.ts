/** One small call in every format: `shop` calls `bank` (POST /pay, 201) in trace 0af7…, with what the format can say. */
import zlib from 'node:zlib';
import { BinaryWriter, WireType } from '@bufbuild/protobuf/wire';

export const traceId = '0af7651916cd43dd8448eb211c80319c';
export const clientId = 'b7ad6b7169203331';
export const serverId = '00f067aa0ba902b7';

const text = (key: string, stringValue: string) => ({ key, value: { stringValue } });
const base64 = (hex: string): string => Buffer.from(hex, 'hex').toString('base64');

export const client = {
  traceId,
  spanId: clientId,
  name: 'POST',
  kind: 3,
  startTimeUnixNano: '1700000000000001500',
  endTimeUnixNano: '1700000000000009000',
  attributes: [text('http.request.method', 'POST'), { key: 'http.response.status_code', value: { intValue: '201' } }],
  status: { code: 2 },
};

const server = {
  traceId,
  spanId: serverId,
  parentSpanId: clientId,
  name: 'POST /pay',
  kind: 2,
  startTimeUnixNano: '1700000000000003000',
  endTimeUnixNano: '1700000000000007000',
  attributes: [text('http.request.method', 'POST'), { key: 'http.response.status_code', value: { intValue: '201' } }],
  status: {},
};

const resourceSpans = (service: string, span: unknown, key = 'scopeSpans', scopeKey = 'scope') => ({
  resource: { attributes: [text('service.name', service)] },
  [key]: [{ [scopeKey]: { name: 'http' }, spans: [span] }],
});

export const otlp = { resourceSpans: [resourceSpans('shop', client), resourceSpans('bank', server)] };

const inBase64 = (span: typeof client | typeof server) => ({
  ...span,
  traceId: base64(span.traceId),
  spanId: base64(span.spanId),
  ...('parentSpanId' in span ? { parentSpanId: base64(span.parentSpanId) } : {}),
  kind: span.kind === 3 ? 'SPAN_KIND_CLIENT' : 'SPAN_KIND_SERVER',
  status: span === client ? { code: 'STATUS_CODE_ERROR' } : {},
});

const tempoBatches = [resourceSpans('shop', inBase64(client)), resourceSpans('bank', inBase64(server))];

const jaegerSpan = (spanID: string, processID: string, operationName: string, kind: string, startTime: number) => ({
  traceID: traceId,
  spanID,
  operationName,
  startTime,
  duration: kind === 'client' ? 7.5 : 4,
  processID,
  references: kind === 'client' ? [] : [{ refType: 'CHILD_OF', traceID: traceId, spanID: clientId }],
  tags: [
    { key: 'span.kind', type: 'string', value: kind },
    { key: 'http.request.method', type: 'string', value: 'POST' },
    { key: 'http.response.status_code', type: 'int64', value: 201 },
    { key: 'otel.scope.name', type: 'string', value: 'http' },
    ...(kind === 'client' ? [{ key: 'error', type: 'bool', value: true }] : []),
  ],
  logs: [],
});

const jaegerTrace = {
  traceID: traceId,
  spans: [
    jaegerSpan(clientId, 'p1', 'POST', 'client', 1_700_000_000_000_001.5),
    jaegerSpan(serverId, 'p2', 'POST /pay', 'server', 1_700_000_000_000_003),
  ],
  processes: { p1: { serviceName: 'shop', tags: [] }, p2: { serviceName: 'bank', tags: [] } },
};

const zipkinTags = {
  'http.request.method': 'POST',
  'http.response.status_code': '201',
  'otel.scope.name': 'http',
};

const zipkinSpans = [
  {
    traceId,
    id: clientId,
    kind: 'CLIENT',
    name: 'POST',
    timestamp: 1_700_000_000_000_001.5,
    duration: 7.5,
    localEndpoint: { serviceName: 'shop' },
    tags: { ...zipkinTags, error: '' },
  },
  {
    traceId,
    id: serverId,
    parentId: clientId,
    kind: 'SERVER',
    name: 'POST /pay',
    timestamp: 1_700_000_000_000_003,
    duration: 4,
    localEndpoint: { serviceName: 'bank' },
    tags: zipkinTags,
  },
];

const json = (value: unknown): Buffer => Buffer.from(JSON.stringify(value));
const linesOf = (...values: readonly unknown[]): Buffer =>
  Buffer.from(values.map((value) => `${JSON.stringify(value)}\n`).join(''));

/** The same request as protobuf, written by field number. */
export function protobuf(request: typeof otlp = otlp): Uint8Array {
  const writer = new BinaryWriter();
  for (const each of request.resourceSpans) {
    writer.tag(1, WireType.LengthDelimited).fork();
    writer.tag(1, WireType.LengthDelimited).fork();
    for (const pair of each.resource.attributes) keyValue(writer, 1, pair);
    writer.join();
    for (const group of each.scopeSpans as { spans: (typeof client)[] }[]) {
      writer.tag(2, WireType.LengthDelimited).fork();
      writer.tag(1, WireType.LengthDelimited).fork().tag(1, WireType.LengthDelimited).string('http').join();
      for (const span of group.spans) spanMessage(writer, span);
      writer.join();
    }
    writer.join();
  }
  return writer.finish();
}

function spanMessage(writer: BinaryWriter, span: typeof client & { readonly parentSpanId?: string }): void {
  writer.tag(2, WireType.LengthDelimited).fork();
  writer.tag(1, WireType.LengthDelimited).bytes(Buffer.from(span.traceId, 'hex'));
  writer.tag(2, WireType.LengthDelimited).bytes(Buffer.from(span.spanId, 'hex'));
  if (span.parentSpanId) writer.tag(4, WireType.LengthDelimited).bytes(Buffer.from(span.parentSpanId, 'hex'));
  writer.tag(5, WireType.LengthDelimited).string(span.name);
  writer.tag(6, WireType.Varint).int32(span.kind);
  writer.tag(7, WireType.Bit64).fixed64(span.startTimeUnixNano);
  writer.tag(8, WireType.Bit64).fixed64(span.endTimeUnixNano);
  for (const pair of span.attributes) keyValue(writer, 9, pair);
  writer.tag(15, WireType.LengthDelimited).fork();
  if (span.status.code) writer.tag(3, WireType.Varint).int32(span.status.code);
  writer.join().join();
}

function keyValue(
  writer: BinaryWriter,
  field: number,
  pair: { readonly key: string; readonly value: { readonly stringValue?: string; readonly intValue?: string } },
): void {
  writer.tag(field, WireType.LengthDelimited).fork().tag(1, WireType.LengthDelimited).string(pair.key);
  writer.tag(2, WireType.LengthDelimited).fork();
  if (pair.value.stringValue !== undefined) writer.tag(1, WireType.LengthDelimited).string(pair.value.stringValue);
  if (pair.value.intValue !== undefined) writer.tag(3, WireType.Varint).int64(pair.value.intValue);
  writer.join().join();
}

function bigEndian(length: number): Uint8Array {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(length);
  return bytes;
}

const halves = otlp.resourceSpans.map((each) => protobuf({ resourceSpans: [each] }));

function utf16be(text: string): Uint8Array {
  return Buffer.from(text, 'utf16le').swap16();
}

/** As the Collector's file exporter frames messages: four bytes of length, big end first. */
export function framed(...messages: readonly Uint8Array[]): Uint8Array {
  return Buffer.concat(messages.flatMap((message) => [bigEndian(message.length), message]));
}

/** As protobuf's own delimited streams. */
export function delimited(...messages: readonly Uint8Array[]): Uint8Array {
  return Buffer.concat(messages.flatMap((message) => [new BinaryWriter().uint32(message.length).finish(), message]));
}

const jsonHalves = otlp.resourceSpans.map((each) => json({ resourceSpans: [each] }));

/** The same tree with the names of the .proto files. */
function inSnakeCase(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inSnakeCase);
  if (typeof value !== 'object' || value === null) return value;
  const renamed = (key: string): string => key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [renamed(key), inSnakeCase(inner)]));
}

/** Jaeger's page adds to what the API gives: whole spans in references, warnings, counts, and what it made of the trace. */
const jaegerFromThePage = {
  ...jaegerTrace,
  spans: jaegerTrace.spans.map((span) => ({
    ...span,
    flags: 1,
    warnings: ['clock skew was not adjusted'],
    hasChildren: true,
    relativeStartTime: 0,
    depth: 0,
    references: span.references.map((reference) => ({ ...reference, span: jaegerTrace.spans[0] })),
  })),
  warnings: null,
  traceName: 'shop: POST',
  services: [{ name: 'shop', numberOfSpans: 1 }],
};

/** Every way in which the same two spans can be written down. */
export const samples: readonly { readonly what: string; readonly format: string; readonly bytes: Uint8Array }[] = [
  { what: 'OTLP JSON', format: 'otlp-json', bytes: json(otlp) },
  { what: 'OTLP JSON, indented', format: 'otlp-json', bytes: Buffer.from(JSON.stringify(otlp, null, 2)) },
  {
    what: 'OTLP JSON with a byte-order mark',
    format: 'otlp-json',
    bytes: Buffer.from(`\ufeff${JSON.stringify(otlp)}`),
  },
  { what: 'OTLP JSON in UTF-16', format: 'otlp-json', bytes: Buffer.from(`\ufeff${JSON.stringify(otlp)}`, 'utf16le') },
  {
    what: 'OTLP JSON before 0.15',
    format: 'otlp-json',
    bytes: json({
      resourceSpans: [
        resourceSpans('shop', client, 'instrumentationLibrarySpans', 'instrumentationLibrary'),
        resourceSpans('bank', server, 'instrumentationLibrarySpans', 'instrumentationLibrary'),
      ],
    }),
  },
  {
    what: 'a list of OTLP JSON',
    format: 'otlp-json',
    bytes: json(otlp.resourceSpans.map((each) => ({ resourceSpans: [each] }))),
  },
  {
    what: 'OTLP JSON lines',
    format: 'otlp-json-lines',
    bytes: linesOf(...otlp.resourceSpans.map((each) => ({ resourceSpans: [each] }))),
  },
  {
    what: 'OTLP JSON lines with Windows line ends and blank lines',
    format: 'otlp-json-lines',
    bytes: Buffer.from(
      otlp.resourceSpans.map((each) => `\r\n${JSON.stringify({ resourceSpans: [each] })}\r\n \r\n`).join(''),
    ),
  },
  {
    what: 'OTLP JSON documents in a row',
    format: 'otlp-json',
    bytes: Buffer.from(otlp.resourceSpans.map((each) => JSON.stringify({ resourceSpans: [each] }, null, 2)).join('\n')),
  },
  { what: 'OTLP protobuf', format: 'otlp-protobuf', bytes: protobuf() },
  {
    what: 'OTLP protobuf, messages after their lengths',
    format: 'otlp-protobuf',
    bytes: delimited(...halves),
  },
  {
    what: 'OTLP protobuf as the Collector writes it to a file',
    format: 'otlp-protobuf',
    bytes: framed(...halves),
  },
  {
    what: 'OTLP protobuf as the Collector writes it to a file, each message compressed',
    format: 'otlp-protobuf',
    bytes: framed(...halves.map((half) => zlib.zstdCompressSync(half))),
  },
  {
    what: 'OTLP JSON as the Collector writes it to a file, each message compressed',
    format: 'otlp-json',
    bytes: framed(...jsonHalves.map((half) => zlib.zstdCompressSync(half))),
  },
  {
    what: 'OTLP protobuf, messages after their lengths, each with gzip',
    format: 'otlp-protobuf',
    bytes: delimited(...halves.map((half) => zlib.gzipSync(half))),
  },
  { what: 'OTLP JSON after its length', format: 'otlp-json', bytes: framed(...jsonHalves) },
  {
    what: 'OTLP protobuf with a message of nothing between',
    format: 'otlp-protobuf',
    bytes: framed(halves[0] as Uint8Array, new Uint8Array(), halves[1] as Uint8Array),
  },
  {
    what: 'OTLP JSON in zstd frames, with one to be skipped',
    format: 'otlp-json-lines',
    bytes: Buffer.concat([
      Buffer.from('502a4d1803000000616263', 'hex'),
      ...jsonHalves.map((half) => zlib.zstdCompressSync(Buffer.concat([half, Buffer.from('\n')]))),
    ]),
  },
  {
    what: 'OTLP JSON in two members of gzip',
    format: 'otlp-json-lines',
    bytes: Buffer.concat(jsonHalves.map((half) => zlib.gzipSync(Buffer.concat([half, Buffer.from('\n')])))),
  },
  { what: 'OTLP JSON with the names of protobuf', format: 'otlp-json', bytes: json(inSnakeCase(otlp)) },
  {
    what: 'OTLP JSON lines with the names of protobuf, before 0.15',
    format: 'otlp-json-lines',
    bytes: linesOf(
      ...[client, server].map((span, index) =>
        inSnakeCase({
          resourceSpans: [
            resourceSpans(index === 0 ? 'shop' : 'bank', span, 'instrumentationLibrarySpans', 'instrumentationLibrary'),
          ],
        }),
      ),
    ),
  },
  {
    what: 'OTLP JSON with everything in another spelling',
    format: 'otlp-json',
    bytes: json({
      resourceSpans: [
        resourceSpans('shop', {
          ...client,
          traceId: traceId.toUpperCase(),
          kind: '3',
          status: { code: 'Error' },
          startTimeUnixNano: '1700000000000001500',
          attributes: [client.attributes[0], { key: 'http.response.status_code', value: { intValue: 201 } }],
          flags: 257,
          traceState: 'a=b',
          droppedAttributesCount: 3,
          somethingNew: [{}],
        }),
        resourceSpans('bank', { ...server, kind: 'SPAN_KIND_SERVER', links: null, events: null }),
      ],
      somethingNew: true,
    }),
  },
  { what: 'OTLP JSON in UTF-16, big end first', format: 'otlp-json', bytes: utf16be(`\ufeff${JSON.stringify(otlp)}`) },
  { what: 'Tempo', format: 'tempo-json', bytes: json({ batches: tempoBatches }) },
  {
    what: 'Tempo v2 as it is now',
    format: 'otlp-json',
    bytes: json({ trace: { resourceSpans: tempoBatches }, status: 'COMPLETE', metrics: { inspectedBytes: '9' } }),
  },
  { what: 'Tempo v2', format: 'tempo-json', bytes: json({ trace: { batches: tempoBatches } }) },
  { what: 'Tempo v2 as OTLP', format: 'otlp-json', bytes: json({ trace: { resourceSpans: tempoBatches } }) },
  { what: 'Jaeger API v3', format: 'otlp-json', bytes: json({ result: otlp }) },
  { what: 'Jaeger', format: 'jaeger-json', bytes: json({ data: [jaegerTrace], total: 0, errors: null }) },
  {
    what: 'Jaeger API v3, in chunks',
    format: 'otlp-json-lines',
    bytes: linesOf(...otlp.resourceSpans.map((each) => ({ result: { resourceSpans: [each] } }))),
  },
  { what: 'Jaeger, downloaded from its page', format: 'jaeger-json', bytes: json({ data: [jaegerFromThePage] }) },
  { what: 'a bare Jaeger trace', format: 'jaeger-json', bytes: json(jaegerTrace) },
  { what: 'a list of Jaeger traces', format: 'jaeger-json', bytes: json([jaegerTrace]) },
  {
    what: 'Jaeger spans, one a line, with their process inside',
    format: 'jaeger-json',
    bytes: linesOf(
      ...jaegerTrace.spans.map(({ processID, ...span }) => ({
        ...span,
        process: jaegerTrace.processes[processID as 'p1'],
      })),
    ),
  },
  { what: 'Zipkin', format: 'zipkin', bytes: json(zipkinSpans) },
  { what: 'Zipkin, a list of traces', format: 'zipkin', bytes: json([zipkinSpans]) },
  { what: 'Zipkin, one span a line', format: 'zipkin', bytes: linesOf(...zipkinSpans) },
];
