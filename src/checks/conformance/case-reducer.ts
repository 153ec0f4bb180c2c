import { type Case, type ClosedCases, joinCases, OpenCases, type PartOfCases, type Span } from '#traces';
import type { ReducedCase, ReducedCases } from './reduced-cases.ts';
import { type Shapes, withTimes } from './shapes.ts';

export interface ReducerOptions {
  readonly shapes: Shapes;
  /** Gives the spans of a piece again, in the same order. */
  readonly reread: (place: number) => readonly Span[];
  /** Is a case with these traces known to be cut short? */
  readonly isCutShort?: (traceIds: readonly string[]) => boolean;
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
      tagOf: (observed) => shapes.shapeOf(withLoss(observed, options)).number,
      ...(mostOpen !== undefined && { mostOpen }),
    });
  }

  add(spans: readonly Span[], place: number): void {
    this.#open.add(spans, place);
  }

  /** What was made of one part of a recording, for the reducer of the whole, which may be in another thread. */
  finishPart(): ReducedPart {
    const cases = this.#open.finishPart();
    const { structures, shapes } = this.#options.shapes;
    const numbers = new Map(structures.map((structure, number) => [structure, number]));
    return {
      cases,
      structures: structures.map(({ evidence }) => evidence.observed),
      shapes: shapes.map(({ structure, times }) => ({ structure: numbers.get(structure)!, times })),
    };
  }

  /** Takes a part, reduced for the same drawings, whose places begin at `begin`. */
  absorb({ cases, structures, shapes }: ReducedPart, begin: number): void {
    const tags = shapes.map(
      ({ structure, times }) => this.#options.shapes.shapeOf(withTimes(structures[structure]!, times)).number,
    );
    this.#open.absorb(cases, begin, tags);
  }

  finish(): ReducedCases {
    const spanCount = this.#open.spanCount;
    return new ClosedReduction(this.#open.finish(), spanCount, this.#options);
  }
}

/** Plain data. */
export interface ReducedPart {
  readonly cases: PartOfCases;
  /** One case of each. */
  readonly structures: readonly Case[];
  /** By number: structure, and starts and ends of one case's spans. */
  readonly shapes: readonly { readonly structure: number; readonly times: Float64Array }[];
}

/** What is wanted of a piece of a recording. */
interface Piece {
  readonly spans: readonly Span[];
  readonly byTrace: ReadonlyMap<string, readonly Span[]>;
}

/** How many cases are recalled together. */
const AT_ONCE = 2000;

class ClosedReduction implements ReducedCases {
  readonly shapes: Shapes;
  readonly spanCount: number;
  readonly counts: ReadonlyMap<number, number>;
  readonly #closed: ClosedCases;
  readonly #options: ReducerOptions;

  constructor(closed: ClosedCases, spanCount: number, options: ReducerOptions) {
    this.shapes = options.shapes;
    this.spanCount = spanCount;
    this.counts = closed.countTags();
    this.#closed = closed;
    this.#options = options;
  }

  get length(): number {
    return this.#closed.length;
  }

  *list(): Generator<ReducedCase> {
    for (const { number, id, traceIds, tag } of this.#closed.list()) yield { number, id, traceIds, shape: tag };
  }

  recall(one: ReducedCase): Case {
    return this.#recallFrom(one, (place) => this.#options.reread(place));
  }

  *recallAll(some: Iterable<ReducedCase>): Generator<readonly [ReducedCase, Case]> {
    let batch: ReducedCase[] = [];
    for (const one of some) {
      batch.push(one);
      if (batch.length < AT_ONCE) continue;
      yield* this.#recallBatch(batch);
      batch = [];
    }
    yield* this.#recallBatch(batch);
  }

  /** A piece may hold thousands of traces; of each piece only what the batch wants is kept. */
  *#recallBatch(batch: readonly ReducedCase[]): Generator<readonly [ReducedCase, Case]> {
    const wanted = new Set(batch.flatMap(({ traceIds }) => traceIds));
    const places = new Set(batch.flatMap(({ number }) => this.#closed.placesOf(number)));
    const pieces = new Map<number, Piece>();
    for (const place of [...places].sort((a, b) => a - b)) {
      const spans = this.#options.reread(place).filter(({ traceId }) => wanted.has(traceId));
      pieces.set(place, { spans, byTrace: Map.groupBy(spans, ({ traceId }) => traceId) });
    }
    for (const one of batch) {
      const [first, ...others] = one.traceIds;
      // Between several traces the order of the piece matters.
      const from = (place: number) => {
        const { spans, byTrace } = pieces.get(place)!;
        return others.length > 0 ? spans : (byTrace.get(first!) ?? []);
      };
      yield [one, this.#recallFrom(one, from)];
    }
  }

  #recallFrom({ number, traceIds }: ReducedCase, spansAt: (place: number) => readonly Span[]): Case {
    const wanted = new Set(traceIds);
    const spans = this.#closed.placesOf(number).flatMap((place) => spansAt(place));
    return withLoss(joinCases(spans.filter(({ traceId }) => wanted.has(traceId)))[0]!, this.#options);
  }
}

/** The same case, with what is known to be lost of it. */
export function withLoss(observed: Case, { isCutShort }: Pick<ReducerOptions, 'isCutShort'>): Case {
  if (!isCutShort?.(observed.traceIds)) return observed;
  return { ...observed, facts: { ...observed.facts, cutShort: true } };
}
