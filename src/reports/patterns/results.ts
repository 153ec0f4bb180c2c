import type { Pattern, PatternGuides } from './catalogue.ts';

export interface PatternListResult {
  readonly formatVersion: 1;
  readonly patterns: readonly Pattern[];
}

export interface ShownPattern {
  readonly formatVersion: 1;
  readonly pattern: Pattern;
  readonly places: readonly GuidedPlace[];
  /** Whole texts. */
  readonly drawings: { readonly plantuml: string; readonly mermaid: string };
}

/** Where a guide has a pattern. */
export interface GuidedPlace {
  readonly guide: keyof PatternGuides;
  readonly name: string;
  readonly title: string;
  readonly why: string;
}

export interface RecommendResult {
  readonly formatVersion: 1;
  /** Those that meet everything that was asked for, the best first; none where nothing does. */
  readonly recommended: readonly RecommendedPattern[];
  /** Only where none is recommended: those that meet a part of it. */
  readonly near: readonly RecommendedPattern[];
  /** Words that no pattern speaks of. */
  readonly unknownWords: readonly string[];
  /** What can be asked for. */
  readonly choices: Readonly<Record<keyof PatternGuides, readonly string[]>>;
}

export interface RecommendedPattern {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly quality: number;
  readonly difficulty: number;
  readonly performance: Pattern['performance'];
  /** What of it is met, a phrase each. */
  readonly reasons: readonly string[];
  /** What of it is not. */
  readonly missing: readonly string[];
}

export interface AddedPattern {
  readonly formatVersion: 1;
  readonly pattern: string;
  readonly language: 'plantuml' | 'mermaid';
  /** Absent where nothing was written. */
  readonly path?: string;
  /** What is written on the heads, before and after. */
  readonly renamed: readonly { readonly from: string; readonly to: string }[];
}
