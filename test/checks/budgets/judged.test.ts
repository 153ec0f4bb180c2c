import { describe, expect, test } from 'vitest';
import { checkDrawings, type DrawingSettings, defaultSettings } from '../../../src/checks/index.ts';
import { joinCases } from '../../../src/traces/index.ts';
import { checkable, inBrief, spansOfText } from '../judging.ts';

const let_ = `let in = http.request.method=GET http.route=/$1 http.response.status_code=200
let out = http.request.method=GET url.path=/$1 server.address=$2 http.response.status_code=200
let sql = db.system.name=postgresql db.operation.name=SELECT db.collection.name=$1
let send = messaging.system=kafka messaging.destination.name=$1 messaging.operation.type=send
let take = messaging.system=kafka messaging.destination.name=$1 messaging.operation.type=process
`;

interface Asked {
  readonly lines: readonly string[];
  readonly spans: string;
  readonly settings?: Partial<DrawingSettings>;
}

async function judge({ lines, spans, settings }: Asked) {
  const text = `@startuml\n${lines.join('\n')}\n@enduml\n`;
  const drawings = (await checkable({ path: 'a.puml', text })).map((drawing) => ({
    ...drawing,
    settings: { ...defaultSettings, ...settings },
  }));
  const read = await spansOfText(let_ + spans);
  return checkDrawings({ drawings, cases: () => joinCases(read) }).drawings[0]!;
}

async function brief(asked: Asked): Promise<string[]> {
  const { cases, coverage } = await judge(asked);
  const { budgets = [] } = coverage;
  return [
    cases.map(inBrief).join(' | '),
    ...budgets.map(({ budget, cases: all, exceeded, longest, notJudged }) =>
      notJudged === undefined ? `${budget}: ${exceeded} of ${all}, ${longest}` : `${budget}: ${notJudged}`,
    ),
  ];
}

/** A waits 26 ms for B, which works 15 ms, 5 of them for the database; itself it takes 60. */
const spans = `a SERVER "GET /x" 0..60 in(x)
  a CLIENT "GET" 2..28 out(y,b)
    b SERVER "GET /y" 1005..1020 in(y)
      b CLIENT "SELECT items" 1007..1012 sql(items)
`;
const head = ['actor user', 'participant a', 'participant b', 'database db'];
const drawn = (note: string, at: 'x' | 'y' | 'sql' | 'ok' | 'end', more = '') =>
  [
    ...head,
    `user -> a : GET /x${at === 'x' ? more : ''}`,
    ...(at === 'x' && note ? [note] : []),
    `a -> b : GET /y${at === 'y' ? more : ''}`,
    ...(at === 'y' && note ? [note] : []),
    `b -> db : SELECT items${at === 'sql' ? more : ''}`,
    ...(at === 'sql' && note ? [note] : []),
    'db --> b : rows',
    'b --> a : 200',
    ...(at === 'ok' ? [note] : []),
    'a --> user : 200',
    ...(at === 'end' ? [note] : []),
  ].filter((line) => line !== '');

