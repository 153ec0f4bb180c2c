import type { Diagnostic } from '#diagnostics';
import { framingOf, streamMessages } from './readers/framing.ts';
import type { TraceFormat } from './readers/json-reader.ts';
import { formatOfJson, readJsonBytes } from './readers/json-recording.ts';
import { type Problem, problems } from './readers/problems.ts';
import type { ResourcePool } from './readers/resource-pool.ts';
import { SpanSink } from './readers/sink.ts';
import { packingAt, unpack } from './readers/unpack.ts';
import type { Span } from './span.ts';

export interface TraceReading {
  readonly spans: readonly Span[];
  /** Undefined where the input is no recorded trace. */
  readonly format: TraceFormat | undefined;
  readonly diagnostics: readonly Diagnostic[];
  /** Spans that were seen but could not be kept; the diagnostics say which and why. */
  readonly droppedSpans: number;
  /**
   * Ids of traces of which spans are known to be missing, so that "not seen" there is not "not done": spans were
   * dropped, or the recording itself says that it is not all. `all` where something was lost, and nobody knows of which.
   */
  readonly partial: readonly string[] | 'all';
}

export interface TraceInput {
  /** Shown in diagnostics; never looked at otherwise. */
  readonly path: string;
  readonly bytes: Uint8Array;
  /** Bytes that compressed input may unpack to, so that a small file cannot fill the memory. Default 1 GiB. */
  readonly unpackedLimit?: number;
}

const defaultLimit = 2 ** 30;

/** The format by content, compressed or not; undefined where it is no recorded trace. Never throws. */
export function detect(bytes: Uint8Array): TraceFormat | undefined {
  const { bytes: unpacked } = unpack(bytes, defaultLimit);
  const framing = framingOf(unpacked);
  if (framing === 'json') return formatOfJson(unpacked);
  if (framing !== 'stream') return framing && 'otlp-protobuf';
  // The first may be damaged.
  let room = defaultLimit;
  for (const message of streamMessages(unpacked)) {
    const { bytes: content } = unpack(message.bytes, defaultLimit, room);
    if (packingAt(message.bytes, 0)) room -= content.length;
    const inside = framingOf(content);
    const format = inside === 'json' ? formatOfJson(content) : inside && 'otlp-protobuf';
    if (format) return format;
  }
  return 'otlp-protobuf';
}

/**
 * Spans of a recording in any format that `detect` knows. What cannot be read is left out and said in a diagnostic;
 * nothing is thrown. Pass one pool to several reads for one `Resource` object a resource across files.
 */
export async function readTraces(input: TraceInput, resources?: ResourcePool): Promise<TraceReading> {
  const sink = new SpanSink(input.path, resources);
  const limit = input.unpackedLimit ?? defaultLimit;
  const { bytes, problem } = unpack(input.bytes, limit);
  if (problem) sink.report(problem);
  const format = await readUnpacked(bytes, problem, limit, sink);
  return {
    spans: sink.spans,
    format,
    diagnostics: sink.diagnostics(),
    droppedSpans: sink.droppedSpans,
    partial: sink.partial(),
  };
}

async function readUnpacked(
  bytes: Uint8Array,
  problem: Problem | undefined,
  limit: number,
  sink: SpanSink,
): Promise<TraceFormat | undefined> {
  if (bytes.every((byte) => byte === 0x20 || (byte >= 0x09 && byte <= 0x0d))) {
    if (!problem) sink.report(problems.empty());
    return undefined;
  }
  const framing = framingOf(bytes);
  if (framing === undefined) {
    sink.report(problems.notATrace(bytes.includes(0) ? 'binary data of another kind' : 'text of another kind'));
    return undefined;
  }
  const format = framing === 'stream' ? await readStream(bytes, limit, sink) : await readWhole(bytes, framing, sink);
  if (format && sink.spans.length === 0 && sink.droppedSpans === 0) sink.report(problems.noSpans());
  return format;
}

async function readWhole(
  bytes: Uint8Array,
  framing: 'json' | 'protobuf',
  sink: SpanSink,
  offset?: number,
): Promise<TraceFormat | undefined> {
  if (framing === 'json') return readJsonBytes(bytes, sink);
  // Only who has protobuf pays for loading it.
  const { readOtlpProtobuf } = await import('./readers/otlp-protobuf.ts');
  readOtlpProtobuf(bytes, sink, offset);
  return 'otlp-protobuf';
}

/** Each message may be packed by itself, as the Collector's file exporter does where it compresses. */
async function readStream(bytes: Uint8Array, limit: number, sink: SpanSink): Promise<TraceFormat | undefined> {
  let format: TraceFormat | undefined;
  let room = limit;
  let count = 0;
  for (const message of streamMessages(bytes)) {
    sink.message = `message ${++count}, at byte ${message.at}`;
    if (message.damage !== undefined) sink.report(problems.badMessage(message.damage));
    const isPacked = packingAt(message.bytes, 0) !== undefined;
    const { bytes: content, problem } = unpack(message.bytes, limit, room);
    if (isPacked) room -= content.length;
    if (problem) sink.report(problem);
    if (content.length === 0) continue;
    // What is neither is read as protobuf as far as it goes, and what is wrong with it is said there.
    const framing = framingOf(content);
    const kind = framing === 'json' ? 'json' : 'protobuf';
    const found = await readWhole(content, kind, sink, isPacked ? undefined : message.start);
    if (framing !== undefined) format ??= found;
  }
  sink.message = undefined;
  return format ?? 'otlp-protobuf';
}
