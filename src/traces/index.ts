/** Recorded and live telemetry: spans and the cases they form. Knows no diagram. */
export { type Case, type CaseFacts, joinCases, type ParentReference } from './cases.ts';
export * from './conventions.ts';
export {
  type CaseExchanges,
  type Endpoint,
  type Exchange,
  type ExchangeKind,
  endpointKey,
  endpointName,
  exchangesOf,
  OUTSIDE,
  type Protocol,
  type SpanTree,
} from './exchanges/index.ts';
export { type Attribution, attributed } from './given/attribution.ts';
export { type GivenSpans, isGivenSpan, type JsonRecording, readGiven } from './given/read-given.ts';
export type { SdkResource, SdkSpan, SdkSpanContext } from './given/sdk-span.ts';
export { isAddress, type Pulled, type PullOptions, pullTraces, shownAddress } from './pulling/index.ts';
export { detect, readTraces, type TraceInput, type TraceReading } from './read-traces.ts';
export { SharedAttributes } from './readers/attribute-lists.ts';
export type { TraceFormat } from './readers/json-reader.ts';
export { ResourcePool } from './readers/resource-pool.ts';
export { type Receiver, type ReceiverOptions, startReceiver } from './receiver/receiver.ts';
export { type CaseScope, casesBy } from './scopes.ts';
export type { Clock, Settled, SettlingOptions } from './settling.ts';
export type { Attributes, AttributeValue, Resource, Span, SpanKind, SpanLink, SpanStatus } from './span.ts';
export { type SqlFacts, sqlFacts } from './sql.ts';
export { type ByteSource, inMemory } from './stream/byte-source.ts';
export { buffersOf, type ClosedCase, type ClosedCases } from './stream/closed-cases.ts';
export { OpenCases, type OpenCasesOptions, type PartOfCases } from './stream/open-cases.ts';
export {
  isLines,
  type LineRange,
  type Pieces,
  piecesOf,
  rereadLine,
  streamLines,
  streamTraces,
  WHOLE_UP_TO,
} from './stream/stream-traces.ts';
export type { StreamInput, StreamOptions, StreamReading, TakeSpans } from './stream/streaming.ts';
export { otlpJsonLine } from './write-otlp.ts';