describe('one case', () => {
  test.each([
    ['the wait, kept', drawn('note left of a : ≤ 26 ms', 'y'), 'conforms', '≤ 26 ms: 0 of 1, 26 ms'],
    [
      'the wait, exceeded',
      drawn('note left of a : ≤ 20 ms', 'y'),
      'violates sequence/budget-exceeded@8',
      '≤ 20 ms: 1 of 1, 26 ms',
    ],
    ['the work, kept', drawn('note right of b : ≤ 20 ms', 'y'), 'conforms', '≤ 20 ms: 0 of 1, 15 ms'],
    [
      'the work, exceeded',
      drawn('note right of b : ≤ 12 ms', 'y'),
      'violates sequence/budget-exceeded@8',
      '≤ 12 ms: 1 of 1, 15 ms',
    ],
    [
      'at the answer',
      drawn('note over a, b : max 20 ms', 'ok'),
      'violates sequence/budget-exceeded@11',
      'max 20 ms: 1 of 1, 26 ms',
    ],
    [
      'on the label',
      drawn('', 'y', ' (within 20 ms)'),
      'violates sequence/budget-exceeded@7',
      'within 20 ms: 1 of 1, 26 ms',
    ],
    [
      'who asks reports nothing',
      drawn('note over user, a : ≤ 50 ms', 'x'),
      'violates sequence/budget-exceeded@7',
      '≤ 50 ms: 1 of 1, 60 ms',
    ],
    [
      'of a database, as it is waited for',
      drawn('note over b, db : ≤ 3 ms', 'sql'),
      'violates sequence/budget-exceeded@9',
      '≤ 3 ms: 1 of 1, 5 ms',
    ],
    [
      'of what reports nothing',
      drawn('note right of db : ≤ 3 ms', 'sql'),
      'conforms',
      '≤ 3 ms: who works on it reported no span of it; a limit over both participants is one of the wait for it',
    ],
    [
      'of everything',
      drawn('note over user : Total: ≤ 58 ms', 'end'),
      'violates sequence/budget-exceeded@12',
      '≤ 58 ms: 1 of 1, 60 ms',
    ],
    ['usual', drawn('note right of b : ~1 ms', 'y'), 'conforms', '~1 ms: it says what is usual, not what is the limit'],
    [
      'within what the clock can tell',
      drawn('note left of a : ≤ 25.5 ms', 'y'),
      'conforms',
      '≤ 25.5 ms: its clock is too coarse to tell',
    ],
    [
      'finer than the clock',
      drawn('note left of a : < 10 µs', 'y'),
      'violates sequence/budget-exceeded@8',
      '< 10 µs: 1 of 1, 26 ms',
    ],
  ])('%s', async (_, lines, verdict, told) => {
    expect(await brief({ lines, spans })).toEqual([verdict, told]);
  });

  test('nothing is told of drawings without times', async () => {
    const { coverage } = await judge({ lines: drawn('note over b : hello', 'y'), spans });
    expect(coverage).not.toHaveProperty('budgets');
  });

  test('a finding names the line, the limit, the time and the spans', async () => {
    const { cases } = await judge({ lines: drawn('note right of b : max 12 ms', 'y'), spans });
    expect(cases[0]!.findings).toEqual([
      {
        code: 'sequence/budget-exceeded',
        severity: 'error',
        message: 'the work of b on a -> b: GET /y took longer than "max 12 ms"',
        path: 'a.puml',
        range: { start: { line: 8, column: 1 }, end: { line: 8, column: 28 } },
        label: 'drawn: max 12 ms',
        observed: 'it took 15 ms, 3 ms too long, by the clock of b (span b000000000000003)',
        help: 'make it faster; or give the limit that holds. A limit of many cases together is written as a percentile (p99)',
        related: [
          {
            path: 'a.puml',
            range: { start: { line: 7, column: 1 }, end: { line: 7, column: 16 } },
            message: 'this is what it limits',
          },
        ],
        spans: [{ traceId: expect.any(String), spanId: 'b000000000000003', service: 'b', name: 'GET /y', at: 0 }],
      },
    ]);
  });

  test('what is wrong with the sequence stands beside it', async () => {
    const lines = drawn('note left of a : ≤ 20 ms', 'y').filter((line) => !/SELECT|rows/.test(line));
    expect((await brief({ lines, spans }))[0]).toBe(
      'violates sequence/unexpected-message@7 sequence/budget-exceeded@8',
    );
  });
});

