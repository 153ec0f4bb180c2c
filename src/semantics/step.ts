import { Eraser } from './erase.ts';
import { Projector } from './projection.ts';
import {
  type Action,
  EMPTY,
  IMPOSSIBLE,
  type LifelineIndex,
  LoopKind,
  Op,
  type Term,
  type TermArena,
  UNBOUNDED,
} from './term.ts';

/**
 * The step function: everything that may happen first in a term, and what is left after it. All of it is memoised, so
 * that together the terms form an automaton, built only where somebody goes.
 */
export class Stepper {
  readonly arena: TermArena;
  /** How many steps were asked for, and how many of them had to be worked out: the others were remembered. */
  asked = 0;
  derived = 0;
  readonly #eraser: Eraser;
  readonly #projector: Projector;
  // One map an action or lifeline; together they are sparse, and a term's number says nothing of its neighbours'.
  readonly #steps: Map<Term, readonly Term[]>[] = [];
  readonly #pruned: Map<Term, Term>[] = [];
  readonly #firsts: Map<Term, Firsts>[] = [];
  readonly #frontiers = new Map<Term, readonly Action[]>();

  constructor(arena: TermArena) {
    this.arena = arena;
    this.#eraser = new Eraser(arena);
    this.#projector = new Projector(arena);
  }

  /** The terms that may be left after `action` happened first; none if it may not happen first. */
  step(term: Term, action: Action): readonly Term[] {
    if (!this.arena.involves(term, this.arena.lifelineOfAction[action]!)) return NO_TERMS;
    this.asked++;
    const known = this.#knownStep(term, action);
    if (known) return known;
    this.derived++;
    return this.#rememberStep(term, action, this.#derive(term, action));
  }

  /** The term without the occurrences of a lifeline that is not observed, or not any more; see `Eraser`. */
  erase(term: Term, lifeline: LifelineIndex): Term {
    return this.#eraser.erase(term, lifeline);
  }

  /** What the term says of one lifeline alone; see `Projector`. */
  project(term: Term, lifeline: LifelineIndex): Term {
    return this.#projector.project(term, lifeline);
  }

  /**
   * What is left of a term that may not do anything more on a lifeline, because something later on that lifeline has
   * happened; `IMPOSSIBLE` if it still had to (Mahé's pruning).
   */
  prune(term: Term, lifeline: LifelineIndex): Term {
    if (!this.arena.involves(term, lifeline)) return term;
    this.#pruned[lifeline] ??= new Map();
    const known = this.#pruned[lifeline]!.get(term);
    if (known !== undefined) return known;
    const result = this.#prune(term, lifeline);
    this.#pruned[lifeline]!.set(term, result);
    return result;
  }

  /** All actions that may happen first, ascending. */
  frontier(term: Term): readonly Action[] {
    let result = this.#frontiers.get(term);
    if (!result) {
      const actions = new Set<Action>();
      for (let lifeline = 0; lifeline < this.arena.lifelineCount; lifeline++) {
        if (!this.arena.involves(term, lifeline)) continue;
        const { free, held } = this.firsts(term, lifeline);
        for (const action of [...free, ...held]) if (this.step(term, action).length > 0) actions.add(action);
      }
      result = [...actions].sort((a, b) => a - b);
      this.#frontiers.set(term, result);
    }
    return result;
  }

  /**
   * The actions that may come first *on one lifeline*, whatever the others do before. `free` are executable now, and
   * executing them takes nothing from other lifelines; `held` have to wait for another lifeline, or would end or lock
   * something there.
   */
  firsts(term: Term, lifeline: LifelineIndex): Firsts {
    if (!this.arena.involves(term, lifeline)) return NO_FIRSTS;
    this.#firsts[lifeline] ??= new Map();
    const known = this.#firsts[lifeline]!.get(term);
    if (known) return known;
    const free = new Set<Action>();
    const held = new Set<Action>();
    this.#collectFirsts(term, lifeline, free, held);
    const result: Firsts = { free: [...free], held: [...held] };
    this.#firsts[lifeline]!.set(term, result);
    return result;
  }

