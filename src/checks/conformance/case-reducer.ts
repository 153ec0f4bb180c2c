import { type Case, type ClosedCases, joinCases, OpenCases, type Span } from '#traces';
import type { ReducedCase, ReducedCases } from './reduced-cases.ts';
import type { Shapes } from './shapes.ts';

export interface ReducerOptions {
  readonly shapes: Shapes;
  /** Gives the spans of a piece again, in the same order. */
  readonly reread: (place: number) => readonly Span[];
  /** How many spans may wait for the rest of their cases. */
  readonly mostOpen?: number;
}

/** Spans, as they are read, to cases by shape; of a case that is complete no span is kept. */
export class CaseReducer {
  readonly #options: ReducerOptions;
  readonly #open: OpenCases;

  constructor(options: ReducerOptions) {
    const { shapes, reread, mostOpen } = options;
    this.#options = options;
    this.#open = new OpenCases({
      reread,
      tagOf: (observed) => shapes.shapeOf(observed).number,
      ...(mostOpen !== undefined && { mostOpen }),
    });
  }

  add(spans: readonly Span[], place: number): void {
    this.#open.add(spans, place);
  }

  finish(): ReducedCases {
    const spanCount = this.#open.spanCount;
    return new ClosedReduction(this.#open.finish(), spanCount, this.#options);
  }
}

class ClosedReduction implements ReducedCases {
  readonly shapes: Shapes;
  readonly spanCount: number;
  readonly counts: readonly number[];
  readonly #closed: ClosedCases;
  readonly #reread: ReducerOptions['reread'];

  constructor(closed: ClosedCases, spanCount: number, { shapes, reread }: ReducerOptions) {
    this.shapes = shapes;
    this.spanCount = spanCount;
    this.counts = closed.countTags(shapes.shapes.length);
    this.#closed = closed;
    this.#reread = reread;
  }

  get length(): number {
    return this.#closed.length;
  }

  *list(): Generator<ReducedCase> {
    for (const { number, id, traceIds, tag } of this.#closed.list()) yield { number, id, traceIds, shape: tag };
  }

  recall({ number, traceIds }: ReducedCase): Case {
    const wanted = new Set(traceIds);
    const spans = this.#closed.placesOf(number).flatMap((place) => this.#reread(place));
    return joinCases(spans.filter(({ traceId }) => wanted.has(traceId)))[0]!;
  }
}
