/** What readers have to say about a file, each with its code; the prose is here and nowhere else. */
import type { Severity } from '#diagnostics';

export interface Problem {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly help?: string;
}

const understood =
  'understood are OTLP (JSON, JSON lines, protobuf), Jaeger JSON, Zipkin JSON v1 and v2, and Tempo JSON, ' +
  'each also compressed with gzip or zstd';

export const problems = {
  empty: (): Problem => ({
    code: 'traces/empty',
    severity: 'error',
    message: 'the file is empty',
    help: 'was it written by an exporter that never flushed?',
  }),
  notATrace: (found: string): Problem => ({
    code: 'traces/not-a-trace',
    severity: 'error',
    message: `this is no recorded trace: ${found}`,
    help: understood,
  }),
  noSpans: (): Problem => ({
    code: 'traces/no-spans',
    severity: 'warning',
    message: 'the file holds no spans',
    help: 'the envelope is right, but nothing was recorded into it',
  }),
  notJson: (reason: string): Problem => ({
    code: 'traces/not-json',
    severity: 'error',
    message: `this is not JSON: ${reason}`,
  }),
  badLine: (reason: string): Problem => ({
    code: 'traces/bad-line',
    severity: 'warning',
    message: `this line was left out, it is not JSON: ${reason}`,
    help: 'a line that ends too early was cut while it was written',
  }),
  unknownLine: (found: string): Problem => ({
    code: 'traces/unknown-line',
    severity: 'warning',
    message: `this line was left out, it is no recorded trace: ${found}`,
    help: understood,
  }),
  otherSignal: (signal: string): Problem => ({
    code: 'traces/other-signal',
    severity: 'note',
    message: `${signal} were passed over; only traces are read`,
  }),
  notUtf8: (): Problem => ({
    code: 'traces/not-utf8',
    severity: 'warning',
    message: 'bytes that are not UTF-8 were replaced by U+FFFD',
  }),
  corruptArchive: (kind: string, reason: string): Problem => ({
    code: 'traces/corrupt-archive',
    severity: 'error',
    message: `the ${kind} data could not be unpacked: ${reason}`,
  }),
  cutArchive: (kind: string): Problem => ({
    code: 'traces/cut-archive',
    severity: 'warning',
    message: `the ${kind} data ends too early; what came before was read`,
  }),
  tooLarge: (limit: string): Problem => ({
    code: 'traces/too-large',
    severity: 'error',
    message: `more than ${limit} in one piece`,
    help: 'split the recording, or write it as JSON lines, which are read one at a time',
  }),
  badProtobuf: (where: string, reason: string): Problem => ({
    code: 'traces/bad-protobuf',
    severity: 'warning',
    message: `${where} was left out, its protobuf is malformed: ${reason}`,
    help: 'data that ends too early was cut while it was written',
  }),
  badPiece: (where: string, wanted: string): Problem => ({
    code: 'traces/bad-piece',
    severity: 'warning',
    message: `${where} was left out, it is not ${wanted}`,
  }),
  badSpan: (where: string, reason: string): Problem => ({
    code: 'traces/bad-span',
    severity: 'warning',
    message: `${where} was left out: ${reason}`,
  }),
  badAttribute: (where: string, key: string): Problem => ({
    code: 'traces/bad-attribute',
    severity: 'warning',
    message: `attribute "${key}" of ${where} was left out, its value is of no known type`,
  }),
  badTime: (where: string, which: 'start' | 'end' | 'start and end'): Problem => ({
    code: 'traces/bad-time',
    severity: 'warning',
    message: `${where} has no readable ${which} time${which === 'start and end' ? '; its order is unknown' : ''}`,
  }),
  negativeDuration: (where: string): Problem => ({
    code: 'traces/negative-duration',
    severity: 'warning',
    message: `${where} ends before it starts; it was read as ending where it starts`,
  }),
  wrongPath: (method: string, path: string): Problem => ({
    code: 'traces/wrong-path',
    severity: 'warning',
    message: `something was sent with ${method} to ${path}, where nothing is received`,
    help: 'exporters append /v1/traces to OTEL_EXPORTER_OTLP_ENDPOINT, but not to OTEL_EXPORTER_OTLP_TRACES_ENDPOINT',
  }),
  refusedExport: (status: number | string, reason: string): Problem => ({
    code: 'traces/refused-export',
    severity: 'warning',
    message: `an export was refused with status ${status}: ${reason}`,
    help: 'its spans are missing; the exporter’s own log may tell more',
  }),
  overLimit: (exports: number, spans: number): Problem => ({
    code: 'traces/over-limit',
    severity: 'warning',
    message: `${exports} exports were put off, for ${spans} spans are held already; what was not sent again is missing`,
    help: 'run less at a time, or export less: a sampler, or one test at a time',
  }),
  putOff: (exports: number): Problem => ({
    code: 'traces/put-off',
    severity: 'note',
    message: `${exports} exports were put off for a while`,
    help: 'most exporters send them again, but not all (Node’s over gRPC do not); then their spans are missing',
  }),
  refusedConnection: (reason: string): Problem => ({
    code: 'traces/refused-connection',
    severity: 'warning',
    message: `a connection was refused: ${reason}`,
    help: 'an exporter tries again, but not for ever; does each service under test keep one exporter, and one connection?',
  }),
  more: (problem: Problem, count: number): Problem => ({
    code: problem.code,
    severity: problem.severity,
    message: `${count} more like the ones before`,
  }),
};
