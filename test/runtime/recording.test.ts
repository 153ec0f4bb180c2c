import { describe, expect, test } from 'vitest';
import { first, partsOf, record, scenarioOf, simulate } from '#runtime';
import { otlpJsonLine, readTraces, type Span } from '#traces';
import { causesOf } from '../../src/runtime/recording/causes.ts';
import { answerOf, requestOf } from '../../src/runtime/recording/requests.ts';
import { drawn } from './drawn.ts';

describe('who is what to telemetry', () => {
  test.each([
    ['actor A', 'environment'],
    ['participant "Orders Service" as A', 'service'],
    ['participant A', 'service'],
    ['database A', 'store postgresql'],
    ['database Redis as A', 'store redis'],
    ['participant "MongoDB" as A', 'store mongodb'],
    ['queue A', 'broker rabbitmq'],
    ['participant Kafka as A', 'broker kafka'],
    ['participant "Event Bus" as A', 'broker rabbitmq'],
    ['participant "Kafka consumer" as A', 'service'],
    ['boundary A', 'service'],
  ])('%s: %s', async (declared, expected) => {
    const interaction = await drawn(`${declared}\nparticipant Other\nOther -> A : order.placed`);
    const { role, system } = partsOf(interaction).get('A')!;
    expect(role === 'store' || role === 'broker' ? `${role} ${system}` : role).toBe(expected);
  });

  test('a database that calls others is a service, one that only answers is none', async () => {
    const calls = await drawn('database A\nB -> A : SELECT t\nA -> C : GET /c');
    const answers = await drawn('database A\nB -> A : SELECT t\nA -> B : rows');
    expect([calls, answers].map((interaction) => partsOf(interaction).get('A')!.role)).toEqual(['service', 'store']);
  });
});

test('who somebody is does not depend on the way that a run takes', async () => {
  const interaction = await drawn(
    'database Prices\nalt known\nA -> Prices : find\nelse stale\nA -> Prices : find\nPrices -> C : GET /c\nend',
  );
  const reporters = [1, 2].map((way) => {
    const { spans } = record(simulate(scenarioOf(interaction, () => way)));
    return spans.filter(({ name }) => name === 'find').map(({ kind, resource }) => `${resource.serviceName} ${kind}`);
  });
  expect(reporters).toEqual([
    ['A client', 'Prices server'],
    ['A client', 'Prices server'],
  ]);
});

const declared = 'actor User\nparticipant A\nparticipant B\ndatabase Db\nqueue Q';

describe('the convention that a label implies', () => {
  test.each<readonly [arrow: string, answer: string | null, name: string, kinds: string, attributes: object]>([
    [
      'A -> B : GET /orders/{id}',
      null,
      'http GET /orders/{id}',
      'client server',
      { 'http.route': '/orders/{id}', 'url.path': '/orders/42' },
    ],
    ['User -> B : POST /orders', null, 'http POST /orders', '- server', { 'http.request.method': 'POST' }],
    [
      'A -> B : place the order',
      '201 Created',
      'http place the order',
      'client server',
      { 'http.route': '/place-the-order' },
    ],
    ['A -> B : place the order', 'done', 'call place the order', 'client server', {}],
    [
      'A -> B : Checkout/PlaceOrder',
      null,
      'rpc Checkout/PlaceOrder',
      'client server',
      { 'rpc.service': 'Checkout', 'rpc.method': 'PlaceOrder' },
    ],
    [
      'A -> B : placeOrder(id)',
      null,
      'rpc placeOrder(id)',
      'client server',
      { 'rpc.service': 'B', 'rpc.method': 'placeOrder' },
    ],
    [
      'A -> Db : SELECT orders',
      null,
      'database SELECT orders',
      'client -',
      { 'db.operation.name': 'SELECT', 'db.collection.name': 'orders', 'db.system.name': 'postgresql' },
    ],
    ['A -> Db : look it up', null, 'database look it up', 'client -', {}],
    [
      'A ->> Q : order.placed',
      null,
      'messaging order.placed',
      'producer -',
      { 'messaging.destination.name': 'order.placed', 'messaging.system': 'rabbitmq' },
    ],
    ['Q ->> B : order.placed', null, 'messaging order.placed', '- consumer', { 'messaging.operation.type': 'process' }],
    ['A ->> B : order.placed', null, 'messaging order.placed', 'producer consumer', {}],
    ['A -> A : compute the total', null, 'internal compute the total', 'internal -', {}],
    ['A -> B', null, 'call call', 'client server', { 'peer.service': 'B' }],
  ])('%s (answered %s): %s', async (arrow, answer, name, kinds, attributes) => {
    const interaction = await drawn(`${declared}\n${arrow}`);
    const parts = partsOf(interaction);
    const { message } = [...scenarioOf(interaction, first).instances.values()][0]!;
    const request = requestOf(
      message,
      parts.get(message.from!),
      parts.get(message.to!),
      answer === null ? [] : [answer],
    )!;
    expect(`${request.protocol} ${request.name}`).toBe(name);
    expect(`${request.sending?.kind ?? '-'} ${request.receiving?.kind ?? '-'}`).toBe(kinds);
    const all = [...(request.sending?.attributes ?? []), ...(request.receiving?.attributes ?? [])];
    expect(Object.fromEntries(all)).toMatchObject(attributes);
  });

  test('nobody reports what people and stores do between them', async () => {
    const interaction = await drawn(`${declared}\nUser -> Db : SELECT orders`);
    const { message } = [...scenarioOf(interaction, first).instances.values()][0]!;
    const parts = partsOf(interaction);
    expect(requestOf(message, parts.get('User'), parts.get('Db'), [])).toBeUndefined();
  });
});

