import { describe, expect, test } from 'vitest';
import * as traces from '../../src/traces/index.ts';
import { type SpanText, spanOf } from './spans.ts';

type Row = readonly [attributes: NonNullable<SpanText['attributes']>, expected: unknown, text?: SpanText];

function table(name: string, read: (span: traces.Span) => unknown, rows: readonly Row[]): void {
  describe(name, () => {
    test.each(rows.map(([attributes, expected, text]) => ({ attributes, expected, text })))(
      '$attributes → $expected',
      ({ attributes, expected, text }) => {
        expect(read(spanOf('t/s', { kind: 'client', ...text, attributes }))).toEqual(expected);
      },
    );
  });
}

table('httpMethod', traces.httpMethod, [
  [{}, undefined],
  [{ 'http.request.method': 'GET', 'http.method': 'POST' }, 'GET'],
  [{ 'http.request.method': '_OTHER', 'http.request.method_original': 'purge' }, 'PURGE'],
  [{ 'http.method': 'post' }, 'POST'],
  [{ method: 'GET', uri: '/users/{id}' }, 'GET'],
  [{ class: 'Projector', method: 'handle' }, undefined],
]);

table('httpRoute', traces.httpRoute, [
  [{ 'http.route': '/users/:id' }, '/users/:id'],
  [{ uri: '/users/{id}' }, '/users/{id}'],
  [{ uri: 'none' }, undefined],
]);

table('httpPath', traces.httpPath, [
  [{ 'url.path': '/users', 'url.query': 'a=b' }, '/users'],
  [{ 'http.target': '/users?a=b#c' }, '/users'],
  [{ 'url.full': 'http://127.0.0.1:7302/users?x=http://y/z' }, '/users'],
  [{ 'url.full': 'https://example.org' }, '/'],
  [{ 'url.full': 'https://user:pw@example.org?x' }, '/'],
  [{ 'http.url': 'http://reviews:9080/reviews/0' }, '/reviews/0'],
  [{ 'http.url': '/relative' }, '/relative'],
  [{ 'http.path': '/brave' }, '/brave'],
  [{}, undefined],
]);

table('httpStatus', traces.httpStatus, [
  [{ 'http.response.status_code': 201 }, 201],
  [{ 'http.status_code': '200' }, 200],
  [{ 'http.status_code': 'none' }, undefined],
]);

table('dbSystem', traces.dbSystem, [
  [{ 'db.system.name': 'postgresql', 'db.system': 'x' }, 'postgresql'],
  [{ 'db.system': 'redis' }, 'redis'],
  [{ 'cassandra.keyspace': 'auth', 'cassandra.query': 'SELECT * FROM auth.client' }, 'cassandra'],
]);
table('dbNamespace', traces.dbNamespace, [
  [{ 'db.namespace': 'shop' }, 'shop'],
  [{ 'db.name': 'shop' }, 'shop'],
  [{ 'cassandra.keyspace': 'auth' }, 'auth'],
  [{ 'db.redis.database_index': 0 }, '0'],
]);
table('dbCollection', traces.dbCollection, [
  [{ 'db.collection.name': 'users' }, 'users'],
  [{ 'db.sql.table': 'users' }, 'users'],
  [{ 'db.mongodb.collection': 'users' }, 'users'],
  [{ 'aws.dynamodb.table_names': ['users', 'orders'] }, 'users'],
]);
table('dbOperation', traces.dbOperation, [
  [{ 'db.operation.name': 'get' }, 'get'],
  [{ 'db.operation': 'INSERT' }, 'INSERT'],
]);
table('dbQueryFacts', traces.dbQueryFacts, [
  [{ 'db.query.text': 'INSERT INTO users VALUES (1)' }, { operation: 'INSERT', tables: ['users'] }],
  [{ 'db.statement': 'COMMIT' }, { operation: 'COMMIT', tables: [] }],
  [{}, { operation: undefined, tables: [] }],
]);

table('messagingSystem', traces.messagingSystem, [
  [{ 'messaging.system': 'rabbitmq' }, 'rabbitmq'],
  [{ 'kafka.topic': 'messages' }, 'kafka'],
  [{ 'rabbit.queue': 'q' }, 'rabbitmq'],
  [{}, undefined],
]);
table('messagingOperation', traces.messagingOperation, [
  [{ 'messaging.operation.type': 'receive', 'messaging.operation.name': 'poll' }, 'receive'],
  [{ 'messaging.operation.type': 'publish' }, 'send'],
  [{ 'messaging.operation': 'process' }, 'process'],
  [{ 'messaging.operation': 'deliver' }, 'process'],
  [{ 'messaging.operation.name': 'ack' }, 'settle'],
  [{ 'messaging.operation': 'constructor' }, undefined],
]);
table('messagingDestination', traces.messagingDestination, [
  [{ 'messaging.destination.name': 'events' }, 'events'],
  [{ 'messaging.destination': 'events' }, 'events'],
  [{ 'kafka.topic': 'messages' }, 'messages'],
  [{ 'messaging.url': 'https://sqs.eu-west-1.amazonaws.com/123456789012/jobs' }, 'jobs'],
  [{ 'aws.sns.topic.arn': 'arn:aws:sns:eu-west-1:123456789012:alerts' }, 'alerts'],
  [{ 'messaging.url': 'amqp://guest:***@127.0.0.1:5672' }, undefined],
]);
table('messagingRoutingKey', traces.messagingRoutingKey, [
  [{ 'messaging.rabbitmq.destination.routing_key': 'user.registered' }, 'user.registered'],
  [{ 'messaging.rabbitmq.routing_key': 'user.registered' }, 'user.registered'],
]);

