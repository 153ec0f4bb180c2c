import { BoundsOfTerms, RunLengths } from '../bounds.ts';
import { Meter, type SearchBudget } from '../search-budget.ts';
import type { Stepper } from '../step.ts';
import type { Action, Term } from '../term.ts';
import { reducedSteps } from './reduced-steps.ts';

/**
 * Something that a run may show: that occurrences of these actions happen in it at least and at most so often. An
 * operand is taken if any of its actions happens; a loop runs n times if the sending of a message that is drawn
 * directly in its body happens n times; an `opt` is skipped if none of its actions happens.
 */
export interface Goal {
  readonly name: string;
  readonly actions: ReadonlySet<Action>;
  readonly least: number;
  /** `Infinity` if any number more will do. */
  readonly most: number;
}

export function isMet(goal: Goal, run: readonly Action[]): boolean {
  let count = 0;
  for (const action of run) if (goal.actions.has(action)) count++;
  return count >= goal.least && count <= goal.most;
}

export type GoalSearch =
  | { readonly outcome: 'found'; readonly run: readonly Action[]; readonly met: readonly Goal[] }
  /** No run meets any of the goals. */
  | { readonly outcome: 'none' }
  | { readonly outcome: 'exhausted' };

interface Node {
  readonly term: Term;
  /** By goal; never counted beyond what makes a difference. */
  readonly counts: readonly number[];
  readonly parent: Node | undefined;
  readonly action: Action | undefined;
  readonly length: number;
}

/**
 * A run that meets as many of the goals as are easily met together: a search that prefers what meets more, then what
 * is sooner over. The first end settles for what it met after so many more nodes; `none` is certain.
 */
export function runMeeting(stepper: Stepper, start: Term, goals: readonly Goal[], budget: SearchBudget): GoalSearch {
  const { arena } = stepper;
  const lengths = new RunLengths(arena);
  const meter = new Meter(budget);
  const visited = new Set<string>();
  const queue = new Buckets<Node>();
  const caps = goals.map(({ least, most }) => (most === Number.POSITIVE_INFINITY ? least : most + 1));
  const bounds = goals.map(({ actions }) => new BoundsOfTerms(arena, new Map([...actions].map((one) => [one, 0])), 1));
  const stateOf = (index: number, { term, counts }: Pick<Node, 'term' | 'counts'>) => {
    const { least, most } = goals[index]!;
    const count = counts[index]!;
    const coming = bounds[index]!.of(term);
    if (count + coming.most[0]! < least || count + coming.least[0]! > most) return 'lost';
    return count >= least && count <= most ? 'met' : 'open';
  };
  // What has to be done weighs more than what has to be left, lest every run does half of all.
  const weigh = (node: Node) =>
    goals.reduce((sum, { least }, index) => {
      const state = stateOf(index, node);
      return sum + (state === 'met' ? 0 : state === 'open' ? 1 : least > 0 ? 4 : 2);
    }, 0);
  const put = (node: Node) => {
    if (goals.every((_, index) => stateOf(index, node) === 'lost')) return;
    const length = Math.min(lengthsPerGoal - 1, node.length + lengths.of(node.term));
    queue.put(node, weigh(node) * lengthsPerGoal + length);
  };
  put({ term: start, counts: goals.map(() => 0), parent: undefined, action: undefined, length: 0 });
  let best: Node | undefined;
  let least = Number.POSITIVE_INFINITY;
  let patience = Number.POSITIVE_INFINITY;
  for (let node = queue.take(); node; node = queue.take()) {
    const key = `${node.term}|${node.counts.join()}`;
    if (visited.has(key)) continue;
    visited.add(key);
    if (!meter.visit()) {
      if (!best) return { outcome: 'exhausted' };
      break;
    }
    if (meter.nodes > patience) break;
    if (arena.nullable[node.term]) {
      const met = goals.filter(({ least, most }, index) => node.counts[index]! >= least && node.counts[index]! <= most);
      const weight = goals.reduce((sum, goal) => sum + (met.includes(goal) ? 0 : goal.least > 0 ? 2 : 1), 0);
      if (met.length > 0 && weight < least) {
        best = node;
        least = weight;
        patience = 2 * meter.nodes + 200;
        if (met.length === goals.length) break;
      }
    }
    for (const { action, term } of reducedSteps(stepper, node.term)) {
      const counts =
        action === undefined
          ? node.counts
          : node.counts.map((count, index) =>
              Math.min(caps[index]!, count + (goals[index]!.actions.has(action) ? 1 : 0)),
            );
      put({ term, counts, parent: node, action, length: node.length + (action === undefined ? 0 : 1) });
    }
  }
  if (!best) return { outcome: 'none' };
  const run = runTo(best);
  return { outcome: 'found', run, met: goals.filter((goal) => isMet(goal, run)) };
}

const lengthsPerGoal = 100_000;

function runTo(last: Node): readonly Action[] {
  const run: Action[] = [];
  for (let node: Node | undefined = last; node; node = node.parent)
    if (node.action !== undefined) run.push(node.action);
  return run.reverse();
}

/** A queue by small whole priorities, sparse; of equals the last put in comes first. */
class Buckets<Item> {
  readonly #buckets = new Map<number, Item[]>();
  #order: number[] = [];

  put(item: Item, priority: number): void {
    const bucket = this.#buckets.get(priority);
    if (bucket) bucket.push(item);
    else {
      this.#buckets.set(priority, [item]);
      this.#order.push(priority);
      this.#order.sort((a, b) => b - a);
    }
  }

  take(): Item | undefined {
    const priority = this.#order.at(-1);
    if (priority === undefined) return undefined;
    const bucket = this.#buckets.get(priority)!;
    const item = bucket.pop();
    if (bucket.length === 0) {
      this.#buckets.delete(priority);
      this.#order.pop();
    }
    return item;
  }
}
