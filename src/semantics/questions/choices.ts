import type { CombinedFragment, InteractionFragment } from '#model';
import { interactionTerm, type TermOptions } from '../interaction-term.ts';
import { EMPTY, type Term, type TermArena } from '../term.ts';
import type { Choice } from './local-choice.ts';

/** A choice and where it is drawn. */
export interface DrawnChoice extends Choice {
  readonly fragment: CombinedFragment;
}

/**
 * The choices of an interaction: of `alt` and `opt` between operands (or none), of `break` between it and what follows,
 * of a loop between once more and no more. What siblings in a `par` do meanwhile is left aside; `ref`s are not entered.
 */
export function choicesOf(
  arena: TermArena,
  fragments: readonly InteractionFragment[],
  options: TermOptions,
): readonly DrawnChoice[] {
  const choices: DrawnChoice[] = [];
  const termOf = (some: readonly InteractionFragment[]) => interactionTerm(arena, some, options).term;
  const add = (choice: DrawnChoice) => {
    if (choice.operands.length > 1) choices.push(choice);
  };
  const visit = (some: readonly InteractionFragment[], rest: Term): void => {
    some.forEach((fragment, index) => {
      if (fragment.type !== 'combined') return;
      const following = termOf(some.slice(index + 1));
      const after = arena.seq(following, rest);
      const { operator } = fragment;
      const operands = fragment.operands.map((operand) => termOf(operand.fragments));
      if (operator === 'alt' || operator === 'opt') {
        const all = operands.length === 1 ? [...operands, EMPTY] : operands;
        add({ fragment, operands: [...new Set(all)], rest: after });
      } else if (operator === 'break') {
        add({ fragment, operands: [operands[0]!, following], rest });
      } else if (operator === 'loop') {
        const { min, max } = fragment.bounds ?? { min: 0, max: null };
        // Of a loop that runs a fixed number of times nobody has to decide.
        if (max === null || max > min) {
          const again = arena.loop(operands[0]!, 0, max === null ? -1 : max - min - 1);
          add({ fragment, operands: [arena.seq(operands[0]!, again), EMPTY], rest: after });
        }
      }
      if (operator === 'neg') return;
      const again = operator === 'loop' ? arena.loop(operands[0]!, 0, -1) : EMPTY;
      const isList = !['alt', 'opt', 'par', 'break', 'loop', 'critical'].includes(operator);
      fragment.operands.forEach((operand, at) => {
        const siblings = isList ? arena.seqAll(operands.slice(at + 1)) : EMPTY;
        const outer = operator === 'break' ? rest : after;
        visit(operand.fragments, arena.seqAll([again, siblings, outer]));
      });
    });
  };
  visit(fragments, EMPTY);
  return choices;
}
