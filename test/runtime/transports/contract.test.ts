import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { type BrokerMessage, type MessagingTransport, openTransport, TransportError } from '#runtime';
import { mosquitto, rabbitmq, type TestBroker } from '../../brokers/brokers.ts';

interface Row {
  readonly name: string;
  readonly broker: TestBroker;
  /** From the address of the broker, for a test that shall see no other's messages. */
  readonly address: (url: string) => string;
  readonly separator: string;
  readonly hasHeaders: boolean;
  readonly shares: boolean;
  readonly unrouted: string;
  readonly routed: string;
}

const none: TestBroker = {
  name: 'none',
  missing: undefined,
  start: async () => ({ url: 'in-process', stop: async () => {} }),
};

const rows: readonly Row[] = [
  {
    name: 'in-process',
    broker: none,
    address: () => `in-process:${randomUUID()}`,
    separator: '.',
    hasHeaders: true,
    shares: true,
    unrouted: 'unrouted',
    routed: 'routed',
  },
  {
    name: 'AMQP',
    broker: rabbitmq,
    address: (url) => `${url}?exchange=test-${randomUUID()}`,
    separator: '.',
    hasHeaders: true,
    shares: true,
    unrouted: 'unrouted',
    routed: 'routed',
  },
  {
    name: 'MQTT 5, shared',
    broker: mosquitto,
    address: (url) => `${url}?share=true`,
    separator: '/',
    hasHeaders: true,
    shares: true,
    unrouted: 'unrouted',
    routed: 'unknown',
  },
  {
    name: 'MQTT 5',
    broker: mosquitto,
    address: (url) => url,
    separator: '.',
    hasHeaders: true,
    shares: false,
    unrouted: 'unrouted',
    routed: 'unknown',
  },
  {
    name: 'MQTT 3.1.1',
    broker: mosquitto,
    address: (url) => `${url}?version=4`,
    separator: '/',
    hasHeaders: false,
    shares: false,
    unrouted: 'unknown',
    routed: 'unknown',
  },
];

const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';