  #knownStep(term: Term, action: Action): readonly Term[] | undefined {
    return this.#steps[action]?.get(term);
  }

  #rememberStep(term: Term, action: Action, result: readonly Term[]): readonly Term[] {
    this.#steps[action] ??= new Map();
    this.#steps[action]!.set(term, result);
    return result;
  }

  #derive(term: Term, action: Action): readonly Term[] {
    const arena = this.arena;
    switch (arena.op[term]) {
      case Op.occurrence:
        return arena.left[term] === action ? DONE : NO_TERMS;
      case Op.seq:
      case Op.strict:
        return this.#deriveList(term, action);
      case Op.alt: {
        const results: Term[] = [];
        for (const kid of arena.kids[term]!) results.push(...this.step(kid, action));
        return distinct(results);
      }
      case Op.par:
        return this.#derivePar(term, action);
      case Op.loop:
        return this.#deriveLoop(term, action);
      case Op.critical: {
        const region = arena.extra[term]!;
        return distinct(this.step(arena.left[term]!, action).map((rest) => arena.critical(rest, true, region)));
      }
      default:
        return NO_TERMS;
    }
  }

  /** Along the list instead of down the stack: a drawing may have any number of messages. */
  #deriveList(term: Term, action: Action): readonly Term[] {
    const arena = this.arena;
    const op = arena.op[term]!;
    const lifeline = arena.lifelineOfAction[action]!;
    const nodes: Term[] = [];
    const passed: Term[] = [];
    let rest: Term = term;
    let after: readonly Term[] = NO_TERMS;
    while (true) {
      const known = rest === term ? undefined : this.#knownStep(rest, action);
      if (known || arena.op[rest] !== op) {
        after = known ?? this.step(rest, action);
        break;
      }
      nodes.push(rest);
      const left = this.#pass(rest, lifeline);
      passed.push(left);
      rest = arena.right[rest]!;
      if (left === IMPOSSIBLE || !arena.involves(rest, lifeline)) break;
    }
    for (let index = nodes.length - 1; index >= 0; index--) {
      const node = nodes[index]!;
      const tail = arena.right[node]!;
      const results: Term[] = [];
      for (const head of this.step(arena.left[node]!, action)) results.push(this.#join(node, head, tail));
      if (passed[index] !== IMPOSSIBLE) {
        for (const later of after) results.push(this.#join(node, passed[index]!, later));
      }
      after = distinct(results);
      if (index > 0) this.#rememberStep(node, action, after);
    }
    return after;
  }

  /** What the head of a list becomes when something in its tail happens on the lifeline. */
  #pass(node: Term, lifeline: LifelineIndex): Term {
    const arena = this.arena;
    const head = arena.left[node]!;
    if (arena.op[node] === Op.strict) return arena.nullable[head] ? EMPTY : IMPOSSIBLE;
    return arena.setHas(arena.extra[node]!, lifeline) ? head : this.prune(head, lifeline);
  }

  #join(node: Term, head: Term, tail: Term): Term {
    return this.arena.op[node] === Op.strict
      ? this.arena.strict(head, tail)
      : this.arena.seq(head, tail, this.arena.extra[node]!);
  }

  #derivePar(term: Term, action: Action): readonly Term[] {
    const arena = this.arena;
    const lifeline = arena.lifelineOfAction[action]!;
    const kids = arena.kids[term]!;
    const results: Term[] = [];
    for (let index = 0; index < kids.length; index++) {
      if (index > 0 && kids[index] === kids[index - 1]) continue;
      const afters = this.step(kids[index]!, action);
      if (afters.length === 0) continue;
      const others: Term[] = [];
      for (let other = 0; other < kids.length; other++) {
        if (other !== index) others.push(this.#release(kids[other]!, lifeline));
      }
      if (others.includes(IMPOSSIBLE)) continue;
      for (const after of afters) results.push(arena.par([...others, after]));
    }
    return distinct(results);
  }

  /** A sibling acts on the lifeline: critical regions that hold it must be over, or the sibling has to wait. */
  #release(term: Term, lifeline: LifelineIndex): Term {
    const arena = this.arena;
    if (!arena.setHas(arena.locked[term]!, lifeline)) return term;
    const left = arena.left[term]!;
    switch (arena.op[term]) {
      case Op.critical:
        if (arena.right[term] === 1 && arena.setHas(arena.extra[term]!, lifeline)) {
          return arena.nullable[left] ? EMPTY : IMPOSSIBLE;
        }
        return mapPossible(this.#release(left, lifeline), (body) =>
          arena.critical(body, arena.right[term] === 1, arena.extra[term]!),
        );
      case Op.seq:
      case Op.strict:
        return mapPossible(this.#release(left, lifeline), (head) =>
          mapPossible(this.#release(arena.right[term]!, lifeline), (tail) => this.#join(term, head, tail)),
        );
      case Op.par: {
        const kids = arena.kids[term]!.map((kid) => this.#release(kid, lifeline));
        return kids.includes(IMPOSSIBLE) ? IMPOSSIBLE : arena.par(kids);
      }
      case Op.alt:
        return arena.alt(
          arena.kids[term]!.map((kid) => this.#release(kid, lifeline)).filter((kid) => kid !== IMPOSSIBLE),
        );
      default:
        return term;
    }
  }

  #deriveLoop(term: Term, action: Action): readonly Term[] {
    const arena = this.arena;
    const body = arena.left[term]!;
    const min = arena.right[term]!;
    const max = arena.extra[term]!;
    const kind = arena.kind[term]! as LoopKind;
    const begun = this.step(body, action);
    if (begun.length === 0) return NO_TERMS;
    const remaining = (done: number) =>
      arena.loop(body, Math.max(0, min - done), max === UNBOUNDED ? UNBOUNDED : max - done, kind);
    if (kind === LoopKind.par) return distinct(begun.map((rest) => arena.par([rest, remaining(1)])));
    if (kind === LoopKind.strict) return distinct(begun.map((rest) => arena.strict(rest, remaining(1))));

    const idle = kind === LoopKind.weak ? this.prune(body, arena.lifelineOfAction[action]!) : IMPOSSIBLE;
    if (idle === IMPOSSIBLE || idle === EMPTY) return distinct(begun.map((rest) => arena.seq(rest, remaining(1))));
    // The action may belong to a later iteration if the ones before it have nothing to do on its lifeline. `before`
    // counts those; without an upper bound, all counts from the least one on are alike and taken together.
    const results: Term[] = [];
    const last = max === UNBOUNDED ? min : max - 1;
    for (let before = 0; before <= last; before++) {
      const idleOnes = arena.loop(idle, before, max === UNBOUNDED && before === last ? UNBOUNDED : before);
      for (const rest of begun) results.push(arena.seqAll([idleOnes, rest, remaining(before + 1)]));
    }
    return distinct(results);
  }

  #prune(term: Term, lifeline: LifelineIndex): Term {
    const arena = this.arena;
    switch (arena.op[term]) {
      case Op.seq:
      case Op.strict: {
        const nodes: Term[] = [];
        let rest = term;
        while (arena.op[rest] === arena.op[term] && arena.involves(rest, lifeline)) {
          nodes.push(rest);
          rest = arena.right[rest]!;
        }
        const heads: Term[] = [];
        for (const node of nodes) {
          const head = this.prune(arena.left[node]!, lifeline);
          if (head === IMPOSSIBLE) return IMPOSSIBLE;
          heads.push(head);
        }
        let result = this.prune(rest, lifeline);
        if (result === IMPOSSIBLE) return IMPOSSIBLE;
        for (let index = nodes.length - 1; index >= 0; index--)
          result = this.#join(nodes[index]!, heads[index]!, result);
        return result;
      }
      case Op.par: {
        const kids = arena.kids[term]!.map((kid) => this.prune(kid, lifeline));
        return kids.includes(IMPOSSIBLE) ? IMPOSSIBLE : arena.par(kids);
      }
      case Op.alt:
        return arena.alt(arena.kids[term]!.map((kid) => this.prune(kid, lifeline)).filter((kid) => kid !== IMPOSSIBLE));
      case Op.loop: {
        const body = this.prune(arena.left[term]!, lifeline);
        if (body === IMPOSSIBLE) return arena.right[term] === 0 ? EMPTY : IMPOSSIBLE;
        return arena.loop(body, arena.right[term]!, arena.extra[term]!, arena.kind[term]! as LoopKind);
      }
      case Op.critical:
        return mapPossible(this.prune(arena.left[term]!, lifeline), (body) =>
          arena.critical(body, arena.right[term] === 1, arena.extra[term]!),
        );
      default:
        return IMPOSSIBLE;
    }
  }

  #collectFirsts(term: Term, lifeline: LifelineIndex, free: Set<Action>, held: Set<Action>): void {
    const arena = this.arena;
    let rest = term;
    let waiting = free;
    while (true) {
      if (!arena.involves(rest, lifeline)) return;
      const op = arena.op[rest];
      if (op !== Op.seq && op !== Op.strict) break;
      const head = arena.left[rest]!;
      this.#addFirsts(head, lifeline, waiting, held);
      const passable = arena.setHas(arena.extra[rest]!, lifeline) && op === Op.seq;
      if (!passable && this.prune(head, lifeline) === IMPOSSIBLE) return;
      if (op === Op.strict) waiting = held;
      rest = arena.right[rest]!;
    }
    switch (arena.op[rest]) {
      case Op.occurrence:
        waiting.add(arena.left[rest]!);
        return;
      case Op.alt:
      case Op.par: {
        // Another operand's critical region may hold this lifeline.
        const target = arena.setHas(arena.locked[rest]!, lifeline) ? held : waiting;
        for (const kid of arena.kids[rest]!) this.#addFirsts(kid, lifeline, target, held);
        return;
      }
      case Op.loop: {
        const ordered = arena.kind[rest] === LoopKind.strict || arena.kind[rest] === LoopKind.head;
        this.#addFirsts(arena.left[rest]!, lifeline, ordered ? held : waiting, held);
        return;
      }
      default:
        this.#addFirsts(arena.left[rest]!, lifeline, arena.right[rest] === 1 ? waiting : held, held);
    }
  }

  #addFirsts(term: Term, lifeline: LifelineIndex, free: Set<Action>, held: Set<Action>): void {
    const firsts = this.firsts(term, lifeline);
    for (const action of firsts.free) free.add(action);
    for (const action of firsts.held) held.add(action);
  }
}

export interface Firsts {
  readonly free: readonly Action[];
  readonly held: readonly Action[];
}

const NO_TERMS: readonly Term[] = [];
const DONE: readonly Term[] = [EMPTY];
const NO_FIRSTS: Firsts = { free: [], held: [] };

function distinct(terms: readonly Term[]): readonly Term[] {
  return terms.length < 2 ? terms : [...new Set(terms)];
}

function mapPossible(term: Term, then: (term: Term) => Term): Term {
  return term === IMPOSSIBLE ? IMPOSSIBLE : then(term);
}
