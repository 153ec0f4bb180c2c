import type { CombinedFragment } from '#model';
import type { Random } from '#semantics';
import type { Policy } from './scenario.ts';

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
