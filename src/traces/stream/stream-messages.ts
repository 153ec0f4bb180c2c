/** Length-delimited protobuf, as the Collector's file exporter writes it, message by message. */
import { type FrameReader, frameReaderOf, framingOf } from '../readers/framing.ts';
import { readOtlpProtobuf } from '../readers/otlp-protobuf.ts';
import { problems } from '../readers/problems.ts';
import type { ResourcePool } from '../readers/resource-pool.ts';
import { SpanSink } from '../readers/sink.ts';
import type { Span } from '../span.ts';
import { type ByteSource, readFully } from './byte-source.ts';
import type { StreamInput, StreamOptions, StreamReading, TakeSpans } from './streaming.ts';

/** So much of a file is looked at to find its first message. */
const LONGEST_FIRST = 16 << 20;

/** Undefined where the source is no such stream, or too strange to be sure of it. */
export function messageReaderOf(source: ByteSource): FrameReader | undefined {
  for (let size = 1 << 16; size <= LONGEST_FIRST; size *= 16) {
    const head = readFully(source, 0, size);
    // That is also how one request begins that is not in a stream.
    if (head[0] === 0x0a) return undefined;
    const framing = framingOf(head);
    if (framing === 'protobuf-stream') return frameReaderOf(head);
    if (framing !== undefined || head.length < size) return undefined;
  }
  return undefined;
}

/** How much is read at a time; messages that are longer get a larger chunk. */
const CHUNK = 1 << 20;

export function streamMessagesOf(
  { path, source }: StreamInput,
  read: FrameReader,
  { resources }: Pick<StreamOptions, 'resources'>,
  take: TakeSpans,
): StreamReading {
  const sink = new SpanSink(path, resources);
  let count = 0;
  const readMessage = (message: Uint8Array, at: number): void => {
    readOtlpProtobuf(message, sink);
    const spans = sink.take();
    if (spans.length > 0) take(spans, at);
    count += spans.length;
  };
  let size = CHUNK;
  for (let at = 0; at < source.size; ) {
    const chunk = readFully(source, at, size);
    const isLast = at + chunk.length >= source.size;
    let done = 0;
    for (;;) {
      const length = done < chunk.length ? read(chunk, done) : undefined;
      const end = length ? length.next + length.value : Number.POSITIVE_INFINITY;
      if (length && end > chunk.length && isLast) {
        readMessage(chunk.subarray(length.next), at + done);
      }
      if (!length || end > chunk.length) break;
      readMessage(chunk.subarray(length.next, end), at + done);
      done = end;
    }
    if (isLast) {
      if (done < chunk.length) sink.report(problems.badProtobuf('part of the last message', 'it ends too early'));
      break;
    }
    size = done === 0 ? 2 * size : CHUNK;
    at += done;
  }
  if (count === 0 && sink.droppedSpans === 0) sink.report(problems.noSpans());
  return { format: 'otlp-protobuf', diagnostics: sink.diagnostics() };
}

/** The spans again of the message whose length stands at a place. */
export function rereadMessage(
  source: ByteSource,
  read: FrameReader,
  place: number,
  resources: ResourcePool,
): readonly Span[] {
  const length = read(readFully(source, place, 16), 0);
  if (!length) return [];
  const sink = new SpanSink('', resources);
  readOtlpProtobuf(readFully(source, place + length.next, length.value), sink);
  return sink.spans;
}
