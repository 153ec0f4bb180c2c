/** Pictures that are there, and what they say of the text they were made from. */
import { open, readFile, stat } from 'node:fs/promises';
import { posix, resolve } from 'node:path';
import { filesIn, filesInGit } from '../files.ts';
import { hashOf, type Marker, markedHead, markerIn } from './marker.ts';
import { plantumlSourceIn, samePlantuml } from './plantuml-source.ts';

/** A picture that asdrawn made. */
export interface MarkedPicture {
  readonly path: string;
  /** The file of its drawing, called as the picture is. */
  readonly source: string;
  readonly marker: Marker;
}

/** Does it show what the text says? `unknown`: it does not tell. */
export type Freshness = 'fresh' | 'stale' | 'unknown';

/** Two ways to write one path? */
export function isSameFile(one: string, other: string, cwd: string): boolean {
  return resolve(cwd, one) === resolve(cwd, other);
}

/** Undefined where asdrawn did not make it, or it cannot be read. */
export async function markedPicture(path: string, cwd: string): Promise<MarkedPicture | undefined> {
  const head = await headOf(resolve(cwd, path)).catch(() => undefined);
  const marker = head && markerIn(head);
  return marker && { path, marker, source: posix.join(posix.dirname(path), marker.source) };
}

async function headOf(path: string): Promise<Uint8Array> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(markedHead), 0, markedHead, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

/** All that asdrawn made below the working folder: of what git tracks, else of what is there. */
export async function markedPictures(cwd: string): Promise<MarkedPicture[]> {
  const tracked = (await filesInGit(cwd))?.filter((path) => /\.(?:svg|png)$/i.test(path));
  const paths = tracked ?? (await filesIn(cwd, { pattern: '**/*.{svg,png}', hidden: false, noun: 'picture' }));
  const found: MarkedPicture[] = [];
  for (const path of paths) {
    const picture = await markedPicture(path, cwd);
    if (picture) found.push(picture);
  }
  return found;
}

export function isCurrent({ marker }: MarkedPicture, text: string): boolean {
  return marker.hash === hashOf(text, marker);
}

/** Larger files are no pictures of drawings. */
const largest = 32 * 2 ** 20;

/** Of a picture that asdrawn did not make: by the text that PlantUML leaves in its own. */
export async function freshnessOfForeign(path: string, text: string, cwd: string): Promise<Freshness> {
  try {
    const file = resolve(cwd, path);
    if ((await stat(file)).size > largest) return 'unknown';
    const embedded = plantumlSourceIn(await readFile(file));
    const same = embedded === undefined ? undefined : samePlantuml(text, embedded);
    return same === undefined ? 'unknown' : same ? 'fresh' : 'stale';
  } catch {
    return 'unknown';
  }
}
