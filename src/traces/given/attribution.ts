/** Whose a span is, where the resource does not tell: in one process several services share one SDK, and a test another. */
import type { Resource, Span } from '../span.ts';

export interface Attribution {
  /** The service of a span; undefined leaves it to the resource. */
  readonly service?: ((span: Span) => string | undefined) | undefined;
  /**
   * The name of who drives a system in its own process, a test. Its calls are told from the system's by this: a service
   * does not call itself before anybody has called it.
   */
  readonly driver?: string | undefined;
}

export function attributed(spans: readonly Span[], { service, driver }: Attribution): readonly Span[] {
  const names = new Names();
  const named = service ? spans.map((span) => names.give(span, service(span))) : spans;
  if (driver === undefined) return named;
  const driving = drivingSpans(named);
  return driving.size === 0 ? named : named.map((span) => (driving.has(span) ? names.give(span, driver) : span));
}

class Names {
  readonly #known = new Map<Resource, Map<string, Resource>>();

  give(span: Span, name: string | undefined): Span {
    if (name === undefined || name === span.resource.serviceName) return span;
    const own = this.#known.get(span.resource) ?? new Map<string, Resource>();
    this.#known.set(span.resource, own);
    const resource = own.get(name) ?? renamed(span.resource, name);
    own.set(name, resource);
    return { ...span, resource };
  }
}

/** The clock stays what it was: another name for a part of a process gives it no clock of its own. */
function renamed(resource: Resource, serviceName: string): Resource {
  const attributes = new Map([...resource.attributes, ['service.name', serviceName] as const]);
  attributes.delete('service.namespace');
  return { ...resource, serviceName, serviceNamespace: '', attributes };
}

/** Calls by a service to itself that nobody has asked it for, and what surrounds them. */
function drivingSpans(spans: readonly Span[]): ReadonlySet<Span> {
  const keyOf = (traceId: string, spanId: string): string => `${traceId}/${spanId}`;
  const byId = new Map(spans.map((span) => [keyOf(span.traceId, span.spanId), span]));
  const parentOf = (span: Span): Span | undefined =>
    span.parentSpanId === undefined ? undefined : byId.get(keyOf(span.traceId, span.parentSpanId));
  const driving = new Set<Span>();
  for (const server of spans) {
    const client = server.kind === 'server' ? parentOf(server) : undefined;
    if (client?.kind !== 'client' || !isSameService(client, server)) continue;
    const way = new Set<Span>();
    let at: Span = client;
    for (let above = parentOf(at); above && !way.has(at); above = parentOf(at)) {
      way.add(at);
      at = above;
    }
    way.add(at);
    const isUnasked = at.parentSpanId === undefined && [...way].every(isOwnDoing);
    if (isUnasked) for (const span of way) driving.add(span);
  }
  return driving;
}

function isOwnDoing({ kind }: Span): boolean {
  return kind === 'client' || kind === 'internal' || kind === 'unspecified';
}

function isSameService(a: Span, b: Span): boolean {
  return (
    a.resource.serviceName === b.resource.serviceName && a.resource.serviceNamespace === b.resource.serviceNamespace
  );
}
