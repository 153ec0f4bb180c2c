import zlib from 'node:zlib';
import { type Problem, problems } from './problems.ts';

export interface Unpacked {
  readonly bytes: Uint8Array;
  readonly problem: Problem | undefined;
}

type Packing = 'gzip' | 'zstd';

/**
 * Undoes gzip (RFC 1952), zstd (RFC 8878) and UTF-16, told by their first bytes; anything else is handed back. Of what
 * is cut or damaged it gives the beginning. `limit`: bytes at most, for a small file may unpack to any size; `room`: how
 * many of them are left, where several share it.
 */
export function unpack(bytes: Uint8Array, limit: number, room = limit): Unpacked {
  const { bytes: plain, problem } = unwrap(bytes, limit, room);
  // PowerShell's `>` writes UTF-16.
  const encoding = utf16In(plain);
  if (encoding === undefined) return { bytes: plain, problem };
  // No string is longer (V8).
  if (plain.length > 2 ** 30 - 64) return { bytes: new Uint8Array(), problem: problems.tooLarge('1 GiB of UTF-16') };
  return { bytes: Buffer.from(new TextDecoder(encoding).decode(plain)), problem };
}

function utf16In(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  return bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : undefined;
}

/** Something may have been packed twice, such as a file that a store packs once more; no more often than anybody does. */
const layers = 3;

function unwrap(bytes: Uint8Array, limit: number, room: number): Unpacked {
  let plain = bytes;
  let problem: Problem | undefined;
  for (let layer = 0; layer < layers; layer++) {
    const packing = packingAt(plain, 0);
    if (!packing) break;
    const unpacked = decompress(packing, plain, limit, room);
    plain = unpacked.bytes;
    problem ??= unpacked.problem;
  }
  return { bytes: plain, problem };
}

export function packingAt(bytes: Uint8Array, at: number): Packing | undefined {
  if (bytes[at] === 0x1f && bytes[at + 1] === 0x8b) return 'gzip';
  const isZstd = bytes[at] === 0x28 && bytes[at + 1] === 0xb5 && bytes[at + 2] === 0x2f && bytes[at + 3] === 0xfd;
  return isZstd || skippableLength(bytes, at) > 0 ? 'zstd' : undefined;
}

/** A zstd frame that says nothing of the data (RFC 8878, 3.1.2); zero where there is none. */
function skippableLength(bytes: Uint8Array, at: number): number {
  const isOne = bytes[at + 1] === 0x2a && bytes[at + 2] === 0x4d && bytes[at + 3] === 0x18;
  if (!isOne || ((bytes[at] ?? 0) & 0xf0) !== 0x50 || at + 8 > bytes.length) return 0;
  return 8 + new DataView(bytes.buffer, bytes.byteOffset + at + 4, 4).getUint32(0, true);
}

function decompress(packing: Packing, bytes: Uint8Array, limit: number, shared: number): Unpacked {
  const parts: Uint8Array[] = [];
  let room = shared;
  let problem: Problem | undefined;
  for (let at = 0; at < bytes.length && !problem; ) {
    const skipped = packing === 'zstd' ? skippableLength(bytes, at) : 0;
    if (skipped > 0) {
      at += skipped;
      continue;
    }
    try {
      const { output, read } = unpackOne(packing, bytes.subarray(at), room);
      parts.push(output);
      room -= output.length;
      at += Math.max(read, 1);
    } catch (error) {
      if (isTooLarge(error)) return tooLarge(limit);
      const beginning = beginningOf(packing, bytes.subarray(at), room);
      if (!beginning) return tooLarge(limit);
      parts.push(beginning.output);
      const end = at + beginning.read;
      const isNothing = parts.every((part) => part.length === 0);
      if (isNothing) problem = problems.corruptArchive(packing, reasonOf(error));
      else if (end >= bytes.length) problem = problems.cutArchive(packing);
      else problem = problems.damagedArchive(packing, end, reasonOf(error));
    }
  }
  const [first] = parts;
  return { bytes: parts.length === 1 && first ? first : Buffer.concat(parts), problem };
}

function tooLarge(limit: number): Unpacked {
  return { bytes: new Uint8Array(), problem: problems.unpacksTooLarge(sizeName(limit)) };
}

function sizeName(bytes: number): string {
  return bytes >= 2 ** 30 ? `${bytes / 2 ** 30} GiB` : bytes >= 2 ** 20 ? `${bytes / 2 ** 20} MiB` : `${bytes} bytes`;
}

/** Node's 16 KiB are many pieces for a large file, and much more would be much for a small frame. */
const chunkSize = 2 ** 16;

interface Part {
  readonly output: Uint8Array;
  /** Bytes of the input that it took. */
  readonly read: number;
}

/** All members of gzip data, which zlib puts together itself, or one frame of zstd, of which it reads no second. */
function unpackOne(packing: Packing, bytes: Uint8Array, limit: number, isBeginning = false): Part {
  const options = { maxOutputLength: Math.max(limit, 1), chunkSize, info: true };
  const { gzip, zstd } = { gzip: zlib.constants.Z_SYNC_FLUSH, zstd: zlib.constants.ZSTD_e_flush };
  // Node has zstd since 22.15.
  if (packing === 'zstd' && typeof zlib.zstdDecompressSync !== 'function') {
    throw new Error('this version of Node cannot read zstd');
  }
  const result: unknown =
    packing === 'gzip'
      ? zlib.gunzipSync(bytes, { ...options, ...(isBeginning ? { finishFlush: gzip } : {}) })
      : zlib.zstdDecompressSync(bytes, { ...options, ...(isBeginning ? { finishFlush: zstd } : {}) });
  const { buffer, engine } = result as { buffer: Uint8Array; engine: { bytesWritten: number } };
  // What zlib leaves unread behind gzip's last member is only padding.
  return { output: buffer, read: packing === 'gzip' ? bytes.length : engine.bytesWritten };
}

/** So many bytes may be unpacked in search of the damage, for a search that is not worth more. */
const searchBytes = 2 ** 32;

/** The longest beginning of damaged data that can be unpacked, found by halving; undefined where it goes beyond the limit. */
function beginningOf(packing: Packing, bytes: Uint8Array, limit: number): Part | undefined {
  let best: Part = { output: new Uint8Array(), read: 0 };
  let good = 0;
  let bad = bytes.length + 1;
  // First all of it: what is only cut has nothing wrong in it.
  let tried = bytes.length;
  for (let work = 0; bad - good > 1 && work <= searchBytes; tried = (good + bad) >> 1) {
    try {
      best = { output: unpackOne(packing, bytes.subarray(0, tried), limit, true).output, read: tried };
      good = tried;
    } catch (error) {
      if (isTooLarge(error)) return undefined;
      bad = tried;
    }
    // What comes out of a beginning that is damaged is hardly more than of the longest that is not.
    work += tried + best.output.length;
  }
  return best;
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function isTooLarge(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE';
}
