import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DeterministicRuns, Stepper, TermArena } from '#semantics';
import { CaseOrder } from '../../src/semantics/case-order.ts';
import { ChainRuns } from '../../src/semantics/chain-runs.ts';
import {
  alphabet,
  caseOf,
  explained,
  interactions,
  lifelines,
  propertyRuns,
  propertyTimeout,
  recipes,
  withinLimits,
} from './arbitrary.ts';
import { textOf } from './build.ts';
import { isRunOf } from './case-oracle.ts';
import { Compiled } from './compiled.ts';
import { multiPrefixesOf, runsOf } from './oracle.ts';

const limits = { maxLength: 7, maxRuns: 1500 };
const shorter = { maxLength: 5, maxRuns: 250 };

test(
  'what a run does on a lifeline is a run of the projection',
  () => {
    fc.assert(
      fc.property(interactions, (fragments) => {
        const compiled = new Compiled(fragments);
        for (const name of lifelines) {
          const lifeline = compiled.lifelineIndex(name);
          const part = compiled.stepper.project(compiled.term, lifeline);
          const automaton = new DeterministicRuns(compiled.stepper, part);
          for (const run of withinLimits(() => runsOf(fragments, limits))) {
            const local = run.occurrences.filter((occurrence) => occurrence.lifeline === name).map(({ text }) => text);
            const { outcome } = automaton.run(local.map((text) => compiled.actionOf(text)!));
            expect(outcome, `${textOf(fragments)}\n${local.join(' ')}`).toBe('run');
          }
        }
      }),
      { numRuns: propertyRuns / 3 },
    );
  },
  propertyTimeout,
);

test('on the lifelines of a coregion the projection is unordered, elsewhere it is not', () => {
  const arena = new TermArena(2);
  const [a1, b1, a2, b2] = [0, 1, 0, 1].map((lifeline) => arena.action(lifeline));
  const message = (send: number, receive: number) => arena.strict(arena.occurrence(send), arena.occurrence(receive));
  const term = arena.seq(message(a1!, b1!), message(a2!, b2!), arena.set([1]));
  const stepper = new Stepper(arena);
  const outcome = (lifeline: number, actions: readonly number[]) =>
    new DeterministicRuns(stepper, stepper.project(term, lifeline)).run(actions).outcome;
  expect(outcome(1, [b2!, b1!])).toBe('run');
  expect(outcome(1, [b1!, b2!])).toBe('run');
  expect(outcome(0, [a1!, a2!])).toBe('run');
  expect(outcome(0, [a2!, a1!])).toBe('rejected');
});

test(
  'looking at lifelines alone never rules out a case that is a run, and rules out most that are none',
  () => {
    const seen = { possible: 0, ruledOut: 0, missed: 0 };
    fc.assert(
      fc.property(interactions, recipes, fc.boolean(), (fragments, recipe, endsAnywhere) => {
        const runs = withinLimits(() => runsOf(fragments, endsAnywhere ? shorter : limits));
        const expected = endsAnywhere ? withinLimits(() => multiPrefixesOf(fragments, shorter)) : runs;
        const compiled = new Compiled(fragments);
        const observed = caseOf(recipe, runs, alphabet, endsAnywhere);
        if (observed.events.length > (endsAnywhere ? shorter : limits).maxLength) return;
        const order = new CaseOrder(compiled.events(observed.events, observed.lifelines));
        const local = new ChainRuns(compiled.stepper, order, endsAnywhere);
        const positions = new Int32Array(order.chains.length);
        const isPossible = local.arePossible(compiled.term, positions);
        if (expected.some((run) => isRunOf(observed.events, run))) {
          expect(isPossible, explained(fragments, observed)).toBe(true);
          seen.possible++;
        } else seen[isPossible ? 'missed' : 'ruledOut']++;
        expect(local.arePossible(compiled.term, positions)).toBe(isPossible);
      }),
      { numRuns: propertyRuns },
    );
    expect(Math.min(seen.possible, seen.ruledOut)).toBeGreaterThan(propertyRuns / 10);
    expect(seen.ruledOut).toBeGreaterThan(seen.missed);
  },
  propertyTimeout,
);

test('what was found on one way is true for another that meets it', () => {
  const arena = new TermArena(1);
  const actions = [arena.action(0), arena.action(0), arena.action(0)];
  const [one, two, other] = actions.map((action) => arena.occurrence(action));
  const events = actions
    .slice(0, 2)
    .map((action, index) => ({ actions: [action], lifeline: 0, optional: false, after: index === 0 ? [] : [0] }));
  const local = new ChainRuns(new Stepper(arena), new CaseOrder(events), false);
  expect(local.arePossible(arena.seq(one!, two!), Int32Array.of(0))).toBe(true);
  expect(local.arePossible(arena.alt([two!, other!]), Int32Array.of(1))).toBe(true);
  expect(local.arePossible(arena.seq(two!, other!), Int32Array.of(1))).toBe(false);
  expect(local.arePossible(arena.par([two!, other!]), Int32Array.of(1))).toBe(false);
});
