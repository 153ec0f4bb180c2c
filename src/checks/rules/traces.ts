import { family } from './rules.ts';

const leftOut = 'The rest was read. It is cut short, or was written by something that is not an exporter.';
const again = 'Run less at a time, or export less: a sampler, or one test at a time.';

/** About recordings, backends, and what arrives at the receiver; docs/traces.md tells where traces come from. */
export const tracesRules = family('traces', [
  ['empty', 'error', 'a recording is empty', 'Was it written by an exporter that never flushed?'],
  [
    'not-a-trace',
    'error',
    'a file is no recorded trace',
    'Understood are OTLP (JSON, JSON lines, protobuf), Jaeger JSON, Zipkin JSON v1 and v2, and Tempo JSON.',
  ],
  ['no-spans', 'warning', 'a recording holds no spans', 'The envelope is right, but nothing was recorded into it.'],
  ['not-json', 'error', 'a recording, or an answer, is not JSON', 'Perhaps a login page or another service answered.'],
  ['bad-line', 'warning', 'a line was left out, for it is not JSON', leftOut],
  ['unknown-line', 'warning', 'a line was left out, for it is no recorded trace', leftOut],
  ['other-signal', 'note', 'metrics or logs were passed over', 'Only traces are read.'],
  ['not-utf8', 'warning', 'a recording is not UTF-8', 'What could not be read stands as U+FFFD.'],
  ['corrupt-archive', 'error', 'packed data could not be unpacked', 'Pack it again with gzip or zstd.'],
  ['cut-archive', 'warning', 'packed data ends too early', 'What came before was read.'],
  [
    'too-large',
    'error',
    'a piece of a recording, or an answer, is too large',
    'Split the recording, or ask for less at a time.',
  ],
  ['bad-protobuf', 'warning', 'a piece was left out, for its protobuf is malformed', leftOut],
  ['bad-piece', 'warning', 'a piece was left out, for it is not what stands there in a recording', leftOut],
  ['bad-span', 'warning', 'a span was left out', leftOut],
  ['bad-attribute', 'warning', 'an attribute was left out, for its value is of no known type', leftOut],
  ['bad-time', 'warning', 'a span has no readable time', 'Its order is unknown.'],
  ['negative-duration', 'warning', 'a span ends before it starts', 'It was read as ending where it starts.'],
  [
    'refused-export',
    'warning',
    'an export was not taken, and why',
    'Its spans are missing; the exporter’s own log may tell more.',
  ],
  ['over-limit', 'warning', 'exporters were told to come again, and may not have', again],
  [
    'put-off',
    'note',
    'exporters were told to come again for a while',
    'Most send again, but not all; then spans are missing.',
  ],
  [
    'refused-connection',
    'warning',
    'too many connections at once',
    'Each service should keep one exporter, and one connection.',
  ],
  [
    'wrong-path',
    'warning',
    'something was sent to where nothing is received',
    'Exporters append `/v1/traces` to `OTEL_EXPORTER_OTLP_ENDPOINT`, but not to `OTEL_EXPORTER_OTLP_TRACES_ENDPOINT`.',
  ],
  [
    'bad-address',
    'error',
    'an address of a backend cannot be understood',
    'Write it like `jaeger+http://localhost:16686?service=gateway`.',
  ],
  [
    'bad-headers',
    'error',
    '`ASDRAWN_TRACES_HEADERS` cannot be understood',
    'Write `name=value`, several separated by commas.',
  ],
  ['unreachable', 'error', 'a backend gave no answer', 'Is it running there, and can it be reached from here?'],
  ['unauthorized', 'error', 'a backend did not allow the request', 'Set `ASDRAWN_TRACES_HEADERS`.'],
  ['no-such-api', 'error', 'a backend does not answer at this address', 'Name the address of its query API.'],
  ['bad-status', 'error', 'a request failed', 'The message holds the status and what was said.'],
  [
    'unexpected-answer',
    'error',
    'an answer is not what this backend says',
    'Is the right backend named before the `+`?',
  ],
  ['none-found', 'warning', 'no trace matches', 'Ask for another service, or a longer time.'],
  [
    'limit-reached',
    'warning',
    'there may be more traces than were asked for',
    'Ask for more with `limit=`, or for a shorter time.',
  ],
  ['missing-trace', 'warning', 'a trace that was found could not be had', 'A second try may have it.'],
  ['partial-trace', 'warning', 'a trace could be had only in part', 'A second try may have all of it.'],
]);
