/** The catalogue of patterns as it is published: diagrams/patterns.json, whose schema is schemas/patterns.json. */
export interface PatternCatalogue {
  readonly formatVersion: 1;
  /** By their numbers. */
  readonly patterns: readonly Pattern[];
  readonly guides: PatternGuides;
}

export type PerformanceLevel = 'medium' | 'high' | 'very-high';

export interface Pattern {
  /** What it is called on the command line, and the name of its folder and of its files: `circuit-breaker`. */
  readonly name: string;
  /**
   * @minimum 1
   * @asType integer
   */
  readonly number: number;
  readonly title: string;
  readonly description: string;
  /**
   * Of the solution; 10 is the best.
   *
   * @minimum 1
   * @maximum 10
   * @asType integer
   */
  readonly quality: number;
  /**
   * Of building it; 10 is the hardest.
   *
   * @minimum 1
   * @maximum 10
   * @asType integer
   */
  readonly difficulty: number;
  readonly performance: PerformanceLevel;
  readonly whenToUse: readonly string[];
  readonly pointsToMind: readonly string[];
  /** As drawn, from left to right. */
  readonly participants: readonly PatternParticipant[];
  /** Words that somebody may look for it by, beside those of its texts. */
  readonly keywords: readonly string[];
}

export interface PatternParticipant {
  /** What is written on its head, without line breaks. */
  readonly name: string;
  readonly role: string;
}

/** Ways to choose, each a list of what may be chosen. */
export interface PatternGuides {
  readonly useCase: readonly PatternGuide[];
  readonly complexity: readonly ComplexityGuide[];
  readonly performance: readonly PatternGuide[];
  readonly domain: readonly PatternGuide[];
}

export interface PatternGuide {
  /** As it is written on the command line. */
  readonly name: string;
  readonly title: string;
  readonly patterns: readonly GuidedPattern[];
}

/** Names some patterns only; the others are placed by their difficulty. */
export interface ComplexityGuide extends PatternGuide {
  readonly difficulty: { readonly min: number; readonly max: number };
}

export interface GuidedPattern {
  /** Its name. */
  readonly pattern: string;
  readonly why: string;
}
