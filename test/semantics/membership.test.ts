import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DeterministicRuns, decideMembership, type MembershipMode } from '#semantics';
import {
  alphabet,
  caseOf,
  changedRun,
  explained,
  interactions,
  type ObservedCase,
  propertyRuns,
  propertyTimeout,
  recipes,
  withinLimits,
} from './arbitrary.ts';
import { drawing, textOf, visit } from './build.ts';
import { isPrefixOf, isRunOf } from './case-oracle.ts';
import { Compiled } from './compiled.ts';
import { multiPrefixesOf, type Run, runsOf } from './oracle.ts';

const limits = { maxLength: 7, maxRuns: 1500 };
// Every run is seen in many ways.
const shorter = { maxLength: 5, maxRuns: 250 };

test(
  'a whole case is accepted exactly if an order of its events is a run',
  () => {
    const seen = { accepted: 0, rejected: 0 };
    fc.assert(
      fc.property(interactions, fc.array(recipes, { minLength: 1, maxLength: 6 }), (fragments, some) => {
        const runs = withinLimits(() => runsOf(fragments, limits));
        const compiled = new Compiled(fragments);
        for (const recipe of some) {
          const observed = caseOf(recipe, runs, alphabet);
          if (observed.events.length > limits.maxLength) continue;
          const expected = runs.some((run) => isRunOf(observed.events, run)) ? 'accepted' : 'rejected';
          seen[expected]++;
          expect(decide(compiled, observed, 'run').outcome, explained(fragments, observed)).toBe(expected);
        }
      }),
      { numRuns: propertyRuns },
    );
    expect(Math.min(seen.accepted, seen.rejected)).toBeGreaterThan(propertyRuns / 4);
  },
  propertyTimeout,
);

test(
  'a totally ordered case is judged the same by the automaton, and as far as it goes',
  () => {
    fc.assert(
      fc.property(interactions, fc.array(recipes, { minLength: 1, maxLength: 6 }), (fragments, some) => {
        const listed = withinLimits(() => runsOf(fragments, limits));
        const runs = listed.map(textsOf);
        const compiled = new Compiled(fragments);
        const automaton = new DeterministicRuns(compiled.stepper, compiled.term);
        // Else there are longer runs than are listed; and of two critical regions each may wait for the other.
        let messages = 0;
        visit(fragments, () => messages++);
        const isComplete = 2 * messages <= limits.maxLength && !/loop|critical/.test(textOf(fragments));
        for (const recipe of some) {
          const texts = changedRun(recipe, listed, alphabet).slice(0, limits.maxLength);
          const verdict = automaton.run(texts.map((text) => compiled.actionOf(text) ?? -1));
          const begun = Math.max(...runs.map((run) => commonLength(run, texts)), 0);
          const text = `${textOf(fragments)}\n${texts.join(' ')}`;
          expect(verdict.outcome === 'run', text).toBe(runs.some((run) => run.join() === texts.join()));
          if (isComplete) expect(verdict.length, text).toBe(begun);
          else expect(verdict.length, text).toBeGreaterThanOrEqual(begun);
        }
      }),
      { numRuns: propertyRuns },
    );
  },
  propertyTimeout,
);

/**
 * A lifeline that is no longer looked at holds nothing up any more. That is decided exactly; and what a run may look
 * like, with all order kept that ran through unseen occurrences, is always accepted.
 */
test(
  'a case of beginnings is accepted exactly if a run can look so',
  () => {
    const seen = { accepted: 0, rejected: 0 };
    fc.assert(
      fc.property(interactions, fc.array(recipes, { minLength: 1, maxLength: 6 }), (fragments, some) => {
        const runs = withinLimits(() => runsOf(fragments, shorter));
        const prefixes = withinLimits(() => multiPrefixesOf(fragments, shorter));
        const compiled = new Compiled(fragments);
        for (const recipe of some) {
          const observed = caseOf(recipe, runs, alphabet, true);
          if (observed.events.length > shorter.maxLength) continue;
          const expected = prefixes.some((run) => isRunOf(observed.events, run)) ? 'accepted' : 'rejected';
          seen[expected]++;
          const text = explained(fragments, observed);
          expect(decide(compiled, observed, 'prefix').outcome, text).toBe(expected);
          const isPossible = runs.some((run) => isPrefixOf(observed.events, observed.lifelines, run));
          if (isPossible) expect(expected, text).toBe('accepted');
        }
      }),
      { numRuns: propertyRuns },
    );
    expect(Math.min(seen.accepted, seen.rejected)).toBeGreaterThan(propertyRuns / 4);
  },
  propertyTimeout,
);

test('what came before an optional event comes before what follows it, though it be left out', () => {
  const compiled = new Compiled(drawing('a->b 1').fragments);
  const observed = {
    events: [
      { texts: ['b?1'], optional: false, after: [] },
      { texts: ['c!2'], optional: true, after: [0] },
      { texts: ['a!1'], optional: false, after: [1] },
    ],
    lifelines: ['b', 'c', 'a'],
  };
  expect(decide(compiled, observed, 'run').outcome).toBe('rejected');
  expect(decide(compiled, observed, 'prefix').outcome).toBe('rejected');
});

test('a search that grows beyond its budget gives up', () => {
  const compiled = new Compiled(drawing('a->b 1').fragments);
  const observed = { events: [{ texts: ['a!1'], optional: false, after: [] }], lifelines: ['a'] };
  const events = compiled.events(observed.events, observed.lifelines);
  const options = { mode: 'prefix', maxNodes: 1 } as const;
  expect(decideMembership(compiled.stepper, compiled.term, events, options).outcome).toBe('exhausted');
});

function textsOf(run: Run): readonly string[] {
  return run.occurrences.map(({ text }) => text);
}

function commonLength(a: readonly string[], b: readonly string[]): number {
  const end = a.findIndex((text, index) => text !== b[index]);
  return end < 0 ? a.length : end;
}

function decide(compiled: Compiled, observed: ObservedCase, mode: MembershipMode) {
  const events = compiled.events(observed.events, observed.lifelines);
  return decideMembership(compiled.stepper, compiled.term, events, { mode, maxNodes: 100_000 });
}
