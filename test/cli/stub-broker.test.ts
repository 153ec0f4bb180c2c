import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { main } from '../../src/cli/index.ts';
import { stub } from '../../src/index.ts';
import { openTransport } from '../../src/runtime/index.ts';
import { mosquitto, rabbitmq } from '../brokers/brokers.ts';
import { startProxy } from '../brokers/proxy.ts';
import { collector } from './scenario.ts';

/** A service that only a broker reaches, among neighbours that publish and consume at a real one. */
const drawing = `@startuml
participant shop
queue broker
participant billing
participant mail
shop ->> broker : order.placed {id, amount}
broker ->> billing : order.placed {id, amount}
alt can be charged
  billing ->> broker : payment.taken
  broker ->> mail : payment.taken
else
  billing ->> broker : payment.refused
end
@enduml
`;

/** It consumes orders and publishes what came of them: BUG is what it does wrong. It knows nothing of asdrawn. */
const services = {
  amqp: `
    import amqp from '${import.meta.resolve('amqplib')}';
    const { BROKER, EXCHANGE, BUG } = process.env;
    const channel = await (await amqp.connect(BROKER)).createChannel();
    const { queue } = await channel.assertQueue('', { exclusive: true });
    await channel.bindQueue(queue, EXCHANGE, 'order.placed');
    await channel.consume(queue, ({ content, properties: { headers } }) => {
      const body = Buffer.from(JSON.stringify({ order: JSON.parse(content).id }));
      const publish = (name) => channel.publish(EXCHANGE, name, body, { headers: { traceparent: headers.traceparent } });
      if (BUG === 'twice') publish('payment.taken');
      if (BUG !== 'nothing') publish(BUG === 'refuses' ? 'payment.refused' : 'payment.taken');
    }, { noAck: true });
  `,
  mqtt: `
    import mqtt from '${import.meta.resolve('mqtt')}';
    const { BROKER, BUG } = process.env;
    const client = await mqtt.connectAsync(BROKER, { protocolVersion: 5 });
    client.on('message', (topic, content, { properties }) => {
      const { traceparent } = properties.userProperties;
      const options = { qos: 1, properties: { userProperties: { traceparent } } };
      const publish = (name) => client.publish(name, JSON.stringify({ order: JSON.parse(content).id }), options);
      if (BUG === 'twice') publish('payment.taken');
      if (BUG !== 'nothing') publish(BUG === 'refuses' ? 'payment.refused' : 'payment.taken');
    });
    await client.subscribeAsync('order.placed', { qos: 1 });
  `,
};

let cwd = '';
beforeEach(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'asdrawn-broker-'));
  await writeFile(join(cwd, 'orders.puml'), drawing);
});
afterEach(() => rm(cwd, { recursive: true }));

const cases = [
  { name: 'as drawn', bug: '', status: 0, said: [] },
  { name: 'the other way', bug: 'refuses', status: 0, said: [] },
  {
    name: 'nothing is published',
    bug: 'nothing',
    status: 1,
    said: ['live/did-not-come :9: "billing ->> broker: payment.taken" did not come within 1 s'],
  },
  {
    name: 'it is published twice',
    bug: 'twice',
    status: 1,
    said: ['live/unexpected-message :9: payment.taken was published, which is not to come now'],
  },
] as const;

for (const [kind, broker] of [
  ['amqp', rabbitmq],
  ['mqtt', mosquitto],
] as const)
  describe.skipIf(broker.missing)(`stub --broker at ${broker.name}`, () => {
    let url = '';
    let stop = async () => {};

    beforeAll(async () => ({ url, stop } = await broker.start()), 120_000);
    afterAll(() => stop());

    /** Each with an exchange of its own, for several test runs may share a broker. */
    function addresses(at = url) {
      const exchange = `stub-${randomUUID()}`;
      return { exchange, address: kind === 'amqp' ? `${at}?exchange=${exchange}` : at };
    }

    async function stubbed(bug: string) {
      await writeFile(join(cwd, 'billing.mjs'), services[kind]);
      const { exchange, address } = addresses();
      const [stdout, stderr] = [collector(), collector()];
      const argv = ['stub', 'orders.puml', '--for', 'billing', '--broker', address, '--timeout', '1', '-f', 'json'];
      const streams = { stdin: new PassThrough().end(), stdout: stdout.stream, stderr: stderr.stream };
      const env = { PATH: process.env.PATH, BROKER: url, EXCHANGE: exchange, BUG: bug };
      const status = await main([...argv, '--', process.execPath, 'billing.mjs'], streams, { env, cwd });
      const result = JSON.parse(stdout.text()) as {
        readonly findings: readonly {
          readonly code: string;
          readonly message: string;
          readonly range?: { readonly start: { readonly line: number } };
        }[];
      };
      const said = result.findings.map(({ code, message, range }) => `${code} :${range?.start.line}: ${message}`);
      return { status, said, stderr: stderr.text() };
    }

    test.for(cases)('$name', async ({ bug, status, said }) => {
      const seen = await stubbed(bug);
      expect(seen.said, seen.stderr).toEqual(said);
      expect(seen.status).toBe(status);
    });

    test('a service that listens to another name', async () => {
      await writeFile(join(cwd, 'orders.puml'), drawing.replaceAll('order.placed', 'order.made'));
      const { address } = addresses();
      const transport = await openTransport(address);
      const options = { drawing: 'orders.puml', for: 'billing', cwd, timeout: 300, startTimeout: 300 };
      const neighbours = await stub({ ...options, broker: transport });
      const { verdict, findings } = await neighbours.play();
      await neighbours.close();
      await transport.close();
      expect(verdict).toBe('violates');
      expect(findings.map(({ code, message, range }) => `${code} :${range?.start.line}: ${message}`)).toContain(
        'live/nobody-subscribed :7: order.made was published, and within 0.3 s nobody had subscribed to it',
      );
    });

    test('a broker that goes away in the middle', async () => {
      const proxy = await startProxy(url);
      const { exchange, address } = addresses(proxy.url.replace(/\/$/, ''));
      const theirs = await openTransport(kind === 'amqp' ? `${url}?exchange=${exchange}` : url);
      await theirs.subscribe(['order.placed'], 'billing', () => void proxy.cut());
      const transport = await openTransport(address, { bounds: { recover: 300, close: 300 } });
      const options = { drawing: 'orders.puml', for: 'billing', cwd, timeout: 5000 };
      const neighbours = await stub({ ...options, broker: transport });
      try {
        const { verdict, findings } = await neighbours.play();
        expect(verdict).toBe('inconclusive');
        expect(findings.map(({ code }) => code)).toContain('transport/lost');
      } finally {
        await neighbours.close();
        await transport.close();
        await theirs.close();
        await proxy.stop();
      }
    });
  });
