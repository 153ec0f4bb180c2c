import type { StateKind } from '#model';

/** Stereotypes that make a state a pseudostate, in lower case; the first one counts. */
const kinds: Readonly<Record<string, StateKind>> = {
  ...{ start: 'initial', end: 'final', choice: 'choice', fork: 'fork', join: 'join' },
  ...{ history: 'history', 'history*': 'deep-history' },
};

/** Stereotypes of a state at the border of the composite one it stands in; any of them counts. */
const borders: Readonly<Record<string, StateKind>> = {
  ...{ entrypoint: 'entry-point', exitpoint: 'exit-point', inputpin: 'input-pin', outputpin: 'output-pin' },
  ...{ expansioninput: 'expansion-input', expansionoutput: 'expansion-output' },
};

/** What kind of state stereotypes speak of, and those that say something else. */
export function kindOf(stereotypes: readonly string[]): {
  readonly kind: StateKind;
  readonly others: readonly string[];
  readonly onBorder: boolean;
} {
  const border = stereotypes.find((word) => Object.hasOwn(borders, word.toLowerCase()));
  if (border !== undefined)
    return {
      kind: borders[border.toLowerCase()]!,
      others: stereotypes.filter((word) => word !== border),
      onBorder: true,
    };
  const first = stereotypes[0]?.toLowerCase() ?? '';
  if (Object.hasOwn(kinds, first)) return { kind: kinds[first]!, others: stereotypes.slice(1), onBorder: false };
  return { kind: 'state', others: stereotypes, onBorder: false };
}
