import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Finding } from '#checks';
import type { FoundFile } from '../files.ts';
import { changedSince } from './changed-files.ts';
import { Shown } from './shown.ts';

/**
 * Of these files those that have changed since a commit. With `withShowing` also those that include or show one that
 * has changed, directly or through others. Where the configuration has changed, everything has.
 */
export async function onlyChanged(
  files: readonly FoundFile[],
  {
    since,
    cwd,
    configuration,
    withShowing,
  }: {
    readonly since: string;
    readonly cwd: string;
    /** Its path. */
    readonly configuration: string | undefined;
    readonly withShowing: boolean;
  },
): Promise<readonly FoundFile[] | Finding> {
  const changed = await changedSince(since, cwd);
  if (!(changed instanceof Set)) return changed as Finding;
  if (configuration !== undefined && changed.has(resolve(cwd, configuration))) return files;
  if (!withShowing || changed.size === 0) return files.filter(({ path }) => changed.has(resolve(cwd, path)));
  const shown = new Shown();
  for (const { path } of files) {
    // Who cannot be read cannot be asked; if it has changed, reading it says why.
    const text = await readFile(resolve(cwd, path), 'utf8').catch(() => '');
    shown.read(resolve(cwd, path), text);
  }
  const concerned = shown.showing(changed);
  return files.filter(({ path }) => concerned.has(resolve(cwd, path)));
}
