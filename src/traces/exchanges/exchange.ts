import type { Span } from '../span.ts';

/**
 * One communication between two endpoints, read off the spans of its halves: what a message of a drawing may be held
 * against. Spans that are no communication (pool and socket spans, wrappers, middleware) are seen through.
 */
export interface Exchange {
  readonly kind: ExchangeKind;
  readonly protocol: Protocol;
  readonly from: Endpoint;
  readonly to: Endpoint;
  /** CLIENT or PRODUCER; absent if the sending side reported nothing. */
  readonly sending?: Span;
  /** SERVER or CONSUMER; absent if the receiving side reported nothing. */
  readonly receiving?: Span;
  /** Both halves and the wrappers around them: where facts (route, status …) are looked up, nearest first. */
  readonly spans: readonly Span[];
  /** Of a delivery: the publish that it delivers, where it is in the case. */
  readonly publish?: Exchange;
  /** The receiving side names a caller that is not in the case: a span was lost, or the caller is not instrumented. */
  readonly callerUnseen: boolean;
}

/** `call` expects an answer; `publish` goes to a broker, `delivery` comes from one; `local` is work inside a service. */
export type ExchangeKind = 'call' | 'publish' | 'delivery' | 'local';

export type Protocol = 'http' | 'rpc' | 'database' | 'messaging' | 'unknown';

export type Endpoint =
  /** Reported spans of its own. */
  | { readonly type: 'service'; readonly name: string; readonly namespace: string }
  /** Known only from what others say of it. */
  | {
      readonly type: 'peer';
      readonly role: 'database' | 'broker' | 'service';
      /** `postgresql`, `kafka`; empty where unknown. */
      readonly system: string;
      /** Database name; empty where unknown. */
      readonly namespace: string;
      /** Service name, host name or address under which it was called; empty where unknown. */
      readonly address: string;
      readonly port?: number;
    }
  /** Nobody that any span tells of: a user, a browser, a scheduler. */
  | { readonly type: 'outside' };

export const OUTSIDE: Endpoint = { type: 'outside' };

/** How an endpoint is named to people. */
export function endpointName(endpoint: Endpoint): string {
  if (endpoint.type === 'service') return endpoint.name;
  if (endpoint.type === 'outside') return 'the outside';
  const where = endpoint.port === undefined ? endpoint.address : `${endpoint.address}:${endpoint.port}`;
  const name = [endpoint.system, endpoint.namespace].filter(Boolean).join('/');
  return name && where ? `${name} at ${where}` : name || where || `an unknown ${endpoint.role}`;
}

/** Equal for endpoints that are the same one. */
export function endpointKey(endpoint: Endpoint): string {
  if (endpoint.type === 'service') return `service|${endpoint.namespace}|${endpoint.name}`;
  if (endpoint.type === 'outside') return 'outside';
  return `${endpoint.role}|${endpoint.system}|${endpoint.namespace}|${endpoint.address}|${endpoint.port ?? ''}`;
}
