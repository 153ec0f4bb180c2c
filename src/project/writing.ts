/** Files are replaced as a whole or not at all. Everything that asdrawn writes over passes through here. */
import { randomBytes } from 'node:crypto';
import { mkdir, open, realpath, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';

/**
 * Writes beside the file and puts that in its place, so that who reads it meanwhile, or a crash, never meets half a
 * text. Rights stay as they were, and a link still leads to the file. Missing folders on the way are made.
 */
export async function replaceFile(path: string, content: string | Uint8Array, cwd: string): Promise<void> {
  const named = resolve(cwd, path);
  await mkdir(dirname(named), { recursive: true });
  const target = await realpath(named).catch(() => named);
  const mode = await stat(target).then(
    (known) => known.mode & 0o777,
    () => 0o666,
  );
  const beside = join(dirname(target), `.${basename(target)}.${randomBytes(6).toString('hex')}`);
  try {
    const file = await open(beside, 'wx', mode);
    try {
      await file.writeFile(content);
    } finally {
      await file.close();
    }
    await rename(beside, target);
  } catch (error) {
    await rm(beside, { force: true });
    throw error;
  }
}

export async function exists(path: string, cwd: string): Promise<boolean> {
  return stat(resolve(cwd, path)).then(
    () => true,
    () => false,
  );
}
