/** One small call in every format: `shop` calls `bank` (POST /pay, 201) in trace 0af7…, with what the format can say. */
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
    bytes: Buffer.concat(halves.flatMap((half) => [new BinaryWriter().uint32(half.length).finish(), half])),
  },
  {
    what: 'OTLP protobuf as the Collector writes it to a file',
    format: 'otlp-protobuf',
    bytes: Buffer.concat(halves.flatMap((half) => [bigEndian(half.length), half])),
  },
  { what: 'Tempo', format: 'tempo-json', bytes: json({ batches: tempoBatches }) },
  { what: 'Tempo v2', format: 'tempo-json', bytes: json({ trace: { batches: tempoBatches } }) },
  { what: 'Tempo v2 as OTLP', format: 'otlp-json', bytes: json({ trace: { resourceSpans: tempoBatches } }) },
  { what: 'Jaeger API v3', format: 'otlp-json', bytes: json({ result: otlp }) },
  { what: 'Jaeger', format: 'jaeger-json', bytes: json({ data: [jaegerTrace], total: 0, errors: null }) },
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
