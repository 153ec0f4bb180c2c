import type { CombinedFragment, InteractionFragment, Message } from '#model';
import type { TermOptions } from '../interaction-term.ts';
import type { Action } from '../term.ts';
import type { Goal } from './goals.ts';

/** A goal, and the fragment that it is about. */
export interface DrawnGoal extends Goal {
  readonly fragment: CombinedFragment;
  /** The operand to be taken; undefined for skipping it, and for a number of iterations. */
  readonly operand?: number;
}

/**
 * What covering an interaction takes: every operand once, every skipping of an operand that may be skipped, and of each
 * loop the least number of iterations, one, and the most (or one more than was asked for already, where there is no
 * most). Needs `occurrences` that give every message actions of its own. Iterations are counted by a message drawn
 * directly in the loop, all over the run; a loop without one is only taken and skipped. `ref`s are not entered.
 */
export function drawnGoals(
  fragments: readonly InteractionFragment[],
  occurrences: TermOptions['occurrences'],
): readonly DrawnGoal[] {
  const goals: DrawnGoal[] = [];
  const actionsOf = (some: readonly InteractionFragment[]): ReadonlySet<Action> => {
    const actions = new Set<Action>();
    for (const fragment of some) {
      if (fragment.type === 'message') for (const action of ends(fragment, occurrences)) actions.add(action);
      else if (fragment.type === 'combined' && fragment.operator !== 'neg') {
        for (const operand of fragment.operands) for (const action of actionsOf(operand.fragments)) actions.add(action);
      }
    }
    return actions;
  };
  const visit = (some: readonly InteractionFragment[]): void => {
    for (const fragment of some) {
      if (fragment.type !== 'combined' || fragment.operator === 'neg') continue;
      const { operator, operands } = fragment;
      const canBeSkipped = operator === 'opt' || operator === 'break' || (operator === 'alt' && operands.length === 1);
      operands.forEach((operand, index) => {
        const actions = actionsOf(operand.fragments);
        if (actions.size > 0 && operator !== 'loop') {
          const name = `${operator} operand ${index + 1}`;
          goals.push({ name, fragment, operand: index, actions, least: 1, most: Number.POSITIVE_INFINITY });
          if (canBeSkipped) goals.push({ name: `${operator} skipped`, fragment, actions, least: 0, most: 0 });
        }
      });
      if (operator === 'loop') goals.push(...iterations(fragment, actionsOf(operands[0]!.fragments), occurrences));
      for (const operand of operands) visit(operand.fragments);
    }
  };
  visit(fragments);
  return goals;
}

function iterations(
  fragment: CombinedFragment,
  all: ReadonlySet<Action>,
  occurrences: TermOptions['occurrences'],
): readonly DrawnGoal[] {
  const { min, max } = fragment.bounds ?? { min: 0, max: null };
  if (all.size === 0 || max === 0) return [];
  const marker = fragment.operands[0]!.fragments.flatMap((inner) =>
    inner.type === 'message' ? ends(inner, occurrences) : [],
  ).at(0);
  const counts = new Set([min, 1, max ?? Math.max(min, 1) + 1]);
  const possible = [...counts].filter((count) => count >= min && (max === null || count <= max)).sort((a, b) => a - b);
  return possible.flatMap((count): DrawnGoal[] => {
    const name = `loop ${count} times`;
    if (count === 0) return [{ name, fragment, actions: all, least: 0, most: 0 }];
    if (marker !== undefined) return [{ name, fragment, actions: new Set([marker]), least: count, most: count }];
    return count === 1 ? [{ name: 'loop', fragment, actions: all, least: 1, most: Number.POSITIVE_INFINITY }] : [];
  });
}

function ends(message: Message, occurrences: TermOptions['occurrences']): readonly Action[] {
  const found = occurrences(message);
  return found ? [found.send, found.receive].filter((action) => action !== null) : [];
}
