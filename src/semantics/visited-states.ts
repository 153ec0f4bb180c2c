import type { CaseOrder } from './case-order.ts';
import type { Term } from './term.ts';

/**
 * States already seen: a term and what was consumed of a case. One number a state where that is exact; where the case
 * is too large for it, states that fall on the same number are compared.
 */
export class VisitedStates {
  readonly #strides: Float64Array;
  readonly #isExact: boolean;
  readonly #costs = new Map<Term, Map<number, number | Entry[]>>();

  constructor(order: CaseOrder) {
    this.#strides = new Float64Array(order.chains.length);
    let total = 1;
    order.chains.forEach((chain, index) => {
      this.#strides[index] = total;
      total *= chain.length + 1;
    });
    this.#isExact = total <= Number.MAX_SAFE_INTEGER;
    if (this.#isExact) return;
    // Any numbers that differ will do; products of them and of positions stay exact.
    let stride = 1;
    for (let index = 0; index < this.#strides.length; index++) {
      stride = (Math.imul(stride, 0x5851f42d) + 0x14057b7f) >>> 0;
      this.#strides[index] = stride % 0x3fffffff;
    }
  }

  /** False if it was there already. */
  add(term: Term, positions: Int32Array): boolean {
    return this.improve(term, positions, 0);
  }

  /** False if it was there already, at this cost or less. */
  improve(term: Term, positions: Int32Array, cost: number): boolean {
    let index = 0;
    for (let chain = 0; chain < positions.length; chain++) index += positions[chain]! * this.#strides[chain]!;
    let states = this.#costs.get(term);
    if (!states) {
      states = new Map();
      this.#costs.set(term, states);
    }
    const known = states.get(index);
    if (this.#isExact) {
      if (typeof known === 'number' && known <= cost) return false;
      states.set(index, cost);
      return true;
    }
    if (!Array.isArray(known)) {
      states.set(index, [{ positions, cost }]);
      return true;
    }
    const same = known.find((entry) => isSame(entry.positions, positions));
    if (!same) known.push({ positions, cost });
    else if (same.cost <= cost) return false;
    else same.cost = cost;
    return true;
  }
}

interface Entry {
  readonly positions: Int32Array;
  cost: number;
}

function isSame(a: Int32Array, b: Int32Array): boolean {
  for (let index = 0; index < a.length; index++) if (a[index] !== b[index]) return false;
  return true;
}
