import {
  type Exchange,
  endpointName,
  httpMethod,
  httpPath,
  httpRoute,
  httpStatus,
  messagingDestination,
  messagingRoutingKey,
  rpcMethod,
  rpcService,
} from '#traces';
import { databaseOperation, databaseTables, fact } from './label-match.ts';

/** What was communicated, as a person would write it on an arrow. */
export function contentOf(exchange: Exchange): string {
  const { spans } = exchange;
  switch (exchange.protocol) {
    case 'http': {
      const where = fact(spans, httpRoute) ?? fact(spans, httpPath) ?? '';
      return `${fact(spans, httpMethod) ?? 'HTTP'} ${where}`.trim();
    }
    case 'messaging':
      return fact(spans, messagingRoutingKey) ?? fact(spans, messagingDestination) ?? spans[0]!.name;
    case 'database': {
      const operation = databaseOperation(spans);
      return operation ? `${operation} ${databaseTables(spans).join(', ')}`.trim() : spans[0]!.name;
    }
    case 'rpc': {
      const service = fact(spans, rpcService);
      return `${service ? `${service}/` : ''}${fact(spans, rpcMethod) ?? spans[0]!.name}`;
    }
    default:
      return spans[0]!.name;
  }
}

/** `user-service called billing-service: POST /accounts`. */
export function describeExchange(exchange: Exchange): string {
  const from = endpointName(exchange.from);
  const to = endpointName(exchange.to);
  const content = contentOf(exchange);
  switch (exchange.kind) {
    case 'publish':
      return exchange.receiving ? `${content} from ${from} to ${to}` : `${content} published by ${from}`;
    case 'delivery':
      return `${content} delivered to ${to}`;
    case 'local':
      return `${content} in ${from}`;
    default: {
      const status = fact(exchange.spans, httpStatus);
      return `${content} from ${from} to ${to}${status === undefined ? '' : ` (answered ${status})`}`;
    }
  }
}
