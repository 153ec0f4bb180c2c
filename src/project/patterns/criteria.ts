import type { ComplexityGuide, Pattern, PatternCatalogue, PatternGuide } from '#reports';
import { findGuide, type UnknownName } from './catalogue.ts';

/** What may be asked of a pattern; as it was typed. */
export interface PatternWishes {
  readonly useCase?: string;
  readonly domain?: string;
  readonly complexity?: string;
  readonly performance?: string;
  /** `5`, `1..4`, or `low`, `medium`, `high`. */
  readonly difficulty?: string;
}

/** One thing asked for. */
export interface Criterion {
  /** `domain finance`. */
  readonly phrase: string;
  /** Why a pattern meets it; undefined where it does not. */
  readonly reason: (pattern: Pattern) => string | undefined;
}

/** Every wish as a criterion, or the first name among them that there is not. */
export function criteriaOf(wishes: PatternWishes, { guides }: PatternCatalogue): readonly Criterion[] | UnknownName {
  const criteria: Criterion[] = [];
  const asked = [
    ['use case', wishes.useCase, guides.useCase],
    ['domain', wishes.domain, guides.domain],
    ['performance', wishes.performance, guides.performance],
  ] as const;
  for (const [what, value, choices] of asked) {
    if (value === undefined) continue;
    const guide = findGuide(value, what, choices);
    if ('given' in guide) return guide;
    criteria.push(ofGuide(what, guide));
  }
  if (wishes.complexity !== undefined) {
    const guide = findGuide(wishes.complexity, 'complexity', guides.complexity);
    if ('given' in guide) return guide;
    criteria.push(ofComplexity(guide, guides.complexity));
  }
  if (wishes.difficulty !== undefined) {
    const criterion = ofDifficulty(wishes.difficulty, guides.complexity);
    if ('given' in criterion) return criterion;
    criteria.push(criterion);
  }
  return criteria;
}

function ofGuide(what: string, { name, patterns }: PatternGuide): Criterion {
  const phrase = `${what} ${name}`;
  return {
    phrase,
    reason: (pattern) => {
      const why = patterns.find((each) => each.pattern === pattern.name)?.why;
      return why === undefined ? undefined : `${phrase}: ${why}`;
    },
  };
}

/** The guide's word comes first; whom it does not name is placed by the score. */
function ofComplexity(guide: ComplexityGuide, all: readonly ComplexityGuide[]): Criterion {
  const { phrase, reason } = ofGuide('complexity', guide);
  const { min, max } = guide.difficulty;
  return {
    phrase,
    reason: (pattern) => {
      const { name, difficulty } = pattern;
      const isNamed = all.some(({ patterns }) => patterns.some((each) => each.pattern === name));
      if (isNamed) return reason(pattern);
      return difficulty >= min && difficulty <= max ? `${phrase}: its difficulty is ${difficulty}/10` : undefined;
    },
  };
}

function ofDifficulty(value: string, bands: readonly ComplexityGuide[]): Criterion | UnknownName {
  const band = bands.find(({ name }) => name === value.trim().toLowerCase())?.difficulty;
  const [, low, high] = /^\s*(\d+)(?:\s*\.\.\s*(\d+))?\s*$/.exec(value) ?? [];
  const [min, max] = band ? [band.min, band.max] : [Number(low), Number(high ?? low)];
  if (!(min >= 1 && min <= max && max <= 10))
    return {
      what: 'difficulty',
      given: value,
      meant: undefined,
      known: ['a number from 1 to 10', 'a range such as 1..4', ...bands.map(({ name }) => name)],
    };
  return {
    phrase: `difficulty ${value.trim()}`,
    reason: ({ difficulty }) => (difficulty >= min && difficulty <= max ? `difficulty ${difficulty}/10` : undefined),
  };
}
