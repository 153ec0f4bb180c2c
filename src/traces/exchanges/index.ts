export {
  type Endpoint,
  type Exchange,
  type ExchangeKind,
  endpointKey,
  endpointName,
  OUTSIDE,
  type Protocol,
} from './exchange.ts';
export { type CaseExchanges, exchangesOf } from './extract.ts';
export { SpanTree } from './span-tree.ts';
