import { expect, test } from 'vitest';
import { type BrokerMessage, first, openTransport, startNeighbours } from '#runtime';
import { drawn } from './live-service.ts';

/** A service that is told of orders over a broker, and tells of payments. */
const drawing = `
queue broker
shop ->> broker : order.placed
broker ->> billing : order.placed
alt can be charged
  billing ->> broker : payment.taken
  broker ->> mail : payment.taken
else
  billing ->> broker : payment.refused
end`;

async function around(
  react: (message: BrokerMessage, publish: (destination: string) => Promise<unknown>) => Promise<void>,
  use: (neighbours: Awaited<ReturnType<typeof startNeighbours>>) => Promise<void>,
): Promise<void> {
  const name = `in-process:${Math.random()}`;
  const [ours, theirs] = [await openTransport(name), await openTransport(name)];
  await theirs.subscribe(['order.placed'], 'billing', (message) => {
    const { traceparent = '' } = message.headers;
    const body = Buffer.from('{"amount":3}');
    void react(message, (destination) => theirs.publish({ destination, headers: { traceparent }, body }));
  });
  const interaction = await drawn(drawing);
  const neighbours = await startNeighbours({
    interaction,
    played: new Set(['shop', 'mail']),
    targets: new Map(),
    broker: ours,
    timeout: 500,
    settling: 50,
  });
  try {
    await use(neighbours);
  } finally {
    await neighbours.close();
    await ours.close();
    await theirs.close();
  }
}

const cases = [
  { name: 'as drawn', publishes: ['payment.taken'], expected: [] },
  { name: 'the other way', publishes: ['payment.refused'], expected: [] },
  {
    name: 'nothing',
    publishes: [],
    expected: ['live/did-not-come 7: "billing ->> broker: payment.taken" did not come within 0.5 s'],
  },
  {
    name: 'twice',
    publishes: ['payment.taken', 'payment.taken'],
    expected: ['live/unexpected-message 7: payment.taken was published, which is not to come now'],
  },
  {
    name: 'both',
    publishes: ['payment.refused', 'payment.taken'],
    expected: ['live/unexpected-message 7: payment.taken was published, which is not to come now'],
  },
];

test.for(cases)('over a broker: $name', async ({ publishes, expected }) => {
  await around(
    async (_message, publish) => {
      for (const destination of publishes) await publish(destination);
    },
    async (neighbours) => {
      const { deviations, runs } = await neighbours.play({ policy: first });
      expect(deviations.map(({ code, message, drawn: at }) => `${code} ${at?.range.start.line}: ${message}`)).toEqual(
        expected,
      );
      expect(new Set(runs[0]!.spans().map(({ traceId }) => traceId)).size).toBe(1);
    },
  );
});

test('over a broker, by hand', async () => {
  let handedOn = '';
  await around(
    async ({ headers }, publish) => {
      handedOn = headers.traceparent!.split('-')[2]!;
      await publish('payment.taken');
    },
    async (neighbours) => {
      const flow = neighbours.begin();
      await flow.publish('order.placed', { body: { id: '7' } });
      expect((await flow.consume('payment.taken')).body).toEqual({ amount: 3 });
      await flow.finish();
      // The service's spans must not hang on one that nobody reports.
      const spans = flow.played.runs[0]!.spans();
      expect(spans.find(({ spanId }) => spanId === handedOn)).toMatchObject({ kind: 'producer', name: 'order.placed' });
    },
  );
});
