/**
 * Hash-consed terms: what is still allowed to happen. Equal terms have equal numbers, so comparing, memoising and
 * interning sets of them cost a look-up. Constructors normalise: seq and strict are right-nested lists without empty
 * parts, alt is sorted and deduplicated, par is a sorted multiset, loops without effect disappear.
 *
 * The rules follow Mahé, Bannour, Gaston, Le Gall: "A small-step approach to multi-trace checking against interactions"
 * (SAC 2021), with counted loops, critical regions and coregions added; see README.md in this folder.
 */

/** A term's number in its arena. */
export type Term = number;
/** The number of an occurrence's label: sending or receiving one message at one lifeline. */
export type Action = number;
/** The number of a lifeline in its arena. */
export type LifelineIndex = number;

/** Nothing left to do. */
export const EMPTY: Term = 0;
/** No term: what is left when a part can do nothing without the lifeline it was pruned of. */
export const IMPOSSIBLE: Term = -1;

/** Loop without upper bound. */
export const UNBOUNDED = -1;

export const Op = {
  empty: 0,
  occurrence: 1,
  seq: 2,
  strict: 3,
  par: 4,
  alt: 5,
  loop: 6,
  critical: 7,
} as const;

/** How the iterations of a loop are composed. `head` is weak, but only its first iteration may begin it (HIBOU's loopH). */
export const LoopKind = { weak: 0, strict: 1, par: 2, head: 3 } as const;
export type LoopKind = (typeof LoopKind)[keyof typeof LoopKind];

/** A set of lifelines, interned; 0 is the empty set. */
export type LifelineSet = number;

export class TermArena {
  readonly lifelineCount: number;
  /** The lifeline of each action. */
  readonly lifelineOfAction: LifelineIndex[] = [];

  // One entry a term. `left`, `right` and `extra` mean, by op: occurrence: action; seq: head, tail, coregion set;
  // strict: head, tail; loop: body, min, max (and `kind`); critical: body, active (0/1), region set.
  readonly op: number[] = [Op.empty];
  readonly left: number[] = [0];
  readonly right: number[] = [0];
  readonly extra: number[] = [0];
  readonly kind: number[] = [0];
  readonly kids: (readonly Term[])[] = [[]];
  readonly nullable: boolean[] = [true];
  /** Lifelines locked by critical regions that were entered and not yet left. */
  readonly locked: LifelineSet[] = [0];

  readonly #words: number;
  #lifelines: Uint32Array;
  /** A hash table with open addressing of all terms but the empty one. */
  #slots = new Int32Array(256);
  readonly #sets: Uint32Array[];
  readonly #setNumbers = new Map<string, LifelineSet>();

  constructor(lifelineCount: number) {
    this.lifelineCount = lifelineCount;
    this.#words = Math.max(1, Math.ceil(lifelineCount / 32));
    this.#lifelines = new Uint32Array(this.#words * 256);
    this.#sets = [new Uint32Array(this.#words)];
    this.#setNumbers.set(this.#sets[0]!.join(), 0);
  }

  get size(): number {
    return this.op.length;
  }

