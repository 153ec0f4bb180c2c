import type { Case } from '../cases.ts';
import {
  dbCollection,
  dbNamespace,
  dbOperation,
  dbQueryText,
  dbSystem,
  httpMethod,
  messagingOperation,
  messagingSystem,
  peerService,
  rpcMethod,
  rpcService,
  rpcSystem,
  serverAddress,
  serverPort,
} from '../conventions.ts';
import type { Span } from '../span.ts';
import { type Endpoint, type Exchange, endpointKey, OUTSIDE, type Protocol } from './exchange.ts';
import { SpanTree, serviceOf } from './span-tree.ts';

export interface CaseExchanges {
  readonly tree: SpanTree;
  /** In the order of the case's spans, a publish before its deliveries. */
  readonly exchanges: readonly Exchange[];
}

/** Reads the communications off a case's spans. */
export function exchangesOf(observed: Case): CaseExchanges {
  const tree = new SpanTree(observed);
  return { tree, exchanges: new Extraction(tree).run() };
}

class Extraction {
  readonly #tree: SpanTree;
  readonly #exchanges: Exchange[] = [];
  readonly #publishes = new Map<Span, Exchange>();
  /** CLIENTs with a SERVER below. */
  readonly #answered = new Set<Span>();
  /** SERVERs and CONSUMERs inside another of the same service that handles the same. */
  readonly #inner = new Map<Span, Span[]>();
  readonly #services: ReadonlyMap<string, Endpoint>;

