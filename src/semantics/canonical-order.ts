import type { CaseEvent } from './case-event.ts';

/**
 * An order of a case's events, true to what is known of theirs, that does not depend on how they are numbered: first
 * those before which least came, and of equals by what they are, what came before them and what came after (colour
 * refinement). Only events that all this cannot tell apart stay as they are given.
 */
export function canonicalOrder(events: readonly CaseEvent[], sorted: readonly number[]): readonly number[] {
  const followers: number[][] = events.map(() => []);
  const depths = new Int32Array(events.length);
  const levels: number[][] = [];
  for (const index of sorted) {
    let depth = 0;
    for (const before of events[index]!.after) {
      followers[before]!.push(index);
      depth = Math.max(depth, depths[before]! + 1);
    }
    depths[index] = depth;
    levels[depth] ??= [];
    levels[depth]!.push(index);
  }
  const own = events.map(
    ({ lifeline, actions, optional }) =>
      `${String(lifeline).padStart(6, '0')}${optional ? '?' : '.'}${actions.map((action) => String(action).padStart(6, '0')).join()}`,
  );
  let colours = rankLevels(levels, (index) => own[index]!);
  for (let round = 0; round < 2 && colours.areTied; round++) {
    colours = rankLevels(levels, (index, known) => key(colours.ranks[index]!, events[index]!.after, known));
    if (!colours.areTied) break;
    const before = colours;
    colours = rankLevels(levels.toReversed(), (index, known) => key(before.ranks[index]!, followers[index]!, known));
  }
  return levels.flatMap((level) => level.toSorted((a, b) => colours.ranks[a]! - colours.ranks[b]! || a - b));
}

interface Colours {
  readonly ranks: Int32Array;
  readonly areTied: boolean;
}

/** Numbers from 1, level by level in the order of the events' keys; a key may use the ranks of levels before. */
function rankLevels(
  levels: readonly (readonly number[])[],
  keyOf: (index: number, ranks: Int32Array) => string,
): Colours {
  const ranks = new Int32Array(levels.reduce((count, level) => count + level.length, 0));
  let rank = 0;
  let areTied = false;
  for (const level of levels) {
    const keyed = level.map((index) => ({ index, key: keyOf(index, ranks) }));
    if (keyed.length > 1) keyed.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
    let previous: string | undefined;
    for (const { index, key } of keyed) {
      if (key === previous) areTied = true;
      else rank++;
      previous = key;
      ranks[index] = rank;
    }
  }
  return { ranks, areTied };
}

function key(colour: number, neighbours: readonly number[], ranks: Int32Array): string {
  const known = neighbours.map((index) => ranks[index]!).sort((a, b) => a - b);
  return `${String(colour).padStart(8, '0')}|${known.join()}`;
}
