import type { ChannelModel, ConfirmChannel, ConsumeMessage, connect, Message } from 'amqplib';
import { reasonOf } from './bounds.ts';
import { type Handled, hand, isOwnId, propertyHeaders } from './messages.ts';
import { type BrokerMessage, type Routing, TransportError } from './messaging.ts';

/** What is wanted of the broker, and made anew at each connection. */
export interface Subscription {
  readonly queue: string;
  readonly destinations: readonly string[];
  readonly handled: Handled;
  readonly handle: (message: BrokerMessage) => void;
}

/** The connection ended while something was under way, which another connection may bring to its end. */
export class LinkGone extends Error {}

/** An unused queue goes after this: long enough for a connection to be back, if its process still lives. */
const UNUSED_QUEUE_MS = 60_000;

/** One connection with its two channels; when any of them ends, all of it does. */
export class AmqpLink {
  /** Comes true with the reason, at the latest when this end closes. */
  readonly gone: Promise<Error>;
  readonly #model: ChannelModel;
  readonly #exchange: string;
  readonly #returned = new Set<string>();
  #sending!: ConfirmChannel;
  #receiving!: ConfirmChannel;
  #isGone = false;
  #isClosing = false;
  #end!: (reason: Error) => void;

  private constructor(model: ChannelModel, exchange: string) {
    this.#model = model;
    this.#exchange = exchange;
    this.gone = new Promise((resolve) => {
      this.#end = (reason) => {
        if (this.#isGone) return;
        this.#isGone = true;
        resolve(reason);
        model.close().catch(() => {});
      };
    });
    let cause: Error | undefined;
    model.on('error', (error) => {
      cause = error;
    });
    model.on('close', (error) => this.#end(cause ?? error ?? new Error('connection closed')));
  }

  /** @throws whatever the client throws */
  static async open(
    connectTo: typeof connect,
    address: string,
    exchange: string,
    socket: { readonly timeout: number; readonly signal: AbortSignal },
  ): Promise<AmqpLink> {
    const model = await connectTo(address, {
      ...socket,
      noDelay: true,
      clientProperties: { connection_name: 'asdrawn' },
    });
    const link = new AmqpLink(model, exchange);
    try {
      await link.#assertExchange();
      link.#sending = await link.#channel();
      link.#receiving = await link.#channel();
    } catch (error) {
      link.#end(error as Error);
      throw error;
    }
    link.#sending.on('return', ({ properties }: Message) => {
      if (typeof properties.messageId === 'string') link.#returned.add(properties.messageId);
    });
    return link;
  }

  /** One that services made is used as it is, whatever its type; our own goes with the last that uses it. */
  async #assertExchange(): Promise<void> {
    const isThere = await this.#apart((channel) => channel.checkExchange(this.#exchange)).then(
      () => true,
      (error) => {
        if ((error as { readonly code?: number }).code === 404) return false;
        throw error;
      },
    );
    if (isThere) return;
    await this.#apart((channel) =>
      channel.assertExchange(this.#exchange, 'topic', { durable: true, autoDelete: true }),
    );
  }

  /** On a channel of its own, which the broker closes when it refuses. */
  async #apart(action: (channel: ConfirmChannel) => Promise<unknown>): Promise<void> {
    const channel = await this.#model.createConfirmChannel();
    channel.on('error', () => {});
    await action(channel);
    await channel.close();
  }

  async #channel(): Promise<ConfirmChannel> {
    const channel = await this.#model.createConfirmChannel();
    let cause: Error | undefined;
    channel.on('error', (error) => {
      cause = error;
    });
    channel.on('close', () => {
      if (!this.#isClosing) this.#end(cause ?? new Error('channel closed'));
    });
    return channel;
  }

  /** `id` is that of the first attempt. */
  async publish({ destination, headers, body }: BrokerMessage, id: string): Promise<Routing> {
    const own: Record<string, string> = { ...headers };
    for (const name of propertyHeaders) delete own[name];
    const messageId = headers['message-id'] ?? id;
    const options = {
      mandatory: true,
      persistent: true,
      headers: own,
      messageId,
      ...(headers['content-type'] !== undefined && { contentType: headers['content-type'] }),
      ...(headers['correlation-id'] !== undefined && { correlationId: headers['correlation-id'] }),
      ...(headers['reply-to'] !== undefined && { replyTo: headers['reply-to'] }),
    };
    const content = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
    return new Promise((resolve, reject) => {
      try {
        this.#sending.publish(this.#exchange, destination, content, options, (error: Error | null) => {
          const isReturned = this.#returned.delete(messageId);
          if (!error) resolve(isReturned ? 'unrouted' : 'routed');
          else reject(error.message === 'message nacked' ? notTaken(destination, error) : new LinkGone(error.message));
        });
      } catch (error) {
        // Too large for the protocol; anything else is a channel that has just been closed.
        reject(error instanceof RangeError ? notTaken(destination, error) : new LinkGone((error as Error).message));
      }
    });
  }

  /** `isFirst`: what an earlier run has left in the queue goes, unless others are using it. */
  async subscribe({ queue, destinations, handled, handle }: Subscription, isFirst: boolean): Promise<void> {
    const channel = this.#receiving;
    try {
      const { consumerCount } = await channel.assertQueue(queue, { durable: true, expires: UNUSED_QUEUE_MS });
      if (isFirst && consumerCount === 0) await channel.purgeQueue(queue);
      for (const destination of destinations) await channel.bindQueue(queue, this.#exchange, destination);
      await channel.consume(queue, (message) => {
        if (this.#isGone || this.#isClosing) return;
        if (!message) return this.#end(new Error(`the queue ${queue} was deleted`));
        if (isNew(message, handled)) hand(readMessage(message), handle);
        channel.ack(message);
      });
    } catch (error) {
      if ((error as { readonly code?: number }).code === 403) throw error;
      throw new LinkGone(reasonOf(error));
    }
  }

  /** Takes back the queues that nobody else uses, and the exchange if it was ours and nobody is left there. */
  async close(queues: readonly string[]): Promise<void> {
    if (this.#isGone) return;
    this.#isClosing = true;
    await this.#sending.waitForConfirms().catch(() => {});
    await this.#receiving.close();
    await Promise.allSettled(
      queues.map((queue) => this.#apart((channel) => channel.deleteQueue(queue, { ifUnused: true }))),
    );
    await this.#model.close();
  }
}

/** A message of ours has one id for all attempts; of others only what the broker itself delivers twice is known. */
function isNew({ properties, fields }: ConsumeMessage, handled: Handled): boolean {
  const id: unknown = properties.messageId;
  if (typeof id !== 'string' || !(isOwnId(id) || fields.redelivered)) return true;
  return handled.first(id);
}

function readMessage({ fields, properties, content }: ConsumeMessage): BrokerMessage {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(properties.headers ?? {})) headers[name] = text(value);
  const { contentType, correlationId, replyTo, messageId } = properties;
  const places = { 'content-type': contentType, 'correlation-id': correlationId, 'reply-to': replyTo };
  for (const [name, value] of Object.entries(places)) if (value !== undefined) headers[name] = text(value);
  if (messageId !== undefined && !isOwnId(messageId)) headers['message-id'] = text(messageId);
  return { destination: fields.routingKey, headers, body: new Uint8Array(content) };
}

/** Headers of other senders may be numbers, times, bytes or tables. */
function text(value: unknown): string {
  if (typeof value === 'string') return value;
  if (Buffer.isBuffer(value)) return value.toString('utf8');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function notTaken(destination: string, cause: Error): TransportError {
  return new TransportError(
    'transport/not-taken',
    `RabbitMQ did not take a message to ${destination} (${cause.message})`,
    'Look into its log: a full queue that rejects, a policy, or headers larger than 64 KiB.',
    cause,
  );
}
