/** What the pictures that documents show say of their drawings. */
import { posix } from 'node:path';
import { type KnownPicture, pictureFile, sourcesOf } from '#checks';
import type { SourceRange } from '#diagnostics';
import { drawingsIn, type ReadFile, readFile } from '../drawings.ts';
import { exists } from '../writing.ts';
import { freshnessOfForeign, isCurrent, markedPicture } from './known-pictures.ts';

/** By path; without those that say nothing. */
export async function shownPictures(
  files: readonly ReadFile[],
  cwd: string,
): Promise<ReadonlyMap<string, KnownPicture>> {
  const known = new Map<string, KnownPicture>();
  const seen = new Set<string>();
  const sources = new Sources(files, cwd);
  for (const { path: document, document: read } of files) {
    for (const { url } of read.pictures) {
      const path = pictureFile(document, url);
      if (path === undefined || seen.has(path)) continue;
      seen.add(path);
      const picture = (await ofMarked(path, sources, cwd)) ?? (await ofForeign(path, sources, cwd));
      if (picture) known.set(path, picture);
    }
  }
  return known;
}

async function ofMarked(path: string, sources: Sources, cwd: string): Promise<KnownPicture | undefined> {
  const picture = await markedPicture(path, cwd);
  if (!picture) return undefined;
  const { source, marker } = picture;
  const texts = await sources.textsOf(source);
  if (!texts) return { source, state: 'source-gone' };
  if (texts.some(({ text }) => isCurrent(picture, text))) return { source, state: 'current' };
  const called = texts.find(({ name, number }) => name === marker.drawing || String(number) === marker.drawing);
  const drawing = called ?? (texts.length === 1 ? texts[0] : undefined);
  return { source, state: 'stale', ...(drawing && { range: drawing.range }) };
}

/** PlantUML's own pictures name no file, so that only the one beside them can be meant. */
async function ofForeign(path: string, sources: Sources, cwd: string): Promise<KnownPicture | undefined> {
  if (!/\.(?:svg|png)$/i.test(path)) return undefined;
  for (const source of sourcesOf(path).filter((each) => /\.(?:puml|plantuml|pu|iuml|wsd)$/.test(each))) {
    if (!(await exists(source, cwd))) continue;
    const texts = (await sources.textsOf(source)) ?? [];
    const states = await Promise.all(texts.map(({ text }) => freshnessOfForeign(path, text, cwd)));
    if (states.includes('fresh')) return { source, state: 'current' };
    const isStale = states.length > 0 && states.every((state) => state === 'stale');
    return isStale ? { source, state: 'stale', range: texts[0]!.range } : undefined;
  }
  return undefined;
}

interface DrawnSource {
  readonly text: string;
  readonly name: string | undefined;
  /** In its file, from 1. */
  readonly number: number;
  readonly range: SourceRange;
}

/** The texts of drawings, also of files that are not linted; each is read once. */
class Sources {
  readonly #files: ReadonlyMap<string, ReadFile>;
  readonly #cwd: string;
  readonly #texts = new Map<string, Promise<readonly DrawnSource[] | undefined>>();

  constructor(files: readonly ReadFile[], cwd: string) {
    this.#files = new Map(files.map((file) => [posix.normalize(file.path), file]));
    this.#cwd = cwd;
  }

  /** Undefined where there is no such file. */
  textsOf(path: string): Promise<readonly DrawnSource[] | undefined> {
    const texts = this.#texts.get(path) ?? this.#read(path);
    this.#texts.set(path, texts);
    return texts;
  }

  async #read(path: string): Promise<readonly DrawnSource[] | undefined> {
    const file = this.#files.get(path) ?? (await readFile({ path, named: true }, this.#cwd));
    if ('code' in file) return undefined;
    const { drawnTexts } = await import('#parsers');
    const textOf = await drawnTexts(file.source);
    return drawingsIn(file).map((drawing, index) => ({
      text: textOf(drawing).text,
      name: drawing.name,
      number: index + 1,
      range: { start: drawing.range.start, end: drawing.range.start },
    }));
  }
}
