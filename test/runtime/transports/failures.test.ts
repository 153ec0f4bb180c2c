import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { type MessagingTransport, openTransport, TransportError, type TransportOptions } from '#runtime';
import { mosquitto, rabbitmq, type TestBroker } from '../../brokers/brokers.ts';
import { hasMosquitto, startMosquitto } from '../../brokers/mosquitto.ts';
import { type BrokerProxy, startProxy } from '../../brokers/proxy.ts';
import { hasRabbitmq, startRabbitmq } from '../../brokers/rabbitmq.ts';
import { freePorts, type Server } from '../../brokers/server.ts';

const short = { connect: 1000, recover: 700, publish: 1500, close: 500 };
const patient = { ...short, recover: 20_000, publish: 25_000 };

/** What went wrong, as data. */
async function failure(doing: Promise<unknown>): Promise<TransportError> {
  const error = await doing.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(TransportError);
  return error as TransportError;
}

describe('addresses', () => {
  test.each([
    ['', '"" is no address of a broker'],
    ['rabbit', '"rabbit" is no address of a broker'],
    ['kafka://localhost', '"kafka://localhost" is no address of a broker'],
    ['amqp://', '"amqp://" is no address of a broker'],
    ['amqp://me:secret@ho st', '"amqp://me:***@ho st" is no address of a broker'],
    ['constructor:x', '"constructor:x" is no address of a broker'],
  ])('%j', async (address, message) => {
    const error = await failure(openTransport(address));
    expect([error.code, error.message]).toEqual(['transport/address', message]);
    expect(error.help).toContain('amqp://localhost:5672');
  });
});

