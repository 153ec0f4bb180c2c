/**
 * Made-up traffic of a shop, as OTLP JSON lines: one export a trace, eight spans of realistic size, every hundredth
 * trace with an extra call. Deterministic, so that runs can be compared.
 */

import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';

export const drawing = `@startuml
title Placing an order
actor Client
participant "gateway" as gateway
participant "orders" as orders
participant "PostgreSQL\\n(orders)" as db
participant "payments" as payments
queue "Kafka" as kafka
Client -> gateway : POST /api/orders
gateway -> orders : POST /orders
orders -> db : INSERT orders
orders -> payments : POST /charges
payments --> orders : 201
orders ->> kafka : orders.placed
orders --> gateway : 201
gateway --> Client : 201
@enduml
`;

/** Spans of one trace. */
export const SPANS = 8;

export async function writeTraffic(
  path: string,
  traces: number,
): Promise<{ readonly bytes: number; readonly spans: number }> {
  const out = createWriteStream(path);
  let bytes = 0;
  let spans = 0;
  for (let index = 0; index < traces; index++) {
    const { line, count } = exportOf(index);
    bytes += line.length + 1;
    spans += count;
    if (!out.write(`${line}\n`)) await once(out, 'drain');
  }
  out.end();
  await finished(out);
  return { bytes, spans };
}

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

function exportOf(index: number): { readonly line: string; readonly count: number } {
  const traceId = (0x5ca1ab1e00000000n + BigInt(index)).toString(16).padStart(32, '0');
  const begin = 1_700_000_000_000 + index * 7;
  let next = 0;
  const id = () => (index * 16 + ++next).toString(16).padStart(16, '0');
  const at = (ms: number) => `${begin + ms}000000`;
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
    startTimeUnixNano: at(from),
    endTimeUnixNano: at(to),
    attributes: attributes(values),
    droppedAttributesCount: 0,
    events: [],
    droppedEventsCount: 0,
    status: { code: 0 },
    links: [],
    droppedLinksCount: 0,
  });
  const server = (method: string, route: string, status: number): Values => ({
    'http.request.method': method,
    'url.scheme': 'http',
    'server.address': 'shop.example.org',
    'server.port': 8080,
    'network.peer.address': '10.24.3.17',
    'network.peer.port': 40000 + (index % 9999),
    'network.protocol.version': '1.1',
    'user_agent.original':
      'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0 Safari/537.36',
    'url.path': route,
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
  const groups: [string, object[]][] = [
    [
      'gateway',
      [
        span(root!, '', 'POST /api/orders', 2, 0, 60, server('POST', '/api/orders', 201)),
        span(toOrders!, root!, 'POST', 3, 2, 58, client('POST', 'http://orders:8080/orders', 201)),
      ],
    ],
    [
      'orders',
      [
        span(orders!, toOrders!, 'POST /orders', 2, 4, 56, server('POST', '/orders', 201)),
        span(wrapper!, orders!, 'request handler - /orders', 1, 5, 55, {
          'express.name': '/orders',
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
  return { line: JSON.stringify({ resourceSpans }), count: SPANS + (extra ? 1 : 0) };
}

type Values = Readonly<Record<string, string | number>>;

function attributes(values: Values) {
  return Object.entries(values).map(([key, value]) => ({
    key,
    value: typeof value === 'number' ? { intValue: value } : { stringValue: value },
  }));
}