test.each([
  ['201 Created', { status: 201, failed: false }],
  ['404 Not Found', { status: 404, failed: true }],
  ['4xx', { status: 400, failed: true }],
  ['done', { status: 200, failed: false }],
  ['invalid password', { status: 400, failed: true }],
  ['NOT_FOUND', { status: 500, rpc: 'NOT_FOUND', failed: true }],
])('the answer "%s" is %j', (label, answer) => expect(answerOf(label)).toEqual(answer));

describe('what is the cause of what', () => {
  test.each<readonly [what: string, text: string, causes: object]>([
    [
      'an answer answers, and what is called meanwhile is within',
      'A -> B : GET /a\nB -> C : GET /b\nC --> B : 200 OK\nB --> A : 200 OK',
      { 1: {}, 2: { within: 1 }, 3: { answers: 2 }, 4: { answers: 1 } },
    ],
    ['a solid arrow back is an answer, too', 'A -> B : GET /a\nB -> A : the list', { 1: {}, 2: { answers: 1 } }],
    ['what asks for something is none', 'A -> B : GET /a\nB -> A : GET /b', { 1: {}, 2: { within: 1 } }],
    [
      'a broker hands on what was published',
      'queue Q\nA ->> Q : x.made\nA ->> Q : y.made\nQ ->> B : x.made',
      { 1: {}, 2: {}, 3: { publish: 1 } },
    ],
    [
      'one more answer is part of a stream',
      'A -> B : GET /a\nloop 2 times\nB --> A : one more\nend',
      { 1: {}, 2: { answers: 1 }, 3: { streamed: true } },
    ],
    [
      'what happens side by side is followed separately',
      'A -> B : GET /a\npar\nB -> C : GET /b\nC --> B : 200 OK\nelse\nB -> C : GET /c\nC --> B : 204 No Content\nend\nB --> A : 200 OK',
      { 1: {}, 2: { within: 1 }, 3: { answers: 2 }, 4: { within: 1 }, 5: { answers: 4 }, 6: { answers: 1 } },
    ],
    [
      'what follows an answer is still because of the last call',
      'A -> B : GET /a\nB --> A : 200 OK\nB -> C : GET /b',
      { 1: {}, 2: { answers: 1 }, 3: { within: 1 } },
    ],
  ])('%s', async (_, text, causes) => {
    const interaction = await drawn(text);
    expect(Object.fromEntries(causesOf(scenarioOf(interaction, first), partsOf(interaction)))).toEqual(causes);
  });
});

