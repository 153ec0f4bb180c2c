/** A reason not to take an export; thrown inside the receiver only, and answered in the words of HTTP or gRPC. */
export class Refusal extends Error {
  /** HTTP's; gRPC's follows from it. */
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Seconds after which the same export may be sent again. Absent where that would be of no use. */
  readonly retryAfter: number | undefined;

  constructor(
    status: number,
    message: string,
    more: { readonly headers?: Readonly<Record<string, string>>; readonly retryAfter?: number } = {},
  ) {
    super(message);
    this.status = status;
    this.retryAfter = more.retryAfter;
    this.headers = {
      ...more.headers,
      ...(more.retryAfter === undefined ? {} : { 'retry-after': String(more.retryAfter) }),
    };
  }
}

/** google.rpc.Code */
const rpcCodes = new Map([
  [400, 3], // INVALID_ARGUMENT
  [401, 16], // UNAUTHENTICATED
  [404, 5], // NOT_FOUND
  [405, 12], // UNIMPLEMENTED
  [408, 4], // DEADLINE_EXCEEDED
  [413, 8], // RESOURCE_EXHAUSTED; without RetryInfo an exporter does not try again (OTLP, "OTLP/gRPC Throttling")
  [415, 3],
  [429, 8],
  [500, 13], // INTERNAL
  [503, 14], // UNAVAILABLE
]);

export function rpcCodeOf(status: number): number {
  return rpcCodes.get(status) ?? 2;
}
