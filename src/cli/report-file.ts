import { appendFile, stat, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';

/**
 * Writes a report, and the folders on the way to it. A file appears whole or not at all: a run that is broken off must
 * not leave a half that looks like few findings.
 */
export async function writeReport(file: string, text: Iterable<string>, cwd: string): Promise<void> {
  const before = await stat(resolve(cwd, file)).catch(() => undefined);
  // A pipe or a device (/dev/stderr) is written to; put in its place would be a file.
  if (before && !before.isFile()) return writeFile(resolve(cwd, file), text);
  const { replaceFile } = await import('#project');
  await replaceFile(file, text, cwd);
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
