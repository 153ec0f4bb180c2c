/**
 * Made-up traffic of a shop: one export a trace, eight spans of realistic size, with ids in paths and times that vary as
 * those of Node.js do, every hundredth trace with an extra call. Deterministic, so that runs can be compared.
 */

export const drawing = `@startuml
title Placing an order
actor Client
participant "gateway" as gateway
participant "orders" as orders
participant "PostgreSQL\\n(orders)" as db
participant "payments" as payments
queue "Kafka" as kafka
Client -> gateway : POST /api/orders
gateway -> orders : PUT /orders/{id}
orders -> db : INSERT orders
orders -> payments : POST /charges
payments --> orders : 201
orders ->> kafka : orders.placed
orders --> gateway : 201
gateway --> Client : 201
@enduml
`;

/** So many drawings, of which the first is the traffic's; the others are of the same services, or of others. */
export function drawings(count: number): string[] {
  return Array.from({ length: count }, (_, index) => {
    if (index === 0) return drawing;
    const other = drawing.replace('Placing an order', `Number ${index}`).replaceAll('orders', `things${index}`);
    return index % 2 === 0 ? other : other.replaceAll('gateway', `door${index}`).replaceAll('payments', `bank${index}`);
  });
}

/** Spans of one trace. */
const SPANS = 8;

const resourceAttributes = (service: string) =>
  attributes({
    'service.name': service,
    'service.namespace': 'shop',
    'service.version': '4.17.2',
    'service.instance.id': `${service}-6d5f7c9b8-x2x7q`,
    'deployment.environment.name': 'staging',
    'k8s.namespace.name': 'shop-staging',
    'k8s.pod.name': `${service}-6d5f7c9b8-x2x7q`,
    'telemetry.sdk.language': 'nodejs',
    'telemetry.sdk.name': 'opentelemetry',
    'telemetry.sdk.version': '2.1.0',
    'process.runtime.version': '24.21.0',
  });

