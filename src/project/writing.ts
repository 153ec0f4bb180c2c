/** Files are replaced as a whole or not at all. Everything that asdrawn writes over passes through here. */
import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { mkdir, open, realpath, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { unfinished } from './unfinished.ts';

/**
 * Writes beside the file and puts that in its place, so that who reads it meanwhile, or a crash, never meets half a
 * text. Rights stay as they were, and a link still leads to the file. Missing folders on the way are made.
 */
export async function replaceFile(
  path: string,
  content: string | Uint8Array | Iterable<string>,
  cwd: string,
): Promise<void> {
  const named = resolve(cwd, path);
  await makeFolder(dirname(named));
  const target = await realpath(named).catch(() => named);
  const mode = await stat(target).then(
    (known) => known.mode & 0o777,
    () => 0o666,
  );
  const beside = join(dirname(target), `.${basename(target)}.${randomBytes(6).toString('hex')}`);
  const finished = unfinished(() => rmSync(beside, { force: true }));
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
  } finally {
    finished();
  }
}

/**
 * Makes a folder and those on the way to it. Node's own `recursive` asks for ever where a system says of a folder that
 * is there that it is not, as Linux does of `/proc`.
 */
async function makeFolder(path: string): Promise<void> {
  const known = await stat(path).catch(() => undefined);
  if (known?.isDirectory()) return;
  const parent = dirname(path);
  if (known === undefined && parent !== path) await makeFolder(parent);
  await mkdir(path).catch(async (error: unknown) => {
    // Another run may have been faster.
    const made = await stat(path).catch(() => undefined);
    if (!made?.isDirectory()) throw error;
  });
}

export async function exists(path: string, cwd: string): Promise<boolean> {
  return stat(resolve(cwd, path)).then(
    () => true,
    () => false,
  );
}
