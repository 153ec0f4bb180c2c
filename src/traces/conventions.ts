/**
 * What a span says about itself, under whichever name its instrumentation used: the current OpenTelemetry semantic
 * conventions first, then the old ones that are still emitted by default (as the migration notes have it: HTTP up to
 * 1.20, databases and messaging up to 1.24, RPC up to 1.37), then Envoy, Zipkin's Brave, Micrometer and OpenTracing.
 * Names are literals because the constants' package would be loaded at every start for nothing but strings.
 */
import type { AttributeValue, Span } from './span.ts';
import { type SqlFacts, sqlFacts } from './sql.ts';

const methods = new Set('GET HEAD POST PUT DELETE CONNECT OPTIONS TRACE PATCH QUERY'.split(' '));

/**
 * Every attribute that anything here, or that reads exchanges off spans, asks for: whoever reads many spans may leave out
 * the others.
 */
export const conventionNames: ReadonlySet<string> = new Set(
  (
    'aws.dynamodb.table_names aws.sns.topic.arn aws.sqs.queue.url cassandra.keyspace cassandra.query ' +
    'component db.cassandra.table db.collection.name db.cosmosdb.container db.instance db.mongodb.collection ' +
    'db.name db.namespace db.operation db.operation.name db.query.text db.redis.database_index db.sql.table ' +
    'db.statement db.system db.system.name db.type grpc.path grpc.status_code http.host http.method http.path ' +
    'http.request.method http.request.method_original http.response.status_code http.route http.status_code ' +
    'http.target http.url jms.queue jms.topic kafka.topic message_bus.destination messaging.destination ' +
    'messaging.destination.name messaging.destination.template messaging.destination_publish.name ' +
    'messaging.operation messaging.operation.name messaging.operation.type ' +
    'messaging.rabbitmq.destination.routing_key messaging.rabbitmq.routing_key messaging.source.name ' +
    'messaging.system messaging.url method net.host.name net.host.port net.peer.ip net.peer.name ' +
    'net.peer.port net.sock.peer.addr net.sock.peer.port network.peer.address network.peer.port outcome ' +
    'peer.address peer.hostname peer.ipv4 peer.ipv6 peer.port peer.service rabbit.exchange rabbit.queue ' +
    'rabbit.routing_key rpc.connect_rpc.error_code rpc.grpc.status_code rpc.jsonrpc.error_code rpc.method ' +
    'rpc.response.status_code rpc.service rpc.system rpc.system.name server.address server.port ' +
    'service.peer.name sql.query status upstream_cluster upstream_cluster.name uri url.full url.path ' +
    'url.template'
  ).split(' '),
);

/** Of these, who is called: nothing asks a server's span for them, where they tell each caller's port. */
export const calleeNames: ReadonlySet<string> = new Set(
  (
    'net.peer.ip net.peer.name net.peer.port net.sock.peer.addr net.sock.peer.port network.peer.address ' +
    'network.peer.port peer.address peer.hostname peer.ipv4 peer.ipv6 peer.port'
  ).split(' '),
);

// http

/** Upper case. */
export function httpMethod(span: Span): string | undefined {
  const method = text(span, 'http.request.method', 'http.method' /* old */);
  if (method === '_OTHER') return text(span, 'http.request.method_original')?.toUpperCase() ?? method;
  if (method) return method.toUpperCase();
  // Micrometer (Spring Boot 3) says `method` and `uri`; `method` alone may be a Java method.
  const bare = text(span, 'method')?.toUpperCase();
  return bare && methods.has(bare) && text(span, 'uri', 'http.url') ? bare : undefined;
}

/** The path template, e.g. `/users/:id` or `/users/{id}`. */
export function httpRoute(span: Span): string | undefined {
  const route = text(span, 'http.route');
  if (route) return route;
  const template = text(span, 'url.template', 'uri' /* Micrometer */);
  return template?.startsWith('/') ? template : undefined;
}

/** The path that was asked for, without query and fragment. */
export function httpPath(span: Span): string | undefined {
  const path = text(span, 'url.path', 'http.target' /* old */, 'http.path' /* Brave */);
  if (path) return pathOf(path);
  const url = text(span, 'url.full', 'http.url' /* old, Envoy, Brave */);
  return url === undefined ? undefined : pathOf(url);
}

export function httpStatus(span: Span): number | undefined {
  const status = integer(
    span,
    'http.response.status_code',
    'http.status_code' /* old; a string from Envoy and Zipkin */,
  );
  // Micrometer says `status` beside `uri` and `outcome`; alone the word may mean anything.
  return status ?? (text(span, 'uri', 'outcome') ? integer(span, 'status') : undefined);
}

// db

export function dbSystem(span: Span): string | undefined {
  const system = text(span, 'db.system.name', 'db.system' /* old */, 'db.type' /* OpenTracing */);
  // Brave's Cassandra client says so only in the names of its tags.
  return system ?? (text(span, 'cassandra.keyspace', 'cassandra.query') ? 'cassandra' : undefined);
}

