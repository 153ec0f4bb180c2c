/** Are the pictures that are there up to date? Nothing is rendered for that. */
import { resolve } from 'node:path';
import type { Finding } from '#checks';
import type { RenderedPicture } from '#reports';
import { exists } from '../writing.ts';
import {
  freshnessOfForeign,
  isCurrent,
  isSameFile,
  type MarkedPicture,
  markedPicture,
  markedPictures,
} from './known-pictures.ts';
import { pictureFindings } from './messages.ts';
import type { PictureWishes, PlannedPicture } from './planned.ts';

interface Checked {
  readonly picture: RenderedPicture;
  readonly findings: readonly Finding[];
}

/**
 * Of each drawing: the picture where it is expected, and all others that asdrawn made of it, wherever they lie. Last,
 * those that were made of a drawing that is no longer in its file.
 */
export async function checkPictures(
  planned: readonly PlannedPicture[],
  wishes: PictureWishes,
  cwd: string,
): Promise<{ readonly pictures: readonly RenderedPicture[]; readonly findings: readonly Finding[] }> {
  const bySource = new Map<string, MarkedPicture[]>();
  for (const picture of await markedPictures(cwd)) {
    const source = resolve(cwd, picture.source);
    bySource.set(source, [...(bySource.get(source) ?? []), picture]);
  }
  const checked: Checked[] = [];
  const of = (path: string): readonly MarkedPicture[] => bySource.get(resolve(cwd, path)) ?? [];
  for (const plan of planned) checked.push(...(await checkOne(plan, of(plan.drawing.path), wishes, cwd)));
  const claimed = new Set(checked.map(({ picture }) => picture.path));
  const leftOver = [...new Set(planned.map(({ drawing }) => drawing.path))].flatMap((path) =>
    of(path)
      .filter((picture) => !claimed.has(picture.path))
      .map((picture) => pictureFindings.leftOver(path, picture.path, picture.marker.drawing)),
  );
  return {
    pictures: checked.map(({ picture }) => picture),
    findings: [...checked.flatMap(({ findings }) => findings), ...leftOver],
  };
}

async function checkOne(
  plan: PlannedPicture,
  ofFile: readonly MarkedPicture[],
  wishes: PictureWishes,
  cwd: string,
): Promise<Checked[]> {
  const { drawing, drawn, called, path } = plan;
  const other = path.replace(/\.(svg|png)$/, (ending) => (ending === '.svg' ? '.png' : '.svg'));
  // Without a format both will do.
  const expected = wishes.format || wishes.output ? [path] : [path, other];
  const own = new Map<string, MarkedPicture>();
  for (const picture of ofFile) if (picture.marker.drawing === called) own.set(picture.path, picture);
  const checked: Checked[] = [];
  for (const place of expected) {
    const picture = await markedPicture(place, cwd);
    if (picture && isSameFile(picture.source, drawing.path, cwd)) own.set(place, picture);
    else if (await exists(place, cwd)) checked.push(await foreign(plan, place, picture, cwd));
  }
  for (const picture of own.values()) {
    const why = complaintOf(picture, plan, wishes);
    checked.push(told(plan, picture.path, why ? 'stale' : 'current', why));
  }
  if (checked.length > 0) return checked;
  // It may have been given another name since; what it shows tells.
  const renamed = ofFile.find((picture) => isCurrent(picture, drawn.text));
  return [told(plan, renamed?.path ?? path, renamed ? 'current' : 'missing')];
}

function complaintOf(picture: MarkedPicture, plan: PlannedPicture, wishes: PictureWishes): string | undefined {
  const { marker } = picture;
  if (!isCurrent(picture, plan.drawn.text)) return 'does not show what this drawing says now';
  if (plan.paint && marker.paint !== plan.paint.digest) return 'is painted by other results than these';
  if (wishes.theme !== undefined && marker.theme !== wishes.theme)
    return `has ${marker.theme === undefined ? 'no theme' : `the theme ${marker.theme}`}, not ${wishes.theme}`;
  if (wishes.engine !== undefined && marker.engine !== plan.manner.engine)
    return `was made by ${marker.engine}, not ${plan.manner.engine}`;
  return undefined;
}

async function foreign(
  plan: PlannedPicture,
  place: string,
  picture: MarkedPicture | undefined,
  cwd: string,
): Promise<Checked> {
  if (picture) return told(plan, place, 'stale', `is the picture of ${picture.source}`);
  const { language } = plan.drawing;
  const state = language === 'plantuml' ? await freshnessOfForeign(place, plan.drawn.text, cwd) : 'unknown';
  if (state === 'stale') return told(plan, place, 'stale', 'does not show what this drawing says now');
  return told(plan, place, state === 'fresh' ? 'current' : 'unknown');
}

function told({ drawing }: PlannedPicture, path: string, state: RenderedPicture['state'], why = ''): Checked {
  const { path: source, range } = drawing;
  const finding = {
    stale: () => [pictureFindings.stale(source, range, path, why)],
    missing: () => [pictureFindings.missing(source, range, path)],
    unknown: () => [pictureFindings.unknown(source, range, path)],
    current: () => [],
    written: () => [],
  }[state]();
  return { picture: { path, source, line: range.start.line, state }, findings: finding };
}
