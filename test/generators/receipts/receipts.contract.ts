// asdrawn: generated from receipts.puml for receipts. Written again by
//   asdrawn generate vitest receipts.puml --for receipts -o receipts.contract.ts
// What stands between "asdrawn: keep" and "asdrawn: end" is yours and stays; all else follows the drawing.
import { type Contract, command, contract } from 'asdrawn';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

// What you import yourself:

// asdrawn: keep imports
// asdrawn: end

// asdrawn: keep start
// Starts receipts, which is told where to listen (PORT) and where its neighbours do (PAYMENT_URL).
const start = command(process.env.RECEIPTS_COMMAND ?? ['node', 'service.js']);
// asdrawn: end

describe('receipts, as drawn in receipts.puml', { timeout: 30_000 }, () => {
  let neighbours: Contract;

  beforeAll(async () => {
    neighbours = await contract({ drawing: 'receipts.puml', for: 'receipts', start });
  }, 60_000);

  afterAll(() => neighbours?.stop());

  test('as drawn', async () => {
    // asdrawn: keep sent: as drawn
    const sent = {
      'POST /receipts': { body: { order: 'order' } },
      '201 Created': { body: { id: '42' } },
    };
    // asdrawn: end
    const run = await neighbours.begin({ sent });

    // Client -> receipts : POST /receipts {order}
    const postReceipts = run.at(6).send('Client', 'POST /receipts');

    // receipts -> payment : POST /payments {amount}
    const postPayments = await run.at(7).receive('payment', 'POST /payments');
    expect(postPayments.body, 'receipts.puml:7').toMatchObject({ amount: expect.anything() });

    // payment --> receipts : 201 Created {id}
    await run.at(8).reply(postPayments, '201 Created');

    // receipts --> Client : 201 Created {id, total}
    const created = await run.at(9).answer(postReceipts, '201 Created');
    expect(created.body, 'receipts.puml:9').toMatchObject({ id: expect.anything(), total: expect.anything() });

    // asdrawn: keep after: as drawn
    // asdrawn: end
    await run.finish();
  });
});
