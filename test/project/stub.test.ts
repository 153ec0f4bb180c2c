import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Handler, type Neighbours, run, stub } from '../../src/index.ts';
import { type Behaviour, type RunningService, service } from '../runtime/live-service.ts';

const drawing = `@startuml
actor Client
participant "Payment\\nService" as payment
Client -> orders : POST /orders {item, quantity}
orders -> payment : POST /payments {amount}
alt paid
  payment --> orders : 201 Created {id}
  orders -> inventory : PUT /stock/{item}
  inventory --> orders : 204 No Content
  orders -> db : INSERT INTO orders
  db --> orders : saved
  orders --> Client : 201 Created
else declined
  payment --> orders : 402 Payment Required
  orders --> Client : 409 Conflict
end
orders ->> audit : POST /audit
@enduml
`;

const healthy: Behaviour = async ({ ask, body }) => {
  const { item } = body as { readonly item: string };
  const paid = await ask('payment', 'POST /payments', { amount: 3 });
  if (paid.status === 201) await ask('inventory', `PUT /stock/${item}`, {});
  await ask('audit', 'POST /audit', { item });
  return paid.status === 201 ? [201, paid.body] : [409];
};

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'asdrawn-stub-'));
  await writeFile(join(folder, 'orders.puml'), drawing);
});
afterAll(() => rm(folder, { recursive: true }));

async function around<Result>(
  behaviour: Behaviour,
  use: (neighbours: Neighbours, running: RunningService) => Promise<Result>,
  withTarget = true,
): Promise<Result> {
  let urls: Readonly<Record<string, string>> = {};
  const running = await service(behaviour, () => urls);
  const neighbours = await stub({
    drawing: 'orders.puml',
    for: 'orders',
    ...(withTarget && { target: running.url }),
    cwd: folder,
    timeout: 1000,
    settling: 50,
  });
  urls = neighbours.urls;
  try {
    return await use(neighbours, running);
  } finally {
    await neighbours.close();
    await running.close();
  }
}

test('a healthy service conforms, whichever way is chosen', async () => {
  await around(healthy, async (neighbours) => {
    expect(Object.keys(neighbours.environment).sort()).toEqual(['AUDIT_URL', 'INVENTORY_URL', 'PAYMENT_SERVICE_URL']);
    expect(neighbours.notes.map(({ code, message }) => `${code}: ${message}`)).toMatchInlineSnapshot(`
      [
        "live/left-alone: db is left alone, for a store cannot be stubbed over HTTP; what is drawn there is taken to have happened",
      ]
    `);
    for (const choose of [[], ['declined'], ['201'], ['402']]) {
      const { verdict, findings, spans } = await neighbours.play({ choose });
      expect(findings.map(({ code, message, observed }) => [code, message, observed])).toEqual([]);
      expect(verdict).toBe('conforms');
      expect(new Set(spans.map(({ traceId }) => traceId)).size).toBe(1);
    }
  });
});

test('by hand', async () => {
  await around(healthy, async (neighbours) => {
    const flow = neighbours.begin();
    const reply = flow.send('Client', 'POST /orders', { body: { item: '77' } });
    const payment = await flow.receive('payment', 'POST /payments');
    expect(payment.body).toEqual({ amount: 3 });
    await payment.reply('201 Created', { body: { id: 'p-1' } });
    const stock = await flow.receive('inventory', 'PUT /stock/{item}');
    expect(stock.path).toBe('/stock/77');
    await stock.reply('204 No Content');
    await flow.receive('audit', 'POST /audit');
    expect(await reply).toMatchObject({ status: 201, body: { id: 'p-1' } });
    await flow.finish();
  });
});

test('by hand, the other way', async () => {
  await around(healthy, async (neighbours) => {
    const flow = neighbours.begin();
    const reply = flow.send('Client', 'POST /orders {item, quantity}');
    await (await flow.receive('Payment Service', 'POST /payments')).reply('402 Payment Required');
    expect(await reply).toMatchObject({ status: 409 });
    await flow.finish();
  });
});

test('by hand, what does not come and what does are told', async () => {
  const forgetful: Behaviour = async ({ ask }) => {
    await ask('payment', 'POST /payment', { amount: 3 });
    return [201];
  };
  await around(forgetful, async (neighbours) => {
    const flow = neighbours.begin();
    const reply = flow.send('Client', 'POST /orders');
    await expect(flow.receive('payment', 'POST /payments')).rejects.toMatchObject({ name: 'FlowError' });
    expect(await reply).toMatchObject({ status: 201 });
    await expect(flow.finish()).rejects.toThrowErrorMatchingInlineSnapshot(
      `[FlowError: line 5: Payment Service was asked for POST /payment, which is not drawn; did you mean POST /payments?; line 12: orders answered "POST /orders {item, quantity}" with 201, before what has to come first; line 5: "orders -> Payment Service: POST /payments {amount}" did not come]`,
    );
    await expect(flow.send('Client', 'POST /orders')).rejects.toThrowErrorMatchingInlineSnapshot(
      `[FlowError: the drawing does not allow "POST /orders" here; awaited: "POST /payments {amount}"; line 5: Payment Service was asked for POST /payment, which is not drawn; did you mean POST /payments?; line 12: orders answered "POST /orders {item, quantity}" with 201, before what has to come first; line 5: "orders -> Payment Service: POST /payments {amount}" did not come]`,
    );
  });
});

test('without a target neighbours answer whoever comes, flow after flow', async () => {
  await around(
    healthy,
    async (neighbours, { url }) => {
      const signal = new AbortController();
      const served = neighbours.serve({ signal: signal.signal, choose: [] });
      for (const item of ['1', '2']) {
        const answer = await fetch(`${url}/orders`, {
          method: 'POST',
          headers: { connection: 'close' },
          body: JSON.stringify({ item }),
        });
        expect(answer.status).toBe(201);
      }
      signal.abort();
      const { verdict, findings } = await served;
      expect(findings.map(({ code, message, observed }) => [code, message, observed])).toEqual([]);
      expect(verdict).toBe('conforms');
    },
    false,
  );
});

const handlerCases: readonly {
  readonly name: string;
  readonly orders: Handler;
  readonly expected: readonly string[];
}[] = [
  {
    name: 'as drawn',
    orders: async (_message, me) => {
      const { status } = await me.call('payment', 'POST /payments', { body: { amount: 3 } });
      if (status === 201) await me.call('inventory', 'PUT /stock/7');
      void me.call('audit', 'POST /audit');
      return status === 201 ? { answer: '201 Created', body: { id: '7' } } : '409 Conflict';
    },
    expected: [],
  },
  { name: 'nothing at all', orders: () => undefined, expected: ['live/unexpected-reply', 'live/did-not-come'] },
  {
    name: 'it throws',
    orders: () => {
      throw new Error('out of order');
    },
    expected: ['live/handler-threw', 'live/did-not-come'],
  },
];

test.for(handlerCases)('a handler in place of what is drawn: $name', async ({ orders, expected }) => {
  for (const choose of [['paid'], ['declined']]) {
    const options = { drawing: 'orders.puml', cwd: folder, choose, handlers: { orders }, timeout: 500, settling: 30 };
    const { verdict, findings } = await run(options);
    expect(findings.map(({ code }) => code)).toEqual(expected);
    expect(verdict).toBe(expected.length > 0 ? 'violates' : 'conforms');
  }
});
