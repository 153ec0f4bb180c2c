import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as really } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Handler, run } from '../../src/index.ts';

const drawing = `@startuml
actor Client
participant orders
participant payment
queue broker
participant audit
Client -> orders : POST /orders {item}
orders -> payment : POST /payments {amount}
payment -> payment : wait 30 seconds for the bank
payment --> orders : 201 Created {id}
orders ->> broker : order.placed
broker ->> audit : order.placed
orders --> Client : 201 Created
... an hour later ...
Client -> orders : GET /orders/{id}
orders --> Client : 200 OK
audit ->> broker : order.filed
@enduml
`;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'asdrawn-handlers-'));
  await writeFile(join(folder, 'orders.puml'), drawing);
});
afterAll(() => rm(folder, { recursive: true }));

const orders: Handler = async ({ method }, me) => {
  if (method === 'GET') return '200 OK';
  const { status, body } = await me.call('payment', 'POST /payments', { body: { amount: 3 } });
  await me.publish('order.placed', { body: { status } });
  return { answer: '201 Created', body };
};

function play(handlers: Readonly<Record<string, Handler>>, more: { seed?: number; time?: 'simulated' | 'real' } = {}) {
  return run({ drawing: 'orders.puml', cwd: folder, handlers, ...more });
}

/** Of what was told: each with the drawing's line. */
function said({ findings }: Awaited<ReturnType<typeof play>>): readonly string[] {
  return findings.map(({ code, message, range }) => `${code} :${range?.start.line}: ${message}`);
}

