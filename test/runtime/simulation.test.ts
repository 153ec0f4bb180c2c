import { describe, expect, test } from 'vitest';
import { first, ordinaryTiming, type Run, scenarioOf, simulate, timingOf } from '#runtime';
import { called, drawn } from './drawn.ts';

const events = ({ events: some }: Run) =>
  some.map(({ occurrence, instance, lifeline, at }) => `${at} ${lifeline} ${occurrence} ${instance.message.label}`);
const names = (run: Run) =>
  run.events
    .map(({ occurrence, instance }) => `${occurrence === 'send' ? '!' : '?'}${instance.message.label}`)
    .join(' ');
/** By the clock instead of the order in which they were worked out. */
const inTime = (run: Run): Run => ({ ...run, events: run.events.toSorted((a, b) => a.at - b.at) });
const slow = { transit: () => 10, work: () => 1 };
const parallel = 'par\nA -> B : a\nelse\nA -> C : b\nelse\nC -> B : c\nend';

test('the same seed gives the same run, another seed another', async () => {
  const scenario = scenarioOf(await drawn(parallel), first);
  expect(events(simulate(scenario, { seed: 5 }))).toEqual(events(simulate(scenario, { seed: 5 })));
  const runs = new Set(Array.from({ length: 20 }, (_, seed) => names(simulate(scenario, { seed }))));
  expect(runs.size).toBeGreaterThan(1);
});

test.each(Array.from({ length: 10 }, (_, seed) => seed))(
  'what is drawn in order happens in order (seed %i)',
  async (seed) => {
    const text = `A -> B : a\nB -> C : b\nC -> A : c\n${parallel.replaceAll(' : ', ' : p')}`;
    const scenario = scenarioOf(await drawn(text), first);
    const run = simulate(scenario, { seed });
    const order = names(run).split(' ');
    expect(order.filter((name) => !name.includes('p')).join(' ')).toBe('!a ?a !b ?b !c ?c');
    for (const [at, { occurrence, instance }] of run.events.entries())
      if (occurrence === 'receive')
        expect(run.events.findIndex((one) => one.occurrence === 'send' && one.instance === instance)).toBeLessThan(at);
    expect(run.events.map(({ at }) => at)).toEqual(run.events.map(({ at }) => at).toSorted((a, b) => a - b));
    expect(order).toHaveLength(2 * scenario.instances.size);
  },
);

test('what strict keeps for later happens later, on whatever lifeline', async () => {
  const scenario = scenarioOf(await drawn('group strict\nA -> B : a\nelse\nC -> C : later\nend'), first);
  for (let seed = 0; seed < 20; seed++) expect(names(inTime(simulate(scenario, { seed })))).toBe('!a ?a !later ?later');
});

test('between what is critical nothing else happens there', async () => {
  const text = 'par\ncritical\nA -> B : a\nB -> A : b\nend\nelse\nB -> C : c\nA -> C : d\nend';
  const scenario = scenarioOf(await drawn(text), first);
  for (let seed = 0; seed < 20; seed++) {
    const order = names(inTime(simulate(scenario, { seed })))
      .split(' ')
      .filter((name) => !name.startsWith('?c') && !name.startsWith('?d'))
      .join(' ');
    expect(order).toContain('!a ?a !b ?b');
  }
});

test('messages take their time, and who works is busy', async () => {
  const run = simulate(scenarioOf(await drawn('A -> B : a\nA -> B : b\nB -> A : c'), first), { timing: slow });
  expect(events(run)).toEqual([
    '0 A send a',
    '1 A send b',
    '10 B receive a',
    '11 B receive b',
    '12 B send c',
    '22 A receive c',
  ]);
  expect(run.duration).toBe(22);
});

test('what cannot be taken yet waits in a queue', async () => {
  const run = simulate(scenarioOf(await drawn('A -> B : a\nA -> B : b\nA -> B : c\nB -> A : d'), first), {
    timing: { transit: () => 1, work: ({ to }) => (to === 'B' ? 5 : 0) },
  });
  expect(run.queued.get('B')).toBeGreaterThanOrEqual(1);
  expect(run.queued.get('A')).toBe(1);
});

describe('time that is drawn passes', () => {
  test.each([
    ['a delay', 'A -> B : a\n... an hour later ...\nA -> B : b', 3600e6, 3601e6],
    ['a delay that does not say how long', 'A -> B : a\n... later ...\nA -> B : b', 1e6, 2e6],
    ['a wait of one’s own, once', 'A -> A : wait 10 minutes\nA -> B : b', 600e6, 601e6],
    ['an hour of retries', 'loop 60 times\nA -> B : a\nA -> A : back off 60 seconds\nend', 3600e6, 3601e6],
    ['a text that only mentions a time', 'A -> A : keep 10 minutes\nA -> B : b', 0, 1e6],
  ])('%s', async (_, text, least, most) => {
    const { duration } = simulate(scenarioOf(await drawn(text), first));
    expect(duration).toBeGreaterThanOrEqual(least);
    expect(duration).toBeLessThan(most);
  });

  test('a delayed message is late by half a minute, and no other', async () => {
    const scenario = scenarioOf(await drawn('A -> B : a\nB -> A : b'), first);
    const late = timingOf({ delayed: new Set([called(scenario, 'b').id]) });
    const usual = simulate(scenario, { timing: ordinaryTiming });
    expect(simulate(scenario, { timing: late }).duration - usual.duration).toBe(30e6);
  });
});

test('what gets lost is sent and never received; what comes from outside is only received', async () => {
  expect(names(simulate(scenarioOf(await drawn('[-> A : a\nA ->x B : b'), first)))).toBe('?a !b');
});
