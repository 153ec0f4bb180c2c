import { type Action, Op, type Term, type TermArena, UNBOUNDED } from './term.ts';

/**
 * How often the actions of each class occur in the runs of a term, at least and at most (`Infinity` under a loop
 * without bound). Componentwise over alternatives, so the bounds of several classes need not be met by one run.
 */
export interface OccurrenceBounds {
  readonly least: Float64Array;
  readonly most: Float64Array;
}

export class BoundsOfTerms {
  readonly #arena: TermArena;
  readonly #classOf: ReadonlyMap<Action, number>;
  readonly #classes: number;
  readonly #known = new Map<Term, OccurrenceBounds>();

  /** Actions without a class are not counted. */
  constructor(arena: TermArena, classOf: ReadonlyMap<Action, number>, classes: number) {
    this.#arena = arena;
    this.#classOf = classOf;
    this.#classes = classes;
  }

  of(term: Term): OccurrenceBounds {
    const known = this.#known.get(term);
    if (known) return known;
    const arena = this.#arena;
    const op = arena.op[term];
    if (op !== Op.seq && op !== Op.strict) return this.#remember(term, this.#compute(term));
    // From the far end of the list, so that long drawings do not nest calls.
    const nodes: Term[] = [];
    let rest = term;
    while ((arena.op[rest] === Op.seq || arena.op[rest] === Op.strict) && !this.#known.has(rest)) {
      nodes.push(rest);
      rest = arena.right[rest]!;
    }
    let bounds = this.of(rest);
    for (let index = nodes.length - 1; index >= 0; index--) {
      bounds = this.#remember(nodes[index]!, this.#sum([this.of(arena.left[nodes[index]!]!), bounds]));
    }
    return bounds;
  }

  #compute(term: Term): OccurrenceBounds {
    const arena = this.#arena;
    switch (arena.op[term]) {
      case Op.occurrence: {
        const bounds = this.#zero();
        const index = this.#classOf.get(arena.left[term]!);
        if (index !== undefined) {
          bounds.least[index] = 1;
          bounds.most[index] = 1;
        }
        return bounds;
      }
      case Op.par:
        return this.#sum(arena.kids[term]!.map((kid) => this.of(kid)));
      case Op.alt: {
        const kids = arena.kids[term]!.map((kid) => this.of(kid));
        return {
          least: kids.map(({ least }) => least).reduce((a, b) => a.map((value, index) => Math.min(value, b[index]!))),
          most: kids.map(({ most }) => most).reduce((a, b) => a.map((value, index) => Math.max(value, b[index]!))),
        };
      }
      case Op.loop: {
        const body = this.of(arena.left[term]!);
        const max = arena.extra[term] === UNBOUNDED ? Number.POSITIVE_INFINITY : arena.extra[term]!;
        return {
          least: body.least.map((value) => value * arena.right[term]!),
          most: body.most.map((value) => (value === 0 ? 0 : value * max)),
        };
      }
      case Op.critical:
        return this.of(arena.left[term]!);
      default:
        return this.#zero();
    }
  }

  #sum(parts: readonly OccurrenceBounds[]): OccurrenceBounds {
    const total = this.#zero();
    for (const { least, most } of parts) {
      for (let index = 0; index < this.#classes; index++) {
        total.least[index]! += least[index]!;
        total.most[index]! += most[index]!;
      }
    }
    return total;
  }

  #zero(): OccurrenceBounds {
    return { least: new Float64Array(this.#classes), most: new Float64Array(this.#classes) };
  }

  #remember(term: Term, bounds: OccurrenceBounds): OccurrenceBounds {
    this.#known.set(term, bounds);
    return bounds;
  }
}

/** The least number of occurrences in any run of a term, known once for all its parts. */
export class RunLengths {
  readonly #arena: TermArena;
  #bounds: BoundsOfTerms;
  #actions = -1;

  constructor(arena: TermArena) {
    this.#arena = arena;
    this.#bounds = new BoundsOfTerms(arena, new Map(), 1);
  }

  of(term: Term): number {
    const { lifelineOfAction } = this.#arena;
    if (this.#actions !== lifelineOfAction.length) {
      this.#actions = lifelineOfAction.length;
      this.#bounds = new BoundsOfTerms(this.#arena, new Map(lifelineOfAction.map((_, action) => [action, 0])), 1);
    }
    return this.#bounds.of(term).least[0]!;
  }
}

/** The least number of occurrences in any run of the term. */
export function shortestRun(arena: TermArena, term: Term): number {
  return new RunLengths(arena).of(term);
}
