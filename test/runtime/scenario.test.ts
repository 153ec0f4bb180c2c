import { describe, expect, test } from 'vitest';
import {
  coveringPolicies,
  first,
  type Policy,
  random,
  readWish,
  ScenarioTooLarge,
  scenarioOf,
  type Wish,
  wished,
} from '#runtime';
import { seededRandom } from '#semantics';
import { readPause } from '../../src/runtime/scenario/scenario.ts';
import { drawn, labels } from './drawn.ts';

const alt = 'A -> B : a\nalt good\nB -> A : b\nelse bad\nB -> A : c\nelse ugly\nB -> A : d\nend\nA -> B : e';
const answered = 'A -> B : a\nalt\nB -> A : 201 b\nelse\nB -> A : 402 c\nend';
const opt = 'A -> B : a\nopt\nB -> A : b\nend\nA -> B : c';
const loop = 'loop\nA -> B : a\nend\nA -> B : b';
const bounded = 'loop 2..4\nA -> B : a\nend';
const breaking = 'loop 3 times\nA -> B : a\nbreak\nB -> A : stop\nend\nA -> B : b\nend\nA -> B : c';
const critical = 'critical\nA -> B : a\noption timeout\nA -> B : b\noption refused\nA -> B : c\nend\nA -> B : d';
const nested = 'loop 1..2\nalt x\nA -> B : x\nelse y\nA -> B : y\nend\nend';
const script = (...wishes: string[]) => wished(wishes.map(readWish), first);
const always =
  (taken: number): Policy =>
  () =>
    taken;

describe('a policy makes the choices of', () => {
  test.each<readonly [what: string, text: string, policy: Policy, messages: string]>([
    ['alt, the first way', alt, first, 'a b e'],
    ['alt, by number', alt, always(3), 'a d e'],
    ['alt, beyond its operands', alt, always(9), 'a d e'],
    ['alt of one operand, none', 'alt x\nA -> B : a\nend\nA -> B : b', always(0), 'b'],
    ['opt, the first way', opt, first, 'a b c'],
    ['opt, not taken', opt, always(0), 'a c'],
    ['loop, the first way', loop, first, 'a b'],
    ['loop, not at all', loop, always(0), 'b'],
    ['loop, three times', loop, always(3), 'a a a b'],
    ['loop with bounds, the first way', bounded, first, 'a a'],
    ['loop with bounds, above them', bounded, always(9), 'a a a a'],
    ['loop with bounds, below them', bounded, always(0), 'a a'],
    ['loop of a fixed number', 'loop 2 times\nA -> B : a\nend', always(7), 'a a'],
    ['break, the first way', breaking, first, 'a b a b a b c'],
    ['break, taken: only the loop ends', breaking, always(1), 'a stop c'],
    ['break, outside of a loop: nothing follows', 'A -> B : a\nbreak\nA -> B : b\nend\nA -> B : c', always(1), 'a b'],
    ['par: all of it', 'par\nA -> B : a\nelse\nA -> B : b\nend', always(0), 'a b'],
    ['neg: nothing of it', 'group neg\nA -> B : a\nend\nA -> B : b', first, 'b'],
    [
      'strict, seq, assert and plain groups: all of it',
      'group strict\nA -> B : a\nend\ngroup assert\nA -> B : b\nend\ngroup x\nA -> B : c\nend',
      first,
      'a b c',
    ],
    ['a script by the text of a branch', alt, script(' BAD '), 'a c e'],
    ['a script by the line of a branch', alt, script('7'), 'a d e'],
    ['a script by the line of a fragment', alt, script('3=2'), 'a c e'],
    ['a script, once for each time', nested, script('2=2', '3=2,1'), 'y x'],
    ['a script whose last wish holds on', loop, script('2=4'), 'a a a a b'],
    ['a script by what a branch answers', answered, script('402'), 'a 402 c'],
    ['a script by the guard of a loop', 'loop each\nA -> B : a\nend', script('each=3'), 'a a a'],
    [
      'a script by a guard that ends in a number',
      'alt n = 1\nA -> B : a\nelse n = 2\nA -> B : b\nend',
      script('n = 2'),
      'b',
    ],
    ['a script of which the first wish counts', alt, script('ugly', 'bad'), 'a d e'],
    ['a script about another line', alt, script('99=2'), 'a b e'],
  ])('%s', async (_, text, policy, messages) => {
    expect(labels(scenarioOf(await drawn(text), policy))).toBe(messages);
  });

  test('critical: the region, and a handler if one is chosen', async () => {
    const { SourceText } = await import('#diagnostics');
    const { readDocument } = await import('#parsers');
    const text = `sequenceDiagram\n${critical.replaceAll(' -> ', '->>').replaceAll(' : ', ': ')}\n`;
    const { interaction } = (await readDocument(new SourceText('critical.mmd', text))).drawings[0]!;
    const taken = [0, 1, 2].map((number) => labels(scenarioOf(interaction!, always(number))));
    expect(taken).toEqual(['a d', 'a b d', 'a c d']);
    const covered = coveringPolicies(interaction!).map((policy) => labels(scenarioOf(interaction!, policy)));
    expect(covered).toEqual(['a d', 'a b d', 'a c d']);
  });
});

