/** Draws what is not up to date, and writes it where nothing of others' is lost. */
import { dirname, relative, resolve, sep } from 'node:path';
import type { Finding } from '#checks';
import type { RenderedPicture } from '#reports';
import { reasonOf } from '../files.ts';
import { findings } from '../findings.ts';
import { exists, replaceFile } from '../writing.ts';
import { Drawers, type DrawersPlace } from './drawers.ts';
import { isSameFile, markedPicture } from './known-pictures.ts';
import { type Marker, marked } from './marker.ts';
import { pictureFindings } from './messages.ts';
import type { PictureFormat } from './names.ts';
import type { Fate, Paint } from './paint.ts';
import type { PictureWishes, PlannedPicture } from './planned.ts';

export interface Made {
  readonly pictures: readonly RenderedPicture[];
  readonly findings: readonly Finding[];
}

export async function makePictures(
  planned: readonly PlannedPicture[],
  wishes: PictureWishes & { readonly force: boolean; readonly by: string },
  place: DrawersPlace,
): Promise<Made> {
  const drawers = new Drawers(place);
  const pictures: RenderedPicture[] = [];
  const said: Finding[] = [];
  try {
    for (const plan of planned) {
      const made = await makeOne(plan, wishes, drawers, place.cwd);
      if ('code' in made) said.push(made);
      else pictures.push(made);
    }
  } finally {
    await drawers.close();
  }
  return { pictures, findings: inOne(said) };
}

async function makeOne(
  plan: PlannedPicture,
  { engine = 'plantuml', theme, force, by }: Parameters<typeof makePictures>[1],
  drawers: Drawers,
  cwd: string,
): Promise<RenderedPicture | Finding> {
  const { drawing, drawn, path, manner, hash, called, paint } = plan;
  const before = await markedPicture(path, cwd);
  const isOurs = before !== undefined && isSameFile(before.source, drawing.path, cwd);
  const about = { path, source: drawing.path, line: drawing.range.start.line };
  if (!force && isOurs && before.marker.hash === hash) return { ...about, state: 'current' };
  if (!force && !isOurs && (await exists(path, cwd)))
    return pictureFindings.inTheWay(drawing.path, drawing.range, path);
  const format: PictureFormat = path.endsWith('.png') ? 'png' : 'svg';
  const picture = await drawers.draw({
    ...{ drawing, drawn, format, hash },
    plantuml: engine,
    ...(theme !== undefined && { theme }),
    ...(paint && { paint }),
  });
  if (!(picture instanceof Uint8Array)) return picture;
  const source = relative(dirname(resolve(cwd, path)), resolve(cwd, drawing.path))
    .split(sep)
    .join('/');
  const marker: Marker = { by, source, drawing: called, hash, ...manner };
  try {
    await replaceFile(path, marked(picture, marker), cwd);
  } catch (error) {
    return findings.unwritable(path, reasonOf(error));
  }
  return { ...about, state: 'written', ...(paint && { painted: countsOf(paint) }) };
}

function countsOf({ fates }: Paint): Readonly<Record<Fate, number>> {
  const counts = { seen: 0, violated: 0, unseen: 0, unobservable: 0 };
  for (const fate of fates.values()) counts[fate] += 1;
  return counts;
}

/** That there is no browser is told once, at the first drawing that needs one. */
function inOne(said: readonly Finding[]): Finding[] {
  const without = said.filter(({ code }) => code === 'render/no-browser');
  const [first] = without;
  if (!first || without.length === 1) return [...said];
  const message = first.message.replace('this drawing was', `${without.length} drawings were`);
  const related = without.slice(1).flatMap(({ path, range }) => (range ? [{ path, range, message: 'this too' }] : []));
  return said.flatMap((finding) =>
    finding === first ? [{ ...first, message, related }] : without.includes(finding) ? [] : [finding],
  );
}
