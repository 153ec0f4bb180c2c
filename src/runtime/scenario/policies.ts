import type { CombinedFragment, InteractionOperand } from '#model';
import type { Random } from '#semantics';
import type { ChoicePoint, Policy } from './scenario.ts';

/** The first operand, an `opt` taken, a loop once or as often as it must, no `break`, no handler. */
export const first: Policy = ({ fragment, least }) => {
  if (fragment.operator === 'break' || fragment.operator === 'critical') return 0;
  return Math.max(least, 1);
};

/** Everything as likely as everything else; a loop without upper bound runs up to three times more than it must. */
export function random(next: Random): Policy {
  return ({ least, most }) => least + Math.floor(next() * ((most ?? least + 3) - least + 1));
}

/** A policy that answers the same question the same way, however often scenarios are made by it. */
export function repeatable(policy: Policy): Policy {
  const known = new Map<CombinedFragment, Map<string, number>>();
  return (point) => {
    const answers = known.get(point.fragment) ?? new Map<string, number>();
    known.set(point.fragment, answers);
    const key = point.iterations.join();
    const answer = answers.get(key) ?? policy(point);
    answers.set(key, answer);
    return answer;
  };
}

/** One wish of a script: what to take at the fragment or operand that is drawn there, or is called so. */
export interface Wish {
  /** A line of the drawing, from 1: of a fragment, or of one of its operands. */
  readonly line?: number;
  /** The text beside an operand, without regard to case. */
  readonly guard?: string;
  /** What is taken, once for each time the place is come to; the last one holds on. Not needed for an operand. */
  readonly taken: readonly number[];
}

/** By a script, and by another policy where the script says nothing; `used` collects the wishes that came to something. */
export function scripted(wishes: readonly Wish[], otherwise: Policy, used = new Set<Wish>()): Policy {
  const met = new Map<Wish, number>();
  return (point) => {
    for (const wish of wishes) {
      const place = placeOf(wish, point);
      if (place === undefined) continue;
      used.add(wish);
      const times = met.get(wish) ?? 0;
      met.set(wish, times + 1);
      if (wish.taken.length > 0) return wish.taken[Math.min(times, wish.taken.length - 1)]!;
      return place;
    }
    return otherwise(point);
  };
}

/** What it means to wish for this place without a number; undefined if the wish is about another one. */
function placeOf({ line, guard, taken }: Wish, { fragment, least }: ChoicePoint): number | undefined {
  const isMeant = (operand: InteractionOperand) =>
    line === undefined
      ? operand.guard?.toLowerCase().trim() === guard?.toLowerCase().trim()
      : operand.range.start.line === line;
  if (line !== undefined && fragment.range.start.line === line && taken.length > 0) return least;
  const index = fragment.operands.findIndex(isMeant);
  if (index < 0) return undefined;
  // The first operand of a critical region is no handler.
  return fragment.operator === 'critical' ? index : index + 1;
}