describe('stretches of several spans', () => {
  const frame = [
    ...head,
    'user -> a : GET /x',
    'group work (≤ 20 ms)',
    'a -> b : GET /y',
    'a -> db : SELECT items',
    'end',
    'a --> user : 200',
  ];
  const both = (second: number) => `a SERVER "GET /x" 0..60 in(x)
  a CLIENT "GET" 2..8 out(y,b)
    b SERVER "GET /y" 1005..1007 in(y)
  a CLIENT "SELECT items" ${second}..50 sql(items)
`;
  test.each([
    ['kept', 20, 'conforms', '≤ 20 ms: 0 of 1, 18 ms'],
    ['too coarse', 23, 'conforms', '≤ 20 ms: its clock is too coarse to tell'],
    ['exceeded', 24, 'violates sequence/budget-exceeded@7', '≤ 20 ms: 1 of 1, 22 ms'],
  ])('a frame, %s', async (_, second, verdict, told) => {
    expect(await brief({ lines: frame, spans: both(second) })).toEqual([verdict, told]);
  });

  const measured = [
    ...head,
    '{s} user -> a : GET /x',
    '{e} a -> b : GET /y',
    'b --> a : 200',
    'a --> user : 200',
    '{s} <-> {e} : max 5 ms',
  ];
  test.each([
    ['kept', 4, 'conforms', 'max 5 ms: 0 of 1, 4 ms'],
    ['exceeded', 7, 'violates sequence/budget-exceeded@10', 'max 5 ms: 1 of 1, 7 ms'],
  ])('between marks, %s', async (_, sent, verdict, told) => {
    const one = `a SERVER "GET /x" 0..60 in(x)
  a CLIENT "GET" ${sent}..28 out(y,b)
    b SERVER "GET /y" 1005..1007 in(y)
`;
    expect(await brief({ lines: measured, spans: one })).toEqual([verdict, told]);
  });

  test('clocks of two hosts are never compared', async () => {
    const lines = [...head, 'user -> a : GET /x', 'group ≤ 20 ms', 'a -> b : GET /y', 'end', 'a --> user : 200'];
    const one = `a SERVER "GET /x" 0..60 in(x)
  a CLIENT "GET" 2..8 out(y,b)
    b SERVER "GET /y" 9005..9007 in(y)
`;
    expect(await brief({ lines, spans: one })).toEqual(['conforms', '≤ 20 ms: no clock saw its beginning and its end']);
  });

  test('rounds of a loop are not added up', async () => {
    const lines = [
      ...head,
      'user -> a : GET /x',
      'loop retry (max 5 ms)',
      'a -> b : GET /y',
      'a -> db : SELECT items',
      'end',
      'a --> user : 200',
    ];
    const round = (at: number) => `  a CLIENT "GET" ${at}..${at + 1} out(y,b)
    b SERVER "GET /y" 1005..1006 in(y)
  a CLIENT "SELECT items" ${at + 3}..${at + 4} sql(items)
`;
    const begun = 'a SERVER "GET /x" 0..60 in(x)\n';
    expect(await brief({ lines, spans: begun + round(2) })).toEqual(['conforms', 'max 5 ms: 0 of 1, 3 ms']);
    expect(await brief({ lines, spans: begun + round(2) + round(40) })).toEqual([
      'conforms',
      'max 5 ms: it ran more than once',
    ]);
  });
});

describe('what the spans do not say', () => {
  test('nobody waits for what is published', async () => {
    const lines = [
      'participant a',
      'queue kafka',
      'participant b',
      'a -> kafka : order.created (within 1 ms)',
      'kafka -> b : order.created',
    ];
    const sent = `a PRODUCER "send" 0..9 send(order.created)
  b CONSUMER "process" 5..40 take(order.created)
`;
    expect(await brief({ lines, spans: sent })).toEqual([
      'conforms',
      'within 1 ms: it was published, and nobody waits for an answer',
    ]);
  });

  test('a service that goes on after its answer was not that slow', async () => {
    const late = spans.replace('1005..1020', '1005..1090');
    expect(await brief({ lines: drawn('note right of b : ≤ 30 ms', 'y'), spans: late })).toEqual([
      'conforms',
      '≤ 30 ms: 0 of 1, 26 ms',
    ]);
  });

  test('a branch that was not taken', async () => {
    const lines = [...head, 'user -> a : GET /x', 'opt', 'a -> b : GET /y (≤ 1 ms)', 'end', 'a --> user : 200'];
    expect(await brief({ lines, spans: 'a SERVER "GET /x" 0..60 in(x)\n' })).toEqual([
      'conforms',
      '≤ 1 ms: it was not seen',
    ]);
  });
});