/** The export request of one trace, as OTLP/JSON has it. */
export function requestOf(index: number): ExportRequest {
  const traceId = (0x5ca1ab1e00000000n + BigInt(index)).toString(16).padStart(32, '0');
  const begin = 1_700_000_000_000 + index * 7;
  let next = 0;
  const id = () => (index * 16 + ++next).toString(16).padStart(16, '0');
  const random = randomOf(index);
  // What happens takes a while longer each time, and all that follows is later.
  const late: number[] = [];
  for (let ms = 0; ms <= 60; ms++) late.push((late.at(-1) ?? 0) + (ms % 2 === 0 ? Math.floor(random() * 3) : 0));
  const start = (ms: number) => `${begin + ms + late[ms]!}000000`;
  const end = (ms: number) => `${begin + ms + late[ms]!}${String(Math.floor(random() * 1e6)).padStart(6, '0')}`;
  const order = String(100_000 + Math.floor(random() * 900_000));
  const span = (
    spanId: string,
    parent: string,
    name: string,
    kind: number,
    from: number,
    to: number,
    values: Values,
  ) => ({
    traceId,
    spanId,
    parentSpanId: parent,
    flags: 257,
    name,
    kind,
    startTimeUnixNano: start(from),
    endTimeUnixNano: end(to),
    attributes: attributes(values),
    droppedAttributesCount: 0,
    events: [],
    droppedEventsCount: 0,
    status: { code: 0 },
    links: [],
    droppedLinksCount: 0,
  });
  const server = (method: string, route: string, status: number, path = route): Values => ({
    'http.request.method': method,
    'url.scheme': 'http',
    'server.address': 'shop.example.org',
    'server.port': 8080,
    'network.peer.address': '10.24.3.17',
    'network.peer.port': 32_768 + Math.floor(random() * 28_000),
    'network.protocol.version': '1.1',
    'user_agent.original':
      'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0 Safari/537.36',
    'url.path': path,
    'http.route': route,
    'client.address': '10.24.3.17',
    'http.response.status_code': status,
  });
  const client = (method: string, url: string, status: number): Values => ({
    'http.request.method': method,
    'http.request.method_original': method,
    'url.full': url,
    'url.path': new URL(url).pathname,
    'url.query': '',
    'url.scheme': 'http',
    'server.address': new URL(url).hostname,
    'server.port': 8080,
    'user_agent.original': 'node',
    'network.peer.address': '10.24.9.4',
    'network.peer.port': 8080,
    'network.protocol.version': '1.1',
    'http.response.status_code': status,
  });
  const [root, toOrders, orders, insert, toPayments, payments, publish, wrapper] = Array.from({ length: SPANS }, id);
  const extra = index % 100 === 99;
  const groups: [string, TrafficSpan[]][] = [
    [
      'gateway',
      [
        span(root!, '', 'POST /api/orders', 2, 0, 60, server('POST', '/api/orders', 201)),
        span(toOrders!, root!, 'PUT', 3, 2, 58, client('PUT', `http://orders:8080/orders/${order}`, 201)),
      ],
    ],
    [
      'orders',
      [
        span(orders!, toOrders!, 'PUT /orders/:id', 2, 4, 56, server('PUT', '/orders/:id', 201, `/orders/${order}`)),
        span(wrapper!, orders!, 'request handler - /orders/:id', 1, 5, 55, {
          'express.name': '/orders/:id',
          'express.type': 'request_handler',
          'http.route': '/orders',
        }),
        span(insert!, wrapper!, 'pg.query:INSERT orders', 3, 6, 12, {
          'db.system.name': 'postgresql',
          'db.namespace': 'orders',
          'server.address': 'postgres.shop.svc',
          'server.port': 5432,
          'db.query.text':
            'INSERT INTO orders(id, customer_id, total, currency, placed_at) VALUES ($1, $2, $3, $4, now()) RETURNING id',
        }),
        span(toPayments!, wrapper!, 'POST', 3, 14, 40, client('POST', 'http://payments:8080/charges', 201)),
        span(publish!, wrapper!, 'send orders.placed', 4, 42, 44, {
          'messaging.system': 'kafka',
          'messaging.destination.name': 'orders.placed',
          'messaging.operation.type': 'send',
          'messaging.operation.name': 'send',
          'messaging.destination.partition.id': String(index % 12),
          'messaging.kafka.message.key': traceId,
        }),
        ...(extra
          ? [span(id(), wrapper!, 'POST', 3, 46, 50, client('POST', 'http://payments:8080/charges', 201))]
          : []),
      ],
    ],
    ['payments', [span(payments!, toPayments!, 'POST /charges', 2, 16, 38, server('POST', '/charges', 201))]],
  ];
  const resourceSpans = groups.map(([service, spans]) => ({
    resource: { attributes: resourceAttributes(service), droppedAttributesCount: 0 },
    scopeSpans: [{ scope: { name: '@opentelemetry/instrumentation-http', version: '0.207.0' }, spans }],
  }));
  return { resourceSpans };
}

/** Mulberry32. */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export interface ExportRequest {
  readonly resourceSpans: readonly {
    readonly resource: { readonly attributes: Attributes };
    readonly scopeSpans: readonly {
      readonly scope: { readonly name: string };
      readonly spans: readonly TrafficSpan[];
    }[];
  }[];
}

export interface TrafficSpan {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId: string;
  readonly name: string;
  readonly kind: number;
  readonly startTimeUnixNano: string;
  readonly endTimeUnixNano: string;
  readonly attributes: Attributes;
}

export type Attributes = readonly {
  readonly key: string;
  readonly value: { readonly stringValue: string } | { readonly intValue: number };
}[];

type Values = Readonly<Record<string, string | number>>;

function attributes(values: Values): Attributes {
  return Object.entries(values).map(([key, value]) => ({
    key,
    value: typeof value === 'number' ? { intValue: value } : { stringValue: value },
  }));
}