describe.each([
  ['amqp', 'RabbitMQ at', 'rabbitmq'],
  ['mqtt', 'the MQTT broker at', 'mosquitto'],
])('%s without a broker', (scheme, name, image) => {
  test('nobody listens', async () => {
    const [port] = await freePorts(1);
    const error = await failure(openTransport(`${scheme}://me:secret@127.0.0.1:${port}`, { bounds: short }));
    expect(error.code).toBe('transport/unreachable');
    expect(error.message).toBe(`${name} ${scheme}://127.0.0.1:${port} cannot be reached (connection refused)`);
    expect(error.help).toContain(image);
  });

  test.each<[string, string | undefined]>([
    ['says nothing', undefined],
    ['hangs up', ''],
    ['speaks HTTP', 'HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n'],
  ])('what listens %s', async (_does, answer) => {
    const server = createServer((socket) => {
      socket.on('error', () => {});
      socket.on('data', () => {
        if (answer !== undefined) socket.end(answer);
      });
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    onTestFinished(() => void server.close());
    const { port } = server.address() as { readonly port: number };
    const error = await failure(openTransport(`${scheme}://127.0.0.1:${port}`, { bounds: short }));
    expect(error.code).toBe('transport/unreachable');
    await nobodyIsConnected(() => new Promise((resolve) => server.getConnections((_, count) => resolve(count))));
  });
});

const brokers: readonly (readonly [string, TestBroker])[] = [
  ['AMQP', rabbitmq],
  ['MQTT', mosquitto],
];

describe.each(brokers)('%s', (_name, broker) => {
  describe.skipIf(broker.missing)('by way of a bad network', () => {
    let running: Awaited<ReturnType<TestBroker['start']>> | undefined;
    beforeAll(async () => {
      running = await broker.start();
    }, 120_000);
    afterAll(() => running?.stop());

    async function open(
      bounds: TransportOptions['bounds'] = short,
    ): Promise<{ proxy: BrokerProxy; over: MessagingTransport }> {
      const proxy = await startProxy(running!.url);
      const over = await openTransport(proxy.url, { bounds: bounds ?? {} });
      onTestFinished(async () => {
        await over.close();
        await proxy.stop();
      });
      return { proxy, over };
    }

    test('it is back in time: everything arrives once, and nothing is told', async () => {
      const { proxy, over } = await open(patient);
      const destination = `test.${randomUUID()}`;
      const told: TransportError[] = [];
      over.onLost((error) => told.push(error));
      const received: string[] = [];
      let isComplete = (): void => {};
      const complete = new Promise<void>((resolve) => {
        isComplete = resolve;
      });
      await over.subscribe([destination], 'g', ({ body }) => {
        received.push(new TextDecoder().decode(body));
        if (received.includes('last')) isComplete();
      });
      const texts = Array.from({ length: 300 }, (_, index) => String(index));
      const publishing = texts.map((text) => over.publish(messageTo(destination, text)));
      // While some are confirmed and others on their way.
      await publishing[20];
      await proxy.cut();
      const meanwhile = over.publish(messageTo(destination, 'meanwhile'));
      await proxy.restore();
      await Promise.all([...publishing, meanwhile]);
      await over.publish(messageTo(destination, 'last'));
      await complete;
      expect(received.toSorted()).toEqual([...texts, 'meanwhile', 'last'].sort());
      expect(told).toEqual([]);
    });

    test('it does not come back: what waits is rejected, and it is told once', async () => {
      const { proxy, over } = await open();
      const told: TransportError[] = [];
      const lost = new Promise<void>((resolve) => {
        over.onLost((error) => {
          told.push(error);
          resolve();
        });
      });
      await over.subscribe(['test.lost'], 'g', () => {});
      await over.subscribe(['test.lost'], 'h', () => {});
      await proxy.cut();
      const waiting = failure(over.publish(messageTo('test.lost', 'waiting')));
      await lost;
      expect((await waiting).code).toBe('transport/lost');
      expect((await failure(over.publish(messageTo('test.lost', 'late')))).code).toBe('transport/lost');
      expect((await failure(over.subscribe(['test.lost'], 'i', () => {}))).code).toBe('transport/lost');
      expect(told.map(({ code }) => code)).toEqual(['transport/lost']);
      expect(told[0]!.message).toMatch(/went away and was not back within 0.7 s/);
      await over.close();
      expect(proxy.connections).toBe(0);
    });

    test('it falls silent: publishing ends, and so does closing', async () => {
      const { proxy, over } = await open();
      await over.subscribe(['test.silent'], 'g', () => {});
      proxy.silence();
      const publishing = failure(over.publish(messageTo('test.silent', 'x')));
      expect((await publishing).code).toBe('transport/unconfirmed');
      await over.close();
      await nobodyIsConnected(async () => proxy.connections);
    });

    test('closing while it is away', async () => {
      const { proxy, over } = await open(patient);
      await over.subscribe(['test.away'], 'g', () => {});
      await proxy.cut();
      const waiting = failure(over.publish(messageTo('test.away', 'x')));
      await over.close();
      expect((await waiting).code).toBe('transport/closed');
    });
  });
});

/** Of their own, for they are ended. */
describe.each([
  ['RabbitMQ', hasRabbitmq && !rabbitmq.missing, startRabbitmq],
  ['Mosquitto', hasMosquitto && !mosquitto.missing, startMosquitto],
] as const)('%s itself', (_name, isHere, start) => {
  test.skipIf(!isHere)(
    'crashes, and is started again',
    async () => {
      const server: Server = await start();
      onTestFinished(() => server.stop());
      const over = await openTransport(server.url, { bounds: { recover: 60_000, publish: 65_000 } });
      onTestFinished(() => over.close());
      const received: string[] = [];
      let next = (): void => {};
      await over.subscribe(['test.crash'], 'g', ({ body }) => {
        received.push(new TextDecoder().decode(body));
        next();
      });
      const arrived = (): Promise<void> =>
        new Promise((resolve) => {
          next = resolve;
        });
      const first = arrived();
      await over.publish(messageTo('test.crash', 'before'));
      await first;
      await server.halt({ isCrash: true });
      const second = arrived();
      const publishing = over.publish(messageTo('test.crash', 'after'));
      await server.resume();
      await publishing;
      await second;
      expect(received).toEqual(['before', 'after']);
    },
    90_000,
  );
});

function messageTo(destination: string, text: string): Parameters<MessagingTransport['publish']>[0] {
  return { destination, headers: {}, body: new TextEncoder().encode(text) };
}

/** Sockets take a moment to be gone; the test's own bound ends the wait. */
async function nobodyIsConnected(count: () => Promise<number>): Promise<void> {
  await expect.poll(count, { timeout: 5000 }).toBe(0);
}