export function dbNamespace(span: Span): string | undefined {
  return text(
    span,
    'db.namespace',
    'db.name', // old
    'db.redis.database_index',
    'db.instance', // OpenTracing
    'cassandra.keyspace', // Brave
  );
}

/** Table, collection, container. */
export function dbCollection(span: Span): string | undefined {
  return text(
    span,
    'db.collection.name',
    'db.sql.table', // old, as are the three that follow
    'db.mongodb.collection',
    'db.cassandra.table',
    'db.cosmosdb.container',
    'aws.dynamodb.table_names',
  );
}

/** As reported: `SELECT`, `findAndModify`, `get`. */
export function dbOperation(span: Span): string | undefined {
  return text(span, 'db.operation.name', 'db.operation' /* old */);
}

export function dbQueryText(span: Span): string | undefined {
  return text(span, 'db.query.text', 'db.statement' /* old */, 'sql.query', 'cassandra.query' /* Brave */);
}

/** What the span's query text says of operation and tables. */
export function dbQueryFacts(span: Span): SqlFacts {
  const query = dbQueryText(span);
  return query === undefined ? { operation: undefined, tables: [] } : sqlFacts(query);
}

// messaging

export function messagingSystem(span: Span): string | undefined {
  const system = text(span, 'messaging.system');
  if (system) return system;
  // Brave names no system, only what is the system's own.
  if (text(span, 'kafka.topic')) return 'kafka';
  if (text(span, 'rabbit.exchange', 'rabbit.queue', 'rabbit.routing_key')) return 'rabbitmq';
  return text(span, 'jms.queue', 'jms.topic') ? 'jms' : undefined;
}

/** In the words of `messaging.operation.type`; older names are translated. */
export type MessagingOperation = 'create' | 'send' | 'receive' | 'process' | 'settle';

const messagingOperations = new Map<string, MessagingOperation>([
  ['create', 'create'],
  ['send', 'send'],
  ['publish', 'send'], // old
  ['receive', 'receive'],
  ['poll', 'receive'],
  ['process', 'process'],
  ['deliver', 'process'], // old
  ['consume', 'process'],
  ['settle', 'settle'],
  ['ack', 'settle'],
  ['nack', 'settle'],
  ['reject', 'settle'],
  ['commit', 'settle'],
]);

/** Absent where no attribute tells; the span's kind may. */
export function messagingOperation(span: Span): MessagingOperation | undefined {
  for (const name of ['messaging.operation.type', 'messaging.operation' /* old */, 'messaging.operation.name']) {
    const operation = messagingOperations.get(text(span, name)?.toLowerCase() ?? '');
    if (operation) return operation;
  }
  return undefined;
}

/** Topic, exchange or queue. */
export function messagingDestination(span: Span): string | undefined {
  const name = text(
    span,
    'messaging.destination.name',
    'messaging.destination.template',
    'messaging.destination', // old
    'messaging.source.name', // old
    'messaging.destination_publish.name',
    'kafka.topic', // Brave, as are the four that follow
    'rabbit.exchange',
    'rabbit.queue',
    'jms.topic',
    'jms.queue',
    'message_bus.destination', // OpenTracing
  );
  if (name) return name;
  const address = text(span, 'aws.sqs.queue.url', 'aws.sns.topic.arn', 'messaging.url');
  // An SQS queue's name is the end of its address; a broker's address (`amqp://host`) names no destination.
  return address && /^https?:|^arn:/.test(address) ? address.split(/[/:]/).at(-1) || undefined : undefined;
}

export function messagingRoutingKey(span: Span): string | undefined {
  return text(
    span,
    'messaging.rabbitmq.destination.routing_key',
    'messaging.rabbitmq.routing_key', // old
    'rabbit.routing_key', // Brave
  );
}

// rpc

export function rpcSystem(span: Span): string | undefined {
  return text(span, 'rpc.system.name', 'rpc.system' /* old */) ?? (text(span, 'grpc.path') ? 'grpc' : undefined);
}

/** Fully qualified where the source is: `shop.Checkout`. */
export function rpcService(span: Span): string | undefined {
  return text(span, 'rpc.service' /* old */) ?? qualifiedMethod(span)?.service;
}

/** Without the service: `PlaceOrder`. */
export function rpcMethod(span: Span): string | undefined {
  const qualified = qualifiedMethod(span);
  return qualified ? qualified.method : text(span, 'rpc.method');
}

/** `rpc.method` says `pkg.Service/Method` in the current conventions; Envoy says so in `grpc.path`; else the span's name does. */
function qualifiedMethod(span: Span): { service: string; method: string } | undefined {
  const method = text(span, 'rpc.method');
  const named = text(span, 'rpc.system.name', 'rpc.system') && !method ? span.name : undefined;
  const match = /^\/?([^/\s]+)\/([^/\s]+)$/.exec(method ?? text(span, 'grpc.path') ?? named ?? '');
  return match ? { service: match[1] as string, method: match[2] as string } : undefined;
}

