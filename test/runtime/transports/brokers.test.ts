/** What is particular to each kind of broker, and to programs that use one. */
import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { connect } from 'amqplib';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { openTransport } from '#runtime';
import { mosquitto, rabbitmq, type TestBroker } from '../../brokers/brokers.ts';
import { hasMosquitto, startMosquitto } from '../../brokers/mosquitto.ts';
import { startProxy } from '../../brokers/proxy.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const runtime = new URL('../../../src/runtime/index.ts', import.meta.url).href;

/** What a program says that runs in a process of its own, which has to end by itself. */
async function program(text: string): Promise<string> {
  const args = ['--conditions=asdrawn:src', '--input-type=module', '-e', text];
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: root, timeout: 60_000 });
  return stdout;
}

/** One of each for all that is here, for RabbitMQ takes its time to start. */
function useBroker(broker: TestBroker): () => string {
  let running: Awaited<ReturnType<TestBroker['start']>> | undefined;
  beforeAll(async () => {
    if (!broker.missing) running = await broker.start();
  }, 120_000);
  afterAll(() => running?.stop());
  return () => running?.url ?? '';
}

const urls = new Map([rabbitmq, mosquitto].map((broker) => [broker, useBroker(broker)]));

const text = (body: Uint8Array): string => new TextDecoder().decode(body);

test.each([
  ['amqplib', 'amqp://localhost'],
  ['mqtt', 'mqtt://localhost'],
])('without %s it is told what to install', async (name, address) => {
  const said = await program(`
    import { registerHooks, builtinModules } from 'node:module';
    registerHooks({ resolve(specifier, context, next) {
      if (specifier !== ${JSON.stringify(name)}) return next(specifier, context);
      throw Object.assign(new Error("Cannot find package '${name}' imported from here"), { code: 'ERR_MODULE_NOT_FOUND' });
    } });
    process.chdir('/');
    const { openTransport } = await import(${JSON.stringify(runtime)});
    await openTransport('${address}').catch((error) => console.log([error.code, error.message, error.help].join('\\n')));
  `);
  expect(said.split('\n').slice(0, 3)).toEqual([
    'transport/missing-package',
    `the package ${name} is not installed`,
    `Install it: \`npm install --save-dev ${name}\`, or for once \`npx -p asdrawn -p ${name} asdrawn …\`.`,
  ]);
});

describe.each([
  ['AMQP', rabbitmq],
  ['MQTT', mosquitto],
] as const)('%s', (_name, broker) => {
  describe.skipIf(broker.missing)('in a program', () => {
    const url = urls.get(broker)!;

    test.each([
      ['after closing', 'await transport.close();'],
      ['after losing it', 'await proxy.cut(); await lost; '],
      ['after closing while it is silent', 'proxy.silence(); await transport.close();'],
      ['after closing while it is away', 'await proxy.cut(); await transport.close();'],
    ])(
      'it ends by itself %s',
      async (_when, ending) => {
        const said = await program(`
        const { openTransport } = await import(${JSON.stringify(runtime)});
        const { startProxy } = await import(${JSON.stringify(new URL('../../brokers/proxy.ts', import.meta.url).href)});
        const proxy = await startProxy(${JSON.stringify(url())});
        const transport = await openTransport(proxy.url, { bounds: { recover: 500, close: 500 } });
        const lost = new Promise((resolve) => transport.onLost(resolve));
        let got;
        const first = new Promise((resolve) => { got = resolve; });
        await transport.subscribe(['end.${randomUUID()}'], 'g', () => {});
        await transport.subscribe(['end.of.program'], 'g', ({ body }) => got(Buffer.from(body).toString()));
        await transport.publish({ destination: 'end.of.program', headers: {}, body: Buffer.from('arrived') });
        console.log(await first);
        ${ending}
        await proxy.stop();
      `);
        expect(said).toBe('arrived\n');
      },
      90_000,
    );
  });
});

