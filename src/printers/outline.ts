import type { CombinedFragment, InteractionFragment, InteractionOperand } from '#model';

/** A stop on the way through an interaction, in the order of its text. */
export type Stop =
  | {
      readonly type: 'fragment';
      readonly fragment: Exclude<InteractionFragment, CombinedFragment>;
      /** What follows in the same operand, nearest first. */
      readonly following: (ahead: number) => InteractionFragment | undefined;
      /** Leaves out so many of what follows, because they were written together with this one. */
      readonly skip: (count: number) => void;
      readonly outermost: boolean;
    }
  | { readonly type: 'open'; readonly fragment: CombinedFragment }
  | {
      readonly type: 'operand';
      readonly fragment: CombinedFragment;
      readonly operand: InteractionOperand;
      readonly index: number;
    }
  | { readonly type: 'close'; readonly fragment: CombinedFragment };

interface Level {
  readonly items: readonly InteractionFragment[];
  at: number;
  readonly around?: { readonly fragment: CombinedFragment; readonly operand: number };
}

/** All stops. Keeps its own stack: nesting is no recursion. */
export function* outline(fragments: readonly InteractionFragment[]): Generator<Stop> {
  const levels: Level[] = [{ items: fragments, at: 0 }];
  while (levels.length > 0) {
    const level = levels[levels.length - 1]!;
    const fragment = level.items[level.at++];
    if (fragment === undefined) {
      levels.pop();
      if (level.around) yield* enter(level.around.fragment, level.around.operand + 1, levels);
    } else if (fragment.type === 'combined') {
      yield { type: 'open', fragment };
      yield* enter(fragment, 0, levels);
    } else {
      yield {
        type: 'fragment',
        fragment,
        following: (ahead) => level.items[level.at + ahead],
        skip: (count) => {
          level.at += count;
        },
        outermost: levels.length === 1,
      };
    }
  }
}

function* enter(fragment: CombinedFragment, index: number, levels: Level[]): Generator<Stop> {
  const operand = fragment.operands[index];
  if (!operand) {
    yield { type: 'close', fragment };
    return;
  }
  yield { type: 'operand', fragment, operand, index };
  levels.push({ items: operand.fragments, at: 0, around: { fragment, operand: index } });
}
