/** OpenTelemetry's span, whatever format it came in. */
export interface Span {
  /**
   * Lower-case hex, as many digits as the source gave. What is neither hex nor base64 stays as it is, and a client's
   * half of a call that shared its id with the server's is `<id>:client`; ids are only ever compared.
   */
  readonly traceId: string;
  readonly spanId: string;
  /** Absent for a root span. */
  readonly parentSpanId?: string;
  readonly name: string;
  readonly kind: SpanKind;
  /**
   * Microseconds since 1970, with a fraction where the source had one (a double keeps a quarter of a microsecond).
   * Only comparable between spans of one `resource.host`.
   */
  readonly start: number;
  readonly end: number;
  readonly attributes: Attributes;
  readonly resource: Resource;
  /** Instrumentation scope, e.g. `@opentelemetry/instrumentation-pg`; empty where unknown. */
  readonly scope: string;
  readonly status: SpanStatus;
  readonly links: readonly SpanLink[];
}

/** `unspecified` where the source says nothing; `binding` infers what it can. */
export type SpanKind = 'unspecified' | 'internal' | 'server' | 'client' | 'producer' | 'consumer';

export type SpanStatus = 'unset' | 'ok' | 'error';

export interface SpanLink {
  readonly traceId: string;
  readonly spanId: string;
}

export type AttributeValue =
  | string
  | number
  | boolean
  | readonly AttributeValue[]
  | { readonly [key: string]: AttributeValue };

/** A map, so that no key of the input (`__proto__`) can mean anything else. */
export type Attributes = ReadonlyMap<string, AttributeValue>;

/** What emitted a span; one object for all spans of one resource. */
export interface Resource {
  /** `service.name`; empty where the source gives none. */
  readonly serviceName: string;
  /** `service.namespace`; empty where there is none. */
  readonly serviceNamespace: string;
  /**
   * Whose clock the times are: service and `service.instance.id`, else host and process id, else the service. Times
   * of two hosts are never compared.
   */
  readonly host: string;
  readonly attributes: Attributes;
}
