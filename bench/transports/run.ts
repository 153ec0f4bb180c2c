/**
 * `npm run bench:transports`: messages a second from one sender to one subscriber, through asdrawn and through the bare
 * clients with the same settings, in one run and by turns, so that only their ratio counts.
 */
import { randomUUID } from 'node:crypto';
import { connect } from 'amqplib';
import mqtt from 'mqtt';
import { openTransport } from '#runtime';

const MESSAGES = 1000;
const ROUNDS = 3;
const body = new Uint8Array(200);
const headers = { traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01' };

/** Sends one, and resolves when it is confirmed. */
type Send = () => Promise<unknown>;
interface Way {
  readonly send: Send;
  readonly close: () => Promise<unknown>;
}
/** Opens a way, and calls `got` for each message that comes out of it. */
type Open = (got: () => void) => Promise<Way>;

const through =
  (address: string): Open =>
  async (got) => {
    const transport = await openTransport(address);
    const destination = `bench/${randomUUID()}`;
    await transport.subscribe([destination], 'g', got);
    return {
      send: () => transport.publish({ destination, headers, body }),
      close: () => transport.close(),
    };
  };

const bareAmqp =
  (address: string): Open =>
  async (got) => {
    const model = await connect(address, { noDelay: true });
    const [sending, receiving] = [await model.createConfirmChannel(), await model.createChannel()];
    const exchange = `bench-${randomUUID()}`;
    await receiving.assertExchange(exchange, 'topic', { autoDelete: true });
    const { queue } = await receiving.assertQueue('', { durable: true, expires: 60_000 });
    await receiving.bindQueue(queue, exchange, 'bench');
    await receiving.consume(queue, (message) => {
      if (!message) return;
      got();
      receiving.ack(message);
    });
    const options = { headers, persistent: true, mandatory: true };
    return {
      send: () =>
        new Promise<void>((resolve, reject) => {
          sending.publish(exchange, 'bench', Buffer.from(body), options, (error) =>
            error ? reject(error) : resolve(),
          );
        }),
      close: async () => {
        await receiving.deleteQueue(queue);
        await model.close();
      },
    };
  };

const bareMqtt =
  (address: string): Open =>
  async (got) => {
    const topic = `bench/${randomUUID()}`;
    const sender = await mqtt.connectAsync(address, { protocolVersion: 5 });
    const receiver = await mqtt.connectAsync(address, { protocolVersion: 5 });
    receiver.on('message', got);
    await receiver.subscribeAsync(topic, { qos: 1 });
    const properties = { userProperties: headers };
    return {
      send: () => sender.publishAsync(topic, Buffer.from(body), { qos: 1, properties }),
      close: () => Promise.all([sender.endAsync(), receiver.endAsync()]),
    };
  };

/** Messages a second, until the last has arrived. `window`: how many may be unconfirmed. */
async function measure(open: Open, window: number): Promise<number> {
  let count = 0;
  let complete = (): void => {};
  const all = new Promise<void>((resolve) => {
    complete = resolve;
  });
  const { send, close } = await open(() => {
    count += 1;
    if (count === MESSAGES) complete();
  });
  const began = performance.now();
  let left = MESSAGES;
  const sender = async (): Promise<void> => {
    while (left-- > 0) await send();
  };
  await Promise.all(Array.from({ length: window }, sender));
  await all;
  const seconds = (performance.now() - began) / 1000;
  await close();
  return MESSAGES / seconds;
}

const median = (numbers: readonly number[]): number => numbers.toSorted((a, b) => a - b)[numbers.length >> 1]!;

async function compare(name: string, own: Open, bare: Open | undefined, window: number): Promise<void> {
  const rates: { own: number[]; bare: number[] } = { own: [], bare: [] };
  for (let round = 0; round < ROUNDS; round++) {
    rates.own.push(await measure(own, window));
    if (bare) rates.bare.push(await measure(bare, window));
  }
  const ours = median(rates.own);
  const ratio = bare
    ? `  bare client ${Math.round(median(rates.bare))}  ${(ours / median(rates.bare)).toFixed(2)} ×`
    : '';
  console.log(`${name.padEnd(12)} ${String(window).padStart(3)} at once  ${Math.round(ours)} messages/s${ratio}`);
}

const { ASDRAWN_TEST_AMQP: amqp, ASDRAWN_TEST_MQTT: broker } = process.env;
console.log(`${MESSAGES} messages of ${body.length} bytes, medians of ${ROUNDS} rounds`);
// Mosquitto takes twenty at once, and asdrawn keeps to it; the bare client does not.
for (const window of [1, 20]) {
  await compare('in-process', through('in-process'), undefined, window);
  if (amqp) await compare('AMQP', through(`${amqp}?exchange=bench-${randomUUID()}`), bareAmqp(amqp), window);
  if (broker) await compare('MQTT', through(broker), bareMqtt(broker), window);
}
