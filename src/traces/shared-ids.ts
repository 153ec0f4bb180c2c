import type { Resource, SpanKind } from './span.ts';

/** What of a span is needed to tell the halves of a call apart. */
interface Half {
  readonly traceId: string | undefined;
  readonly spanId: string | undefined;
  readonly parentSpanId?: string | undefined;
  readonly kind: SpanKind;
  readonly resource: Resource;
}

/**
 * In B3 propagation (Zipkin, and what converts from it) the two halves of a call may share one span id. Everywhere
 * else an id names one span, so they are taken apart: the server half keeps the id, because its children name it as
 * their parent, and hangs below the client half, whose id becomes `<id>:client`.
 */
export function separateSharedIds<T extends Half>(spans: readonly T[]): readonly T[] {
  const calls = sharedCalls(spans);
  return calls.size === 0 ? spans : spans.map((span) => takenApart(span, calls));
}

interface SharedCall {
  readonly client: Half;
  readonly server: Half;
}

function sharedCalls(spans: readonly Half[]): Map<string, SharedCall> {
  const clients = new Map<string, Half>();
  for (const span of spans) if (isClientHalf(span)) clients.set(keyOf(span, span.spanId), span);
  const calls = new Map<string, SharedCall>();
  for (const server of spans) {
    const client = isServerHalf(server) ? clients.get(keyOf(server, server.spanId)) : undefined;
    if (client) calls.set(keyOf(server, server.spanId), { client, server });
  }
  return calls;
}

function isClientHalf(span: Half): boolean {
  return span.spanId !== undefined && (span.kind === 'client' || span.kind === 'producer');
}

function isServerHalf(span: Half): boolean {
  return span.spanId !== undefined && (span.kind === 'server' || span.kind === 'consumer');
}

function keyOf(span: Half, spanId: string | undefined): string {
  return `${span.traceId}/${spanId}`;
}

function takenApart<T extends Half>(span: T, calls: ReadonlyMap<string, SharedCall>): T {
  const clientId = `${span.spanId}:client`;
  let separate = span;
  if (calls.has(keyOf(span, span.spanId))) {
    if (isServerHalf(span)) return { ...span, parentSpanId: clientId };
    if (isClientHalf(span)) separate = { ...span, spanId: clientId };
  }
  const above = span.parentSpanId === undefined ? undefined : calls.get(keyOf(span, span.parentSpanId));
  if (!above) return separate;
  // What the calling service did below the call hangs below the client half.
  const ofCaller = span.resource === above.client.resource && span.resource !== above.server.resource;
  return ofCaller ? { ...separate, parentSpanId: `${span.parentSpanId}:client` } : separate;
}