  /** Does any occurrence of the term lie on the lifeline? */
  involves(term: Term, lifeline: LifelineIndex): boolean {
    return ((this.#lifelines[term * this.#words + (lifeline >> 5)]! >>> (lifeline & 31)) & 1) === 1;
  }

  set(lifelines: Iterable<LifelineIndex>): LifelineSet {
    const words = new Uint32Array(this.#words);
    for (const lifeline of lifelines) words[lifeline >> 5]! |= 1 << (lifeline & 31);
    return this.#internSet(words);
  }

  setHas(set: LifelineSet, lifeline: LifelineIndex): boolean {
    return set !== 0 && ((this.#sets[set]![lifeline >> 5]! >>> (lifeline & 31)) & 1) === 1;
  }

  /** The first part of a sequence, else the term itself. */
  beginning(term: Term): Term {
    return this.op[term] === Op.seq || this.op[term] === Op.strict ? this.left[term]! : term;
  }

  /** A new label on a lifeline. */
  action(lifeline: LifelineIndex): Action {
    this.lifelineOfAction.push(lifeline);
    return this.lifelineOfAction.length - 1;
  }

  occurrence(action: Action): Term {
    return this.#intern(Op.occurrence, action, 0, 0, 0, NO_KIDS);
  }

  /** Weak sequencing; on the lifelines of `coregion` the two sides are not ordered at all. */
  seq(left: Term, right: Term, coregion: LifelineSet = 0): Term {
    if (left === EMPTY) return right;
    if (right === EMPTY) return left;
    if (coregion !== 0) return this.#intern(Op.seq, left, right, coregion, 0, NO_KIDS);
    return this.#nest(Op.seq, left, right);
  }

  strict(left: Term, right: Term): Term {
    if (left === EMPTY) return right;
    if (right === EMPTY) return left;
    return this.#nest(Op.strict, left, right);
  }

  seqAll(terms: readonly Term[]): Term {
    let result: Term = EMPTY;
    for (let index = terms.length - 1; index >= 0; index--) result = this.seq(terms[index]!, result);
    return result;
  }

  par(terms: readonly Term[]): Term {
    const kids: Term[] = [];
    for (const term of terms) {
      if (this.op[term] === Op.par) kids.push(...this.kids[term]!);
      else if (term !== EMPTY) kids.push(term);
    }
    if (kids.length === 0) return EMPTY;
    if (kids.length === 1) return kids[0]!;
    return this.#intern(Op.par, 0, 0, 0, 0, kids.sort(ascending));
  }

  alt(terms: readonly Term[]): Term {
    const flat = new Set<Term>();
    for (const term of terms) {
      if (this.op[term] === Op.alt) for (const kid of this.kids[term]!) flat.add(kid);
      else flat.add(term);
    }
    // `opt` of something that may be nothing anyway.
    if (flat.has(EMPTY) && [...flat].some((term) => term !== EMPTY && this.nullable[term])) flat.delete(EMPTY);
    const kids = [...flat].sort(ascending);
    if (kids.length === 0) return IMPOSSIBLE;
    if (kids.length === 1) return kids[0]!;
    return this.#intern(Op.alt, 0, 0, 0, 0, kids);
  }

  opt(term: Term): Term {
    return this.alt([term, EMPTY]);
  }

  /** `max` may be `UNBOUNDED`. */
  loop(body: Term, min: number, max: number, kind: LoopKind = LoopKind.weak): Term {
    if (body === EMPTY || max === 0) return EMPTY;
    // An iteration that may be empty can stand for any missing one.
    const least = this.nullable[body] ? 0 : min;
    if (least === 1 && max === 1) return body;
    if (least === 0 && max === 1) return this.opt(body);
    const once = least === 0 && max === UNBOUNDED ? this.#iteration(body, kind) : body;
    if (once === EMPTY) return EMPTY;
    return this.#intern(Op.loop, once, least, max, kind, NO_KIDS);
  }

  /** `region` are the lifelines that sibling par operands must keep off while the region is active. */
  critical(body: Term, active = false, region: LifelineSet = this.lifelinesOf(body)): Term {
    if (body === EMPTY) return EMPTY;
    return this.#intern(Op.critical, body, active ? 1 : 0, region, 0, NO_KIDS);
  }

  lifelinesOf(term: Term): LifelineSet {
    return this.#internSet(this.#lifelines.slice(term * this.#words, (term + 1) * this.#words));
  }

  /** The body of a loop without bounds needs no such loop and no empty alternative itself: `(a* | b | ∅)*` is `(a | b)*`. */
  #iteration(body: Term, kind: LoopKind): Term {
    if (this.op[body] === Op.alt) {
      const kids = this.kids[body]!;
      const once = kids.filter((kid) => kid !== EMPTY).map((kid) => this.#iteration(kid, kind));
      return once.length < kids.length || once.some((kid, index) => kid !== kids[index]) ? this.alt(once) : body;
    }
    // Not with `head`: of an inner loop's iterations, too, only the first may begin it.
    const isSuchLoop =
      kind !== LoopKind.head &&
      this.op[body] === Op.loop &&
      this.right[body] === 0 &&
      this.extra[body] === UNBOUNDED &&
      this.kind[body] === kind;
    return isSuchLoop ? this.left[body]! : body;
  }

  /** Rebuilds right-nested lists, so that `seq(seq(a, b), c)` is `seq(a, seq(b, c))`. */
  #nest(op: number, left: Term, right: Term): Term {
    const heads: Term[] = [];
    let rest = left;
    while (this.op[rest] === op && this.extra[rest] === 0) {
      heads.push(this.left[rest]!);
      rest = this.right[rest]!;
    }
    heads.push(rest);
    let result = right;
    for (let index = heads.length - 1; index >= 0; index--) {
      result = this.#intern(op, heads[index]!, result, 0, 0, NO_KIDS);
    }
    return result;
  }

  #intern(op: number, left: number, right: number, extra: number, kind: number, kids: readonly Term[]): Term {
    if (4 * this.op.length > 3 * this.#slots.length) this.#rehash();
    let slot = hashOf(op, left, right, extra, kind, kids) & (this.#slots.length - 1);
    // An empty slot holds 0: the empty term is never looked for.
    for (let known = this.#slots[slot]!; known !== 0; known = this.#slots[slot]!) {
      if (
        this.op[known] === op &&
        this.left[known] === left &&
        this.right[known] === right &&
        this.extra[known] === extra &&
        this.kind[known] === kind &&
        isSameList(this.kids[known]!, kids)
      ) {
        return known;
      }
      slot = (slot + 1) & (this.#slots.length - 1);
    }
    const term = this.op.length;
    this.#slots[slot] = term;
    this.op.push(op);
    this.left.push(left);
    this.right.push(right);
    this.extra.push(extra);
    this.kind.push(kind);
    this.kids.push(kids);
    this.#describe(term);
    return term;
  }

  #rehash(): void {
    const slots = new Int32Array(2 * this.#slots.length);
    for (let term = 1; term < this.op.length; term++) {
      const { op, left, right, extra, kind, kids } = this;
      let slot = hashOf(op[term]!, left[term]!, right[term]!, extra[term]!, kind[term]!, kids[term]!);
      slot &= slots.length - 1;
      while (slots[slot] !== 0) slot = (slot + 1) & (slots.length - 1);
      slots[slot] = term;
    }
    this.#slots = slots;
  }

  /** Derived facts of a new term, from those of its parts. */
  #describe(term: Term): void {
    const op = this.op[term]!;
    const left = this.left[term]!;
    const right = this.right[term]!;
    const kids = this.kids[term]!;
    this.#reserve(term);
    switch (op) {
      case Op.occurrence: {
        const lifeline = this.lifelineOfAction[left]!;
        this.#lifelines[term * this.#words + (lifeline >> 5)]! |= 1 << (lifeline & 31);
        this.nullable.push(false);
        this.locked.push(0);
        return;
      }
      case Op.seq:
      case Op.strict:
        this.#uniteLifelines(term, [left, right]);
        this.nullable.push(this.nullable[left]! && this.nullable[right]!);
        this.locked.push(this.#uniteSets([this.locked[left]!, this.locked[right]!]));
        return;
      case Op.par:
      case Op.alt:
        this.#uniteLifelines(term, kids);
        this.nullable.push(
          op === Op.par ? kids.every((kid) => this.nullable[kid]) : kids.some((kid) => this.nullable[kid]),
        );
        this.locked.push(this.#uniteSets(kids.map((kid) => this.locked[kid]!)));
        return;
      case Op.loop:
        this.#uniteLifelines(term, [left]);
        this.nullable.push(right === 0);
        this.locked.push(0);
        return;
      default:
        this.#uniteLifelines(term, [left]);
        this.nullable.push(this.nullable[left]!);
        this.locked.push(this.#uniteSets([this.locked[left]!, right === 1 ? this.extra[term]! : 0]));
    }
  }

  #reserve(term: Term): void {
    if ((term + 1) * this.#words <= this.#lifelines.length) return;
    const grown = new Uint32Array(this.#lifelines.length * 2);
    grown.set(this.#lifelines);
    this.#lifelines = grown;
  }

  #uniteLifelines(term: Term, parts: readonly Term[]): void {
    for (const part of parts) {
      for (let word = 0; word < this.#words; word++) {
        this.#lifelines[term * this.#words + word]! |= this.#lifelines[part * this.#words + word]!;
      }
    }
  }

  #uniteSets(sets: readonly LifelineSet[]): LifelineSet {
    const some = sets.filter((set) => set !== 0);
    if (some.length === 0) return 0;
    if (some.length === 1) return some[0]!;
    const words = new Uint32Array(this.#words);
    for (const set of some) for (let word = 0; word < this.#words; word++) words[word]! |= this.#sets[set]![word]!;
    return this.#internSet(words);
  }

  #internSet(words: Uint32Array): LifelineSet {
    const key = words.join();
    const known = this.#setNumbers.get(key);
    if (known !== undefined) return known;
    this.#sets.push(words);
    this.#setNumbers.set(key, this.#sets.length - 1);
    return this.#sets.length - 1;
  }
}

const NO_KIDS: readonly Term[] = [];

function hashOf(op: number, left: number, right: number, extra: number, kind: number, kids: readonly Term[]): number {
  let hash = mixed(op * 8 + kind, left);
  hash = mixed(hash, right);
  hash = mixed(hash, extra);
  for (const kid of kids) hash = mixed(hash, kid);
  return hash ^ (hash >>> 15);
}

function mixed(hash: number, value: number): number {
  const next = Math.imul(hash ^ value, 0x9e3779b1);
  return next ^ (next >>> 13);
}

function isSameList(a: readonly Term[], b: readonly Term[]): boolean {
  if (a.length !== b.length) return false;
  for (let index = 0; index < a.length; index++) if (a[index] !== b[index]) return false;
  return true;
}

function ascending(a: number, b: number): number {
  return a - b;
}
