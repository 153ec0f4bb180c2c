import type { ByteSource } from './byte-source.ts';

/** One chunk of a file with whole lines in it. */
export interface Lines {
  readonly bytes: Buffer;
  /** The first line's place in the file. */
  readonly at: number;
}

/** How much is read at a time; lines that are longer get a larger chunk. */
const CHUNK = 1 << 20;

/**
 * Reads from one place to another in chunks of whole lines; `bytes` is only good until the next is asked for. A line
 * belongs to where it begins: it is left out if that is before `from` in its middle, and read to its end if that is
 * beyond `until`.
 */
export function* chunksOfLines(source: ByteSource, from = 0, until = source.size): Generator<Lines> {
  let buffer = Buffer.allocUnsafe(CHUNK);
  let at = from;
  let filled = 0;
  let skipping = from > 0;
  // Is there a line break right before? Then what follows is a whole line.
  if (skipping) at = from - 1;
  while (at < until || filled > 0) {
    const count = source.read(buffer.subarray(filled), at + filled);
    filled += count;
    if (skipping) {
      const end = buffer.subarray(0, filled).indexOf(0x0a);
      if (end < 0 && count > 0) {
        at += filled;
        filled = 0;
        continue;
      }
      if (end < 0) return;
      buffer.copyWithin(0, end + 1, filled);
      filled -= end + 1;
      at += end + 1;
      skipping = false;
      continue;
    }
    const ended = count === 0;
    if (ended && filled === 0) return;
    let end = ended ? filled : buffer.subarray(0, filled).lastIndexOf(0x0a) + 1;
    if (end === 0) {
      if (filled === buffer.length) {
        const larger = Buffer.allocUnsafe(2 * buffer.length);
        buffer.copy(larger, 0, 0, filled);
        buffer = larger;
      }
      continue;
    }
    // The last line to be read begins before `until`.
    if (at + end > until) {
      if (at >= until) return;
      const last = buffer.subarray(0, end).indexOf(0x0a, until - at - 1);
      const cut = last < 0 ? end : last + 1;
      if (cut < end || last >= 0) {
        yield { bytes: buffer.subarray(0, cut), at };
        return;
      }
      end = cut;
    }
    yield { bytes: buffer.subarray(0, end), at };
    buffer.copyWithin(0, end, filled);
    filled -= end;
    at += end;
    if (ended) return;
  }
}
