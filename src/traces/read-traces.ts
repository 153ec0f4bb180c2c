import type { Diagnostic } from '#diagnostics';
import { framingOf, streamMessages } from './readers/framing.ts';
import { type JsonText, jsonText, type Piece } from './readers/json-pieces.ts';
import { describe, jsonFormat, otherSignal, readJson, type TraceFormat } from './readers/json-reader.ts';
import { type Problem, problems } from './readers/problems.ts';
import type { ResourcePool } from './readers/resource-pool.ts';
import { SpanSink } from './readers/sink.ts';
import { unpack } from './readers/unpack.ts';
import type { Span } from './span.ts';

export interface TraceReading {
  readonly spans: readonly Span[];
  /** Undefined where the input is no recorded trace. */
  readonly format: TraceFormat | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

export interface TraceInput {
  /** Shown in diagnostics; never looked at otherwise. */
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** The format by content, compressed or not; undefined where it is no recorded trace. Never throws. */
export function detect(bytes: Uint8Array): TraceFormat | undefined {
  const { bytes: unpacked } = unpack(bytes);
  const framing = framingOf(unpacked);
  if (framing !== 'json') return framing && 'otlp-protobuf';
  try {
    const { manner, pieces } = jsonText(unpacked, isRecognised);
    for (const piece of pieces) {
      const format = 'value' in piece ? jsonFormat(piece.value) : undefined;
      if (format) return inManner(format, manner);
    }
  } catch {
    // Longer than a string can be.
  }
  return undefined;
}

/**
 * Spans of a recording in any format that `detect` knows. What cannot be read is left out and said in a diagnostic;
 * nothing is thrown. Pass one pool to several reads for one `Resource` object a resource across files.
 */
export async function readTraces(input: TraceInput, resources?: ResourcePool): Promise<TraceReading> {
  const sink = new SpanSink(input.path, resources);
  const { bytes, problem } = unpack(input.bytes);
  if (problem) sink.report(problem);
  const format = await readUnpacked(bytes, problem, sink);
  return { spans: sink.spans, format, diagnostics: sink.diagnostics() };
}

async function readUnpacked(
  bytes: Uint8Array,
  problem: Problem | undefined,
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
  const format = framing === 'json' ? readJsonBytes(bytes, sink) : await readProtobufBytes(bytes, framing, sink);
  if (format && sink.spans.length === 0 && sink.droppedSpans === 0) sink.report(problems.noSpans());
  return format;
}

async function readProtobufBytes(
  bytes: Uint8Array,
  framing: 'protobuf' | 'protobuf-stream',
  sink: SpanSink,
): Promise<TraceFormat> {
  // Only who has protobuf pays for loading it.
  const { readOtlpProtobuf } = await import('./readers/otlp-protobuf.ts');
  const { messages, cut } = framing === 'protobuf' ? { messages: [bytes], cut: false } : streamMessages(bytes);
  for (const message of messages) readOtlpProtobuf(message, sink);
  if (cut) sink.report(problems.badProtobuf('part of the last message', 'it ends too early'));
  return 'otlp-protobuf';
}

function readJsonBytes(bytes: Uint8Array, sink: SpanSink): TraceFormat | undefined {
  let format: TraceFormat | undefined;
  try {
    const { manner, pieces } = jsonText(bytes, isRecognised);
    for (const piece of pieces) {
      sink.line = manner === 'document' ? undefined : piece.line;
      if (!piece.utf8) sink.report(problems.notUtf8());
      const found = readPiece(piece, manner, sink);
      format ??= found;
    }
    sink.line = undefined;
    // Lines of which none was a trace: one error for the file, so that it cannot pass for an empty one.
    if (!format && manner !== 'document') sink.report(problems.notATrace('JSON lines of another kind'));
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ERR_STRING_TOO_LONG')) throw error;
    sink.report(problems.tooLarge('500 MB'));
  }
  sink.line = undefined;
  return format;
}

/** The first format that is found is the file's. */
export function readPiece(piece: Piece, manner: JsonText['manner'], sink: SpanSink): TraceFormat | undefined {
  if ('error' in piece) {
    const problem = manner === 'document' ? problems.notJson(piece.error) : problems.badLine(piece.error);
    sink.report(problem, piece.errorLine);
    return undefined;
  }
  const found = readJson(piece.value, sink, (unknown) => reportUnknown(unknown, piece.value, manner, sink));
  return found && inManner(found, manner);
}

function reportUnknown(unknown: unknown, whole: unknown, manner: string, sink: SpanSink): void {
  const signal = otherSignal(unknown);
  if (signal && manner !== 'document') sink.report(problems.otherSignal(signal));
  else if (manner === 'document' && unknown === whole) sink.report(problems.notATrace(describe(unknown)));
  else sink.report(problems.unknownLine(describe(unknown)));
}

export function isRecognised(value: unknown): boolean {
  return jsonFormat(value) !== undefined || otherSignal(value) !== undefined;
}

function inManner(format: TraceFormat, manner: string): TraceFormat {
  return format === 'otlp-json' && manner === 'lines' ? 'otlp-json-lines' : format;
}
