import { setTimeout as sleep } from 'node:timers/promises';
import type { connect } from 'amqplib';
import { AmqpLink, LinkGone, type Subscription } from './amqp-link.ts';
import { type Bounds, closed, lost, reasonOf, remedyFor, unconfirmed, within } from './bounds.ts';
import { clientPackage } from './client-package.ts';
import { checkDestination, groupName, isRoutingPattern } from './destinations.ts';
import { Handled, ownId } from './messages.ts';
import { type BrokerMessage, type MessagingTransport, type Routing, TransportError } from './messaging.ts';

const EXCHANGE = 'asdrawn';
/** What is sent anew this often, and each time the broker ends the connection, is at fault itself. */
const MOST_ATTEMPTS = 3;

/** RabbitMQ, or another broker of AMQP 0-9-1. `?exchange=` names another exchange, the rest is amqplib's. */
export async function openAmqp(address: URL, bounds: Bounds): Promise<MessagingTransport> {
  const client = await clientPackage('amqplib', () => import('amqplib'));
  const plain = new URL(address);
  const exchange = plain.searchParams.get('exchange') ?? EXCHANGE;
  plain.searchParams.delete('exchange');
  // Half-open connections are noticed within twenty seconds, not two minutes.
  if (!plain.searchParams.has('heartbeat')) plain.searchParams.set('heartbeat', '10');
  const transport = new AmqpTransport(client.connect, plain, exchange, bounds);
  await transport.connect();
  return transport;
}

class AmqpTransport implements MessagingTransport {
  readonly system = 'rabbitmq';
  readonly limits = [];
  readonly #connectTo: typeof connect;
  readonly #address: URL;
  readonly #exchange: string;
  readonly #bounds: Bounds;
  readonly #name: string;
  readonly #subscriptions: Subscription[] = [];
  /** Ends every socket, and every wait for the broker to be back. */
  readonly #abort = new AbortController();
  #link!: Promise<AmqpLink>;
  #tell: (error: TransportError) => void = () => {};
  #closing: Promise<void> | undefined;

  constructor(connectTo: typeof connect, address: URL, exchange: string, bounds: Bounds) {
    this.#connectTo = connectTo;
    this.#address = address;
    this.#exchange = exchange;
    this.#bounds = bounds;
    this.#name = `RabbitMQ at ${address.protocol}//${address.host}`;
  }

  async connect(): Promise<void> {
    try {
      this.#link = Promise.resolve(this.#watched(await this.#open()));
    } catch (error) {
      this.#abort.abort();
      throw this.#explained(error);
    }
  }

  async publish(message: BrokerMessage): Promise<Routing> {
    checkDestination(message.destination, () => false);
    const id = ownId();
    return within(
      this.#onLink((link) => link.publish(message, id)),
      this.#bounds.publish,
      () => {
        throw unconfirmed(this.#name, this.#bounds.publish);
      },
    );
  }

  async subscribe(destinations: readonly string[], group: string, handle: Subscription['handle']): Promise<void> {
    for (const destination of destinations) checkDestination(destination, isRoutingPattern);
    const queue = `${this.#exchange}.${groupName(group, destinations)}`;
    const subscription = { queue, destinations, handled: new Handled(), handle };
    const subscribing = this.#onLink(async (link) => {
      await link.subscribe(subscription, true);
      this.#subscriptions.push(subscription);
    });
    await within(subscribing, this.#bounds.publish, () => {
      throw unconfirmed(this.#name, this.#bounds.publish);
    });
  }

  onLost(tell: (error: TransportError) => void): void {
    this.#tell = tell;
  }

  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    const queues = [...new Set(this.#subscriptions.map(({ queue }) => queue))];
    const goodbye = this.#link.then((link) => link.close(queues)).catch(() => {});
    await within(goodbye, this.#bounds.close, () => {});
    this.#abort.abort();
  }

  /** On the connection of the moment; when it ends under way, on the next. */
  async #onLink<T>(action: (link: AmqpLink) => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      if (this.#closing) throw closed(this.#name);
      const link = await this.#link;
      try {
        return await action(link);
      } catch (error) {
        if (!(error instanceof LinkGone)) throw this.#explained(error);
        const reason = await link.gone;
        if (attempt === MOST_ATTEMPTS) throw this.#refusing(reason);
      }
    }
  }

  #open(): Promise<AmqpLink> {
    const { connect } = this.#bounds;
    const opening = AmqpLink.open(this.#connectTo, this.#address.href, this.#exchange, {
      timeout: connect,
      signal: this.#abort.signal,
    });
    // The client's own bound is on silence, and ends with the handshake.
    return within(opening, connect, () => {
      opening.then((link) => link.close([])).catch(() => {});
      throw Object.assign(new Error('no answer'), { code: 'ETIMEDOUT' });
    });
  }

  #watched(link: AmqpLink): AmqpLink {
    link.gone.then((cause) => {
      if (this.#closing) return;
      this.#link = this.#recover(cause);
      this.#link.catch((error: TransportError) => {
        if (!this.#closing) this.#tell(error);
      });
    });
    return link;
  }

  async #recover(cause: Error): Promise<AmqpLink> {
    const end = performance.now() + this.#bounds.recover;
    for (let pause = 50; performance.now() < end; pause = Math.min(2 * pause, 1000)) {
      if (this.#closing) throw closed(this.#name);
      try {
        const link = await this.#open();
        for (const subscription of this.#subscriptions) await link.subscribe(subscription, false);
        return this.#watched(link);
      } catch {
        // Not back yet, or not wholly. Why it went says more than why it is not back.
        await sleep(Math.min(pause, Math.max(0, end - performance.now())), undefined, {
          signal: this.#abort.signal,
        }).catch(() => {});
      }
    }
    this.#abort.abort();
    throw lost(this.#name, this.#bounds.recover, cause);
  }

  #refusing(cause: Error): TransportError {
    return new TransportError(
      'transport/not-taken',
      `${this.#name} ends the connection over what it is sent (${reasonOf(cause)})`,
      'Look into its log: a message may be larger than it takes, or the user may lack a permission.',
      cause,
    );
  }

  #explained(error: unknown): TransportError {
    if (error instanceof TransportError) return error;
    const { message = '' } = error as { readonly message?: string };
    // The client keeps to itself what a broker says that ends the greeting at its last step, the virtual host.
    const isVirtualHost = message.includes('Expected ConnectionOpenOk; got');
    if (isVirtualHost || /ACCESS[-_]REFUSED|NOT[-_]ALLOWED|SASL/.test(message)) {
      const virtualHost = decodeURIComponent(this.#address.pathname.slice(1)) || '/';
      const said = isVirtualHost
        ? `there is no virtual host ${virtualHost}, or not for this user`
        : (/"(.*?)"/.exec(message)?.[1] ?? message);
      return new TransportError(
        'transport/refused',
        `${this.#name} refuses: ${said}`,
        'Name a user, its password and a virtual host that it may use: `amqp://user:password@host:5672/vhost`.',
        error,
      );
    }
    return new TransportError(
      'transport/unreachable',
      `${this.#name} cannot be reached (${reasonOf(error)})`,
      remedyFor(error, 'Start one, `docker run --rm -p 5672:5672 rabbitmq`, or name the address of another.'),
      error,
    );
  }
}
