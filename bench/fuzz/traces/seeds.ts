/** Recordings of every format, with whatever a recording can hold. */
import { delimited, framed, otlp, protobuf, samples } from '../../../test/traces/samples.ts';

const json = (value: unknown, indent?: number): Uint8Array => Buffer.from(JSON.stringify(value, undefined, indent));
const id = (nth: number, bytes = 8): string => (nth + 1).toString(16).padStart(bytes * 2, '0');

const values = [
  { stringValue: 'text with "quotes", \\ and ü' },
  { intValue: '-9007199254740993' },
  { doubleValue: 1.5 },
  { doubleValue: 'NaN' },
  { boolValue: true },
  { bytesValue: 'AQID' },
  { arrayValue: { values: [{ stringValue: 'a' }, { arrayValue: { values: [{ intValue: 1 }] } }] } },
  { kvlistValue: { values: [{ key: 'inner', value: { kvlistValue: { values: [] } } }] } },
  {},
];

const span = (trace: number, nth: number): object => ({
  traceId: id(trace, 16),
  spanId: id(nth),
  ...(nth === 0 ? {} : { parentSpanId: id((nth - 1) >> 1) }),
  name: `step ${nth}`,
  kind: nth % 6,
  startTimeUnixNano: String(1_700_000_000_000_000_000n + BigInt(nth * 1001)),
  endTimeUnixNano: String(1_700_000_000_000_500_000n + BigInt(nth * 1001)),
  attributes: values.map((value, index) => ({ key: `key.${index}`, value })),
  events: [{ name: 'exception', timeUnixNano: '1700000000000000000', attributes: [] }],
  links: nth % 3 === 0 ? [{ traceId: id(trace + 1, 16), spanId: id(nth) }] : [],
  status: { code: nth % 3, message: 'said' },
  traceState: 'a=b',
  flags: 257,
});

const spans = (trace: number, from: number, count: number): object[] =>
  Array.from({ length: count }, (_, nth) => span(trace, from + nth));

const resourceSpans = (service: string, list: readonly object[]): object => ({
  resource: {
    attributes: [
      { key: 'service.name', value: { stringValue: service } },
      { key: 'service.instance.id', value: { stringValue: `${service}-1` } },
      { key: 'process.pid', value: { intValue: 17 } },
    ],
  },
  scopeSpans: [{ scope: { name: 'http', version: '1' }, spans: list, schemaUrl: 'https://example.org' }],
});

const request = (from: number): object => ({
  resourceSpans: [resourceSpans('shop', spans(from, 0, 4)), resourceSpans('bank', spans(from, 4, 3))],
});

const jaeger = {
  data: [
    {
      traceID: 'c0ffee',
      spans: Array.from({ length: 5 }, (_, nth) => ({
        traceID: 'c0ffee',
        spanID: `b${nth}`,
        operationName: 'GET',
        references:
          nth === 0 ? [] : [{ refType: nth === 3 ? 'FOLLOWS_FROM' : 'CHILD_OF', traceID: 'c0ffee', spanID: 'b0' }],
        startTime: 1_700_000_000_000_000 + nth,
        duration: 100 - nth,
        tags: [
          { key: 'span.kind', type: 'string', value: nth % 2 === 0 ? 'client' : 'server' },
          { key: 'n', type: 'int64', value: '42' },
          { key: 'blob', type: 'binary', value: 'AQID' },
          { key: 'error', type: 'bool', value: nth === 2 },
        ],
        logs: [{ timestamp: 1, fields: [] }],
        processID: `p${nth % 2}`,
        warnings: nth === 1 ? ['clock skew'] : null,
      })),
      processes: {
        p0: { serviceName: 'shop', tags: [{ key: 'hostname', type: 'string', value: 'a' }] },
        p1: { serviceName: 'bank', tags: [] },
      },
      warnings: null,
    },
  ],
  total: 0,
  errors: [{ code: 404, msg: 'trace not found', traceID: 'abc' }],
};

const endpoint = (serviceName: string): object => ({ serviceName, ipv4: '10.0.0.1', port: 80 });

const zipkin = [
  { traceId: 'a1', id: 'c1', kind: 'CLIENT', name: 'get', timestamp: 10, duration: 9, localEndpoint: endpoint('shop') },
  {
    traceId: 'a1',
    id: 'c1',
    kind: 'SERVER',
    shared: true,
    timestamp: 12,
    duration: 5,
    localEndpoint: endpoint('bank'),
  },
  {
    traceId: 'a1',
    id: 'c2',
    parentId: 'c1',
    timestamp: 13,
    remoteEndpoint: endpoint('db'),
    tags: { error: '', 'http.path': '/' },
  },
];

const note = (value: string, timestamp: number, service: string): object => ({
  value,
  timestamp,
  endpoint: endpoint(service),
});

const zipkinV1 = [
  {
    traceId: 'a1',
    id: 'c2',
    parentId: 'c1',
    name: 'get',
    annotations: [note('cs', 10, 'shop'), note('sr', 12, 'bank'), note('ss', 18, 'bank'), note('cr', 20, 'shop')],
    binaryAnnotations: [
      { key: 'http.path', value: '/pay', endpoint: endpoint('bank') },
      { key: 'sa', value: true, endpoint: endpoint('bank') },
    ],
  },
  {
    traceId: 'a1',
    id: 'c3',
    timestamp: 5,
    duration: 2,
    binaryAnnotations: [{ key: 'lc', value: 'x', endpoint: endpoint('shop') }],
  },
];

const lines = (...list: readonly unknown[]): Uint8Array =>
  Buffer.from(list.map((value) => `${JSON.stringify(value)}\n`).join(''));
const halves = otlp.resourceSpans.map((each) => protobuf({ resourceSpans: [each] }));

export const seeds: readonly Uint8Array[] = [
  ...samples.map(({ bytes }) => bytes),
  json(request(1)),
  json(request(2), 2),
  lines(request(3), request(4), { resourceMetrics: [] }, request(5)),
  lines(...spans(6, 0, 3).map((each) => ({ resourceSpans: [resourceSpans('shop', [each])] }))),
  json({ trace: request(7), status: 'PARTIAL', message: 'too large', metrics: {} }),
  json({ batches: [resourceSpans('shop', spans(8, 0, 3))] }, 1),
  json({ traces: [{ traceID: 'c0ffee', rootServiceName: 'shop', spanSet: { spans: [], matched: 1 } }], metrics: {} }),
  json(jaeger),
  json(jaeger, 2),
  lines(...jaeger.data),
  json(zipkin),
  json([zipkin, zipkin], 2),
  json(zipkinV1),
  framed(...halves, ...halves, ...halves),
  delimited(...halves, ...halves, ...halves),
];
