import { describe, expect, test } from 'vitest';
import { readTransitionLabel } from '../../src/parsers/lowering/transition-label.ts';
import { drawn } from './drawn-sketch.ts';

type Case = readonly [string, ...string[]];

const states: readonly Case[] = [
  [
    '[*] --> Open\nOpen --> [*]',
    'initial [*]initial',
    'state Open',
    'final [*]final',
    '[*]initial > Open',
    'Open > [*]final',
  ],
  [
    'state "Wait for\\npayment" as W\nstate X as "An x"\nstate "Y"',
    'state W "Wait for⏎payment"',
    'state X "An x"',
    'state Y',
  ],
  [
    'state A : entry / start()\nA : exit / stop()\n"B c" : text',
    'state A | entry / start() | exit / stop()',
    'state B c | text',
  ],
  ['state A <<svc>> <<b>> $t #pink;line:red ##[dashed]blue', 'state A <<svc>> <<b>>'],
  [
    ['choice', 'fork', 'join', 'start', 'end', 'history', 'history*', 'sdlreceive']
      .map((w, i) => `state s${i} <<${w}>>`)
      .join('\n'),
    ...[
      'choice s0',
      'fork s1',
      'join s2',
      'initial s3',
      'final s4',
      'history s5',
      'deep-history s6',
      'state s7 <<sdlreceive>>',
    ],
  ],
  [
    `state S {\n${['entryPoint', 'exitPoint', 'inputPin', 'outputPin', 'expansionInput', 'expansionOutput'].map((w, i) => `state p${i} <<${w}>>`).join('\n')}\n}`,
    'state S',
    ...['entry-point', 'exit-point', 'input-pin', 'output-pin', 'expansion-input', 'expansion-output'].map(
      (kind, i) => `${kind} p${i} in S`,
    ),
  ],
  [
    '[*] --> ==a==\n==a== --> B\n==a== --> C\nB --> ==z==\nC --> ==z==',
    'initial [*]initial',
    'fork a',
    'state B',
    'state C',
    'join z',
    '[*]initial > a',
    'a > B',
    'a > C',
    'B > z',
    'C > z',
  ],
  [
    '[*] -> A\njson j {\n"a": 1\n}\nj -> A',
    'initial [*]initial',
    'state A',
    'state j <<json>>',
    '[*]initial > A',
    'j > A',
  ],
];

const composites: readonly Case[] = [
  [
    'state A {\n[*] --> B\n state C {\n  D --> E\n }\n}\nA --> F',
    ...[
      'state A',
      'initial A[*]initial in A',
      'state B in A',
      'state C in A',
      'state D in C',
      'state E in C',
      'state F',
    ],
    ...['A[*]initial > B', 'D > E', 'A > F'],
  ],
  ['state A begin\n[*] --> B\nend state', 'state A', 'initial A[*]initial in A', 'state B in A', 'A[*]initial > B'],
  [
    'state A {\n[*] -> B\n--\n[*] -> C\n||\nC2 : x\n}',
    ...[
      'state A',
      'initial A[*]initial in A',
      'state B in A',
      'initial A#1[*]initial in A #1',
      'state C in A #1',
      'state C2 in A #2 | x',
    ],
    ...['A[*]initial > B', 'A#1[*]initial > C'],
  ],
  ['[*] --> B\nstate A {\nstate B\n}', 'initial [*]initial', 'state A', 'state B in A', '[*]initial > B'],
  ['state A {\nA --> B\n}', 'state A', 'state B in A', 'A > B'],
  ['state A.B\nA.B --> C\nB --> D', 'state A', 'state A.B "B" in A', 'state C', 'state D', 'A.B > C', 'A.B > D'],
  ['set separator none\nstate A.B\nA.B --> C', 'state A.B', 'state C', 'A.B > C'],
  [
    'state A {\nB --> C\n}\n[*] --> A[H]\nX --> A[H*]\nX --> [H]',
    'state A',
    'state B in A',
    'state C in A',
    'initial [*]initial',
    'history A[H] in A',
    'state X',
    'deep-history A[H*] in A',
    'history [H]',
    'B > C',
    '[*]initial > A[H]',
    'X > A[H*]',
    'X > [H]',
  ],
  [
    'frame "A frame" as F {\n[*] --> B\n}',
    'state F "A frame" <<frame>>',
    'initial F[*]initial in F',
    'state B in F',
    'F[*]initial > B',
  ],
];

const transitions: readonly Case[] = [
  ['state A\nA -> B : go [ready] / start()', 'state A', 'state B', 'A > B: go [ready] / start()'],
  ['state A\nA <-left[#red]- B : back', 'state A', 'state B', 'B > A: back'],
  [
    'state A\nA -[#red,dashed]up-> B\nA x--> B\nA -->o B\nA --> A',
    'state A',
    'state B',
    'A > B',
    'A > B',
    'A > B',
    'A > A',
  ],
  ['state A\nA --> B <<slow>> : x', 'state A', 'state B', 'A > B: x'],
  ['state A\nA -->B: x', 'state A', 'state B', 'A > B: x'],
];

const rest: readonly Case[] = [
  [
    'state A\nnote right of A : one\nnote left of B\n two\nend note\nA --> B\nnote on link : three',
    'state A',
    'state B',
    'A > B',
    'note of A: one',
    'note of B: two',
    'note of A, B: three',
  ],
  ['state A\nnote "free" as N\nN --> A', 'state A', 'note of A: free'],
  [
    'title T\nleft to right direction\nhide empty description\nskinparam state {\n a b\n}\nscale 350 width\nstate A',
    'title T',
    'direction LR',
    'state A',
  ],
];

describe.each([
  ['states', states],
  ['composite states', composites],
  ['transitions', transitions],
  ['notes and looks', rest],
] as const)('%s', (_, cases) => {
  test.each(cases)('%s', async (body, ...expected) => {
    expect(await drawn(body)).toEqual(expected);
  });
});

describe('labels of transitions', () => {
  test.each([
    ['', {}],
    ['paid', { event: 'paid' }],
    ['paid [in full]', { event: 'paid', guard: 'in full' }],
    ['[retries < 3]', { guard: 'retries < 3' }],
    ['paid [a[0] > 1] / ship(x / y)', { event: 'paid', guard: 'a[0] > 1', effect: 'ship(x / y)' }],
    ['paid / ship', { event: 'paid', effect: 'ship' }],
    ['[ok]/ship', { guard: 'ok', effect: 'ship' }],
    ['/ ship', { effect: 'ship' }],
    ['/ship()', { effect: 'ship()' }],
    ['GET /orders', { event: 'GET /orders' }],
    ['/orders', { event: '/orders' }],
    ['on/off', { event: 'on/off' }],
    ['see https://example.org / now', { event: 'see https://example.org', effect: 'now' }],
    ['x [a] y', { event: 'x [a] y' }],
    ['after(5 s) [a', { event: 'after(5 s) [a' }],
  ])('%j', (label, expected) => {
    expect(readTransitionLabel(label)).toEqual(expected);
  });
});