  constructor(tree: SpanTree) {
    this.#tree = tree;
    this.#services = new Map(
      tree.spans.map((span) => [span.resource.serviceName.toLowerCase(), serviceEndpoint(span)]),
    );
  }

  run(): readonly Exchange[] {
    const tree = this.#tree;
    for (const span of tree.spans) {
      if (tree.role(span) !== 'server') continue;
      const above = tree.communicatingAncestor(span);
      if (above && tree.role(above) === 'client') this.#answered.add(above);
      const entry = tree.entry(span);
      if (entry === span) continue;
      const inner = this.#inner.get(entry);
      if (inner) inner.push(span);
      else this.#inner.set(entry, [span]);
    }
    for (const span of tree.spans) if (tree.role(span) === 'producer') this.#publish(span);
    for (const span of tree.spans) {
      const role = tree.role(span);
      if (role === 'server') this.#serve(span);
      else if (role === 'client') this.#call(span);
      else if (role === 'consumer') this.#deliver(span);
      else if (role === 'internal') this.#work(span);
    }
    return this.#exchanges;
  }

  /** Who called a SERVER: the CLIENT above it, or whatever other span of another service stands there. */
  #callerOf(server: Span): Span | undefined {
    const tree = this.#tree;
    const above = tree.communicatingAncestor(server) ?? nearestForeign(tree, server);
    return above && tree.isOutbound(above) ? tree.communicatingAncestor(above) : above;
  }

  #serve(server: Span): void {
    const tree = this.#tree;
    if (tree.entry(server) !== server || tree.isOutbound(server)) return;
    const caller = this.#callerOf(server);
    const role = caller && tree.role(caller);
    // Of another service that says nothing of its own part.
    if (caller && role !== 'client' && serviceOf(caller) === serviceOf(server)) return;
    if (caller && role === 'producer') {
      this.#delivery([server], this.#publishes.get(caller), caller);
      return;
    }
    const client = role === 'client' ? caller : undefined;
    const handlers = [server, ...(this.#inner.get(server) ?? [])];
    this.#exchanges.push({
      kind: 'call',
      protocol: protocolOf(...handlers, client),
      from: caller ? serviceEndpoint(caller) : OUTSIDE,
      to: serviceEndpoint(server),
      ...(client && { sending: tree.sender(client) }),
      receiving: server,
      spans: client ? [...handlers, client, ...this.#wrappersOf(client)] : handlers,
      callerUnseen: !caller && server.parentSpanId !== undefined,
    });
  }

  #call(client: Span): void {
    if (this.#answered.has(client) || !isCommunication(client) || this.#wraps(client)) return;
    const above = this.#tree.communicatingAncestor(client);
    // How a message gets to its broker (HTTP to a queue's address, commands to Redis) is no call of its own.
    if (above && this.#tree.role(above) === 'producer' && serviceOf(above) === serviceOf(client)) return;
    if (this.#isOwnPart(client)) {
      this.#enter(client);
      return;
    }
    // A sidecar under a name of its own, or a service that does not report being called.
    const next = this.#tree.children(client).find((child) => serviceOf(child) !== serviceOf(client));
    this.#exchanges.push({
      kind: 'call',
      protocol: protocolOf(client, ...this.#wrappersOf(client)),
      from: serviceEndpoint(client),
      to: next ? serviceEndpoint(next) : this.#calleeOf(client),
      sending: this.#tree.sender(client),
      spans: [client, ...this.#wrappersOf(client)],
      callerUnseen: false,
    });
  }

  /**
   * Some report what they were asked to do as CLIENT of themselves (a store's client library under the store's name):
   * then the span is how the call of whoever stands above it came in.
   */
  #isOwnPart(client: Span): boolean {
    const parent = this.#tree.parent(client);
    if (!parent || serviceOf(parent) === serviceOf(client) || this.#wraps(client)) return false;
    const callee = this.#calleeOf(client);
    if (callee.type === 'service') return endpointKey(callee) === endpointKey(serviceEndpoint(client));
    return callee.type === 'peer' && callee.address === '' && callee.system === '';
  }

  /** The first span of a service that does not report being called as such. */
  #enter(entry: Span): void {
    const tree = this.#tree;
    const parent = tree.parent(entry)!;
    const caller = tree.role(parent) === 'internal' ? (tree.communicatingAncestor(parent) ?? parent) : parent;
    // A CLIENT above knows itself whom it called.
    if (tree.role(caller) === 'client') return;
    if (tree.role(caller) === 'producer') {
      this.#delivery([entry], this.#publishAt(caller), caller);
      return;
    }
    this.#exchanges.push({
      kind: 'call',
      protocol: protocolOf(entry),
      from: serviceEndpoint(parent),
      to: serviceEndpoint(entry),
      receiving: entry,
      spans: [entry],
      callerUnseen: false,
    });
  }

  #publish(producer: Span): void {
    // A send span that links to the spans of the messages it sends is their transport, not a message more.
    const sends = producer.links.some((link) => {
      const linked = this.#tree.linked(link);
      return linked && this.#tree.role(linked) === 'producer';
    });
    const above = this.#tree.communicatingAncestor(producer);
    const nested = above && this.#tree.role(above) === 'producer' && serviceOf(above) === serviceOf(producer);
    if (sends || nested) return;
    const exchange: Exchange = {
      kind: 'publish',
      protocol: 'messaging',
      from: serviceEndpoint(producer),
      to: brokerEndpoint(producer),
      sending: producer,
      spans: [producer],
      callerUnseen: false,
    };
    this.#publishes.set(producer, exchange);
    this.#exchanges.push(exchange);
  }

  #deliver(consumer: Span): void {
    const tree = this.#tree;
    // The poll that brought messages which are then processed one by one is not a delivery more.
    if (messagingOperation(consumer) === 'receive' && this.#isProcessedBelow(consumer)) return;
    const above = tree.communicatingAncestor(consumer);
    const isOwn = above && tree.role(above) === 'consumer' && serviceOf(above) === serviceOf(consumer);
    if (isOwn && messagingOperation(above) !== 'receive') return;
    const producers = this.#publishesOf(consumer);
    if (producers.length === 0 && isOwn) {
      // What was received is then processed below; of a batch nobody can say which.
      const received = this.#publishesOf(above);
      if (received.length === 1) producers.push(...received);
    }
    const spans = isOwn ? [consumer, above] : [consumer];
    if (producers.length === 0) this.#delivery(spans, undefined, above);
    for (const publish of producers) this.#delivery(spans, publish, above);
  }

  /** What a CONSUMER links to, else what stands above it. */
  #publishesOf(consumer: Span): Exchange[] {
    const tree = this.#tree;
    const linked = consumer.links.map((link) => tree.linked(link)).filter((span) => span !== undefined);
    const publishes = linked.map((span) => this.#publishAt(span)).filter((publish) => publish !== undefined);
    const above = tree.communicatingAncestor(consumer);
    const publish = publishes.length === 0 && above ? this.#publishAt(above) : undefined;
    return [...new Set(publish ? [publish] : publishes)];
  }

  #publishAt(span: Span): Exchange | undefined {
    let at: Span | undefined = span;
    while (at && this.#tree.role(at) === 'producer') {
      const publish = this.#publishes.get(at);
      if (publish) return publish;
      at = this.#tree.communicatingAncestor(at);
    }
    return undefined;
  }

  /** Of the spans the first is the one that handles it. */
  #delivery(spans: readonly Span[], publish: Exchange | undefined, above: Span | undefined): void {
    const consumer = spans[0]!;
    const telling = spans.find((span) => messagingSystem(span) !== undefined) ?? consumer;
    this.#exchanges.push({
      kind: 'delivery',
      protocol: 'messaging',
      from: publish?.to ?? brokerEndpoint(telling),
      to: serviceEndpoint(consumer),
      ...(publish && { publish }),
      receiving: consumer,
      spans: [...spans, ...(publish?.spans ?? [])],
      callerUnseen: !publish && !above && (consumer.parentSpanId !== undefined || consumer.links.length > 0),
    });
  }

  #isProcessedBelow(receive: Span): boolean {
    const pending = [...this.#tree.children(receive)];
    while (pending.length > 0) {
      const span = pending.pop()!;
      if (this.#tree.role(span) === 'consumer') return true;
      if (this.#tree.role(span) === 'internal') pending.push(...this.#tree.children(span));
    }
    return false;
  }

  #work(span: Span): void {
    const service = serviceEndpoint(span);
    const parent = this.#tree.parent(span);
    if (parent && serviceOf(parent) !== serviceOf(span)) this.#enter(span);
    this.#exchanges.push({
      kind: 'local',
      protocol: 'unknown',
      from: service,
      to: service,
      sending: span,
      spans: [span],
      callerUnseen: false,
    });
  }

  /** Does the CLIENT only wrap the CLIENTs that do the work (an SDK over HTTP, RPC over HTTP/2, a retrying client)? */
  #wraps(client: Span): boolean {
    const pending = [...this.#tree.children(client)];
    while (pending.length > 0) {
      const span = pending.pop()!;
      if (serviceOf(span) !== serviceOf(client)) continue;
      const role = this.#tree.role(span);
      if ((role === 'client' && isCommunication(span)) || role === 'producer') return true;
      if (role === 'internal') pending.push(...this.#tree.children(span));
    }
    return false;
  }

  #wrappersOf(client: Span): readonly Span[] {
    const wrappers: Span[] = [];
    for (let at = this.#tree.parent(client); at && serviceOf(at) === serviceOf(client); at = this.#tree.parent(at)) {
      const role = this.#tree.role(at);
      if (role === 'client') wrappers.push(at);
      else if (role !== 'internal' && !this.#tree.isOutbound(at)) break;
    }
    return wrappers;
  }

  #calleeOf(client: Span): Endpoint {
    const spans = [client, ...this.#wrappersOf(client)];
    const system = first(spans, dbSystem) ?? (first(spans, dbQueryText) === undefined ? undefined : '');
    const named = peerService(client) ?? first(spans, awsService);
    const address = named ?? serverAddress(client) ?? '';
    const port = serverPort(client);
    const known = this.#services.get((named ?? '').toLowerCase());
    if (known && !system) return known;
    return {
      type: 'peer',
      role: system === undefined ? 'service' : 'database',
      system: system ?? '',
      namespace: system === undefined ? '' : (first(spans, dbNamespace) ?? ''),
      address,
      ...(port !== undefined && { port }),
    };
  }
}