test('what somebody does after a crash belongs to what they were at before it', async () => {
  const interaction = await drawn(
    'User -> A : POST /a\nA -> B : GET /b\nB -> A : GET /c\nB --> A : done\nA -> C : GET /d',
  );
  const scenario = scenarioOf(interaction, first);
  const causes = (unhandled: readonly number[]) => causesOf(scenario, partsOf(interaction), new Set(unhandled)).get(5);
  expect([causes([]), causes([3])]).toEqual([{ within: 3 }, { within: 1 }]);
});

const shop = `${declared}
User -> A : POST /orders
A -> Db : INSERT INTO orders
Db --> A : saved
A ->> Q : order.placed
A -> B : POST /mails
B -> B : write it
B --> A : 503 Service Unavailable
A --> User : 201 Created
Q ->> B : order.placed`;

async function recorded(text: string, seed = 1): Promise<readonly Span[]> {
  return record(simulate(scenarioOf(await drawn(text), first), { seed }), { seed }).spans;
}

/** One line a span, below its parent. */
function tree(spans: readonly Span[], parent?: string, depth = 0): string[] {
  return spans
    .filter(({ parentSpanId }) => parentSpanId === parent)
    .flatMap((span) => [
      `${'  '.repeat(depth)}${span.resource.serviceName} ${span.kind} ${span.name}${span.status === 'error' ? ' (error)' : ''}`,
      ...tree(spans, span.spanId, depth + 1),
    ]);
}

test('spans are those of ordinary instrumentation', async () => {
  const spans = await recorded(shop);
  expect(tree(spans)).toEqual([
    'A server POST /orders',
    '  A client INSERT INTO orders',
    '  A producer order.placed',
    '    B consumer order.placed',
    '  A client POST /mails (error)',
    '    B server POST /mails (error)',
    '      B internal write it',
  ]);
  const status = (name: string) =>
    spans.filter((one) => one.name === name).map(({ attributes }) => attributes.get('http.response.status_code'));
  expect([status('POST /orders'), status('POST /mails')]).toEqual([[201], [503, 503]]);
  const [consumer] = spans.filter(({ kind }) => kind === 'consumer');
  const [producer] = spans.filter(({ kind }) => kind === 'producer');
  expect(consumer?.links).toEqual([{ traceId: producer?.traceId, spanId: producer?.spanId }]);
});

test('each span is within what called it, and ends after it began', async () => {
  const spans = await recorded(shop);
  const byId = new Map(spans.map((span) => [span.spanId, span]));
  for (const span of spans) {
    expect(span.end).toBeGreaterThan(span.start);
    const parent = span.parentSpanId === undefined ? undefined : byId.get(span.parentSpanId);
    if (parent) expect(span.start).toBeGreaterThanOrEqual(parent.start);
    if (parent && span.kind === 'server') expect(span.end).toBeLessThanOrEqual(parent.end);
  }
});

test('what begins outside is a trace of its own; ids come from the seed', async () => {
  const text = `${declared}\nUser -> A : GET /a\nA --> User : 200 OK\nUser -> B : GET /b\nB --> User : 200 OK`;
  const spans = await recorded(text);
  expect(new Set(spans.map(({ traceId }) => traceId)).size).toBe(2);
  expect(await recorded(text)).toEqual(spans);
  expect((await recorded(text, 2)).map(({ spanId }) => spanId)).not.toEqual(spans.map(({ spanId }) => spanId));
});

test('a call that failed without an answer timed out, and its handling may be unreported', async () => {
  const scenario = scenarioOf(await drawn('A -> B : GET /a'), first);
  const { spans } = record(simulate(scenario), { failed: new Set([1]), unreported: new Set([1]) });
  expect(tree(spans)).toEqual(['A client GET /a (error)']);
  expect(spans[0]!.attributes.get('error.type')).toBe('timeout');
});

test('what is written as OTLP is read back as it was', async () => {
  const spans = await recorded(shop);
  const text = otlpJsonLine(spans);
  expect(text).toMatch(/^[^\n]+\n$/);
  const read = await readTraces({ path: 'run.jsonl', bytes: Buffer.from(text) });
  expect(read.diagnostics).toEqual([]);
  const byStart = (some: readonly Span[]) => some.toSorted((a, b) => a.start - b.start);
  const plain = ({ resource, ...span }: Span) => ({ ...span, service: resource.serviceName });
  expect(byStart(read.spans).map(plain)).toEqual(byStart(spans).map(plain));
});
