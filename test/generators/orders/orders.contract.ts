// asdrawn: generated from test/generators/orders/orders.puml for orders. Written again by
//   asdrawn generate vitest test/generators/orders/orders.puml --for orders -o test/generators/orders/orders.contract.ts
// What stands between "asdrawn: keep" and "asdrawn: end" is yours and stays; all else follows the drawing.
import { type Contract, command, contract } from 'asdrawn';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

// What you import yourself:

// asdrawn: keep imports
// asdrawn: end

// asdrawn: keep start
// Starts orders, which is told where to listen (PORT) and where its neighbours do (PAYMENT_URL, INVENTORY_URL, AUDIT_URL).
const start = command(process.env.ORDERS_COMMAND ?? ['node', 'test/generators/orders/service.js']);
// asdrawn: end

describe('orders, as drawn in test/generators/orders/orders.puml', { timeout: 30_000 }, () => {
  let neighbours: Contract;

  beforeAll(async () => {
    neighbours = await contract({ drawing: 'test/generators/orders/orders.puml', for: 'orders', start });
  }, 60_000);

  afterAll(() => neighbours?.stop());

  test('paid, loop at line 15: once', async () => {
    // asdrawn: keep sent: paid, loop at line 15: once
    const sent = {
      'POST /orders': { body: { item: 'item', quantity: 1 } },
      '201 Created': { body: { id: '42' } },
    };
    // asdrawn: end
    const run = await neighbours.begin({ sent });

    // Client -> orders : POST /orders {item, quantity}
    const postOrders = run.at(9).send('Client', 'POST /orders');
    // (orders -> orders : check the form)

    // orders -> payment : POST /payments {amount}
    const postPayments = await run.at(11).receive('payment', 'POST /payments');
    expect(postPayments.body, 'test/generators/orders/orders.puml:11').toMatchObject({ amount: expect.anything() });

    // payment --> orders : 201 Created {id}
    await run.at(13).reply(postPayments, '201 Created');
    // (orders -> db : INSERT INTO orders)

    // orders -> inventory : PUT /stock/{item}
    const putStock = await run.at(16).receive('inventory', 'PUT /stock/{item}');

    // inventory --> orders : 204 No Content
    await run.at(17).reply(putStock, '204 No Content');

    // Side by side, in any order:
    await Promise.all([
      (async () => {
        // orders -> audit : POST /audit
        const postAudit = await run.at(20).receive('audit', 'POST /audit');

        // audit --> orders : 202 Accepted
        await run.at(21).reply(postAudit, '202 Accepted');
      })(),
      (async () => {
        // orders -> payment : POST /receipts
        const postReceipts = await run.at(23).receive('payment', 'POST /receipts');

        // payment --> orders : 200 OK
        await run.at(24).reply(postReceipts, '200 OK');
      })(),
    ]);

    // orders --> Client : 201 Created {id}
    const created = await run.at(26).answer(postOrders, '201 Created');
    expect(created.body, 'test/generators/orders/orders.puml:26').toMatchObject({ id: expect.anything() });

    // asdrawn: keep after: paid, loop at line 15: once
    // asdrawn: end
    await run.finish();
  });

  test('paid, loop at line 15: twice', async () => {
    // asdrawn: keep sent: paid, loop at line 15: twice
    const sent = {
      'POST /orders': { body: { item: 'item', quantity: 2 } },
      '201 Created': { body: { id: '42' } },
    };
    // asdrawn: end
    const run = await neighbours.begin({ sent });

    // Client -> orders : POST /orders {item, quantity}
    const postOrders = run.at(9).send('Client', 'POST /orders');
    // (orders -> orders : check the form)

    // orders -> payment : POST /payments {amount}
    const postPayments = await run.at(11).receive('payment', 'POST /payments');
    expect(postPayments.body, 'test/generators/orders/orders.puml:11').toMatchObject({ amount: expect.anything() });

    // payment --> orders : 201 Created {id}
    await run.at(13).reply(postPayments, '201 Created');
    // (orders -> db : INSERT INTO orders)

    // orders -> inventory : PUT /stock/{item}
    const putStock = await run.at(16).receive('inventory', 'PUT /stock/{item}');

    // inventory --> orders : 204 No Content
    await run.at(17).reply(putStock, '204 No Content');

    // orders -> inventory : PUT /stock/{item}
    const putStock2 = await run.at(16).receive('inventory', 'PUT /stock/{item}');

    // inventory --> orders : 204 No Content
    await run.at(17).reply(putStock2, '204 No Content');

    // Side by side, in any order:
    await Promise.all([
      (async () => {
        // orders -> audit : POST /audit
        const postAudit = await run.at(20).receive('audit', 'POST /audit');

        // audit --> orders : 202 Accepted
        await run.at(21).reply(postAudit, '202 Accepted');
      })(),
      (async () => {
        // orders -> payment : POST /receipts
        const postReceipts = await run.at(23).receive('payment', 'POST /receipts');

        // payment --> orders : 200 OK
        await run.at(24).reply(postReceipts, '200 OK');
      })(),
    ]);

    // orders --> Client : 201 Created {id}
    const created = await run.at(26).answer(postOrders, '201 Created');
    expect(created.body, 'test/generators/orders/orders.puml:26').toMatchObject({ id: expect.anything() });

    // asdrawn: keep after: paid, loop at line 15: twice
    // asdrawn: end
    await run.finish();
  });

  test('card refused', async () => {
    // asdrawn: keep sent: card refused
    const sent = {
      'POST /orders': { body: { item: 'item', quantity: 1 } },
    };
    // asdrawn: end
    const run = await neighbours.begin({ sent, choose: ['12=2'] });

    // Client -> orders : POST /orders {item, quantity}
    const postOrders = run.at(9).send('Client', 'POST /orders');
    // (orders -> orders : check the form)

    // orders -> payment : POST /payments {amount}
    const postPayments = await run.at(11).receive('payment', 'POST /payments');
    expect(postPayments.body, 'test/generators/orders/orders.puml:11').toMatchObject({ amount: expect.anything() });

    // payment --> orders : 402 Payment Required
    await run.at(28).reply(postPayments, '402 Payment Required');

    // orders --> Client : 409 Conflict
    await run.at(29).answer(postOrders, '409 Conflict');

    // asdrawn: keep after: card refused
    // asdrawn: end
    await run.finish();
  });
});
