import { RunLengths } from '../bounds.ts';
import type { Stepper } from '../step.ts';
import type { Action, Term } from '../term.ts';
import { DEAD, DeterministicRuns, type RunState, UNDECIDED } from '../total-order.ts';

export interface EnumerationLimits {
  readonly maxRuns: number;
  readonly maxLength: number;
  /** States that may be looked at. */
  readonly maxNodes?: number;
}

/** What a finished enumeration says: `whole` if there are no other runs, else which limit cut it off. */
export type Enumeration = 'whole' | 'maxRuns' | 'maxLength' | 'exhausted';

interface Begun {
  readonly state: RunState;
  readonly run: readonly Action[];
}

/** All runs, each once, the shortest first. */
export function* enumerateRuns(
  stepper: Stepper,
  term: Term,
  { maxRuns, maxLength, maxNodes = 1_000_000 }: EnumerationLimits,
): Generator<readonly Action[], Enumeration> {
  const automaton = new DeterministicRuns(stepper, term, maxNodes);
  const lengths = new RunLengths(stepper.arena);
  const shortest = (state: RunState) => Math.min(...automaton.termsOf(state).map((rest) => lengths.of(rest)));
  // By the length of the shortest run that may come of it: nothing is begun that is not wanted yet.
  const buckets: Begun[][] = [];
  let isCut = false;
  const put = (state: RunState, run: readonly Action[]) => {
    const length = run.length + shortest(state);
    if (length > maxLength) isCut = true;
    else {
      buckets[length] ??= [];
      buckets[length]!.push({ state, run });
    }
  };
  put(automaton.start, []);
  let count = 0;
  let nodes = 0;
  for (let length = 0; length <= maxLength; length++) {
    for (let begun = buckets[length]?.pop(); begun; begun = buckets[length]!.pop()) {
      if (++nodes > maxNodes) return 'exhausted';
      const { state, run } = begun;
      if (run.length === length && automaton.isFinal(state)) {
        if (count === maxRuns) return 'maxRuns';
        count++;
        yield run;
      }
      const actions = new Set(automaton.termsOf(state).flatMap((rest) => stepper.frontier(rest)));
      for (const action of [...actions].sort((a, b) => b - a)) {
        const next = automaton.next(state, action);
        if (next === UNDECIDED) return 'exhausted';
        if (next !== DEAD) put(next, [...run, action]);
      }
    }
  }
  return isCut ? 'maxLength' : 'whole';
}
