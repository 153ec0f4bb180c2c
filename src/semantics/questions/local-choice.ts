import { Meter, type SearchBudget } from '../search-budget.ts';
import type { Stepper } from '../step.ts';
import type { Action, LifelineIndex, Term } from '../term.ts';
import { DEAD, DeterministicRuns, type RunState, UNDECIDED } from '../total-order.ts';

/** Operands to choose from; each with what comes after the choice, so that skipping is an operand, too. */
export interface Choice {
  /** What is chosen, without what comes after; `EMPTY` for nothing. */
  readonly operands: readonly Term[];
  /** What comes after, whatever was chosen. */
  readonly rest: Term;
}

export interface ChoiceOptions extends SearchBudget {
  readonly isReception: (action: Action) => boolean;
}

/** A lifeline that does one thing if one operand was chosen, and another if another was, and cannot know which. */
export interface Follower {
  readonly lifeline: LifelineIndex;
  /** What it would do on its own account after this local run, though only one operand allows it. */
  readonly action: Action;
  readonly after: readonly Action[];
  /** The operand that allows it, and one that does not. */
  readonly operands: readonly [number, number];
}

export interface ChoiceVerdict {
  /** The lifelines on which the operands begin; a local choice has one at most. */
  readonly deciders: readonly LifelineIndex[];
  readonly followers: readonly Follower[];
  readonly isLocal: boolean;
  readonly exhausted: boolean;
}

/**
 * Can one participant make the choice, and can the others follow it? Two things are asked.
 *
 * Deciders: the minimal occurrences of all operands lie on one lifeline (H. Ben-Abdallah, S. Leue, "Syntactic detection
 * of process divergence and non-local choice in message sequence charts", TACAS 1997; their branches begin with a
 * send of one and the same process). Skipping is up to the same one.
 *
 * Followers: any other lifeline may do on its own account only what every operand lets it do after what it did so far;
 * where operands part, it goes on with a reception that tells them apart (after A. J. Mooij, N. Goga, J. M. T. Romijn,
 * "Non-local choice and beyond: intricacies of MSC choice nodes", FASE 2005: the choice has to be propagated). This is
 * judged on the lifelines' projections, of each operand together with what comes after it, by walking every two of
 * them in step. Having nothing to do any more is not acting.
 */
export function judgeChoice(stepper: Stepper, { operands, rest }: Choice, options: ChoiceOptions): ChoiceVerdict {
  const { arena } = stepper;
  const deciders = new Set<LifelineIndex>();
  for (const operand of operands) {
    for (const action of stepper.frontier(operand)) deciders.add(arena.lifelineOfAction[action]!);
  }
  const meter = new Meter(options);
  const whole = operands.map((operand) => arena.seq(operand, rest));
  const followers: Follower[] = [];
  let exhausted = false;
  for (let lifeline = 0; lifeline < arena.lifelineCount; lifeline++) {
    if (deciders.has(lifeline)) continue;
    for (let first = 0; first < whole.length; first++) {
      for (let second = first + 1; second < whole.length; second++) {
        const parts = [stepper.project(whole[first]!, lifeline), stepper.project(whole[second]!, lifeline)] as const;
        if (parts[0] === parts[1]) continue;
        const parting = partingOf(stepper, parts, options.isReception, meter);
        if (parting === 'exhausted') exhausted = true;
        else if (parting) {
          const { action, after, isFirst } = parting;
          followers.push({ lifeline, action, after, operands: isFirst ? [first, second] : [second, first] });
        }
      }
    }
  }
  const isLocal = deciders.size <= 1 && followers.length === 0 && !exhausted;
  return { deciders: [...deciders].sort((a, b) => a - b), followers, isLocal, exhausted };
}

interface Parting {
  readonly action: Action;
  readonly after: readonly Action[];
  readonly isFirst: boolean;
}

interface Pair {
  readonly states: readonly [RunState, RunState];
  readonly run: readonly Action[];
}

/** The first place where two local behaviours that were alike so far differ in something other than a reception. */
function partingOf(
  stepper: Stepper,
  parts: readonly [Term, Term],
  isReception: (action: Action) => boolean,
  meter: Meter,
): Parting | 'exhausted' | undefined {
  const both = parts.map((part) => new DeterministicRuns(stepper, part)) as [DeterministicRuns, DeterministicRuns];
  const visited = new Set<string>();
  const queue: Pair[] = [{ states: [both[0].start, both[1].start], run: [] }];
  for (let index = 0; index < queue.length; index++) {
    const { states, run } = queue[index]!;
    const key = states.join();
    if (visited.has(key)) continue;
    visited.add(key);
    if (!meter.visit()) return 'exhausted';
    const next = new Set<Action>();
    both.forEach((runs, side) => {
      for (const term of runs.termsOf(states[side]!)) for (const action of stepper.frontier(term)) next.add(action);
    });
    for (const action of [...next].sort((a, b) => a - b)) {
      const [one, other] = [both[0].next(states[0], action), both[1].next(states[1], action)];
      if (one === UNDECIDED || other === UNDECIDED) return 'exhausted';
      if (one !== DEAD && other !== DEAD) queue.push({ states: [one, other], run: [...run, action] });
      else if (!isReception(action)) return { action, after: run, isFirst: one !== DEAD };
    }
  }
  return undefined;
}