describe('in simulated time', () => {
  test('a handler calls, publishes and answers as drawn', async () => {
    const played = await play({ orders });
    expect(said(played)).toEqual([]);
    expect(played.verdict).toBe('conforms');
    const span = (name: string) => played.spans.find((one) => one.name === name)!;
    const payment = span('POST /payments');
    expect(payment.end - payment.start).toBeGreaterThan(30e6);
    expect(span('GET /orders/{id}').start - payment.end).toBeGreaterThan(3600e6);
    expect(new Date(payment.start / 1000).toISOString()).toMatch(/^2026-01-01T00:00:00/);
  });

  test('the same seed gives the same run', async () => {
    const [one, same, other] = [await play({ orders }), await play({ orders }), await play({ orders }, { seed: 2 })];
    expect(same.spans).toEqual(one.spans);
    expect(other.spans).not.toEqual(one.spans);
  });

  test('a handler is given what the broker hands on, and may publish then', async () => {
    const seen: unknown[] = [];
    const audit: Handler = async ({ label, from, destination, body, headers }, me) => {
      seen.push({ label, from, destination, body, isTraced: headers.traceparent !== undefined });
      await me.wait(7_200_000);
      await me.publish('order.filed');
    };
    const played = await play({ orders, audit });
    expect(said(played)).toEqual([]);
    expect(played.verdict).toBe('conforms');
    expect(seen).toEqual([
      { label: 'order.placed', from: 'broker', destination: 'order.placed', body: { status: 201 }, isTraced: true },
    ]);
  });

  test('what a handler waits for outside holds time', async () => {
    const slow: Handler = async (message, me) => {
      await really(30);
      const answer = await orders(message, me);
      await really(30);
      return answer;
    };
    expect(said(await play({ orders: slow }))).toEqual([]);
  });

  test('two handlers call one another', async () => {
    const payment: Handler = async ({ label, from, body }, me) => {
      expect({ label, from, body }).toEqual({ label: 'POST /payments', from: 'orders', body: { amount: 3 } });
      await me.wait(30_000);
      return { answer: '201 Created', body: { id: 'p' } };
    };
    const played = await play({ orders, payment });
    expect(said(played)).toEqual([]);
    expect(played.verdict).toBe('conforms');
  });

  test('a handler that cannot deal with a message', async () => {
    const audit: Handler = () => {
      throw new Error('full');
    };
    const played = await play({ orders, audit });
    expect(said(played)).toEqual([
      'live/handler-threw :12: the handler of audit threw: full',
      'live/did-not-come :17: "audit ->> broker: order.filed" did not come',
    ]);
  });

  test('bodies that are not as their schemas say, over a broker as well', async () => {
    await mkdir(join(folder, 'schemas'), { recursive: true });
    await writeFile(join(folder, 'schemas/order.placed.json'), '{ "required": ["id"] }');
    await writeFile(join(folder, 'schemas/post-payments.json'), '{ "properties": { "amount": { "maximum": 2 } } }');
    const played = await run({ drawing: 'orders.puml', cwd: folder, handlers: { orders }, schemas: 'schemas' });
    expect(said(played)).toEqual([
      'live/wrong-body :8: "orders -> payment: POST /payments {amount}": the body at /amount must be <= 2 (schemas/post-payments.json)',
      'live/wrong-body :11: "orders ->> broker: order.placed": the body has no "id" (schemas/order.placed.json)',
    ]);
  });

  const wrong: readonly (readonly [name: string, orders: Handler, said: readonly string[]])[] = [
    [
      'it publishes what is not drawn',
      async (message, me) => {
        if (message.method === 'POST') await me.publish('order.lost');
        return orders(message, me);
      },
      ['live/unexpected-message :undefined: order.lost was published, which is not drawn'],
    ],
    [
      'it publishes too early',
      async (message, me) => {
        if (message.method === 'POST') await me.publish('order.placed');
        return orders(message, me);
      },
      ['live/unexpected-message :11: order.placed was published, which is not to come now'],
    ],
    [
      'it does not publish',
      async ({ method }, me) => {
        if (method === 'GET') return '200 OK';
        await me.call('payment', 'POST /payments', { body: { amount: 3 } });
        return '201 Created';
      },
      ['live/did-not-come :11: "orders ->> broker: order.placed" did not come within 0.3 s'],
    ],
    [
      'it answers otherwise',
      async ({ method }) => (method === 'GET' ? '200 OK' : '409 Conflict'),
      [
        'live/unexpected-reply :13: orders answered "POST /orders {item}" with 409',
        'live/did-not-come :8: "orders -> payment: POST /payments {amount}" did not come',
      ],
    ],
    [
      'it never answers',
      () => new Promise(() => {}),
      ['live/did-not-come :8: "orders -> payment: POST /payments {amount}" did not come within 0.3 s'],
    ],
    [
      'it waits without end',
      async (_message, me) => {
        for (;;) await me.wait(10);
      },
      ['live/did-not-come :8: "orders -> payment: POST /payments {amount}" did not come within 0.3 s'],
    ],
    [
      'it calls where nobody is drawn',
      async (_message, me) => {
        await me.call('paiment', 'POST /payments');
        return '201 Created';
      },
      [
        'live/handler-threw :7: "Client -> orders: POST /orders {item}" came to nothing: its handler threw: the drawing has no participant "paiment"; did you mean payment?; it has: Client, orders, payment, broker, audit',
        'live/did-not-come :8: "orders -> payment: POST /payments {amount}" did not come',
      ],
    ],
    [
      'it throws',
      () => {
        throw new Error('out of order');
      },
      [
        'live/handler-threw :7: "Client -> orders: POST /orders {item}" came to nothing: its handler threw: out of order',
        'live/did-not-come :8: "orders -> payment: POST /payments {amount}" did not come',
      ],
    ],
  ];
  test.for(wrong)('%s', async ([, handler, expected]) => {
    const played = await run({ drawing: 'orders.puml', cwd: folder, handlers: { orders: handler }, timeout: 300 });
    expect(said(played)).toEqual(expected);
    expect(played.verdict).toBe('violates');
  });
});

test('in real time', async () => {
  const played = await play({ orders }, { time: 'real' });
  expect(said(played)).toEqual([]);
  expect(played.verdict).toBe('conforms');
});
