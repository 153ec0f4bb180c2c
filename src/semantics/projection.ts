import { EMPTY, type LifelineIndex, type LoopKind, Op, type Term, type TermArena } from './term.ts';

/**
 * What a term says of one lifeline alone: all others removed at once (see `Eraser`). Every run of the term, looked at
 * on that lifeline, is a run of the projection; not the other way round.
 */
export class Projector {
  readonly #arena: TermArena;
  /** One map a lifeline. */
  readonly #known: Map<Term, Term>[] = [];

  constructor(arena: TermArena) {
    this.#arena = arena;
  }

  project(term: Term, lifeline: LifelineIndex): Term {
    if (!this.#arena.involves(term, lifeline)) return EMPTY;
    this.#known[lifeline] ??= new Map();
    return this.#known[lifeline]!.get(term) ?? this.#remember(term, lifeline, this.#project(term, lifeline));
  }

  #remember(term: Term, lifeline: LifelineIndex, result: Term): Term {
    this.#known[lifeline]!.set(term, result);
    return result;
  }

  #project(term: Term, lifeline: LifelineIndex): Term {
    const arena = this.#arena;
    switch (arena.op[term]) {
      case Op.seq:
      case Op.strict:
        return this.#projectList(term, lifeline);
      case Op.par:
        return arena.par(arena.kids[term]!.map((kid) => this.project(kid, lifeline)));
      case Op.alt:
        return arena.alt(arena.kids[term]!.map((kid) => this.project(kid, lifeline)));
      case Op.loop:
        return arena.loop(
          this.project(arena.left[term]!, lifeline),
          arena.right[term]!,
          arena.extra[term]!,
          arena.kind[term]! as LoopKind,
        );
      case Op.critical:
        return arena.critical(
          this.project(arena.left[term]!, lifeline),
          arena.right[term] === 1,
          arena.set([lifeline].filter((held) => arena.setHas(arena.extra[term]!, held))),
        );
      default:
        return term;
    }
  }

  /** Remembered for every tail: what is left after a step shares nearly all of its list with what was there before. */
  #projectList(term: Term, lifeline: LifelineIndex): Term {
    const arena = this.#arena;
    const known = this.#known[lifeline]!;
    const nodes: Term[] = [];
    let rest = term;
    let result: Term | undefined;
    while ((arena.op[rest] === Op.seq || arena.op[rest] === Op.strict) && arena.involves(rest, lifeline)) {
      result = known.get(rest);
      if (result !== undefined) break;
      nodes.push(rest);
      rest = arena.right[rest]!;
    }
    result ??= this.project(rest, lifeline);
    for (let index = nodes.length - 1; index >= 0; index--) {
      const node = nodes[index]!;
      const head = this.project(arena.left[node]!, lifeline);
      // On one lifeline, strict and weak sequencing are the same.
      const isUnordered = arena.op[node] === Op.seq && arena.setHas(arena.extra[node]!, lifeline);
      result = this.#remember(node, lifeline, arena.seq(head, result, isUnordered ? arena.extra[node]! : 0));
    }
    return result;
  }
}