// https://grpc.io/docs/guides/status-codes/
const grpcCodes = (
  'OK CANCELLED UNKNOWN INVALID_ARGUMENT DEADLINE_EXCEEDED NOT_FOUND ALREADY_EXISTS PERMISSION_DENIED ' +
  'RESOURCE_EXHAUSTED FAILED_PRECONDITION ABORTED OUT_OF_RANGE UNIMPLEMENTED INTERNAL UNAVAILABLE DATA_LOSS ' +
  'UNAUTHENTICATED'
).split(' ');

/** gRPC and Connect codes by name in upper case (`NOT_FOUND`); other systems' codes as they are. */
export function rpcStatus(span: Span): string | undefined {
  const status = text(
    span,
    'rpc.response.status_code',
    'rpc.grpc.status_code', // old, as are the two that follow
    'rpc.connect_rpc.error_code',
    'rpc.jsonrpc.error_code',
    'grpc.status_code', // Envoy
  );
  if (status === undefined) return undefined;
  return (/^\d+$/.test(status) ? grpcCodes[Number(status)] : undefined) ?? status.toUpperCase();
}

// network

/** The callee's service name, where the caller knows it. */
export function peerService(span: Span): string | undefined {
  return text(span, 'service.peer.name', 'peer.service' /* old, Zipkin's remoteEndpoint */);
}

/** Host name or address of the serving side, without port: the callee for a client's span, itself for a server's. */
export function serverAddress(span: Span): string | undefined {
  if (span.kind === 'server') {
    return text(span, 'server.address', 'net.host.name' /* old */) ?? hostOf(text(span, 'http.host'))?.host;
  }
  return (
    text(span, 'server.address') ??
    envoyUpstream(span)?.host ??
    text(span, 'net.peer.name' /* old */, 'peer.hostname' /* OpenTracing */) ??
    hostOf(text(span, 'http.host' /* old */))?.host ??
    hostOf(authorityOf(span))?.host ??
    text(span, 'network.peer.address', 'net.sock.peer.addr', 'net.peer.ip' /* old */, 'peer.ipv4', 'peer.ipv6') ??
    // Envoy's `peer.address` is the side that called it.
    (text(span, 'component') === 'proxy' ? undefined : hostOf(text(span, 'peer.address'))?.host)
  );
}

export function serverPort(span: Span): number | undefined {
  if (span.kind === 'server') {
    return integer(span, 'server.port', 'net.host.port' /* old */) ?? hostOf(text(span, 'http.host'))?.port;
  }
  return (
    integer(span, 'server.port', 'net.peer.port' /* old */) ??
    envoyUpstream(span)?.port ??
    hostOf(text(span, 'http.host'))?.port ??
    hostOf(authorityOf(span))?.port ??
    integer(span, 'network.peer.port', 'net.sock.peer.port', 'peer.port')
  );
}

/** `upstream_cluster` is `outbound|9080||reviews.bookinfo.svc.cluster.local` (Istio's cluster names). */
function envoyUpstream(span: Span): { host: string; port?: number } | undefined {
  const [direction, port, , host] = text(span, 'upstream_cluster.name', 'upstream_cluster')?.split('|') ?? [];
  return direction === 'outbound' && host ? hostOf(`${host}:${port}`) : undefined;
}

function authorityOf(span: Span): string | undefined {
  const url = text(span, 'url.full', 'http.url', 'messaging.url');
  return url === undefined ? undefined : /^[a-z][a-z0-9+.-]*:\/\/(?:[^/?#@]*@)?([^/?#]+)/i.exec(url)?.[1];
}

function hostOf(authority: string | undefined): { host: string; port?: number } | undefined {
  const match = /^(\[[^\]]+\]|[^:]+)(?::(\d+))?$/.exec(authority ?? '');
  if (!match) return authority ? { host: authority } : undefined;
  const host = (match[1] as string).replace(/^\[|\]$/g, '');
  return match[2] === undefined ? { host } : { host, port: Number(match[2]) };
}

function pathOf(url: string): string {
  const path = url.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i, '').replace(/[?#].*$/s, '');
  return path === '' ? '/' : path;
}

/** The first of the attributes that is there and not empty; of a list, its first element. */
function text(span: Span, ...names: readonly string[]): string | undefined {
  for (const name of names) {
    let value: AttributeValue | undefined = span.attributes.get(name);
    if (Array.isArray(value)) value = value[0] as AttributeValue | undefined;
    if (typeof value === 'number') return String(value);
    if (typeof value === 'string' && value !== '') return value;
  }
  return undefined;
}

function integer(span: Span, ...names: readonly string[]): number | undefined {
  for (const name of names) {
    const value = text(span, name);
    if (value !== undefined && /^\d+$/.test(value)) return Number(value);
  }
  return undefined;
}
