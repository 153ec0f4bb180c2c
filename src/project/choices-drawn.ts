import { didYouMean } from '#diagnostics';
import type { CombinedFragment, Interaction } from '#model';
import { choicesIn, type Wish } from '#runtime';

/** What a drawing leaves to choose, for whoever wished for something else. */
export interface ChoicesDrawn {
  /** `line 12 (alt "paid" "declined"); line 20 (loop)`; empty where there is nothing. */
  readonly places: string;
  /** The guard that a wish seems to mean. */
  readonly meant: string | undefined;
}

export function choicesDrawn(interaction: Interaction, { guard }: Wish): ChoicesDrawn {
  const choices = choicesIn(interaction);
  const guards = choices.flatMap(({ operands }) => operands.flatMap((operand) => operand.guard ?? []));
  return {
    places: choices.map(described).join('; '),
    meant: guard === undefined ? undefined : didYouMean(guard, guards),
  };
}

function described({ operator, operands, range }: CombinedFragment): string {
  const guards = operands.flatMap(({ guard }) => (guard ? [`"${guard}"`] : []));
  return `line ${range.start.line} (${[operator, ...guards].join(' ')})`;
}
