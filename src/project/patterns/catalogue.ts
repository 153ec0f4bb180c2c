/** The catalogue of patterns that comes with asdrawn, and their drawings. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { didYouMean } from '#diagnostics';
import type { DrawingLanguage } from '#parsers';
import type { Pattern, PatternCatalogue } from '#reports';

/** Something that was asked for by a name that there is not. */
export interface UnknownName {
  /** What was to be named: `pattern`, `use case`. */
  readonly what: string;
  readonly given: string;
  readonly meant: string | undefined;
  readonly known: readonly string[];
}

export const extensions: Readonly<Record<DrawingLanguage, string>> = { plantuml: 'puml', mermaid: 'mmd' };

/** Found by the package's name, so it matters not where this file was bundled to. */
function folder(): string {
  return join(dirname(createRequire(import.meta.url).resolve('asdrawn/package.json')), 'diagrams');
}

export async function readCatalogue(): Promise<PatternCatalogue> {
  return JSON.parse(await readFile(join(folder(), 'patterns.json'), 'utf8'));
}

export function readPatternDrawing(name: string, language: DrawingLanguage): Promise<string> {
  return readFile(join(folder(), name, `${name}.${extensions[language]}`), 'utf8');
}

/** By its name, title or number; `P9` is a number as well. */
export function findPattern(asked: string, { patterns }: PatternCatalogue): Pattern | UnknownName {
  const wanted = asked
    .trim()
    .toLowerCase()
    .replaceAll(/[\s_]+/g, '-');
  const number = /^p?(\d+)$/.exec(wanted)?.[1];
  const found = patterns.find(
    (each) =>
      each.name === wanted ||
      each.title.toLowerCase().replaceAll(' ', '-') === wanted ||
      (number !== undefined && each.number === Number(number)),
  );
  const known = patterns.map(({ name }) => name);
  return found ?? { what: 'pattern', given: asked, meant: meantName(wanted, known), known };
}

/** Somebody who types `circuit` or `breaker` means the one name that holds the word. */
function meantName(wanted: string, known: readonly string[]): string | undefined {
  const holding = known.filter((name) => name.split('-').includes(wanted) || name.startsWith(wanted));
  return wanted.length > 2 && holding.length === 1 ? holding[0] : didYouMean(wanted, known);
}

/** What a guide offers, by its name or title. */
export function findGuide<Guide extends { readonly name: string; readonly title: string }>(
  asked: string,
  what: string,
  guides: readonly Guide[],
): Guide | UnknownName {
  const wanted = asked
    .trim()
    .toLowerCase()
    .replaceAll(/[\s_]+/g, '-');
  const found = guides.find(
    ({ name, title }) => name === wanted || title.toLowerCase().replaceAll(' ', '-') === wanted,
  );
  const known = guides.map(({ name }) => name);
  return found ?? { what, given: asked, meant: meantName(wanted, known), known };
}
