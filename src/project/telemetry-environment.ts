/** Protocols that the receiver speaks, all on one port. */
const spoken = ['http/protobuf', 'http/json', 'grpc'];

/** What exporters themselves wait between two batches where nothing else is said. */
const defaultDelayMs = 5000;

/**
 * Variables that make an instrumented program export its traces to `url`, whatever its own surroundings say
 * (opentelemetry.io, "OTLP Exporter Configuration" and "Environment Variable Specification").
 *
 * The endpoint for traces is set rather than removed: a `.env` file read by the program fills in what is missing, but
 * does not replace what is set. Batches are sent twice a second, so that a service which outlives the command has
 * exported before the receiver stops waiting; the default would be every five seconds.
 */
export function telemetryEnvironment(url: string, own: NodeJS.ProcessEnv): Record<string, string> {
  const wish = own.OTEL_EXPORTER_OTLP_TRACES_PROTOCOL ?? own.OTEL_EXPORTER_OTLP_PROTOCOL ?? '';
  const protocol = spoken.includes(wish) ? wish : 'http/protobuf';
  return {
    OTEL_EXPORTER_OTLP_ENDPOINT: url,
    // Only HTTP has paths, and nobody appends one to this variable.
    OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: protocol === 'grpc' ? url : `${url}/v1/traces`,
    OTEL_EXPORTER_OTLP_PROTOCOL: protocol,
    OTEL_EXPORTER_OTLP_TRACES_PROTOCOL: protocol,
    OTEL_TRACES_EXPORTER: own.OTEL_TRACES_EXPORTER || 'otlp',
    OTEL_BSP_SCHEDULE_DELAY: own.OTEL_BSP_SCHEDULE_DELAY || '500',
  };
}

/** How long exporters under these variables may be silent between two batches, in seconds. */
export function batchDelay({ OTEL_BSP_SCHEDULE_DELAY: delay = '' }: Readonly<Record<string, string>>): number {
  // What is no number is passed over by exporters too.
  return (/^\d+$/.test(delay) ? Number(delay) : defaultDelayMs) / 1000;
}
