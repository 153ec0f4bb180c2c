import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { InteractionFragment } from '#model';
import { coveringRuns, enumerateRuns, type Goal, includes, isMet, racesOf, sampleRun, seededRandom } from '#semantics';
import { interactions, propertyRuns, propertyTimeout, withinLimits } from './arbitrary.ts';
import { textOf, visit } from './build.ts';
import { Compiled } from './compiled.ts';
import { occurrencesOf, runsOf } from './oracle.ts';

const limits = { maxLength: 7, maxRuns: 1500 };
const numRuns = propertyRuns / 2;

function textsOf(fragments: readonly InteractionFragment[], maxLength = limits.maxLength): readonly string[] {
  const runs = withinLimits(() => runsOf(fragments, { ...limits, maxLength }));
  return [...new Set(runs.map(({ occurrences }) => occurrences.map(({ text }) => text).join(' ')))];
}

function lengthOf(run: string): number {
  return run === '' ? 0 : run.split(' ').length;
}

test(
  'the runs enumerated are the runs there are, the shortest first',
  () => {
    fc.assert(
      fc.property(interactions, (fragments) => {
        const compiled = new Compiled(fragments);
        const expected = textsOf(fragments);
        const found: string[] = [];
        const runs = enumerateRuns(compiled.stepper, compiled.term, { ...limits, maxRuns: 10_000 });
        let next = runs.next();
        for (; !next.done; next = runs.next())
          found.push(next.value.map((action) => compiled.textOf(action)).join(' '));
        expect(found.toSorted(), textOf(fragments)).toEqual(expected.toSorted());
        expect(found.map(lengthOf)).toEqual(found.map(lengthOf).toSorted((a, b) => a - b));
        // Only longer runs are missing, if any.
        if (textsOf(fragments, 9).length > expected.length) expect(next.value, textOf(fragments)).toBe('maxLength');
      }),
      { numRuns },
    );
  },
  propertyTimeout,
);

test(
  'a run at random is a run, and is found wherever there is one',
  () => {
    fc.assert(
      fc.property(interactions, fc.nat(), (fragments, seed) => {
        const compiled = new Compiled(fragments);
        const expected = new Set(textsOf(fragments));
        const random = seededRandom(seed);
        for (let time = 0; time < 5; time++) {
          const sample = sampleRun(compiled.stepper, compiled.term, random, { maxLength: 7, maxNodes: 100_000 });
          expect(sample.outcome, textOf(fragments)).toBe(expected.size > 0 ? 'run' : 'none');
          if (sample.outcome !== 'run') continue;
          const text = sample.run.map((action) => compiled.textOf(action)).join(' ');
          expect(expected.has(text), `${textOf(fragments)}\n${text}`).toBe(true);
        }
      }),
      { numRuns },
    );
  },
  propertyTimeout,
);

test(
  'one interaction includes another unless there is a run that only the other has; the shortest is shown',
  () => {
    const seen = { included: 0, 'not-included': 0, exhausted: 0 };
    const pairs = fc.oneof(
      fc.tuple(interactions, interactions),
      fc.tuple(interactions, interactions).map(([one, other]) => [one, [...one, ...other]] as const),
      fc.tuple(interactions, fc.nat()).map(([one, at]) => [one, one.toSpliced(at % one.length, 1)] as const),
      interactions.map((one) => [one, one] as const),
    );
    fc.assert(
      fc.property(pairs, ([one, other]) => {
        const compiled = new Compiled(one);
        const others = new Compiled(other);
        const answer = includes(compiled, others, (action) => others.actionOf(compiled.textOf(action)), {
          maxNodes: 3000,
        });
        const known = new Set(textsOf(other));
        const only = textsOf(one).filter((run) => !known.has(run));
        const text = `${textOf(one)}\n---\n${textOf(other)}`;
        if (answer.outcome === 'exhausted') {
          seen.exhausted++;
          return;
        }
        if (only.length > 0) expect(answer.outcome, text).toBe('not-included');
        seen[answer.outcome]++;
        if (answer.outcome === 'included') return;
        const shown = answer.run.map((action) => compiled.textOf(action)).join(' ');
        if (answer.run.length <= limits.maxLength) expect(only, `${text}\n${shown}`).toContain(shown);
        expect(answer.run.length, text).toBeLessThanOrEqual(Math.min(...only.map(lengthOf)));
      }),
      { numRuns },
    );
    expect(Math.min(seen.included, seen['not-included'])).toBeGreaterThan(numRuns / 10);
    expect(seen.exhausted).toBeLessThan(numRuns / 5);
  },
  propertyTimeout,
);

