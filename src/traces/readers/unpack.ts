import zlib from 'node:zlib';
import { type Problem, problems } from './problems.ts';

/** More than this out of one compressed file is taken for a decompression bomb. */
const unpackedLimit = 2 ** 30;

export interface Unpacked {
  readonly bytes: Uint8Array;
  readonly problem: Problem | undefined;
}

/** Undoes gzip (RFC 1952), zstd (RFC 8878) and UTF-16, told by their first bytes; anything else is handed back. */
export function unpack(bytes: Uint8Array): Unpacked {
  const { bytes: plain, problem } = decompress(bytes);
  // PowerShell's `>` writes UTF-16.
  if (plain[0] !== 0xff || plain[1] !== 0xfe) return { bytes: plain, problem };
  return { bytes: Buffer.from(new TextDecoder('utf-16le').decode(plain)), problem };
}

function decompress(bytes: Uint8Array): Unpacked {
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) return unpackWith('gzip', bytes, gunzip, zlib.constants.Z_SYNC_FLUSH);
  const isZstd = bytes[0] === 0x28 && bytes[1] === 0xb5 && bytes[2] === 0x2f && bytes[3] === 0xfd;
  if (isZstd) return unpackWith('zstd', bytes, unzstd, zlib.constants.ZSTD_e_flush);
  return { bytes, problem: undefined };
}

type Unpacker = (bytes: Uint8Array, finishFlush?: number) => Uint8Array;

const gunzip: Unpacker = (bytes, finishFlush) =>
  zlib.gunzipSync(bytes, { maxOutputLength: unpackedLimit, ...(finishFlush === undefined ? {} : { finishFlush }) });

const unzstd: Unpacker = (bytes, finishFlush) => {
  // Node has it since 22.15.
  if (typeof zlib.zstdDecompressSync !== 'function') throw new Error('this version of Node cannot read zstd');
  const flush = finishFlush === undefined ? {} : { finishFlush };
  return zlib.zstdDecompressSync(bytes, { maxOutputLength: unpackedLimit, ...flush });
};

function unpackWith(kind: string, bytes: Uint8Array, unpacker: Unpacker, partial: number): Unpacked {
  try {
    return { bytes: unpacker(bytes), problem: undefined };
  } catch (error) {
    if (isTooLarge(error)) return { bytes: new Uint8Array(), problem: problems.tooLarge('1 GiB') };
    const reason = error instanceof Error ? error.message : String(error);
    try {
      const rest = unpacker(bytes, partial);
      if (rest.length > 0) return { bytes: rest, problem: problems.cutArchive(kind) };
    } catch {
      // What is wrong is more than a missing end; the first reason says it.
    }
    return { bytes: new Uint8Array(), problem: problems.corruptArchive(kind, reason) };
  }
}

function isTooLarge(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE';
}
