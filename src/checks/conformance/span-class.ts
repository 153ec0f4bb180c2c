import {
  calleeNames,
  conventionNames,
  dbCollection,
  dbNamespace,
  dbOperation,
  dbQueryFacts,
  dbQueryText,
  dbSystem,
  httpMethod,
  httpPath,
  httpRoute,
  httpStatus,
  messagingDestination,
  messagingOperation,
  messagingRoutingKey,
  messagingSystem,
  peerService,
  rpcMethod,
  rpcService,
  rpcStatus,
  rpcSystem,
  SharedAttributes,
  type Span,
  serverAddress,
  serverPort,
} from '#traces';
import { commandOf } from '../binding/label-match.ts';
import { idsIn, type Wording } from './wording.ts';

/** All that the check reads off one span by itself; what it reads off a span's place in its case is in case-shape.ts. */
export interface SpanClass {
  readonly number: number;
  /** Ids in the span's texts that say nothing by themselves, but may be equal to another's in the same case. */
  readonly ids: readonly string[];
}

const noIds: readonly string[] = [];

interface Known {
  readonly kind: Span['kind'];
  readonly name: string;
  readonly resource: Span['resource'];
  readonly found: SpanClass;
  readonly next: Known | undefined;
  readonly length: number;
}

const LONGEST = 30;

function isSameService(a: Span['resource'], b: Span['resource']): boolean {
  return a.serviceName === b.serviceName && a.serviceNamespace === b.serviceNamespace;
}

/** Texts with ids in them are without number. */
const MOST_KNOWN = 2000;

/**
 * Numbers spans so that equal numbers mean: no drawing can tell them apart. Every reading that exchanges, bindings and
 * the judgement make of a span is part of the class word for word, but for two: of a query's text only what is read off
 * it, and ids in names and paths (`/users/4711`) only as places, provided no drawing mentions them (wording.ts).
 */
export class SpanClasses {
  readonly #wording: Wording;
  readonly #numbers = new Map<string, number>();
  /** Readers share the attributes of spans that say the same, so that most spans are known by them. */
  readonly #known = new Map<Span['attributes'], Known>();
  /** By all that is read of a span, for readers that do not. */
  readonly #spelled = new Map<string, SpanClass>();

  constructor(wording: Wording) {
    this.#wording = wording;
  }

  classOf(span: Span): SpanClass {
    const { kind, name, resource, attributes } = span;
    if (!(attributes instanceof SharedAttributes)) return this.#classOfSpelling(span);
    const first = this.#known.get(attributes);
    for (let entry = first; entry; entry = entry.next) {
      if (entry.name !== name || entry.kind !== kind) continue;
      if (entry.resource === resource || isSameService(entry.resource, resource)) return entry.found;
    }
    // Of spans that say nothing of this sort there are many names.
    const found = first && first.length > LONGEST ? this.#classOfSpelling(span) : this.#read(span);
    if (this.#known.size >= MOST_KNOWN) this.#known.clear();
    if (!first || first.length <= LONGEST) {
      this.#known.set(attributes, { kind, name, resource, found, next: first, length: (first?.length ?? 0) + 1 });
    }
    return found;
  }

  #classOfSpelling(span: Span): SpanClass {
    const { serviceName, serviceNamespace } = span.resource;
    const key = JSON.stringify([span.kind, span.name, serviceName, serviceNamespace]);
    let spelling = key;
    for (const [name, value] of span.attributes) {
      if (!conventionNames.has(name) || (span.kind === 'server' && calleeNames.has(name))) continue;
      // A length cannot be taken for a part of a name.
      const said = typeof value === 'string' ? `${value.length}:${value}` : `=${JSON.stringify(value)}`;
      spelling += `|${name}${said}`;
    }
    let found = this.#spelled.get(spelling);
    if (!found) {
      found = this.#read(span);
      if (this.#spelled.size >= MOST_KNOWN) this.#spelled.clear();
      this.#spelled.set(spelling, found);
    }
    return found;
  }

  #read(span: Span): SpanClass {
    const name = idsIn(span.name, this.#wording);
    const path = httpPath(span);
    // Proxies see procedures as paths; whose names are compared in part.
    const asked = path?.startsWith('/') && !path.includes('.') ? idsIn(path, this.#wording) : undefined;
    const query = dbQueryFacts(span);
    const key = JSON.stringify([
      span.kind,
      name.template,
      span.resource.serviceName,
      span.resource.serviceNamespace,
      httpMethod(span),
      httpRoute(span),
      asked?.template ?? path,
      httpStatus(span),
      dbSystem(span),
      dbNamespace(span),
      dbCollection(span),
      dbOperation(span),
      dbQueryText(span) !== undefined,
      query.operation,
      query.tables,
      commandOf(span),
      messagingSystem(span),
      messagingOperation(span),
      messagingDestination(span),
      messagingRoutingKey(span),
      rpcSystem(span),
      rpcService(span),
      rpcMethod(span),
      rpcStatus(span),
      peerService(span),
      serverAddress(span),
      serverPort(span),
      span.attributes.get('component') === 'proxy',
    ]);
    let number = this.#numbers.get(key);
    if (number === undefined) {
      number = this.#numbers.size;
      this.#numbers.set(key, number);
    }
    const ids = asked ? [...name.ids, ...asked.ids] : name.ids;
    return { number, ids: ids.length === 0 ? noIds : ids };
  }
}