test('a script tells which wishes came to something', async () => {
  const [met, other] = ['bad', '99=1'].map(readWish);
  const used = new Set<Wish>();
  scenarioOf(await drawn(alt), wished([met!, other!], first, used));
  expect([...used]).toEqual([met]);
});

test('chance takes every way, and the same ones with the same seed', async () => {
  const interaction = await drawn(`${alt}\n${loop}`);
  const runs = (seed: number) => {
    const policy = random(seededRandom(seed));
    return Array.from({ length: 200 }, () => labels(scenarioOf(interaction, policy)));
  };
  expect(runs(3)).toEqual(runs(3));
  expect(runs(3)).not.toEqual(runs(4));
  const ways = ['b', 'c', 'd'].flatMap((way) => [0, 1, 2, 3].map((count) => `a ${way} e ${'a '.repeat(count)}b`));
  expect([...new Set(runs(3))].sort()).toEqual(ways.sort());
});

describe('cover takes', () => {
  test.each<readonly [what: string, text: string, runs: readonly string[]]>([
    ['each operand of an alt', alt, ['a b e', 'a c e', 'a d e']],
    ['an opt and none', opt, ['a b c', 'a c']],
    ['a loop once, more often, and not at all', loop, ['a b', 'a a b', 'b']],
    ['a loop its least and its greatest number of times', bounded, ['a a a a', 'a a']],
    ['a break in a loop', breaking, ['a b a b a b c', 'a b a b a stop c']],
    ['each way of what is in a loop', nested, ['x', 'y x']],
    ['fragments that follow one another at the same time', `${opt}\n${bounded}`, ['a b c a a a a', 'a c a a']],
  ])('%s', async (_, text, runs) => {
    const interaction = await drawn(text);
    expect(coveringPolicies(interaction).map((policy) => labels(scenarioOf(interaction, policy)))).toEqual(runs);
  });

  test('only what concerns one participant, if one is named', async () => {
    const interaction = await drawn('alt x\nA -> B : a\nelse y\nB -> A : b\nend\nopt\nB -> C : c\nend');
    const policies = coveringPolicies(interaction, { concerning: 'C' });
    expect(policies.map((policy) => labels(scenarioOf(interaction, policy)))).toEqual(['a c', 'a']);
  });
});

test('a run is not longer than it may be', async () => {
  const interaction = await drawn('loop 10 times\nloop 10 times\nA -> B : a\nend\nend');
  expect(() => scenarioOf(interaction, first, { limit: 99 })).toThrow(ScenarioTooLarge);
  expect(scenarioOf(interaction, first, { limit: 100 }).instances.size).toBe(100);
});

test('a loop whose body sends nothing ends', async () => {
  expect(labels(scenarioOf(await drawn('loop\nopt\nA -> B : a\nend\nend\nA -> B : b'), () => 0))).toBe('b');
  const never = await drawn('loop 1..*\ngroup neg\nA -> B : a\nend\nend\nA -> B : b');
  expect(labels(scenarioOf(never, () => 1e9))).toBe('b');
});

test.each([
  ['5 minutes later', 300e6],
  ['wait 30s', 30e6],
  ['1.5 seconds', 1.5e6],
  ['after 20 ms', 20e3],
  ['an hour', 3600e6],
  ['two days', 172_800e6],
  ['a week', 604_800e6],
  ['100 µs', 100],
  ['thirty min', 1800e6],
  ['later', undefined],
  ['3 tries', undefined],
  ['', undefined],
])('"%s" lasts %s µs', (text, pause) => expect(readPause(text)).toBe(pause));
