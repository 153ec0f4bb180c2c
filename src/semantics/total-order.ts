import type { Stepper } from './step.ts';
import type { Action, Term } from './term.ts';

/** A state of `DeterministicRuns`. */
export type RunState = number;

/** Nothing drawn goes on like this. */
export const DEAD: RunState = -1;
/** The budget of states is used up. */
export const UNDECIDED: RunState = -2;

/**
 * `run`: a whole run. `prefix`: every occurrence was possible where it stood, but something is still to come.
 * `rejected`: the one at `length` was not possible. `exhausted`: more states were needed than allowed.
 */
export interface TotalOrderVerdict {
  readonly outcome: 'run' | 'prefix' | 'rejected' | 'exhausted';
  /** How many occurrences were possible. */
  readonly length: number;
  /** Where that led. */
  readonly state: RunState;
}

/**
 * Judges totally ordered cases, one table look-up an occurrence: the automaton of a term made deterministic, its
 * states the sets of terms that may be left, built only where a case goes and kept for the next.
 */
export class DeterministicRuns {
  readonly start: RunState;
  readonly #stepper: Stepper;
  readonly #maxStates: number;
  readonly #terms: (readonly Term[])[] = [];
  readonly #nullable: boolean[] = [];
  readonly #numbers = new Map<string, RunState>();
  // The steps taken so far, a hash table with open addressing: state, action, next state and nothing. Most states go on in few of
  // all ways there are, so that a row of every action for each would be mostly empty.
  #steps = new Int32Array(4 * 1024).fill(NO_STATE);
  #stepCount = 0;

  constructor(stepper: Stepper, term: Term, maxStates = 100_000) {
    this.#stepper = stepper;
    this.#maxStates = maxStates;
    this.start = this.#intern([term]);
  }

  get stateCount(): number {
    return this.#terms.length;
  }

  /** The terms that may be left in the state, ascending. */
  termsOf(state: RunState): readonly Term[] {
    return this.#terms[state] ?? [];
  }

  /** May a run end here? */
  isFinal(state: RunState): boolean {
    return this.#nullable[state] ?? false;
  }

  next(state: RunState, action: Action): RunState {
    if (state < 0) return state;
    const at = slotOf(this.#steps, state, action);
    return this.#steps[at] === state ? this.#steps[at + 2]! : this.#explore(state, action);
  }

  /** An action that is not drawn is any number that the arena does not know, such as -1. */
  run(actions: ArrayLike<Action>): TotalOrderVerdict {
    const count = actions.length;
    let steps = this.#steps;
    let state = this.start;
    for (let index = 0; index < count; index++) {
      const action = actions[index]!;
      const at = slotOf(steps, state, action);
      let next = steps[at + 2]!;
      if (steps[at] !== state) {
        next = this.#explore(state, action);
        steps = this.#steps;
      }
      if (next < 0) return { outcome: next === DEAD ? 'rejected' : 'exhausted', length: index, state };
      state = next;
    }
    return { outcome: this.#nullable[state] ? 'run' : 'prefix', length: count, state };
  }

  #explore(state: RunState, action: Action): RunState {
    if (this.#stepper.arena.lifelineOfAction[action] === undefined) return DEAD;
    const after = new Set<Term>();
    for (const term of this.#terms[state]!) for (const rest of this.#stepper.step(term, action)) after.add(rest);
    const next = after.size === 0 ? DEAD : this.#intern([...after].sort((a, b) => a - b));
    this.#remember(state, action, next);
    return next;
  }

  #remember(state: RunState, action: Action, next: RunState): void {
    this.#stepCount++;
    if (8 * this.#stepCount > this.#steps.length) {
      const old = this.#steps;
      this.#steps = new Int32Array(2 * old.length).fill(NO_STATE);
      for (let at = 0; at < old.length; at += 4) {
        if (old[at] !== NO_STATE) this.#put(old[at]!, old[at + 1]!, old[at + 2]!);
      }
    }
    this.#put(state, action, next);
  }

  #put(state: RunState, action: Action, next: RunState): void {
    const at = slotOf(this.#steps, state, action);
    this.#steps[at] = state;
    this.#steps[at + 1] = action;
    this.#steps[at + 2] = next;
  }

  #intern(terms: readonly Term[]): RunState {
    const key = terms.join();
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    if (this.#terms.length >= this.#maxStates) return UNDECIDED;
    const state = this.#terms.push(terms) - 1;
    this.#numbers.set(key, state);
    this.#nullable.push(terms.some((term) => this.#stepper.arena.nullable[term]));
    return state;
  }
}

const NO_STATE = -1;

/** Where the step is, or the free place where it would be. */
function slotOf(steps: Int32Array, state: RunState, action: Action): number {
  const mask = steps.length - 4;
  const hash = Math.imul(state, 0x9e3779b1) ^ Math.imul(action, 0x85ebca6b);
  let at = ((hash ^ (hash >>> 15)) << 2) & mask;
  while (steps[at] !== NO_STATE && (steps[at] !== state || steps[at + 1] !== action)) at = (at + 4) & mask;
  return at;
}
