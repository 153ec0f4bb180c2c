/** Standard input can be read once; what may have to be read again is kept: a little in memory, much in a file. */
import { rmSync } from 'node:fs';
import { mkdtemp, open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ByteSource, inMemory } from '#traces';
import { FileSource } from './recordings.ts';
import { unfinished } from './unfinished.ts';

/** Bytes that are kept in memory. */
const IN_MEMORY = 64 << 20;

/** The file goes when the process does, for results may ask for it until then. */
export async function spooled(
  input: Promise<Uint8Array> | NodeJS.ReadableStream,
  limit = IN_MEMORY,
): Promise<ByteSource | FileSource> {
  if (input instanceof Promise) return inMemory(await input);
  const chunks: Buffer[] = [];
  let size = 0;
  const rest = input[Symbol.asyncIterator]();
  for (let next = await rest.next(); !next.done; next = await rest.next()) {
    const chunk = typeof next.value === 'string' ? Buffer.from(next.value) : next.value;
    chunks.push(chunk);
    size += chunk.length;
    if (size > limit) return toFile(chunks, rest);
  }
  return inMemory(Buffer.concat(chunks));
}

async function toFile(begun: readonly Buffer[], rest: AsyncIterator<string | Buffer>): Promise<FileSource> {
  const folder = await mkdtemp(join(tmpdir(), 'asdrawn-'));
  unfinished(() => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, 'stdin');
  const file = await open(path, 'w');
  try {
    for (const chunk of begun) await file.write(chunk);
    for (let next = await rest.next(); !next.done; next = await rest.next()) {
      await file.write(typeof next.value === 'string' ? Buffer.from(next.value) : next.value);
    }
  } finally {
    await file.close();
  }
  return new FileSource(path);
}
