import { describe, expect, test } from 'vitest';
import {
  type Fault,
  type FaultKind,
  type Faulty,
  faultKinds,
  first,
  inject,
  injectAlso,
  Observer,
  possibleFaults,
  type Scenario,
  scenarioOf,
  simulate,
  timingOf,
  withoutFault,
} from '#runtime';
import { seededRandom } from '#semantics';
import { injectWished } from '../../src/project/run/faults.ts';
import { readFaultKinds, readFaultWish, readWish } from '../../src/project/run/wishes.ts';
import { called, drawn, labels } from './drawn.ts';

const shop = `actor User
participant A
participant B
participant C
User -> A : POST /a
A -> B : GET /b
B -> C : GET /c
C --> B : 200 OK
B --> A : 204 No Content
loop 1..2
A -> C : PUT /d
end
alt x
A -> C : PUT /e
else y
A -> C : PUT /f
end
A --> User : 201 Created`;

const all = 'POST /a GET /b GET /c 200 OK 204 No Content PUT /d PUT /e 201 Created';

async function shopScenario(): Promise<Scenario> {
  return scenarioOf(await drawn(shop), first);
}

/** The first fault of a kind that strikes the message of this label. */
function faultAt(scenario: Scenario, kind: FaultKind, label?: string): Fault {
  const found = possibleFaults(scenario, [kind]).find(
    (fault) => label === undefined || ('message' in fault && fault.message === called(scenario, label).id),
  );
  if (!found) throw new Error(`no ${kind} at ${label}`);
  return found;
}

describe('what a fault leaves of a run', () => {
  test.each<readonly [kind: FaultKind, at: string | undefined, left: string]>([
    ['drop', 'GET /b', 'POST /a PUT /d PUT /e 201 Created'],
    ['drop', 'PUT /d', 'POST /a GET /b GET /c 200 OK 204 No Content PUT /e 201 Created'],
    ['lose', 'GET /b', 'POST /a GET /b PUT /d PUT /e 201 Created'],
    ['duplicate', 'GET /c', 'POST /a GET /b GET /c GET /c 200 OK 204 No Content PUT /d PUT /e 201 Created'],
    ['extra', 'PUT /d', 'POST /a GET /b GET /c 200 OK 204 No Content GET /not-drawn PUT /d PUT /e 201 Created'],
    ['delay', 'GET /b', all],
    ['reorder', 'GET /b', 'POST /a GET /c GET /b 200 OK 204 No Content PUT /d PUT /e 201 Created'],
    [
      'error-status',
      '200 OK',
      'POST /a GET /b GET /c 500 Internal Server Error 204 No Content PUT /d PUT /e 201 Created',
    ],
    ['crash', 'GET /b', 'POST /a GET /b PUT /d PUT /e 201 Created'],
    ['wrong-branch', undefined, 'POST /a GET /b GET /c 200 OK 204 No Content PUT /d PUT /e PUT /f 201 Created'],
    ['wrong-count', undefined, 'POST /a GET /b GET /c 200 OK 204 No Content PUT /e 201 Created'],
  ])('%s at %s', async (kind, at, left) => {
    const scenario = await shopScenario();
    expect(labels(scenario)).toBe(all);
    const { scenario: struck } = inject(scenario, faultAt(scenario, kind, at), first);
    expect(labels(struck)).toBe(left);
  });

  test.each<readonly [kind: FaultKind, ends: string]>([
    ['wrong-receiver', 'A -> C, C -> A'],
    ['wrong-sender', 'C -> B, B -> C'],
  ])('%s: its answer goes with it', async (kind, ends) => {
    const scenario = await shopScenario();
    const { scenario: struck } = inject(scenario, faultAt(scenario, kind, 'GET /b'), first);
    const [call, answer] = [called(struck, 'GET /b'), called(struck, '204 No Content')];
    expect([call, answer].map(({ from, to }) => `${from} -> ${to}`).join(', ')).toBe(ends);
  });

  test.each<readonly [kind: FaultKind, facts: Partial<Record<keyof Faulty, readonly string[]>>]>([
    ['delay', { delayed: ['GET /b'], failed: [], unreported: [] }],
    ['lose', { delayed: [], failed: ['GET /b'], unreported: [] }],
    ['crash', { delayed: [], failed: ['GET /b'], unreported: ['GET /b'] }],
    ['drop', { delayed: [], failed: [], unreported: [] }],
  ])('%s: what the recording has to know', async (kind, facts) => {
    const scenario = await shopScenario();
    const { scenario: _, ...known } = inject(scenario, faultAt(scenario, kind, 'GET /b'), first);
    const named = Object.entries(known).map(([key, ids]) => [
      key,
      [...ids].map((id) => scenario.instances.get(id)!.message.label),
    ]);
    expect(Object.fromEntries(named)).toEqual(facts);
  });
});

