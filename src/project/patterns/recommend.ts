import type { Pattern, PatternListResult, RecommendedPattern, RecommendResult, ShownPattern } from '#reports';
import type { Outcome } from '../outcome.ts';
import { findPattern, readCatalogue, readPatternDrawing, type UnknownName } from './catalogue.ts';
import { criteriaOf, type PatternWishes } from './criteria.ts';
import { fitWords, type WordFit, wantedWords } from './words.ts';

/** As many as can be looked at before choosing. */
const MOST_RECOMMENDED = 5;

/** Less than this part of the best one's score is no recommendation beside it. */
const LEAST_PART = 0.3;

/** Only an ending, or a single word in passing, is no fit. */
const LEAST_SCORE = 2;

export async function listPatterns(wishes: PatternWishes): Promise<Outcome<PatternListResult> | UnknownName> {
  const catalogue = await readCatalogue();
  const criteria = criteriaOf(wishes, catalogue);
  if ('given' in criteria) return criteria;
  const patterns = catalogue.patterns.filter((each) => criteria.every(({ reason }) => reason(each) !== undefined));
  const exit = patterns.length > 0 ? { code: 0, meaning: 'listed' } : { code: 3, meaning: 'nothing was found' };
  return { result: { formatVersion: 1, patterns }, sources: new Map(), exit };
}

export async function showPattern(name: string): Promise<Outcome<ShownPattern> | UnknownName> {
  const catalogue = await readCatalogue();
  const pattern = findPattern(name, catalogue);
  if ('given' in pattern) return pattern;
  const { guides } = catalogue;
  const places = (['useCase', 'complexity', 'performance', 'domain'] as const).flatMap((guide) =>
    guides[guide].flatMap(({ name, title, patterns }) =>
      patterns
        .filter((each) => each.pattern === pattern.name)
        .map(({ why }) => ({ guide, name, title, why }) satisfies ShownPattern['places'][number]),
    ),
  );
  const [plantuml, mermaid] = await Promise.all([
    readPatternDrawing(pattern.name, 'plantuml'),
    readPatternDrawing(pattern.name, 'mermaid'),
  ]);
  const result: ShownPattern = { formatVersion: 1, pattern, places, drawings: { plantuml, mermaid } };
  return { result, sources: new Map(), exit: { code: 0, meaning: 'shown' } };
}

/** Ranked: first by the words, then by quality, then the easier one. Everything asked for has to be met. */
export async function recommendPatterns(
  wishes: PatternWishes,
  text: string,
): Promise<Outcome<RecommendResult> | UnknownName> {
  const catalogue = await readCatalogue();
  const criteria = criteriaOf(wishes, catalogue);
  if ('given' in criteria) return criteria;
  const words = wantedWords(text);
  const fits = fitWords(words, catalogue);
  const judged = catalogue.patterns.map((pattern) => {
    const fit = fits.get(pattern)!;
    const hasWords = fit.score >= LEAST_SCORE;
    const reasons = criteria.map(({ reason }) => reason(pattern));
    const met = reasons.filter((reason) => reason !== undefined);
    const missing = criteria.filter((_, index) => reasons[index] === undefined).map(({ phrase }) => phrase);
    return {
      pattern,
      fit,
      parts: met.length + (hasWords ? 1 : 0),
      reasons: [...(hasWords ? [wordReason(fit)] : []), ...met],
      missing: [...(text.trim() !== '' && !hasWords ? ['your words'] : []), ...missing],
    };
  });
  const byScore = (a: Judged, b: Judged) => b.fit.score - a.fit.score || byMerit(a.pattern, b.pattern);
  const whole = judged.filter(({ missing }) => missing.length === 0).sort(byScore);
  const best = whole[0]?.fit.score ?? 0;
  const recommended = whole.filter(({ fit }) => fit.score >= best * LEAST_PART);
  const near =
    whole.length > 0 ? [] : judged.filter(({ parts }) => parts > 0).sort((a, b) => b.parts - a.parts || byScore(a, b));
  const { useCase, complexity, performance, domain } = catalogue.guides;
  const names = (guides: readonly { readonly name: string }[]) => guides.map(({ name }) => name);
  const result: RecommendResult = {
    formatVersion: 1,
    recommended: recommended.slice(0, MOST_RECOMMENDED).map(told),
    near: near.slice(0, MOST_RECOMMENDED).map(told),
    unknownWords: words.filter((word) => ![...fits.values()].some(({ met }) => met.includes(word))),
    choices: {
      useCase: names(useCase),
      complexity: names(complexity),
      performance: names(performance),
      domain: names(domain),
    },
  };
  const exit = recommended.length > 0 ? { code: 0, meaning: 'recommended' } : { code: 3, meaning: 'nothing was found' };
  return { result, sources: new Map(), exit };
}

interface Judged {
  readonly pattern: Pattern;
  readonly fit: WordFit;
  readonly parts: number;
  readonly reasons: readonly string[];
  readonly missing: readonly string[];
}

function byMerit(a: Pattern, b: Pattern): number {
  return b.quality - a.quality || a.difficulty - b.difficulty || a.number - b.number;
}

function wordReason({ met }: WordFit): string {
  return `your words: ${met.join(', ')}`;
}

function told({ pattern, reasons, missing }: Judged): RecommendedPattern {
  const { name, title, description, quality, difficulty, performance } = pattern;
  return { name, title, description, quality, difficulty, performance, reasons, missing };
}
