import { type Alignment, AlignmentSearch, type Move, type SearchResult } from './alignment-search.ts';
import type { CaseEvent } from './case-event.ts';
import { CaseOrder } from './case-order.ts';
import { completeAlignment } from './completion.ts';
import { type SearchBudget, shareOf } from './search-budget.ts';
import type { Stepper } from './step.ts';
import type { Action, Term } from './term.ts';

export interface Explanation {
  /** Number of unexpected and missing occurrences; the least there is, unless `exhausted`. */
  readonly cost: number;
  /** They explain the whole case, unless `exhausted` and the drawing was not brought to an end at all. */
  readonly moves: readonly Move[];
  /** What could have happened next where the first costly move was needed. */
  readonly expected: readonly Action[];
  /** States visited. */
  readonly nodes: number;
  /** The budget ran out: another explanation may be cheaper. */
  readonly exhausted: boolean;
}

/**
 * How far back, in events, the first search may still change its mind, and how long it may look without getting
 * further. An error is mostly explained near where it shows; and where it is, the lower bound proves at once that
 * nothing is cheaper.
 */
const quickSearches = [
  { window: 48, patience: 5000 },
  { window: 8, patience: 100 },
];

/**
 * The cheapest way to make the case a run. First a search that keeps what it explained long ago; if that is not
 * certainly the cheapest, one without that, for as long as the budget lasts. What is found does not depend on how the
 * events are numbered.
 */
export function explain(
  stepper: Stepper,
  start: Term,
  events: readonly CaseEvent[],
  budget: SearchBudget,
): Explanation {
  const order = new CaseOrder(events);
  const search = new AlignmentSearch(stepper, order, start);
  let nodes = 0;
  let quick: SearchResult | undefined;
  for (const { window, patience } of quickSearches) {
    const result = search.run({ window, patience, budget: shareOf(budget, 0.5, nodes) });
    nodes += result.nodes;
    if (!quick || result.found || result.furthest.consumed > quick.furthest.consumed) quick = result;
    if (result.found) break;
  }
  const found = quick!.found;
  if (found && found.cost === quick!.least) return finish(stepper, found, nodes, false);

  const { alignment, isWhole } = found
    ? { alignment: found, isWhole: true }
    : completeAlignment(stepper, search.climb(quick!.furthest));
  const below = isWhole ? alignment.cost : Number.POSITIVE_INFINITY;
  const thorough = search.run({ below, budget: shareOf(budget, 1, nodes) });
  nodes += thorough.nodes;
  if (thorough.found) return finish(stepper, thorough.found, nodes, false);
  return finish(stepper, alignment, nodes, !isWhole || alignment.cost > Math.max(thorough.least, quick!.least));
}

function finish(stepper: Stepper, last: Alignment, nodes: number, exhausted: boolean): Explanation {
  const moves: Move[] = [];
  let start = last;
  let cheap: Alignment = last;
  for (let node = last; node.parent; node = node.parent) {
    if (node.move) moves.push(node.move);
    if (node.cost > node.parent.cost) cheap = node.parent;
    start = node.parent;
  }
  moves.reverse();
  const expected = cheap === last ? [] : expectedAfter(stepper, start.term, moves.slice(0, movesTo(cheap)));
  return { cost: last.cost, moves, expected, nodes, exhausted };
}

/** All that the drawing allows after the moves, not only what the explanation's own choices left of it. */
function expectedAfter(stepper: Stepper, start: Term, moves: readonly Move[]): readonly Action[] {
  let terms: readonly Term[] = [start];
  for (const move of moves) {
    if (move.type === 'unmatched') continue;
    terms = [...new Set(terms.flatMap((term) => stepper.step(term, move.action)))];
  }
  return [...new Set(terms.flatMap((term) => stepper.frontier(term)))].sort((a, b) => a - b);
}

function movesTo(last: Alignment): number {
  let count = 0;
  for (let node: Alignment | undefined = last; node; node = node.parent) if (node.move) count++;
  return count;
}
