/** Reads recordings piece by piece where their format allows it, so that a file may be larger than memory. */
import { isUtf8 } from 'node:buffer';
import { readTraces } from '../read-traces.ts';
import { isBlank } from '../readers/framing.ts';
import { parsed } from '../readers/json-pieces.ts';
import type { TraceFormat } from '../readers/json-reader.ts';
import { isRecognised, readPiece } from '../readers/json-recording.ts';
import { OtlpJsonBytes } from '../readers/otlp-json-bytes.ts';
import { problems } from '../readers/problems.ts';
import type { ResourcePool } from '../readers/resource-pool.ts';
import { SpanSink } from '../readers/sink.ts';
import type { Span } from '../span.ts';
import { type ByteSource, readFully } from './byte-source.ts';
import { chunksOfLines } from './lines.ts';
import type { StreamInput, StreamOptions, StreamReading, TakeSpans } from './streaming.ts';

export const WHOLE_UP_TO = 4 << 20;

/** A recording that can be read piece by piece. */
export interface Pieces {
  readonly kind: 'lines' | 'messages';
  stream(options: StreamOptions, take: TakeSpans): StreamReading;
  /** The spans again of the piece at a place, with all their attributes. */
  reread(place: number, resources: ResourcePool): readonly Span[];
}

/** The pieces of a recording; undefined where it is none that has pieces, and is to be read as a whole. */
export async function piecesOf(input: StreamInput): Promise<Pieces | undefined> {
  const { source } = input;
  if (isLines(source)) {
    return {
      kind: 'lines',
      stream: (options, take) => streamLines(input, options, take),
      reread: (place, resources) => rereadLine(source, place, resources),
    };
  }
  if (firstByte(source) === 0x7b || firstByte(source) === 0x5b) return undefined;
  // Only who has protobuf pays for loading it.
  const { messageReaderOf, rereadMessage, streamMessagesOf } = await import('./stream-messages.ts');
  const reader = messageReaderOf(source);
  if (!reader) return undefined;
  return {
    kind: 'messages',
    stream: (options, take) => streamMessagesOf(input, reader, options, take),
    reread: (place, resources) => rereadMessage(source, reader, place, resources),
  };
}

function firstByte(source: ByteSource): number | undefined {
  return readFully(source, 0, 1)[0];
}

/** As `readTraces`, but spans are handed over as they are read. */
export async function streamTraces(
  input: StreamInput,
  options: StreamOptions,
  take: TakeSpans,
): Promise<StreamReading> {
  const { wholeUpTo = WHOLE_UP_TO } = options;
  const { path, source } = input;
  const pieces = source.size > wholeUpTo ? await piecesOf(input) : undefined;
  if (pieces) return pieces.stream(options, take);
  const { spans, ...reading } = await readTraces({ path, bytes: readFully(source, 0, source.size) }, options.resources);
  if (spans.length > 0) take(spans, 'whole');
  return reading;
}

/** So much of a file is looked at to find its first line. */
const LONGEST_FIRST_LINE = 16 << 20;

/** JSON with a value on its first line and more behind it, as `jsonText` has it. */
export function isLines(source: ByteSource): boolean {
  for (let size = 1 << 16; ; size *= 16) {
    const head = readFully(source, 0, size);
    const start = markLength(head);
    let at = start;
    while (at < head.length && isBlank(head[at]!)) at++;
    // A line feed is also the first byte of protobuf.
    if (head[0] === 0x0a || (head[at] !== 0x7b && head[at] !== 0x5b)) return false;
    const end = head.indexOf(0x0a, at);
    if (end >= 0) {
      const piece = parsed(head.toString('utf8', at, end), 1, true);
      return 'value' in piece && isRecognised(piece.value) && hasMore(source, end + 1);
    }
    if (head.length < size || size > LONGEST_FIRST_LINE) return false;
  }
}

function hasMore(source: ByteSource, from: number): boolean {
  const next = readFully(source, from, 1 << 16);
  return next.some((byte) => !isBlank(byte));
}

function markLength(bytes: Uint8Array): number {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
}

/** A stretch of a file of lines, in bytes: all lines that begin in it. */
export interface LineRange {
  readonly from: number;
  readonly until: number;
}

export function streamLines(
  { path, source }: StreamInput,
  { resources, alsoWanted = [] }: StreamOptions,
  take: TakeSpans,
  range?: LineRange,
): StreamReading {
  const sink = new SpanSink(path, resources);
  const reader = new OtlpJsonBytes(resources, alsoWanted);
  let format: TraceFormat | undefined;
  let line = 0;
  let count = 0;
  for (const { bytes, at } of chunksOfLines(source, range?.from, range?.until)) {
    const wellFormed = isUtf8(bytes);
    let start = at === 0 ? markLength(bytes) : 0;
    while (start < bytes.length) {
      line++;
      const found = bytes.indexOf(0x0a, start);
      const end = found < 0 ? bytes.length : found;
      const quick = wellFormed ? reader.read(bytes, start, end) : undefined;
      if (quick) {
        format ??= 'otlp-json-lines';
        if (quick.length > 0) take(quick, at + start);
        count += quick.length;
      } else if (!isBlankLine(bytes, start, end)) {
        const known = readLine(bytes.subarray(start, end), line, sink);
        format ??= known;
        const spans = sink.take();
        if (spans.length > 0) take(spans, at + start);
        count += spans.length;
      }
      start = end + 1;
    }
  }
  sink.line = undefined;
  // As one error for the file, so that it cannot pass for an empty one.
  if (!format && !range) sink.report(problems.notATrace('JSON lines of another kind'));
  if (format && count === 0 && sink.droppedSpans === 0) sink.report(problems.noSpans());
  return { format, diagnostics: sink.diagnostics(), partial: sink.partial() };
}

function isBlankLine(bytes: Uint8Array, start: number, end: number): boolean {
  let at = start;
  while (at < end && isBlank(bytes[at]!)) at++;
  return at === end;
}

function readLine(bytes: Buffer, line: number, sink: SpanSink): TraceFormat | undefined {
  sink.line = line;
  const utf8 = isUtf8(bytes);
  if (!utf8) sink.report(problems.notUtf8());
  try {
    return readPiece(parsed(bytes.toString('utf8'), line, utf8), 'lines', sink);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ERR_STRING_TOO_LONG')) throw error;
    sink.report(problems.tooLarge('500 MB'));
    return undefined;
  }
}

/** The spans again of the line that begins at a place, with all their attributes. */
export function rereadLine(source: ByteSource, place: number, resources: ResourcePool): readonly Span[] {
  for (let size = 1 << 14; ; size *= 8) {
    const bytes = readFully(source, place, size);
    const end = bytes.indexOf(0x0a);
    if (end < 0 && bytes.length === size) continue;
    const line = bytes.subarray(place === 0 ? markLength(bytes) : 0, end < 0 ? bytes.length : end);
    const sink = new SpanSink('', resources);
    readLine(line, 1, sink);
    return sink.spans;
  }
}
