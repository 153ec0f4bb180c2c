import {
  type Endpoint,
  type Exchange,
  httpMethod,
  httpPath,
  httpRoute,
  OUTSIDE,
  rpcMethod,
  type Span,
  type SpanTree,
} from '#traces';
import { fact } from './label-match.ts';

export interface ElidedExchange {
  readonly exchange: Exchange;
  /** Put together from several: it counts where a drawn message is like it, and is nothing unexpected otherwise. */
  readonly composed: boolean;
  /** Someone undrawn was left out in front of it. */
  readonly elided?: boolean;
}

/**
 * Leaves out those in the middle whom a drawing does not show: a broker between producer and consumer, a proxy or
 * gateway between caller and callee.
 */
export function elideUndrawn(
  exchanges: readonly Exchange[],
  tree: SpanTree,
  isDrawn: (endpoint: Endpoint) => boolean,
): readonly ElidedExchange[] {
  const result: ElidedExchange[] = [];
  const deliveries = new Map<Exchange, Exchange[]>();
  const calls = new Map<Span, Exchange>();
  for (const exchange of exchanges) {
    if (exchange.kind === 'call') for (const span of exchange.spans) calls.set(span, exchange);
    if (!exchange.publish) continue;
    const list = deliveries.get(exchange.publish);
    if (list) list.push(exchange);
    else deliveries.set(exchange.publish, [exchange]);
  }
  for (const exchange of exchanges) {
    if (exchange.kind === 'publish' && !isDrawn(exchange.to)) {
      const consumed = deliveries.get(exchange) ?? [];
      if (consumed.length === 0) result.push({ exchange: { ...exchange, to: OUTSIDE }, composed: false });
      for (const delivery of consumed) {
        result.push({
          exchange: { ...delivery, kind: 'publish', from: exchange.from, sending: exchange.sending! },
          composed: false,
        });
      }
    } else if (exchange.kind === 'delivery' && !isDrawn(exchange.from)) {
      if (!exchange.publish) result.push({ exchange: { ...exchange, from: OUTSIDE }, composed: false });
    } else {
      result.push({ exchange, composed: false });
      if (exchange.kind !== 'call' || exchange.from.type !== 'service') continue;
      if (isDrawn(exchange.from) || !isDrawn(exchange.to)) continue;
      const origin = originOf(exchange, calls, tree, isDrawn);
      if (origin)
        result.push({ exchange: through(exchange, origin), composed: !origin.every(passesOn(exchange)), elided: true });
    }
  }
  return result;
}

/**
 * For a call that someone undrawn made: the calls that led to it, the last one made by someone drawn; none if it all
 * began with undrawn callers (a load generator, the front door), whom a drawing's user stands for. Undefined if it was
 * begun by something else.
 */
function originOf(
  exchange: Exchange,
  calls: ReadonlyMap<Span, Exchange>,
  tree: SpanTree,
  isDrawn: (endpoint: Endpoint) => boolean,
): readonly Exchange[] | undefined {
  const chain: Exchange[] = [];
  let last = exchange;
  let at: Span | undefined = exchange.sending ?? exchange.receiving;
  while (at) {
    const call: Exchange | undefined = calls.get(at);
    if (call && call !== last) {
      chain.push(call);
      last = call;
      if (isDrawn(call.from)) return chain;
    }
    const role = tree.role(at);
    if (role === 'consumer' || role === 'producer') return undefined;
    at = tree.parent(at);
  }
  return [];
}

/** Was the first call the same request, so that who received it only handed it on? */
function passesOn(last: Exchange): (call: Exchange) => boolean {
  const method = fact(last.spans, rpcMethod) ?? fact(last.spans, httpMethod);
  const path = fact(last.spans, httpPath) ?? fact(last.spans, httpRoute);
  return ({ spans }) => {
    if (method !== (fact(spans, rpcMethod) ?? fact(spans, httpMethod))) return false;
    const asked = fact(spans, httpPath) ?? fact(spans, httpRoute);
    // Gateways take a prefix off.
    return path === asked || (path !== undefined && path !== '/' && asked?.endsWith(path) === true);
  };
}

function through(exchange: Exchange, origin: readonly Exchange[]): Exchange {
  const { sending: _, ...rest } = exchange;
  const first = origin.at(-1);
  if (!first) return { ...rest, from: OUTSIDE };
  const spans = [...exchange.spans, ...origin.flatMap((call) => call.spans)];
  return { ...rest, from: first.from, ...(first.sending && { sending: first.sending }), spans };
}
