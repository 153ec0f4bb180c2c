import { EMPTY, IMPOSSIBLE, type LifelineIndex, type LoopKind, Op, type Term, type TermArena } from './term.ts';

/**
 * Removes a lifeline's occurrences from terms (Mahé's lifeline removal): the lifeline is not observed, or not any
 * more. Order between other lifelines that only ran through the removed one is given up with it.
 */
export class Eraser {
  readonly #arena: TermArena;
  /** One map a lifeline. */
  readonly #erased: Map<Term, Term>[] = [];

  constructor(arena: TermArena) {
    this.#arena = arena;
  }

  erase(term: Term, lifeline: LifelineIndex): Term {
    if (!this.#arena.involves(term, lifeline)) return term;
    this.#erased[lifeline] ??= new Map();
    const known = this.#erased[lifeline]!.get(term);
    if (known !== undefined) return known;
    const result = this.#erase(term, lifeline);
    this.#erased[lifeline]!.set(term, result);
    return result;
  }

  #erase(term: Term, lifeline: LifelineIndex): Term {
    const arena = this.#arena;
    const op = arena.op[term];
    switch (op) {
      case Op.seq:
      case Op.strict: {
        const heads: { readonly head: Term; readonly coregion: number }[] = [];
        let rest = term;
        while (arena.op[rest] === op && arena.involves(rest, lifeline)) {
          heads.push({ head: this.erase(arena.left[rest]!, lifeline), coregion: arena.extra[rest]! });
          rest = arena.right[rest]!;
        }
        let result = this.erase(rest, lifeline);
        for (let index = heads.length - 1; index >= 0; index--) {
          const { head, coregion } = heads[index]!;
          result = op === Op.strict ? arena.strict(head, result) : arena.seq(head, result, coregion);
        }
        return result;
      }
      case Op.par:
        return arena.par(arena.kids[term]!.map((kid) => this.erase(kid, lifeline)));
      case Op.alt:
        return arena.alt(arena.kids[term]!.map((kid) => this.erase(kid, lifeline)));
      case Op.loop:
        return arena.loop(
          this.erase(arena.left[term]!, lifeline),
          arena.right[term]!,
          arena.extra[term]!,
          arena.kind[term]! as LoopKind,
        );
      case Op.critical: {
        const body = this.erase(arena.left[term]!, lifeline);
        return body === IMPOSSIBLE ? body : arena.critical(body, arena.right[term] === 1, arena.extra[term]!);
      }
      default:
        return EMPTY;
    }
  }
}
