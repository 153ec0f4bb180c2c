import { expect, test } from 'vitest';
import { first } from '#runtime';
import { readWish, startNeighbours, wished } from '../../src/runtime/live/index.ts';
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
