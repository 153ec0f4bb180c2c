/** Bytes that can be read more than once, wherever they are kept. */
export interface ByteSource {
  readonly size: number;
  /** Fills `into` from place `at` on, and returns how many bytes there were; 0 at the end. */
  read(into: Uint8Array, at: number): number;
}

export function inMemory(bytes: Uint8Array): ByteSource {
  return {
    size: bytes.length,
    read(into, at) {
      const part = bytes.subarray(at, at + into.length);
      into.set(part);
      return part.length;
    },
  };
}

/** As much as there is, up to `most` bytes. */
export function readFully(source: ByteSource, at: number, most: number): Buffer {
  const buffer = Buffer.allocUnsafe(Math.max(0, Math.min(most, source.size - at)));
  let filled = 0;
  while (filled < buffer.length) {
    const count = source.read(buffer.subarray(filled), at + filled);
    if (count === 0) break;
    filled += count;
  }
  return buffer.subarray(0, filled);
}
