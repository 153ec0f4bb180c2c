import { expect, test } from 'vitest';
import { first } from '#runtime';
import { readWish, startNeighbours, wished } from '../../src/runtime/index.ts';
import { type Behaviour, drawn, service } from './live-service.ts';

const orders = `
actor Client
Client -> orders : POST /orders {item, quantity}
orders -> payment : POST /payments {amount}
alt paid
  payment --> orders : 201 Created {id}
  orders -> inventory : PUT /stock/{item}
  inventory --> orders : 204 No Content
  orders --> Client : 201 Created
else declined
  payment --> orders : 402 Payment Required
  orders --> Client : 409 Conflict
end
orders ->> audit : POST /audit`;

const healthy: Behaviour = async ({ ask }) => {
  const paid = await ask('payment', 'POST /payments', { amount: 3 });
  if (paid.status !== 201) {
    await ask('audit', 'POST /audit', {});
    return [409];
  }
  await ask('inventory', 'PUT /stock/42', {});
  await ask('audit', 'POST /audit', {});
  return [201, { id: '7' }];
};

const cases: readonly {
  name: string;
  drawing?: string;
  behaviour: Behaviour;
  choose?: readonly string[];
  expected: readonly string[];
}[] = [
  { name: 'healthy', behaviour: healthy, expected: [] },
  { name: 'the other way, by guard', behaviour: healthy, choose: ['declined'], expected: [] },
  { name: 'the other way, by status', behaviour: healthy, choose: ['402'], expected: [] },
  { name: 'the other way, by line', behaviour: healthy, choose: ['6=2'], expected: [] },
  {
    name: 'a wrong status',
    behaviour: async (asked) => [(await healthy(asked))[0] === 409 ? 500 : 201],
    choose: ['declined'],
    expected: ['live/unexpected-reply 13: orders answered "POST /orders {item, quantity}" with 500'],
  },
  {
    name: 'stock is not taken',
    behaviour: async ({ ask }) => {
      await ask('payment', 'POST /payments', {});
      await ask('audit', 'POST /audit', {});
      return [201];
    },
    expected: [
      'live/unexpected-request 15: audit was asked for POST /audit, which is not to come now',
      'live/unexpected-reply 10: orders answered "POST /orders {item, quantity}" with 201, before what has to come first',
      'live/did-not-come 8: "orders -> inventory: PUT /stock/{item}" did not come',
    ],
  },
  {
    name: 'side by side in any order',
    drawing: `
Client -> orders : POST /orders
par
  orders -> payment : POST /payments
  payment --> orders : 201
else
  orders -> inventory : PUT /stock/{item}
  inventory --> orders : 204
end
orders --> Client : 201`,
    behaviour: async ({ ask }) => {
      await Promise.all([ask('inventory', 'PUT /stock/1'), ask('payment', 'POST /payments')]);
      return [201];
    },
    expected: [],
  },
  {
    name: 'one after the other, in the wrong order',
    drawing: `
Client -> orders : POST /orders
orders -> payment : POST /payments
payment --> orders : 201
orders -> inventory : PUT /stock/{item}
inventory --> orders : 204
orders --> Client : 201`,
    behaviour: async ({ ask }) => {
      await ask('inventory', 'PUT /stock/1');
      await ask('payment', 'POST /payments');
      return [201];
    },
    expected: [
      'live/unexpected-request 6: inventory was asked for PUT /stock/1, which is not to come now',
      'live/unexpected-reply 8: orders answered "POST /orders" with 201, before what has to come first',
      'live/did-not-come 6: "orders -> inventory: PUT /stock/{item}" did not come',
    ],
  },
  {
    name: 'somebody else is asked',
    drawing: `
Client -> orders : POST /orders
orders -> payment : POST /payments
payment -> bank : POST /transfers
bank --> payment : 201
payment --> orders : 201
orders --> Client : 201`,
    behaviour: async ({ ask }) => {
      await ask('bank', 'POST /transfers');
      return [500];
    },
    expected: [
      'live/unexpected-request 5: bank was asked for POST /transfers, which is drawn to come from payment',
      'live/unexpected-reply 8: orders answered "POST /orders" with 500',
      'live/did-not-come 4: "orders -> payment: POST /payments" did not come',
    ],
  },
  {
    name: 'retries that the service decides on, each answered otherwise',
    drawing: `
Client -> orders : POST /orders
loop 1..3
  orders -> payment : POST /payments
  alt out of order
    payment --> orders : 503
  else works
    payment --> orders : 201
  end
end
orders --> Client : 201`,
    behaviour: async ({ ask }) => {
      for (let attempt = 0; attempt < 3; attempt++) if ((await ask('payment', 'POST /payments')).status === 201) break;
      return [201];
    },
    choose: ['6=1,1,2'],
    expected: [],
  },
  {
    name: 'more retries than drawn',
    drawing: `
Client -> orders : POST /orders
loop 1..2
  orders -> payment : POST /payments
  payment --> orders : 503
end
orders --> Client : 502`,
    behaviour: async ({ ask }) => {
      for (let attempt = 0; attempt < 3; attempt++) await ask('payment', 'POST /payments');
      return [502];
    },
    expected: ['live/unexpected-request 5: payment was asked for POST /payments, which is not to come now'],
  },
  {
    name: 'our loops, options and breaks',
    drawing: `
loop 3 times
  Client -> orders : POST /orders
  orders --> Client : 201
end
opt sometimes
  Client -> orders : DELETE /orders/{id}
  orders --> Client : 204
end
break never
  Client -> orders : POST /broken
end
Client -> orders : GET /orders/{id}
orders --> Client : 200`,
    behaviour: async ({ method, path }) => {
      if (method === 'POST') return [201, { id: 'o-7' }];
      if (path !== '/orders/o-7') return [404];
      return method === 'GET' ? [200, {}] : [204];
    },
    expected: [],
  },
  {
    name: 'from outside, answered by a solid arrow, unanswered calls',
    drawing: `
[-> orders : POST /orders
orders -> audit : POST /audit
orders -> payment : charge the card
payment -> orders : charged`,
    behaviour: async ({ ask }) => {
      const audited = await ask('audit', 'POST /audit');
      await ask('payment', 'POST /charge-the-card');
      return [audited.status === 204 ? 200 : 500];
    },
    expected: [],
  },
  {
    name: 'a reply chosen by the baggage of the request',
    behaviour: async (asked) =>
      healthy({ ...asked, ask: (to, call, body) => asked.ask(to, call, body, { baggage: 'a=b,asdrawn-choose=402' }) }),
    expected: [],
  },
  {
    name: 'what the service may leave out',
    drawing: `
Client -> orders : POST /orders
opt
  orders -> payment : POST /payments
  payment --> orders : 201
end
orders --> Client : 201
Client -> orders : GET /orders/1
orders --> Client : 200`,
    behaviour: async ({ method }) => [method === 'GET' ? 200 : 201, {}],
    expected: [],
  },
];

test.for(cases)('$name', async ({ drawing = orders, behaviour, choose = [], expected }) => {
  let urls: Record<string, string> = {};
  const running = await service(behaviour, () => urls);
  const interaction = await drawn(drawing);
  const neighbours = await startNeighbours({
    interaction,
    played: new Set(interaction.lifelines.map(({ id }) => id).filter((id) => id !== 'orders')),
    targets: new Map([['orders', running.url]]),
    timeout: 1000,
    settling: 50,
  });
  try {
    urls = Object.fromEntries(neighbours.urls);
    const log: string[] = [];
    const played = await neighbours.play({
      policy: wished(choose.map(readWish), first),
      tell: (h) => log.push(`${h.occurrence} ${h.arranged.message.label}`),
    });
    expect(
      played.deviations.map(({ code, message, drawn: at }) => `${code} ${at?.range.start.line}: ${message}`),
    ).toEqual(expected);
  } finally {
    await neighbours.close();
    await running.close();
  }
});