describe.skipIf(rabbitmq.missing)('RabbitMQ', () => {
  const url = urls.get(rabbitmq)!;

  /** Whether something is there, asked on a channel that may end over it. */
  async function isThere(
    what: (channel: Awaited<ReturnType<Awaited<ReturnType<typeof connect>>['createChannel']>>) => Promise<unknown>,
  ): Promise<boolean> {
    const model = await connect(url());
    const channel = await model.createChannel();
    channel.on('error', () => {});
    const found = await what(channel).then(
      () => true,
      () => false,
    );
    await model.close();
    return found;
  }

  test.each([
    ['amqp://guest:wrong@', /^RabbitMQ at amqp:\/\/127\.0\.0\.1:\d+ refuses: ACCESS[_-]REFUSED/],
    ['amqp://nobody:secret@', /refuses: ACCESS[_-]REFUSED/],
  ])('%s is refused', async (head, message) => {
    const address = new URL(url());
    const opening = openTransport(`${head}${address.host}`);
    await expect(opening).rejects.toMatchObject({ code: 'transport/refused', message: expect.stringMatching(message) });
  });

  test('an unknown virtual host is refused', async () => {
    await expect(openTransport(`${url()}/nowhere`)).rejects.toMatchObject({
      code: 'transport/refused',
      message: expect.stringContaining('refuses: there is no virtual host nowhere, or not for this user'),
    });
  });

  test('nothing is left behind, and a message goes by the exchange that is named', async () => {
    const exchange = `left-${randomUUID()}`;
    const over = await openTransport(`${url()}?exchange=${exchange}`);
    await over.subscribe(['a.b'], 'g', () => {});
    const other = await openTransport(`${url()}?exchange=${exchange}`);
    await other.publish({ destination: 'a.b', headers: {}, body: new Uint8Array() });
    expect(await isThere((channel) => channel.checkExchange(exchange))).toBe(true);
    await over.close();
    // Its exchange went with its queue; whoever is left makes it anew.
    expect(await other.publish({ destination: 'a.b', headers: {}, body: new Uint8Array() })).toBe('unrouted');
    await other.close();
    const third = await openTransport(`${url()}?exchange=${exchange}`);
    const received: unknown[] = [];
    await third.subscribe(['a.b'], 'g', (message) => received.push(message));
    await third.publish({ destination: 'a.b', headers: {}, body: new Uint8Array() });
    await third.close();
    expect(received.length).toBeLessThanOrEqual(1);
    expect(await isThere((channel) => channel.checkExchange(exchange))).toBe(false);
  });

  test('what a run that was killed left in its queue is not for the next', async () => {
    const exchange = `killed-${randomUUID()}`;
    const address = `${url()}?exchange=${exchange}`;
    await expect(
      program(`
        const { openTransport } = await import(${JSON.stringify(runtime)});
        const transport = await openTransport(${JSON.stringify(address)});
        await transport.subscribe(['a.b'], 'g', () => process.kill(process.pid, 'SIGKILL'));
        await transport.publish({ destination: 'a.b', headers: {}, body: Buffer.from('old') });
        await new Promise((resolve) => setTimeout(resolve, 10_000));
      `),
    ).rejects.toMatchObject({ signal: 'SIGKILL' });
    const over = await openTransport(address);
    onTestFinished(() => over.close());
    const first = new Promise<string>((resolve) => {
      over
        .subscribe(['a.b'], 'g', ({ body }) => resolve(text(body)))
        .then(() => over.publish({ destination: 'a.b', headers: {}, body: Buffer.from('new') }));
    });
    expect(await first).toBe('new');
  });

  test('the exchange of services, and their headers of other types', async () => {
    const exchange = `services-${randomUUID()}`;
    const model = await connect(url());
    onTestFinished(() => model.close());
    const channel = await model.createChannel();
    await channel.assertExchange(exchange, 'direct', { durable: false });
    onTestFinished(async () => {
      await channel.deleteExchange(exchange);
    });
    const over = await openTransport(`${url()}?exchange=${exchange}`);
    onTestFinished(() => over.close());
    const first = new Promise<unknown>((resolve) => {
      over
        .subscribe(['placed'], 'g', ({ headers }) => resolve(headers))
        .then(() =>
          channel.publish(exchange, 'placed', Buffer.from('x'), {
            messageId: 'm-1',
            headers: { count: 3, isNew: true, bytes: Buffer.from('é'), table: { a: [1] } },
          }),
        );
    });
    expect(await first).toEqual({ 'message-id': 'm-1', count: '3', isNew: 'true', bytes: 'é', table: '{"a":[1]}' });
  });

  test('headers that are too large, and names that are patterns', async () => {
    const over = await openTransport(url());
    onTestFinished(() => over.close());
    const headers = { large: 'x'.repeat(100_000) };
    await expect(over.publish({ destination: 'a', headers, body: new Uint8Array() })).rejects.toMatchObject({
      code: 'transport/not-taken',
    });
    await expect(over.subscribe(['order.*'], 'g', () => {})).rejects.toMatchObject({ code: 'transport/destination' });
    expect(await over.publish({ destination: 'still.there', headers: {}, body: new Uint8Array() })).toBe('unrouted');
  });
});

describe.skipIf(mosquitto.missing)('MQTT', () => {
  const url = urls.get(mosquitto)!;

  test('a broker of 3.1.1 is spoken to in its language', async () => {
    // Byte 8 of the greeting is the version that is wanted; the answer says that it is not to be had.
    const proxy = await startProxy(url(), (first) => (first[8] === 5 ? Buffer.from([0x20, 2, 0, 1]) : undefined));
    onTestFinished(() => proxy.stop());
    const over = await openTransport(proxy.url);
    onTestFinished(() => over.close());
    expect(over.limits).toEqual([expect.stringContaining('MQTT 3.1.1, which has no headers')]);
    const first = new Promise<string>((resolve) => {
      over
        .subscribe(['old/broker'], 'g', ({ body }) => resolve(text(body)))
        .then(() => over.publish({ destination: 'old/broker', headers: {}, body: Buffer.from('hello') }));
    });
    expect(await first).toBe('hello');
  });

  test.each(['a/+', 'a/#', '$SYS/a'])('%s is no destination', async (destination) => {
    const over = await openTransport(url());
    onTestFinished(() => over.close());
    const expected = { code: 'transport/destination' };
    await expect(over.subscribe([destination], 'g', () => {})).rejects.toMatchObject(expected);
    await expect(over.publish({ destination, headers: {}, body: new Uint8Array() })).rejects.toMatchObject(expected);
  });

  test.skipIf(!hasMosquitto).each(['', 'me:wrong@'])('%j is refused by one that knows nobody', async (user) => {
    const server = await startMosquitto({ hasUsers: true });
    onTestFinished(() => server.stop());
    await expect(openTransport(`mqtt://${user}${new URL(server.url).host}`)).rejects.toMatchObject({
      code: 'transport/refused',
      message: expect.stringMatching(/^the MQTT broker at mqtt:\/\/127\.0\.0\.1:\d+ refuses: .*Not authorized/),
    });
  });
});
