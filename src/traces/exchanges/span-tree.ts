import type { Case } from '../cases.ts';
import { dbSystem, httpMethod, messagingOperation, messagingSystem, rpcSystem } from '../conventions.ts';
import type { Span, SpanKind, SpanLink } from '../span.ts';

/** A case's spans with their ancestry, and with the role that each plays, inferred where `span.kind` is missing. */
export class SpanTree {
  readonly spans: readonly Span[];
  readonly #byId = new Map<string, Span>();
  readonly #parents = new Map<Span, Span>();
  readonly #children = new Map<Span, Span[]>();
  readonly #roles = new Map<Span, SpanKind>();

  constructor(observed: Case) {
    this.spans = observed.spans;
    for (const span of this.spans) this.#byId.set(`${span.traceId}/${span.spanId}`, span);
    for (const span of this.spans) {
      const parent =
        span.parentSpanId === undefined ? undefined : this.#byId.get(`${span.traceId}/${span.parentSpanId}`);
      if (!parent || parent === span) continue;
      this.#parents.set(span, parent);
      const siblings = this.#children.get(parent);
      if (siblings) siblings.push(span);
      else this.#children.set(parent, [span]);
    }
    const speaking = new Set<string>();
    for (const span of this.spans) if (span.kind !== 'unspecified') speaking.add(serviceOf(span));
    for (const span of this.spans) this.#roles.set(span, this.#inferRole(span, speaking.has(serviceOf(span))));
  }

  parent(span: Span): Span | undefined {
    return this.#parents.get(span);
  }

  children(span: Span): readonly Span[] {
    return this.#children.get(span) ?? [];
  }

  linked(link: SpanLink): Span | undefined {
    return this.#byId.get(`${link.traceId}/${link.spanId}`);
  }

  /** `span.kind`, corrected: a CLIENT that sends to a broker is a producer, one that polls a consumer. */
  role(span: Span): SpanKind {
    return this.#roles.get(span)!;
  }

  /** The nearest ancestor that is not internal work. */
  communicatingAncestor(span: Span): Span | undefined {
    let ancestor = this.parent(span);
    while (ancestor && this.role(ancestor) === 'internal') ancestor = this.parent(ancestor);
    return ancestor;
  }

  /**
   * The span that began what the service was doing when this span happened: the nearest SERVER or CONSUMER of the same
   * process at or above it, else the topmost span of that process.
   */
  execution(span: Span): Span {
    let top = span;
    for (let at: Span | undefined = span; at && at.resource.host === span.resource.host; at = this.parent(at)) {
      top = at;
      const role = this.role(at);
      if ((role === 'server' && !this.isOutbound(at)) || role === 'consumer') return this.entry(at);
    }
    return top;
  }

  /**
   * Where the call or delivery that a SERVER or CONSUMER handles came into the service: a framework reports one inside
   * the web server's, a sidecar under the service's own name one before the application's.
   */
  entry(handler: Span): Span {
    let entry = handler;
    for (let outer = this.#handlerAround(entry); outer; outer = this.#handlerAround(entry)) entry = outer;
    return entry;
  }

  #handlerAround(handler: Span): Span | undefined {
    const role = this.role(handler);
    let above = this.communicatingAncestor(handler);
    if (above && role === 'server' && this.role(above) === 'client' && isProxy(above)) {
      above = this.#isWithin(above, handler) ? this.communicatingAncestor(above) : undefined;
    }
    if (!above || this.role(above) !== role || !this.#isWithin(above, handler) || this.isOutbound(above))
      return undefined;
    return role === 'consumer' && messagingOperation(above) === 'receive' ? undefined : above;
  }

  /** Is it the SERVER of a sidecar that passes on what its own application sends? */
  isOutbound(server: Span): boolean {
    if (!isProxy(server) || this.role(server) !== 'server') return false;
    const above = this.communicatingAncestor(server);
    return above !== undefined && this.role(above) === 'client' && !isProxy(above) && this.#isWithin(above, server);
  }

  /** The CLIENT of the application itself, where a sidecar under its name passes it on. */
  sender(client: Span): Span {
    const above = this.communicatingAncestor(client);
    return above && this.isOutbound(above) ? this.communicatingAncestor(above)! : client;
  }

  #isWithin(span: Span, other: Span): boolean {
    return serviceOf(span) === serviceOf(other);
  }

  #inferRole(span: Span, serviceTells: boolean): SpanKind {
    if (span.kind !== 'unspecified') return correctedKind(span);
    // Some formats leave the kind of local spans out; only a service that never tells is a riddle.
    if (serviceTells) return 'internal';
    const parent = this.parent(span);
    const messaging = messagingSystem(span) !== undefined;
    const operation = messagingOperation(span);
    if (operation === 'send' || operation === 'create') return 'producer';
    if (operation === 'process' || operation === 'receive') return 'consumer';
    if (parent && serviceOf(parent) !== serviceOf(span)) return messaging ? 'consumer' : 'server';
    if (this.children(span).some((child) => serviceOf(child) !== serviceOf(span))) {
      return messaging ? 'producer' : 'client';
    }
    if (dbSystem(span)) return 'client';
    const remote = httpMethod(span) !== undefined || rpcSystem(span) !== undefined;
    if (remote) return parent ? 'client' : 'server';
    return 'internal';
  }
}

/** Envoy and what is built on it mark all their spans so. */
function isProxy(span: Span): boolean {
  return span.attributes.get('component') === 'proxy';
}

export function serviceOf(span: Span): string {
  return `${span.resource.serviceNamespace}/${span.resource.serviceName}`;
}

/** Messaging instrumentations disagree on kinds; their operation is what counts (messaging conventions 1.24 and later). */
function correctedKind(span: Span): SpanKind {
  if (span.kind === 'client' && messagingSystem(span) !== undefined) {
    const operation = messagingOperation(span);
    if (operation === 'send' || operation === 'create') return 'producer';
    if (operation === 'receive' || operation === 'process') return 'consumer';
    if (operation === 'settle') return 'internal';
  }
  return span.kind;
}
