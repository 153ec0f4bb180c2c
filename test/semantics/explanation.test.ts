import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type CaseEvent, type Explanation, explain } from '#semantics';
import {
  alphabet,
  caseOf,
  explained,
  interactions,
  propertyRuns,
  propertyTimeout,
  recipes,
  withinLimits,
} from './arbitrary.ts';
import { editCost } from './case-oracle.ts';
import { Compiled } from './compiled.ts';
import { runsOf } from './oracle.ts';

const limits = { maxLength: 7, maxRuns: 400 };

test(
  'an explanation costs the least there is, and its moves can be made',
  () => {
    const seen = { free: 0, costly: 0 };
    fc.assert(
      fc.property(interactions, fc.array(recipes, { minLength: 1, maxLength: 4 }), (fragments, some) => {
        const runs = withinLimits(() => runsOf(fragments, limits));
        const compiled = new Compiled(fragments);
        for (const recipe of some) {
          const observed = caseOf(recipe, runs, alphabet);
          if (observed.events.length > 5) continue;
          const least = Math.min(...runs.map((run) => editCost(observed.events, run)));
          // A run that is too long to be listed misses at least so many occurrences.
          if (least > limits.maxLength + 1 - observed.events.length) continue;
          const events = compiled.events(observed.events, observed.lifelines);
          const explanation = explain(compiled.stepper, compiled.term, events, { maxNodes: 100_000 });
          const text = explained(fragments, observed);
          expect(explanation.exhausted, text).toBe(false);
          expect(explanation.cost, text).toBe(least);
          expectToReplay(compiled, events, explanation, text);
          seen[least === 0 ? 'free' : 'costly']++;
        }
      }),
      { numRuns: propertyRuns },
    );
    expect(Math.min(seen.free, seen.costly)).toBeGreaterThan(propertyRuns / 4);
  },
  propertyTimeout,
);

/** Every event is consumed once, after all that came before it; every drawn occurrence is possible where it stands. */
function expectToReplay(
  compiled: Compiled,
  events: readonly CaseEvent[],
  explanation: Explanation,
  text: string,
): void {
  const consumed = new Set<number>();
  let terms: readonly number[] = [compiled.term];
  let cost = 0;
  for (const move of explanation.moves) {
    if (move.type !== 'missing') {
      const event = events[move.event]!;
      expect(consumed.has(move.event), text).toBe(false);
      expect(
        event.after.every((earlier) => consumed.has(earlier)),
        text,
      ).toBe(true);
      consumed.add(move.event);
      if (move.type === 'unmatched' && !event.optional) cost++;
      if (move.type === 'matched') expect(event.actions, text).toContain(move.action);
    } else cost++;
    if (move.type !== 'unmatched') {
      terms = [...new Set(terms.flatMap((term) => compiled.stepper.step(term, move.action)))];
    }
  }
  expect(consumed.size, text).toBe(events.length);
  expect(cost, text).toBe(explanation.cost);
  expect(
    terms.some((term) => compiled.stepper.arena.nullable[term]),
    text,
  ).toBe(true);
}
