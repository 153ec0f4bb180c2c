/** Length-delimited protobuf, as the Collector's file exporter writes it, message by message. */
import { framingOf, isRequest, type LengthReader, plainReaderOf, streamMessages } from '../readers/framing.ts';
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
export function messageReaderOf(source: ByteSource): LengthReader | undefined {
  for (let size = 1 << 16; size <= LONGEST_FIRST; size *= 16) {
    const head = readFully(source, 0, size);
    // That is also how one request begins that is not in a stream.
    if (head[0] === 0x0a) return undefined;
    const framing = framingOf(head);
    if (framing === 'stream') return plainReaderOf(head);
    if (framing !== undefined || head.length < size) return undefined;
  }
  return undefined;
}

/** How much is read at a time; messages that are longer get a larger chunk. */
const CHUNK = 1 << 20;

export function streamMessagesOf(
  { path, source }: StreamInput,
  read: LengthReader,
  { resources }: Pick<StreamOptions, 'resources'>,
  take: TakeSpans,
): StreamReading {
  const sink = new SpanSink(path, resources);
  let count = 0;
  let messages = 0;
  const readMessage = (message: Uint8Array, at: number, start: number, damage?: string): void => {
    sink.message = `message ${++messages}, at byte ${at}`;
    if (damage !== undefined) sink.report(problems.badMessage(damage));
    readOtlpProtobuf(message, sink, start);
    const spans = sink.take();
    if (spans.length > 0) take(spans, at);
    count += spans.length;
  };
  /** Behind a message that is none the next one has to be searched for, in all that is left. */
  const readRest = (from: number): void => {
    const rest = readFully(source, from, source.size - from);
    for (const { at, start, bytes, damage } of streamMessages(rest, read)) {
      readMessage(bytes, from + at, from + start, damage);
    }
  };
  let size = CHUNK;
  for (let at = 0; at < source.size; ) {
    const chunk = readFully(source, at, size);
    const isLast = at + chunk.length >= source.size;
    let done = 0;
    let isDamaged = false;
    while (done < chunk.length) {
      const length = read(chunk, done);
      const end = length ? length.next + length.value : Number.POSITIVE_INFINITY;
      if (!length || end > chunk.length) {
        isDamaged = isLast;
        break;
      }
      if (length.value > 0 && !isRequest(chunk, length.next, end)) {
        isDamaged = true;
        break;
      }
      if (length.value > 0) readMessage(chunk.subarray(length.next, end), at + done, at + length.next);
      done = end;
    }
    if (isDamaged) readRest(at + done);
    if (isDamaged || isLast) break;
    size = done === 0 ? 2 * size : CHUNK;
    at += done;
  }
  sink.message = undefined;
  if (count === 0 && sink.droppedSpans === 0) sink.report(problems.noSpans());
  return { format: 'otlp-protobuf', diagnostics: sink.diagnostics(), partial: sink.partial() };
}

/** The spans again of the message whose length stands at a place. */
export function rereadMessage(
  source: ByteSource,
  read: LengthReader,
  place: number,
  resources: ResourcePool,
): readonly Span[] {
  const length = read(readFully(source, place, 16), 0);
  if (!length) return [];
  const sink = new SpanSink('', resources);
  readOtlpProtobuf(readFully(source, place + length.next, length.value), sink);
  return sink.spans;
}
