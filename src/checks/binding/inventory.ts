import { squash } from '#model';
import {
  dbNamespace,
  type Endpoint,
  type Exchange,
  endpointKey,
  messagingDestination,
  messagingRoutingKey,
  type Span,
} from '#traces';
import { contentOf } from './describe.ts';
import { databaseOperation, type Vocabulary } from './label-match.ts';

/** What a service's instrumentation has shown that it can report: absence means something only there. */
export interface Reporting {
  readonly server: boolean;
  readonly consumer: boolean;
  readonly producer: boolean;
  /** Protocols of outgoing calls. */
  readonly calls: ReadonlySet<string>;
}

/** Everything that takes part in the evidence, over all cases. */
export interface Inventory {
  readonly endpoints: ReadonlyMap<string, InventoryEndpoint>;
  readonly vocabulary: Vocabulary;
  /** By endpoint key of the service. */
  readonly reporting: ReadonlyMap<string, Reporting>;
  /** One exchange of each sort: same ends, same content. */
  readonly samples: readonly Exchange[];
}

export interface InventoryEndpoint {
  readonly key: string;
  readonly endpoint: Endpoint;
  /** Keys of the services that talk to it. */
  readonly callers: ReadonlySet<string>;
  /** For brokers: topics, queues, routing keys. */
  readonly destinations: ReadonlySet<string>;
  readonly example: Span;
}

/** Names with ids in them are without number. */
const MOST_SAMPLES = 2000;

/** Brokers are one by system: producers and consumers seldom agree on its address. */
export function keyOf(endpoint: Endpoint): string {
  if (endpoint.type === 'peer' && endpoint.role === 'broker') return `broker|${endpoint.system}`;
  return endpointKey(endpoint);
}

export function takeInventory(cases: readonly (readonly Exchange[])[]): Inventory {
  const endpoints = new Map<string, { -readonly [K in keyof InventoryEndpoint]: InventoryEndpoint[K] }>();
  const callers = new Map<string, Set<string>>();
  const destinations = new Map<string, Set<string>>();
  const reporting = new Map<string, { server: boolean; consumer: boolean; producer: boolean; calls: Set<string> }>();
  const allDestinations = new Set<string>();
  const operations = new Set<string>();
  const spanNames = new Set<string>();
  const samples = new Map<string, Exchange>();

  const meet = (endpoint: Endpoint, example: Span): string => {
    const key = keyOf(endpoint);
    if (!endpoints.has(key)) {
      callers.set(key, new Set());
      destinations.set(key, new Set());
      endpoints.set(key, {
        key,
        endpoint,
        callers: callers.get(key)!,
        destinations: destinations.get(key)!,
        example,
      });
    }
    return key;
  };
  const reportingOf = (key: string) => {
    let entry = reporting.get(key);
    if (!entry) {
      entry = { server: false, consumer: false, producer: false, calls: new Set() };
      reporting.set(key, entry);
    }
    return entry;
  };

  for (const exchange of cases.flat()) {
    const example = exchange.spans[0]!;
    const from = meet(exchange.from, exchange.sending ?? example);
    const to = meet(exchange.to, exchange.receiving ?? example);
    callers.get(to)!.add(from);
    if (exchange.kind !== 'local' && samples.size < MOST_SAMPLES) {
      samples.set([exchange.kind, from, to, contentOf(exchange), example.name].join(' '), exchange);
    }
    if (exchange.receiving) {
      const entry = reportingOf(to);
      if (exchange.kind === 'delivery') entry.consumer = true;
      else entry.server = true;
    }
    if (exchange.sending && exchange.kind !== 'local') {
      const entry = reportingOf(from);
      if (exchange.kind === 'publish') entry.producer = true;
      else entry.calls.add(exchange.protocol);
    }
    for (const span of exchange.spans) {
      if (exchange.kind !== 'local' && spanNames.size < MOST_SAMPLES) spanNames.add(squash(span.name));
      for (const name of [messagingDestination(span), messagingRoutingKey(span)]) {
        if (!name) continue;
        allDestinations.add(squash(name));
        destinations.get(exchange.kind === 'delivery' ? from : to)!.add(name);
      }
    }
    const operation = exchange.protocol === 'database' ? databaseOperation(exchange.spans) : undefined;
    if (operation) operations.add(squash(operation));
  }
  return {
    endpoints,
    vocabulary: { destinations: allDestinations, operations, spans: spanNames },
    reporting,
    samples: [...samples.values()],
  };
}

/** The names under which a peer may be drawn. */
export function peerNames(endpoint: InventoryEndpoint): string[] {
  const { endpoint: peer, example } = endpoint;
  if (peer.type !== 'peer') return peer.type === 'service' ? [peer.name] : [];
  const names = [peer.address, peer.namespace, dbNamespace(example) ?? ''];
  return names.filter((name) => name !== '' && !/^[\d.:]+$/.test(name) && name !== 'localhost');
}
