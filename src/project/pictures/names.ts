/** Where the pictures of drawings go. */
import { posix } from 'node:path';
import type { Drawing } from '#parsers';
import type { ReadFile } from '../drawings.ts';

export type PictureFormat = 'svg' | 'png';

const alone = /\.(?:puml|plantuml|pu|iuml|wsd|mmd|mermaid)$/i;

/**
 * A picture's path for each drawing of a file, beside it or in another folder: `pay.svg` for the one drawing of
 * `pay.puml`; where there may be several, in documents above all, `readme-<name>.svg`, with the number where there is
 * no name, and after a name that was there already.
 */
export function picturePaths(
  { path }: Pick<ReadFile, 'path'>,
  drawings: readonly Drawing[],
  { folder, format }: { readonly folder?: string; readonly format: PictureFormat },
): ReadonlyMap<Drawing, string> {
  const stem = posix.basename(path).replace(/\.\w+$/, '');
  const place = folder ?? posix.dirname(path);
  const at = (name: string): string => posix.join(place, `${name}.${format}`);
  const [one] = drawings;
  if (alone.test(path) && drawings.length === 1) return new Map([[one!, at(stem)]]);
  const paths = new Map<Drawing, string>();
  const taken = new Map<string, number>();
  drawings.forEach((drawing, index) => {
    const slug = slugOf(drawing.name ?? '') || String(index + 1);
    const before = taken.get(slug) ?? 0;
    taken.set(slug, before + 1);
    paths.set(drawing, at(`${stem}-${before === 0 ? slug : `${slug}-${before + 1}`}`));
  });
  return paths;
}

/** As GitHub makes anchors of headings, and no longer than file systems like. */
function slugOf(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .slice(0, 60)
    .replace(/^-|-$/g, '');
}