describe('messages that are drawn alike', () => {
  const two = [
    ...head,
    'user -> a : GET /x',
    'par',
    'a -> b : GET /y (≤ 10 ms)',
    'else',
    'a -> b : GET /y',
    'end',
    'a --> user : 200',
  ];
  const calls = (first: string, second: string) => `a SERVER "GET /x" 0..90 in(x)
  a CLIENT "GET" ${first} out(y,b)
    b SERVER "GET /y" 1005..1007 in(y)
  a CLIENT "GET" ${second} out(y,b)
    b SERVER "GET /y" 1035..1037 in(y)
`;
  test('in any order', async () => {
    expect(await brief({ lines: two, spans: calls('2..8', '30..60') })).toEqual([
      'conforms',
      '≤ 10 ms: which of several messages that are drawn alike it was is not sure',
    ]);
  });

  const inOrder = two.filter((line) => !['par', 'else', 'end'].includes(line));
  test.each([
    ['2..8', '30..60', 'conforms', '≤ 10 ms: 0 of 1, 6 ms'],
    ['2..22', '30..33', 'violates sequence/budget-exceeded@7', '≤ 10 ms: 1 of 1, 20 ms'],
  ])('in their order: %s %s', async (first, second, verdict, told) => {
    expect(await brief({ lines: inOrder, spans: calls(first, second) })).toEqual([verdict, told]);
  });

  test.each([
    ['3..10', '30..42', 'conforms', 'max 45 ms: 0 of 1, 42 ms'],
    ['3..10', '30..52', 'violates sequence/budget-exceeded@12', 'max 45 ms: 1 of 1, 52 ms'],
  ])('answers in their order: %s %s', async (first, second, verdict, told) => {
    const lines = [
      ...[...head, '{s} user -> a : GET /x', 'a -> b : GET /y', 'b --> a : 200'],
      ...['a -> b : GET /y', '{e} b --> a : 200', 'a --> user : 200', '{s} <-> {e} : max 45 ms'],
    ];
    expect(await brief({ lines, spans: calls(first, second) })).toEqual([verdict, told]);
  });

  test('all of them', async () => {
    const group = [
      ...head,
      'user -> a : GET /x',
      'group work (≤ 40 ms)',
      ...two.slice(5, 10),
      'end',
      'a --> user : 200',
    ];
    expect(await brief({ lines: group, spans: calls('2..8', '60..70') })).toEqual([
      'violates sequence/budget-exceeded@7',
      '≤ 40 ms: 1 of 1, 58 ms',
      '≤ 10 ms: which of several messages that are drawn alike it was is not sure',
    ]);
  });
});

describe('many cases', () => {
  const lines = drawn('note left of a : ≤ 20 ms', 'y');
  const one = (end: number) => spans.replace('2..28', `2..${end}`);
  const many = [one(21), one(26), one(22), one(27)].join('trace\n');

  test('cases that are built alike are told apart by their times', async () => {
    const violated = 'violates sequence/budget-exceeded@8';
    expect(await brief({ lines, spans: many })).toEqual([
      `conforms | ${violated} | conforms | ${violated}`,
      '≤ 20 ms: 2 of 4, 25 ms',
    ]);
  });

  test.each([
    ['warning', 'conforms', 'warning'],
    ['note', 'conforms', 'note'],
    ['off', 'conforms', undefined],
    ['error', 'violates', 'error'],
  ] as const)('set to %s', async (budgets, verdict, severity) => {
    const drawing = await judge({ lines, spans: many, settings: { budgets } });
    expect(drawing.verdict).toBe(verdict);
    expect(drawing.cases[1]!.findings.map((finding) => finding.severity)).toEqual(severity ? [severity] : []);
    expect(drawing.coverage.budgets?.length).toBe(budgets === 'off' ? undefined : 1);
  });
});

test('where a participant may be several services, nothing is exceeded for sure', async () => {
  const twice = `a SERVER "GET /x" 0..60 in(x)
  a CLIENT "GET" 5..25 out(y,orders)
    orders-api SERVER "GET /y" 8..20 in(y)
  a CLIENT "GET" 26..29 out(y,orders)
    orders-app SERVER "GET /y" 27..28 in(y)
`;
  const lines = [
    'actor user',
    'participant a',
    'participant "Order Service" as orders',
    'user -> a : GET /x (≤ 5 ms)',
    'a -> orders : GET /y',
  ];
  const drawing = await judge({ lines, spans: twice });
  expect(drawing.reasons.map(({ code }) => code)).toEqual(['binding/ambiguous']);
  expect(drawing.verdict).toBe('inconclusive');
  const told = drawing.cases.flatMap(({ findings }) => findings);
  expect(told.map(({ code }) => code)).toContain('sequence/budget-exceeded');
  expect(told.map(({ severity }) => severity)).not.toContain('error');
});