test('every kind can strike somewhere, and each drawn run stays runnable', async () => {
  const scenario = await shopScenario();
  const faults = possibleFaults(scenario);
  expect(new Set(faults.map(({ kind }) => kind))).toEqual(new Set(faultKinds));
  for (const fault of faults) {
    const faulty = inject(scenario, fault, first);
    const { events } = simulate(faulty.scenario, { timing: timingOf(faulty) });
    const ends = [...faulty.scenario.instances.values()].map(({ message }) => (message.messageKind === 'lost' ? 1 : 2));
    expect(events, fault.kind).toHaveLength(ends.reduce((sum: number, count) => sum + count, 0));
  }
});

test('faults add up', async () => {
  const scenario = await shopScenario();
  const once = injectAlso(withoutFault(scenario), faultAt(scenario, 'crash', 'GET /c'), first);
  const twice = injectAlso(once, faultAt(once.scenario, 'duplicate', 'PUT /d'), first);
  expect(labels(twice.scenario)).toBe('POST /a GET /b GET /c 204 No Content PUT /d PUT /d PUT /e 201 Created');
  expect([...twice.failed]).toEqual([called(scenario, 'GET /c').id]);
});

describe('wishes for faults', () => {
  const wished = async (...texts: string[]) => {
    const wishes = texts.map((text) => {
      const wish = readFaultWish(text);
      if (typeof wish === 'string') throw new Error(wish);
      return wish;
    });
    return injectWished(await shopScenario(), wishes, first, seededRandom(1));
  };

  test.each<readonly [wishes: readonly string[], injected: readonly string[]]>([
    [['drop@7'], ['drop@7']],
    [
      ['drop@7', 'duplicate@12'],
      ['drop@7', 'duplicate@12'],
    ],
    [
      ['wrong-count', 'wrong-branch'],
      ['wrong-count@11', 'wrong-branch@14'],
    ],
    [['delay=100%'], [6, 7, 8, 9, 10, 12, 15, 19].map((line) => `delay@${line}`)],
    [['delay=0'], []],
    [['drop@8', 'duplicate@8'], ['drop@8']],
  ])('%j', async (wishes, expected) => {
    const { injected } = await wished(...wishes);
    expect(injected.map(({ kind, line }) => `${kind}@${line}`)).toEqual(expected);
  });

  test('that strike nothing say where they could', async () => {
    const { idle, injected } = await wished('error-status@6');
    expect(injected).toEqual([]);
    expect(idle).toEqual([{ kind: 'error-status', line: 6, elsewhere: [9, 10, 19] }]);
  });

  test('a rate strikes about that often', async () => {
    const calls = `A -> B : GET /a\n`.repeat(400);
    const scenario = scenarioOf(await drawn(calls), first);
    const { injected } = injectWished(scenario, [{ kind: 'delay', rate: 0.25 }], first, seededRandom(1));
    expect(injected.length).toBeGreaterThan(70);
    expect(injected.length).toBeLessThan(130);
  });
});

test.each([
  ['drop', { kind: 'drop' }],
  ['drop@23', { kind: 'drop', line: 23 }],
  ['lose=5%', { kind: 'lose', rate: 0.05 }],
  ['lose@3=0.5', { kind: 'lose', line: 3, rate: 0.5 }],
  ['lose=2', 'a rate is between 0 and 1, or 0% and 100%: lose=2'],
  ['drop@', expect.stringMatching(/^did you mean drop\? faults are drop, lose/)],
])('--fault %s', (text, wish) => expect(readFaultWish(text)).toEqual(wish));

