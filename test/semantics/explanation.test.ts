import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type CaseEvent, decideMembership, type Explanation, explain, seededRandom } from '#semantics';
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
import { drawing, textOf } from './build.ts';
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

test(
  'with hardly any budget the whole case is explained all the same, and what is not the cheapest says so',
  () => {
    const seen = { exhausted: 0, cheapest: 0 };
    fc.assert(
      fc.property(interactions, recipes, fc.nat({ max: 12 }), (fragments, recipe, maxNodes) => {
        const runs = withinLimits(() => runsOf(fragments, limits));
        const compiled = new Compiled(fragments);
        const observed = caseOf(recipe, runs, alphabet);
        const events = compiled.events(observed.events, observed.lifelines);
        const explanation = explain(compiled.stepper, compiled.term, events, { maxNodes });
        const best = explain(compiled.stepper, compiled.term, events, { maxNodes: 100_000 });
        const text = explained(fragments, observed);
        if (best.exhausted) return;
        if (explanation.exhausted) expect(explanation.cost, text).toBeGreaterThanOrEqual(best.cost);
        else expect(explanation.cost, text).toBe(best.cost);
        // Of critical regions that wait for each other, no end may be found.
        if (!textOf(fragments).includes('critical')) expectToReplay(compiled, events, explanation, text);
        seen[explanation.exhausted ? 'exhausted' : 'cheapest']++;
      }),
      { numRuns: propertyRuns },
    );
    expect(Math.min(seen.exhausted, seen.cheapest)).toBeGreaterThan(propertyRuns / 20);
  },
  propertyTimeout,
);

test(
  'verdict and explanation are the same however the events are numbered',
  () => {
    fc.assert(
      fc.property(interactions, recipes, fc.nat(), (fragments, recipe, seed) => {
        const runs = withinLimits(() => runsOf(fragments, limits));
        const compiled = new Compiled(fragments);
        const observed = caseOf(recipe, runs, alphabet);
        const events = compiled.events(observed.events, observed.lifelines);
        const random = seededRandom(seed);
        const keys = events.map(() => random());
        // By new number: the old one.
        const olds = events.map((_, index) => index).sort((a, b) => keys[a]! - keys[b]! || b - a);
        const renumbered = olds.map((old) => ({
          ...events[old]!,
          after: events[old]!.after.map((before) => olds.indexOf(before)).reverse(),
        }));
        const text = explained(fragments, observed);
        const nameOf = (some: readonly CaseEvent[], move: Explanation['moves'][number]) => {
          if (move.type === 'missing') return `missing ${move.action}`;
          const { actions, lifeline } = some[move.event]!;
          return `${move.type} ${lifeline} ${actions.join()} ${move.type === 'matched' ? move.action : ''}`;
        };
        const answers = [events, renumbered].map((some) => {
          const budget = { maxNodes: 20 };
          const { moves, ...found } = explain(compiled.stepper, compiled.term, some, budget);
          const { outcome, nodes } = decideMembership(compiled.stepper, compiled.term, some, {
            ...budget,
            mode: 'run',
          });
          return { ...found, moves: moves.map((move) => nameOf(some, move)), outcome, membershipNodes: nodes };
        });
        expect(answers[1], text).toEqual(answers[0]);
      }),
      { numRuns: propertyRuns },
    );
  },
  propertyTimeout,
);

test('a search that runs out of time gives up', () => {
  const compiled = new Compiled(drawing('loop *\n  par\n    a->b 1\n  else\n    b->c 2').fragments);
  const texts = ['a!1', 'b!2', 'c?2', 'b!2', 'c?2', 'b?1'];
  const events = texts.map((text, index) => ({
    actions: [compiled.actionOf(text)!],
    lifeline: compiled.lifelineIndex(text[0]!),
    optional: false,
    after: index === 0 ? [] : [index - 1],
  }));
  let time = 0;
  const deadline = { now: () => time++, at: 0 };
  const budget = { maxNodes: 1_000_000, deadline };
  expect(decideMembership(compiled.stepper, compiled.term, events, { mode: 'run', ...budget }).outcome).toBe(
    'exhausted',
  );
  const explanation = explain(compiled.stepper, compiled.term, events, budget);
  expect(explanation.exhausted).toBe(true);
  expectToReplay(compiled, events, explanation, '');
  const patient = explain(compiled.stepper, compiled.term, events, {
    maxNodes: 1_000_000,
    deadline: { now: () => 0, at: 1 },
  });
  expect(patient).toMatchObject({ cost: 2, exhausted: false });
});

test('what is out of order after a thousand iterations costs two', () => {
  const compiled = new Compiled(drawing('loop *\n  a->b 1\n  b->c 2\n  c->a 3').fragments);
  const texts = Array.from({ length: 1000 }, () => ['a!1', 'b?1', 'b!2', 'c?2', 'c!3', 'a?3']).flat();
  [texts[3000], texts[3001]] = [texts[3001]!, texts[3000]!];
  const events = texts.map((text, index) => ({
    actions: [compiled.actionOf(text)!],
    lifeline: compiled.lifelineIndex(text[0]!),
    optional: false,
    after: index === 0 ? [] : [index - 1],
  }));
  const explanation = explain(compiled.stepper, compiled.term, events, { maxNodes: 100_000 });
  expect(explanation).toMatchObject({ cost: 2, exhausted: false });
  expectToReplay(compiled, events, explanation, '');
});

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

test('critical regions that wait for each other beside a loop without bound do not keep the search for ever', () => {
  const { fragments } = drawing(`
    par
      critical
        ->c 2
        a->a 1
      par
        critical
          ->a 2
          c->a 2
      else
        loop 1..*
          a->c 1
          b->c 1
    else
      par
        critical
          b->c 2
        a->a 2
      else
        b->c 1
      loop 1..*
        a->c 1
        b->c 1
    c->b 2`);
  for (let maxNodes = 0; maxNodes < 12; maxNodes++) {
    const compiled = new Compiled(fragments);
    const { moves } = explain(compiled.stepper, compiled.term, [], { maxNodes });
    expect(moves.every(({ type }) => type === 'missing')).toBe(true);
    // A few hundred states of terms that grow: no more than that is worth an explanation.
    expect(compiled.stepper.arena.size).toBeLessThan(50_000);
  }
});
