import { randomUUID } from 'node:crypto';
import { appendFile, mkdir, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';

/**
 * Writes a report, and the folders on the way to it. A file appears whole or not at all: a run that is broken off must
 * not leave a half that looks like few findings.
 */
export async function writeReport(file: string, text: Iterable<string>, cwd: string): Promise<void> {
  const path = resolve(cwd, file);
  await mkdir(dirname(path), { recursive: true });
  const before = await stat(path).catch(() => undefined);
  // A pipe or a device (/dev/stderr) is written to; put in its place would be a file.
  if (before && !before.isFile()) return writeFile(path, text);
  // Where a link stands, what it leads to is meant.
  const target = before ? await realpath(path) : path;
  const beside = `${target}.${randomUUID().slice(0, 8)}.tmp`;
  try {
    await writeFile(beside, text, { flag: 'wx', ...(before && { mode: before.mode }) });
    await rename(beside, target);
  } catch (error) {
    await rm(beside, { force: true });
    throw error;
  }
}

/** What a step may have in its summary, in bytes (GitHub: 1 MiB). */
const mostSummary = 1024 * 1024;

/** With less room than this a summary is not begun. */
const leastSummary = 1024;

/** Appends to the summary of a step what there is still room for. `render` is given that room in bytes. */
export async function appendSummary(file: string, render: (limit: number) => string): Promise<void> {
  const before = await stat(file).catch(() => undefined);
  const room = mostSummary - (before?.size ?? 0);
  if (room < leastSummary) return;
  await appendFile(file, `${before && before.size > 0 ? '\n' : ''}${render(room - 1)}`);
}
