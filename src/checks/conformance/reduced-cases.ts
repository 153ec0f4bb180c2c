import type { Case } from '#traces';
import type { Shapes } from './shapes.ts';

/** Cases of which no more is kept than their shape and what they are called. */
export interface ReducedCases {
  readonly shapes: Shapes;
  readonly length: number;
  readonly spanCount: number;
  /** How many cases have a shape, by its number, in the order in which shapes were first seen. */
  readonly counts: ReadonlyMap<number, number>;
  /** In the order in which their first spans were seen; may be asked for again. */
  list(): Iterable<ReducedCase>;
  /** The whole case again, its spans in the same order. */
  recall(one: ReducedCase): Case;
  /** The same for many: what several of them share is read once for all that are near each other. */
  recallAll(some: Iterable<ReducedCase>): Iterable<readonly [ReducedCase, Case]>;
}

export interface ReducedCase {
  readonly id: string;
  readonly traceIds: readonly string[];
  readonly shape: number;
  /** Tells its owner which one it is. */
  readonly number: number;
}

/** Where all cases are at hand anyway. */
export function casesInMemory(cases: readonly Case[], shapes: Shapes): ReducedCases {
  const numbers = cases.map((observed) => shapes.shapeOf(observed).number);
  const counts = new Map<number, number>();
  for (const number of numbers) counts.set(number, (counts.get(number) ?? 0) + 1);
  return {
    shapes,
    length: cases.length,
    spanCount: cases.reduce((sum, { spans }) => sum + spans.length, 0),
    counts,
    *list() {
      for (const [number, { id, traceIds }] of cases.entries()) yield { id, traceIds, shape: numbers[number]!, number };
    },
    recall: ({ number }) => cases[number]!,
    *recallAll(some) {
      for (const one of some) yield [one, cases[one.number]!];
    },
  };
}
