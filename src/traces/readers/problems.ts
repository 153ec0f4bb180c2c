/** What readers have to say about a file, each with its code; the prose is here and nowhere else. */
import type { Severity } from '#diagnostics';

export interface Problem {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly help?: string;
  /** The place in the JSON value that is being read, as in `resourceSpans[0].scopeSpans[1]`. */
  readonly at?: string;
  /** Spans went with it, and nobody knows of which traces. */
  readonly lost?: true;
}

const understood =
  'understood are OTLP (JSON, JSON lines, protobuf), Jaeger JSON, Zipkin JSON v1 and v2, and Tempo JSON, ' +
  'each also compressed with gzip or zstd';

/** What became of a piece of JSON that is damaged somewhere. */
export interface Damage {
  readonly reason: string;
  /** Spans of the piece that could be read. */
  readonly read: number;
  /** Spans of it that are known to be lost; undefined where everything after the damage is. */
  readonly dropped: number | undefined;
}

function damaged(what: string, { reason, read, dropped }: Damage): string {
  const lost = dropped === undefined ? 'what follows is lost' : `${dropped} left out`;
  return `${what} is damaged here (${reason}): ${counted(read, 'span')} of it read, ${lost}`;
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** A name from the input, quoted, and not at any length. */
function shown(name: string): string {
  return JSON.stringify(name.length > 80 ? `${name.slice(0, 80)}…` : name);
}

function fetchTraces(traceIds: readonly string[]): string {
  const [first = '{traceID}'] = traceIds;
  const ids = traceIds.slice(0, 3).map((id) => `traceID=${id}`);
  const query = `${ids.join('&') || 'service=…'}${traceIds.length > 3 ? '&…' : ''}`;
  return `have them fetched with --traces 'tempo+http://localhost:3200?${query}', or save what /api/v2/traces/${first} answers`;
}

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
    lost: true,
  }),
  badLine: (reason: string): Problem => ({
    code: 'traces/bad-line',
    severity: 'warning',
    message: `this line was left out, it is not JSON: ${reason}`,
    help: 'a line that ends too early was cut while it was written',
    lost: true,
  }),
  damagedLine: (damage: Damage): Problem => ({
    code: 'traces/damaged-line',
    severity: 'warning',
    message: damaged('this line', damage),
    help: 'a line that ends too early was cut while it was written',
    lost: true,
  }),
  damagedDocument: (damage: Damage): Problem => ({
    code: 'traces/damaged-document',
    severity: 'error',
    message: damaged('the JSON', damage),
    help: 'record it again, or write JSON lines, of which damage costs one line',
    lost: true,
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
  searchResult: (traceIds: readonly string[]): Problem => ({
    code: 'traces/search-result',
    severity: 'error',
    message: `this is what a search in Tempo found (${counted(traceIds.length, 'trace')}), not the traces themselves`,
    help: fetchTraces(traceIds),
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
    lost: true,
  }),
  damagedArchive: (kind: string, byte: number, reason: string): Problem => ({
    code: 'traces/damaged-archive',
    severity: 'error',
    message: `the ${kind} data is damaged near byte ${byte} (${reason}); what came before was read`,
    help: 'what follows is lost; copy or record it again',
    lost: true,
  }),
  cutArchive: (kind: string): Problem => ({
    code: 'traces/cut-archive',
    severity: 'warning',
    message: `the ${kind} data ends too early; what came before was read`,
    lost: true,
  }),
  tooLarge: (limit: string): Problem => ({
    code: 'traces/too-large',
    severity: 'error',
    message: `more than ${limit} in one piece`,
    help: 'split the recording, or write it as JSON lines, which are read one at a time',
    lost: true,
  }),
  unpacksTooLarge: (limit: string): Problem => ({
    code: 'traces/too-large',
    severity: 'error',
    message: `it unpacks to more than ${limit}, and was left out`,
    help: 'if it is what it should be, split the recording; so small a file that holds so much may be a trap',
    lost: true,
  }),
  badProtobuf: (where: string, reason: string): Problem => ({
    code: 'traces/bad-protobuf',
    severity: 'warning',
    message: `${where} was left out, its protobuf is malformed: ${reason}`,
    help: 'data that ends too early was cut while it was written',
    lost: true,
  }),
  badMessage: (reason: string): Problem => ({
    code: 'traces/bad-message',
    severity: 'warning',
    message: `the length before a message is wrong, or the message damaged: ${reason}`,
    help: 'what can be read of it was read; data that ends too early was cut while it was written',
    lost: true,
  }),
  badPiece: (where: string, wanted: string): Problem => ({
    code: 'traces/bad-piece',
    severity: 'warning',
    message: `${where} was left out, it is not ${wanted}`,
    at: where,
    lost: true,
  }),
  noProcess: (where: string): Problem => ({
    code: 'traces/no-process',
    severity: 'warning',
    message: `${where} names no process that "processes" describes, so its service is unknown`,
    at: where,
  }),
  backendError: (said: string): Problem => ({
    code: 'traces/backend-error',
    severity: 'warning',
    message: `the backend says that not all is here: ${said}`,
    help: 'spans may be missing; ask again, or for less at a time',
  }),
  partialTrace: (id: string, reason: string): Problem => ({
    code: 'traces/partial-trace',
    severity: 'warning',
    message: `trace ${id} came only in part${reason === '' ? '' : `: ${reason}`}`,
    help: 'spans of it are missing; Tempo’s max_bytes_per_trace may be too low for it',
  }),
  badSpan: (where: string, reason: string): Problem => ({
    code: 'traces/bad-span',
    severity: 'warning',
    message: `${where} was left out: ${reason}`,
    at: where,
  }),
  oddId: (where: string, which: 'trace id' | 'span id', id: string): Problem => ({
    code: 'traces/odd-id',
    severity: 'note',
    message: `the ${which} of ${where} is not the hex of ${which === 'trace id' ? 16 : 8} bytes: ${shown(id)}; it was kept as it is`,
    help: 'ids are only compared; if other files spell this one otherwise, it will not be found to be the same',
    at: where,
  }),
  badAttribute: (where: string, key: string): Problem => ({
    code: 'traces/bad-attribute',
    severity: 'warning',
    message: `attribute ${shown(key)} of ${where} was left out, its value is of no known type`,
    at: where,
  }),
  badTime: (where: string, which: 'start' | 'end' | 'start and end'): Problem => ({
    code: 'traces/bad-time',
    severity: 'warning',
    message: `${where} has no readable ${which} time${which === 'start and end' ? '; its order is unknown' : ''}`,
    at: where,
  }),
  negativeDuration: (where: string): Problem => ({
    code: 'traces/negative-duration',
    severity: 'warning',
    message: `${where} ends before it starts; it was read as ending where it starts`,
    at: where,
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
