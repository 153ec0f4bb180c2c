import {
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

/**
 * Numbers spans so that equal numbers mean: no drawing can tell them apart. Every reading that exchanges, bindings and
 * the judgement make of a span is part of the class word for word, but for two: of a query's text only what is read off
 * it, and ids in names and paths (`/users/4711`) only as places, provided no drawing mentions them (wording.ts).
 */
export class SpanClasses {
  readonly #wording: Wording;
  readonly #numbers = new Map<string, number>();
  /** Readers share the attributes of spans that say the same, so that most spans are known by them. */
  readonly #known = new WeakMap<Span['attributes'], Map<string, SpanClass>>();

  constructor(wording: Wording) {
    this.#wording = wording;
  }

  classOf(span: Span): SpanClass {
    const { serviceName, serviceNamespace } = span.resource;
    let known = this.#known.get(span.attributes);
    if (!known) {
      known = new Map();
      this.#known.set(span.attributes, known);
    }
    const key = `${span.kind}|${span.name}|${serviceName}|${serviceNamespace}`;
    let found = known.get(key);
    if (!found) {
      found = this.#read(span);
      known.set(key, found);
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