test.each([
  [undefined, []],
  ['all', faultKinds],
  ['drop, lose', ['drop', 'lose']],
  ['drop,burn', expect.stringMatching(/^there is no fault burn; all, or a list of drop/)],
])('--mutate %s', (text, kinds) => expect(readFaultKinds(text)).toEqual(kinds));

test.each([
  ['12=2', { line: 12, taken: [2] }],
  ['12 = 2, 1', { line: 12, taken: [2, 1] }],
  ['line 12=2', { line: 12, taken: [2] }],
  ['14', { line: 14, taken: [] }],
  ['line 14', { line: 14, taken: [] }],
  ['card refused', { guard: 'card refused', taken: [] }],
  ['retry=3', { guard: 'retry', taken: [3] }],
])('--choose %s', (text, wish) => expect(readWish(text)).toEqual({ text, ...wish }));

describe('can it be told from the drawing?', () => {
  test.each<readonly [what: string, text: string, kind: FaultKind, at: string | undefined, told: string]>([
    ['a call that was not made', 'A -> B : GET /a\nA -> B : GET /b', 'drop', 'GET /b', 'different'],
    ['a call more', 'A -> B : GET /a', 'duplicate', 'GET /a', 'different'],
    ['something that is not drawn', 'A -> B : GET /a', 'extra', 'GET /a', 'different'],
    ['another order', 'A -> B : GET /a\nA -> B : GET /b', 'reorder', 'GET /a', 'different'],
    [
      'another order side by side',
      'A -> B : GET /a\npar\nA -> B : GET /c\nA -> B : GET /b\nelse\nA -> B : GET /c\nA -> B : GET /b\nend',
      'reorder',
      'GET /c',
      'different',
    ],
    ['another order in a loop that repeats it', 'loop\nA -> B : GET /a\nend', 'duplicate', 'GET /a', 'same'],
    ['an answer that is left out', 'A -> B : GET /a\nB --> A : 200 OK', 'drop', '200 OK', 'same'],
    ['an answer with another status', 'A -> B : GET /a\nB --> A : 200 OK', 'error-status', '200 OK', 'different'],
    ['work of one’s own', 'A -> B : GET /a\nB -> B : think', 'drop', 'think', 'same'],
    ['a message that is late', 'A -> B : GET /a\nA -> C : GET /b', 'delay', 'GET /a', 'same'],
    ['a call whose receiver was gone', 'A -> B : GET /a\nB -> B : think', 'crash', 'GET /a', 'same'],
    ['a call that is left out of an opt', 'A -> C : GET /c\nopt\nA -> B : GET /a\nend', 'drop', 'GET /a', 'same'],
    ['a call to somebody who is not seen at all', 'A -> B : GET /a\nA -> C : GET /b', 'drop', 'GET /b', 'same'],
    [
      'what a broker would have handed to somebody who reports nothing',
      'queue Q\nA -> B : GET /a\nB ->> Q : x.made\nQ ->> B : x.made\nA ->> Q : y.made',
      'lose',
      'GET /a',
      'same',
    ],
    [
      'a loop that runs too seldom',
      'A -> B : GET /b\nloop 1 times\nA -> B : GET /a\nend',
      'wrong-count',
      undefined,
      'different',
    ],
    [
      'two branches of which one is to happen',
      'alt x\nA -> B : GET /a\nelse y\nA -> B : GET /b\nend',
      'wrong-branch',
      undefined,
      'different',
    ],
    [
      'what people do among themselves',
      'actor A\nactor B\nA -> B : good morning',
      'duplicate',
      'good morning',
      'unseen',
    ],
  ])('%s', async (_, text, kind, at, told) => {
    const interaction = await drawn(text);
    const scenario = scenarioOf(interaction, first);
    const observer = new Observer(interaction);
    const healthy = observer.observe(simulate(scenario));
    expect(healthy).toBe(told === 'unseen' ? 'unseen' : 'same');
    const faulty = inject(scenario, faultAt(scenario, kind, at), first);
    const run = simulate(faulty.scenario, { timing: timingOf(faulty) });
    expect(observer.observe(run, faulty.unreported)).toBe(told);
  });
});
