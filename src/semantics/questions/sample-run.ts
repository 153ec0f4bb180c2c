import { RunLengths } from '../bounds.ts';
import { Meter, type SearchBudget } from '../search-budget.ts';
import type { Stepper } from '../step.ts';
import type { Action, Term } from '../term.ts';

/** Numbers from 0 up to, not including, 1. */
export type Random = () => number;

export interface SampleLimits extends SearchBudget {
  readonly maxLength: number;
}

export type Sample =
  | { readonly outcome: 'run'; readonly run: readonly Action[] }
  /** No run is that short. */
  | { readonly outcome: 'none' }
  | { readonly outcome: 'exhausted' };

interface Place {
  readonly term: Term;
  readonly action: Action | undefined;
  /** Shuffled; undefined stands for ending here. */
  readonly next: (Step | undefined)[];
}

interface Step {
  readonly action: Action;
  readonly term: Term;
}

/**
 * A run at random: wherever there are several ways on, ending included, each is as likely. Goes back where a way turns
 * out to lead nowhere, so that it fails only if there is no run.
 */
export function sampleRun(stepper: Stepper, start: Term, random: Random, limits: SampleLimits): Sample {
  const lengths = new RunLengths(stepper.arena);
  const meter = new Meter(limits);
  /** The longest way on that was tried from a term in vain. */
  const vain = new Map<Term, number>();
  const way: Place[] = [];
  const enter = (term: Term, action: Action | undefined): boolean => {
    const left = limits.maxLength - way.length;
    if ((vain.get(term) ?? -1) >= left || lengths.of(term) > left) return true;
    if (!meter.visit()) return false;
    const next: (Step | undefined)[] = stepper
      .frontier(term)
      .flatMap((one) => stepper.step(term, one).map((rest) => ({ action: one, term: rest })));
    if (stepper.arena.nullable[term]) next.push(undefined);
    way.push({ term, action, next: shuffled(next, random) });
    return true;
  };
  if (!enter(start, undefined)) return { outcome: 'exhausted' };
  while (way.length > 0) {
    const place = way.at(-1)!;
    if (place.next.length === 0) {
      way.pop();
      vain.set(place.term, limits.maxLength - way.length);
      continue;
    }
    const step = place.next.pop();
    if (!step) return { outcome: 'run', run: way.flatMap(({ action }) => action ?? []) };
    if (!enter(step.term, step.action)) return { outcome: 'exhausted' };
  }
  return { outcome: 'none' };
}

/** A source of random numbers that repeats itself for the same seed (mulberry32, by T. Ettinger). */
export function seededRandom(seed: number): Random {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

function shuffled<Item>(items: Item[], random: Random): Item[] {
  for (let index = items.length - 1; index > 0; index--) {
    const other = Math.floor(random() * (index + 1));
    [items[index], items[other]] = [items[other]!, items[index]!];
  }
  return items;
}