const service = (span: traces.Span): unknown => [
  traces.rpcSystem(span),
  traces.rpcService(span),
  traces.rpcMethod(span),
];
table('rpcSystem, rpcService, rpcMethod', service, [
  [{ 'rpc.system': 'grpc', 'rpc.service': 'shop.Cart', 'rpc.method': 'Add' }, ['grpc', 'shop.Cart', 'Add']],
  [{ 'rpc.system.name': 'grpc', 'rpc.method': 'shop.Cart/Add' }, ['grpc', 'shop.Cart', 'Add']],
  [{ 'rpc.system': 'grpc' }, ['grpc', 'shop.Cart', 'Add'], { name: '/shop.Cart/Add' }],
  [{ 'grpc.path': '/shop.Cart/Add' }, ['grpc', 'shop.Cart', 'Add']],
  [{ 'rpc.system': 'jsonrpc', 'rpc.method': 'add' }, ['jsonrpc', undefined, 'add']],
  [{}, [undefined, undefined, undefined], { name: 'shop/Add' }],
]);
table('rpcStatus', traces.rpcStatus, [
  [{ 'rpc.response.status_code': 'NOT_FOUND' }, 'NOT_FOUND'],
  [{ 'rpc.grpc.status_code': 0 }, 'OK'],
  [{ 'grpc.status_code': '14' }, 'UNAVAILABLE'],
  [{ 'rpc.connect_rpc.error_code': 'not_found' }, 'NOT_FOUND'],
  [{ 'rpc.jsonrpc.error_code': -32700 }, '-32700'],
]);

table('peerService', traces.peerService, [
  [{ 'service.peer.name': 'bank', 'peer.service': 'x' }, 'bank'],
  [{ 'peer.service': 'kafka' }, 'kafka'],
]);

const server = (span: traces.Span): unknown => [traces.serverAddress(span), traces.serverPort(span)];
table('serverAddress, serverPort', server, [
  [{ 'server.address': 'db', 'server.port': '5432' }, ['db', 5432]],
  [{ 'net.peer.name': 'db', 'net.peer.port': 5432 }, ['db', 5432]],
  [{ 'http.host': 'shop:8080' }, ['shop', 8080]],
  [{ 'http.url': 'http://user:pw@shop:8080/a' }, ['shop', 8080]],
  [{ 'url.full': 'http://[::1]:8080/a' }, ['::1', 8080]],
  [{ 'network.peer.address': '10.0.0.1', 'network.peer.port': 80 }, ['10.0.0.1', 80]],
  [{ 'messaging.url': 'amqp://guest:***@mq:5672' }, ['mq', 5672]],
  [
    {
      component: 'proxy',
      'peer.address': '10.0.0.1',
      upstream_cluster: 'outbound|9080||details.svc',
      'http.url': 'http://x/',
    },
    ['details.svc', 9080],
  ],
  [{ component: 'proxy', 'peer.address': '10.0.0.1' }, [undefined, undefined]],
  [{ 'network.peer.address': '10.0.0.1' }, [undefined, undefined], { kind: 'server' }],
  [{ 'net.host.name': 'self', 'net.host.port': 1 }, ['self', 1], { kind: 'server' }],
]);

/** Everything that reads a single span. */
const readings = Object.entries(traces as unknown as Record<string, (span: traces.Span) => unknown>)
  .filter(([name]) => /^(http|db|messaging|rpc|peer|server)[A-Z]/.test(name))
  .map(([, read]) => read);

test('every attribute that is asked for is among those that large files are read for', () => {
  const asked = new Map<string, Set<string>>();
  /** Says that it has none, or just one, so that every way through a reading is gone. */
  class Asked extends Map<string, string> {
    readonly only: string | undefined;
    readonly kind: string;
    readonly value: string;
    constructor(kind: string, value: string, only?: string) {
      super();
      this.value = value;
      this.kind = kind;
      this.only = only;
    }
    override get(name: string): string | undefined {
      asked.set(name, (asked.get(name) ?? new Set()).add(this.kind));
      return name === this.only ? this.value : undefined;
    }
  }
  expect(readings.length).toBeGreaterThan(20);
  for (const kind of ['server', 'client', 'producer', 'consumer', 'internal', 'unspecified'] as const) {
    for (const only of [undefined, ...traces.conventionNames]) {
      for (const value of ['/shop.Cart/42', '_OTHER']) {
        const span = { ...spanOf('t/s', { kind }), attributes: new Asked(kind, value, only) };
        for (const read of readings) read(span);
        traces.exchangesOf(traces.joinCases([span])[0]!);
      }
    }
  }
  expect([...asked.keys()].filter((name) => !traces.conventionNames.has(name))).toEqual([]);
  expect([...traces.conventionNames].filter((name) => !asked.has(name))).toEqual([]);
  expect([...traces.calleeNames].filter((name) => asked.get(name)?.has('server'))).toEqual([]);
});