test(
  'covering runs meet every goal that a run can meet, and are hardly more than needed',
  () => {
    const goals = fc.array(
      fc.record({
        actions: fc.array(fc.nat({ max: 5 }), { minLength: 1, maxLength: 3 }),
        least: fc.nat({ max: 2 }),
        more: fc.constantFrom(0, 1, Number.POSITIVE_INFINITY),
      }),
      { minLength: 1, maxLength: 4 },
    );
    const seen = { all: 0, more: 0 };
    fc.assert(
      fc.property(interactions, goals, (fragments, some) => {
        if (longest(fragments) > 12) return;
        const compiled = new Compiled(fragments);
        const runs = textsOf(fragments, 12).map((run) =>
          run === '' ? [] : run.split(' ').map((text) => compiled.actionOf(text)!),
        );
        const drawn = compiled.actions.length;
        if (drawn === 0) return;
        const wanted: readonly Goal[] = some.map(({ actions, least, more }, index) => ({
          name: `${index}`,
          actions: new Set(actions.map((action) => action % drawn)),
          least,
          most: least + more,
        }));
        const {
          runs: chosen,
          unreachable,
          exhausted,
        } = coveringRuns(compiled.stepper, compiled.term, wanted, { maxNodes: 100_000 });
        const text = `${textOf(fragments)}\n${wanted.map(({ actions, least, most }) => `${[...actions].map((action) => compiled.textOf(action))} ${least}..${most}`).join('\n')}`;
        expect(exhausted, text).toEqual([]);
        for (const goal of wanted) {
          const isReachable = runs.some((run) => isMet(goal, run));
          expect(unreachable.includes(goal), text).toBe(!isReachable);
          expect(
            chosen.some((run) => isMet(goal, run)),
            text,
          ).toBe(isReachable);
        }
        const least = smallestCover(runs, wanted);
        expect(chosen.length, text).toBeGreaterThanOrEqual(least);
        expect(chosen.length, text).toBeLessThanOrEqual(least + 1);
        seen.all++;
        if (chosen.length > least) seen.more++;
      }),
      { numRuns },
    );
    expect(seen.more).toBeLessThan(seen.all / 20);
  },
  propertyTimeout,
);

test(
  'messages race that may both be under way while only one may be received',
  () => {
    const seen = { races: 0, none: 0 };
    fc.assert(
      fc.property(interactions, fc.boolean(), (drawn, fifo) => {
        const fragments = withOwnLabels(drawn);
        if (/loop|critical/.test(textOf(fragments)) || longest(fragments) > 12) return;
        const compiled = new Compiled(fragments);
        const messages: { send: string; receive: string }[] = [];
        visit(fragments, (message) => {
          const { send, receive } = occurrencesOf(message);
          if (send !== null && receive !== null) messages.push({ send, receive });
        });
        const runs = textsOf(fragments, 12).map((run) => run.split(' '));
        const expected = racesByRuns(runs, messages, fifo);
        const { races, exhausted } = racesOf(
          compiled.stepper,
          compiled.term,
          messages.map(({ send, receive }) => ({
            send: compiled.actionOf(send)!,
            receive: compiled.actionOf(receive)!,
          })),
          { fifo, maxNodes: 100_000 },
        );
        expect(exhausted).toBe(false);
        const found = races.map(
          ({ first, second }) => `${compiled.textOf(first.receive)} ${compiled.textOf(second.receive)}`,
        );
        expect(found.toSorted(), textOf(fragments)).toEqual(expected.toSorted());
        seen[expected.length > 0 ? 'races' : 'none']++;
      }),
      { numRuns: 2 * numRuns },
    );
    expect(Math.min(seen.races, seen.none)).toBeGreaterThan(numRuns / 60);
  },
  propertyTimeout,
);

/** By the definition: all beginnings of runs, and what may come next after each. */
function racesByRuns(
  runs: readonly (readonly string[])[],
  messages: readonly { readonly send: string; readonly receive: string }[],
  fifo: boolean,
): readonly string[] {
  const nexts = new Map<string, { readonly begun: readonly string[]; readonly next: Set<string> }>();
  for (const run of runs) {
    for (let length = 0; length < run.length; length++) {
      const begun = run.slice(0, length);
      const known = nexts.get(begun.join(' ')) ?? { begun, next: new Set() };
      known.next.add(run[length]!);
      nexts.set(begun.join(' '), known);
    }
  }
  const races = new Set<string>();
  for (const { begun, next } of nexts.values()) {
    const underWay = messages.filter(({ send, receive }) => begun.includes(send) && !begun.includes(receive));
    for (const first of underWay) {
      for (const second of underWay) {
        if (first === second || first.receive[0] !== second.receive[0]) continue;
        if (fifo && first.send[0] === second.send[0]) continue;
        if (next.has(first.receive) && !next.has(second.receive)) races.add(`${first.receive} ${second.receive}`);
      }
    }
  }
  return [...races];
}

function smallestCover(runs: readonly (readonly number[])[], goals: readonly Goal[]): number {
  const masks = [
    ...new Set(runs.map((run) => goals.reduce((mask, goal, index) => mask | (isMet(goal, run) ? 1 << index : 0), 0))),
  ];
  const all = masks.reduce((sum, mask) => sum | mask, 0);
  let reached = new Set([0]);
  for (let count = 0; ; count++) {
    if (reached.has(all)) return count;
    reached = new Set([...reached].flatMap((mask) => masks.map((more) => mask | more)));
  }
}

/** No run has more occurrences. */
function longest(fragments: readonly InteractionFragment[]): number {
  return fragments.reduce((sum, fragment) => {
    if (fragment.type === 'message') return sum + 2;
    if (fragment.type !== 'combined') return sum;
    const once = fragment.operands.reduce((total, operand) => total + longest(operand.fragments), 0);
    const times = fragment.operator === 'loop' ? (fragment.bounds?.max ?? Number.POSITIVE_INFINITY) : 1;
    return sum + (once === 0 || times === 0 ? 0 : once * times);
  }, 0);
}

function withOwnLabels(fragments: readonly InteractionFragment[]): readonly InteractionFragment[] {
  let count = 0;
  const relabel = (some: readonly InteractionFragment[]): readonly InteractionFragment[] =>
    some.map((fragment) => {
      if (fragment.type === 'message') return { ...fragment, label: `m${count++}` };
      if (fragment.type !== 'combined') return fragment;
      return {
        ...fragment,
        operands: fragment.operands.map((operand) => ({ ...operand, fragments: relabel(operand.fragments) })),
      };
    });
  return relabel(fragments);
}