/** Without any CLIENT, SERVER or CONSUMER above: the span of another service that stands nearest. */
function nearestForeign(tree: SpanTree, span: Span): Span | undefined {
  let at = tree.parent(span);
  while (at && serviceOf(at) === serviceOf(span)) at = tree.parent(at);
  return at;
}

function serviceEndpoint(span: Span): Endpoint {
  return { type: 'service', name: span.resource.serviceName, namespace: span.resource.serviceNamespace };
}

function brokerEndpoint(span: Span): Endpoint {
  const address = peerService(span) ?? serverAddress(span) ?? '';
  const port = serverPort(span);
  return {
    type: 'peer',
    role: 'broker',
    system: messagingSystem(span) ?? '',
    namespace: '',
    address,
    ...(port !== undefined && { port }),
  };
}

/** `S3`: the SDKs' spans name whom they call so, and stand around those of HTTP. */
function awsService(span: Span): string | undefined {
  return rpcSystem(span) === 'aws-api' ? rpcService(span) : undefined;
}

function first<T>(spans: readonly Span[], read: (span: Span) => T | undefined): T | undefined {
  for (const span of spans) {
    const value = read(span);
    if (value !== undefined) return value;
  }
  return undefined;
}

function protocolOf(...halves: readonly (Span | undefined)[]): Protocol {
  const spans = halves.filter((half) => half !== undefined);
  if (spans.some((span) => rpcSystem(span) !== undefined)) return 'rpc';
  if (spans.some((span) => (dbSystem(span) ?? dbQueryText(span)) !== undefined)) return 'database';
  if (spans.some((span) => httpMethod(span) !== undefined)) return 'http';
  return 'unknown';
}

/** Not so: getting a connection from a pool, resolving a name, opening a socket. */
function isCommunication(client: Span): boolean {
  if (httpMethod(client) !== undefined || rpcMethod(client) !== undefined) return true;
  if (dbSystem(client) !== undefined) {
    if (dbQueryText(client) ?? dbOperation(client) ?? dbCollection(client)) return true;
    return !/\b(connect|connection|pool|acquire|ping)\b/i.test(client.name);
  }
  return !/^(tcp|tls|dns|net|socket|pool)[.\-_ ]|\b(connect|lookup|handshake)$/i.test(client.name);
}
