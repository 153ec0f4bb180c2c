/** Free words against the texts of the catalogue. */
import type { Pattern, PatternCatalogue, PatternGuide } from '#reports';

export interface WordFit {
  /** Higher is better; 0 where no word of any weight is met. */
  readonly score: number;
  /** As they were typed. */
  readonly met: readonly string[];
}

const fillers = new Set(
  'a an and any are as at be but by can do does for from go goes have how i if in into is it its me my of on or our over so some that the their them then there they this to up us use using want we what when where which who will with without you your need service services system systems too many only something several much more lot get give make thing things'.split(
    ' ',
  ),
);

/** What is looked for in a sentence. */
export function wantedWords(text: string): string[] {
  const joined = text
    .replaceAll(/\b(?:log|sign)(?:s|ged|ging|ing)?[ -]in\b/gi, 'login')
    .replaceAll(/\bsign(?:s|ing)?[ -]up\b/gi, 'signup');
  return [...new Set(wordsOf(joined))].filter((word) => !fillers.has(word));
}

/** How well each pattern fits the words. A word that many patterns speak of says little about any. */
export function fitWords(words: readonly string[], catalogue: PatternCatalogue): ReadonlyMap<Pattern, WordFit> {
  const weighed = catalogue.patterns.map((pattern) => [pattern, weightsOf(pattern, catalogue)] as const);
  const fits = new Map<Pattern, { score: number; met: string[] }>();
  for (const [pattern] of weighed) fits.set(pattern, { score: 0, met: [] });
  for (const word of words) {
    const met = weighed.map(([pattern, weights]) => [pattern, weightOf(stem(word), weights)] as const);
    const holding = met.filter(([, weight]) => weight > 0);
    for (const [pattern, weight] of holding) {
      const fit = fits.get(pattern)!;
      fit.score += weight * Math.log(1 + weighed.length / holding.length);
      fit.met.push(word);
    }
  }
  return fits;
}

/** By stem: 4 in what it is called or looked for by, 2 in when to use it, 1 elsewhere. */
function weightsOf(pattern: Pattern, { guides }: PatternCatalogue): ReadonlyMap<string, number> {
  const all: readonly PatternGuide[] = [guides.useCase, guides.complexity, guides.performance, guides.domain].flat();
  const whys = all
    .flatMap(({ patterns }) => patterns.filter((each) => each.pattern === pattern.name))
    .map(({ why }) => why);
  const weights = new Map<string, number>();
  const add = (texts: readonly string[], weight: number) => {
    for (const word of texts.flatMap(wordsOf)) weights.set(stem(word), Math.max(weights.get(stem(word)) ?? 0, weight));
  };
  add([pattern.name, pattern.title, ...pattern.keywords], 4);
  add(pattern.whenToUse, 2);
  add([pattern.description, ...pattern.pointsToMind, ...whys], 1);
  return weights;
}

function weightOf(wanted: string, weights: ReadonlyMap<string, number>): number {
  const exact = weights.get(wanted);
  if (exact !== undefined) return exact;
  // `authenticate` and `authentication`: one begins like the other.
  const alike = [...weights].filter(
    ([word]) => Math.min(word.length, wanted.length) >= 5 && (word.startsWith(wanted) || wanted.startsWith(word)),
  );
  return Math.max(0, ...alike.map(([, weight]) => weight / 2));
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** Without endings, roughly: enough to see `retries` in `retry` and `cached` in `cache`. */
function stem(word: string): string {
  if (word.length < 4) return word;
  const bare = word.replace(/(?:ies|ings?|ed|es|s|e|y)$/, '');
  if (bare.length < 3) return word;
  return bare.replace(/([^aeiou])\1$/, '$1');
}