describe.each(rows)('$name', ({ broker, address, separator, hasHeaders, shares, routed, unrouted }) => {
  describe.skipIf(broker.missing)('by the contract', () => {
    let running: Awaited<ReturnType<TestBroker['start']>> | undefined;
    beforeAll(async () => {
      running = await broker.start();
    }, 120_000);
    afterAll(() => running?.stop());

    /** So many transports that reach each other. */
    async function open(count: number): Promise<MessagingTransport[]> {
      const shared = address(running!.url);
      const transports = await Promise.all(Array.from({ length: count }, () => openTransport(shared)));
      onTestFinished(async () => {
        await Promise.all(transports.map((transport) => transport.close()));
      });
      return transports;
    }

    /** A destination that no other test has. */
    const fresh = (): string => ['test', randomUUID(), 'placed'].join(separator);

    test('every group gets each message once', async () => {
      const [one, other] = (await open(2)) as [MessagingTransport, MessagingTransport];
      const destination = fresh();
      const billing = inbox();
      const stock = inbox();
      const elsewhere = inbox();
      await one.subscribe([destination], 'billing', billing.put);
      await other.subscribe([fresh(), destination], 'stock', stock.put);
      await other.subscribe([fresh()], 'elsewhere', elsewhere.put);
      for (const text of ['a', 'b', 'c']) await one.publish(message(destination, text));
      await other.publish(message(destination, 'd'));

      expect((await billing.next(4)).map(textOf).sort()).toEqual(['a', 'b', 'c', 'd']);
      expect((await stock.next(4)).map(textOf).sort()).toEqual(['a', 'b', 'c', 'd']);
      await settle(one, destination);
      expect([billing.all.length, stock.all.length, elsewhere.all.length]).toEqual([4, 4, 0]);
      expect(billing.all[0]!.destination).toBe(destination);
    });

    test.runIf(shares)('members of a group share', async () => {
      const [one, other] = (await open(2)) as [MessagingTransport, MessagingTransport];
      const destination = fresh();
      const all = inbox();
      const members = [inbox(all.put), inbox(all.put)] as const;
      await one.subscribe([destination], 'workers', members[0].put);
      await other.subscribe([destination], 'workers', members[1].put);
      const texts = Array.from({ length: 40 }, (_, index) => String(index));
      for (const text of texts) await one.publish(message(destination, text));

      expect((await all.next(40)).map(textOf).sort()).toEqual(texts.toSorted());
      await settle(one, destination);
      expect(all.all.length).toBe(40);
      for (const member of members) expect(member.all.length).toBeGreaterThan(0);
    });

    test('one participant may listen for several groups', async () => {
      const [one] = (await open(1)) as [MessagingTransport];
      const destination = fresh();
      const inboxes = [inbox(), inbox(), inbox()];
      for (const [index, { put }] of inboxes.entries()) await one.subscribe([destination], `group ${index}/é`, put);
      await one.publish(message(destination, 'to all'));
      for (const { next } of inboxes) expect((await next(1)).map(textOf)).toEqual(['to all']);
    });

    test.runIf(hasHeaders)('headers survive', async () => {
      const [one, other] = (await open(2)) as [MessagingTransport, MessagingTransport];
      const destination = fresh();
      const headers = {
        traceparent,
        tracestate: 'vendor=a:b,other=1',
        baggage: 'user=J%C3%BCrgen',
        empty: '',
        'x-long': 'ü'.repeat(2000),
        'content-type': 'application/json',
        'correlation-id': 'c-42',
        'reply-to': 'answers',
      };
      const { put, next } = inbox();
      await other.subscribe([destination], 'g', put);
      await one.publish({ destination, headers, body: new Uint8Array() });
      await one.publish(message(destination, 'bare'));
      const [first, second] = await next(2);
      expect(first!.headers).toEqual(headers);
      expect(second!.headers).toEqual({});
    });

    test.runIf(!hasHeaders)('says that it carries no headers', async () => {
      const [one] = (await open(1)) as [MessagingTransport];
      const destination = fresh();
      const { put, next } = inbox();
      await one.subscribe([destination], 'g', put);
      await one.publish({ destination, headers: { traceparent }, body: Buffer.from('x') });
      expect((await next(1)).map(({ headers }) => headers)).toEqual([{}]);
      expect(one.limits.join(' ')).toMatch(/trace context/);
    });

    test.each([
      ['waiting for each', true],
      ['all at once', false],
    ])('1,000 messages arrive in order, %s', async (_how, waits) => {
      const [one, other] = (await open(2)) as [MessagingTransport, MessagingTransport];
      const destination = fresh();
      const { put, next, all } = inbox();
      await other.subscribe([destination], 'g', put);
      const texts = Array.from({ length: 1000 }, (_, index) => String(index));
      const pending: Promise<unknown>[] = [];
      for (const text of texts) {
        const publishing = one.publish(message(destination, text));
        if (waits) await publishing;
        else pending.push(publishing);
      }
      await Promise.all(pending);
      expect((await next(1000)).map(textOf)).toEqual(texts);
      await settle(one, destination);
      expect(all.length).toBe(1000);
    });

    test('bodies are bytes', async () => {
      const [one, other] = (await open(2)) as [MessagingTransport, MessagingTransport];
      const destination = fresh();
      const every = Uint8Array.from({ length: 256 }, (_, index) => index);
      const bodies = [every, new Uint8Array(), every.subarray(200, 230), new Uint8Array(300_000).fill(0xff)];
      const { put, next } = inbox();
      await other.subscribe([destination], 'g', put);
      for (const body of bodies) await one.publish({ destination, headers: {}, body });
      expect((await next(4)).map(({ body }) => Buffer.from(body).toString('base64'))).toEqual(
        bodies.map((body) => Buffer.from(body).toString('base64')),
      );
    });

    test('it is told whether anybody listens', async () => {
      const [one, other] = (await open(2)) as [MessagingTransport, MessagingTransport];
      const destination = fresh();
      expect(await one.publish(message(destination, 'to nobody'))).toBe(unrouted);
      const { put, next } = inbox();
      await other.subscribe([destination], 'g', put);
      expect(await one.publish(message(destination, 'to somebody'))).toBe(routed);
      expect((await next(1)).map(textOf)).toEqual(['to somebody']);
    });

    test.each(['', `${'x'.repeat(256)}`, 'a\u0000b'])('%j is no destination', async (destination) => {
      const [one] = (await open(1)) as [MessagingTransport];
      await expect(one.publish(message(destination, ''))).rejects.toMatchObject({ code: 'transport/destination' });
      await expect(one.subscribe([destination], 'g', () => {})).rejects.toMatchObject({
        code: 'transport/destination',
      });
    });

    test('after closing there is nothing more, and others go on', async () => {
      const [one, other, third] = (await open(3)) as [MessagingTransport, MessagingTransport, MessagingTransport];
      const destination = fresh();
      const left = inbox();
      const stayed = inbox();
      await other.subscribe([destination], 'left', left.put);
      await third.subscribe([destination], 'stayed', stayed.put);
      await one.publish(message(destination, 'first'));
      await Promise.all([left.next(1), stayed.next(1)]);
      await Promise.all([other.close(), other.close()]);
      await one.publish(message(destination, 'second'));
      expect((await stayed.next(2)).map(textOf)).toEqual(['first', 'second']);
      await expect(other.publish(message(destination, ''))).rejects.toMatchObject({ code: 'transport/closed' });
      await expect(other.subscribe([destination], 'g', () => {})).rejects.toBeInstanceOf(TransportError);
      expect(left.all.length).toBe(1);
    });
  });
});

function message(destination: string, text: string): BrokerMessage {
  return { destination, headers: {}, body: new TextEncoder().encode(text) };
}

function textOf({ body }: BrokerMessage): string {
  return new TextDecoder().decode(body);
}

interface Inbox {
  readonly all: readonly BrokerMessage[];
  readonly put: (message: BrokerMessage) => void;
  /** The first so many, as soon as they are there. */
  readonly next: (count: number) => Promise<readonly BrokerMessage[]>;
}

function inbox(also: (message: BrokerMessage) => void = () => {}): Inbox {
  const all: BrokerMessage[] = [];
  let check = (): void => {};
  return {
    all,
    put: (received) => {
      all.push(received);
      also(received);
      check();
    },
    next: (count) =>
      new Promise((resolve) => {
        check = () => {
          if (all.length >= count) resolve(all.slice(0, count));
        };
        check();
      }),
  };
}

/** When a message has gone the same way, what was sent before has gone it too: a second copy would be there by now. */
async function settle(transport: MessagingTransport, destination: string): Promise<void> {
  const echo = inbox();
  const own = `${destination}-echo`;
  await transport.subscribe([own], 'echo', echo.put);
  await transport.publish(message(own, 'echo'));
  await echo.next(1);
}
