import { dirname, extname, posix } from 'node:path';
import type { Finding } from '#checks';
import type { DrawingLanguage } from '#parsers';
import { readConfiguration } from '../configuration/read.ts';
import { discover, drawingsIn, readFile } from '../drawings.ts';
import { fromFolder } from '../files.ts';

/** How a project keeps its drawings. */
export interface Habits {
  /** Undefined where it has none. */
  readonly folder?: string;
  readonly language?: DrawingLanguage;
}

/** Of the files that its configuration names, else of those that git tracks; or what is wrong with its configuration. */
export async function habitsOf(cwd: string): Promise<Habits | readonly Finding[]> {
  const { configuration, findings } = await readConfiguration(cwd, undefined);
  if (findings.length > 0) return findings;
  const configured = configuration ? fromFolder(configuration.value.drawings ?? [], configuration.folder, cwd) : [];
  const { found } = await discover(configured, cwd);
  const files = found.files.flatMap(({ path }) => {
    const language = languageOf(path);
    return language ? [{ path, language }] : [];
  });
  if (files.length > 0) {
    const language = mostOf(files.map((file) => file.language))!;
    return { folder: commonFolder(files.map(({ path }) => path)), language };
  }
  const fences: DrawingLanguage[] = [];
  for (const each of found.files) {
    const file = await readFile(each, cwd);
    if (!('code' in file)) fences.push(...drawingsIn(file).map(({ language }) => language));
  }
  const language = mostOf(fences);
  return language ? { language } : {};
}

function languageOf(path: string): DrawingLanguage | undefined {
  const extension = extname(path).toLowerCase();
  if (/^\.(?:mmd|mermaid)$/.test(extension)) return 'mermaid';
  return /^\.(?:puml|plantuml|pu|iuml|wsd)$/.test(extension) ? 'plantuml' : undefined;
}

/** The folder that holds them all; where that is the project itself, the one that holds most. */
function commonFolder(paths: readonly string[]): string {
  const folders = paths.map((path) => dirname(path));
  const parts = folders.map((folder) => folder.split(posix.sep));
  const [first = []] = parts;
  const different = first.findIndex((part, index) => parts.some((other) => other[index] !== part));
  const common = first.slice(0, different < 0 ? first.length : different).join(posix.sep);
  if (common !== '' && common !== '.') return common;
  return mostOf(folders) ?? '.';
}

/** The first of those that occur most often. */
function mostOf<Value>(values: readonly Value[]): Value | undefined {
  const counts = new Map<Value, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  const most = Math.max(0, ...counts.values());
  return [...counts].find(([, count]) => count === most)?.[0];
}
