import { setTimeout as sleep } from 'node:timers/promises';
import type { connect, IClientPublishOptions, IPublishPacket } from 'mqtt';
import { type Bounds, closed, lost, reasonOf, remedyFor, unconfirmed, within } from './bounds.ts';
import { clientPackage } from './client-package.ts';
import { checkDestination, groupName, isTopicFilter } from './destinations.ts';
import { Handled, hand, isOwnId, ownId } from './messages.ts';
import { type BrokerMessage, type MessagingTransport, type Routing, TransportError } from './messaging.ts';
import { HungUp, MqttConnection, type MqttVersion } from './mqtt-connection.ts';

const ID_PROPERTY = 'asdrawn-id';
/** More at once only fill the broker's queues. */
const MOST_IN_FLIGHT = 1000;

const withoutHeaders =
  'The broker speaks MQTT 3.1.1, which has no headers: trace context and all other headers are left out.';
const withoutSharing = 'The broker has no shared subscriptions: each member of a group gets every message.';

/**
 * MQTT 5, or 3.1.1 where the broker has nothing newer; `?version=4` asks for 3.1.1 at once. Members of a group share by
 * `?share=true` alone: one that was killed is a member for as long as its session lives, and would be given messages that
 * the next run waits for.
 */
export async function openMqtt(address: URL, bounds: Bounds): Promise<MessagingTransport> {
  const client = await clientPackage('mqtt', () => import('mqtt'));
  const plain = new URL(address);
  const version = plain.searchParams.get('version') === '4' ? 4 : 5;
  const sharing = plain.searchParams.get('share') === 'true';
  plain.search = '';
  const transport = new MqttTransport(client.connect, plain, sharing, bounds);
  await transport.connect(version);
  return transport;
}

/** Sends a message, at the first attempt or again. */
type Sending = (publisher: MqttConnection) => void;

class MqttTransport implements MessagingTransport {
  readonly system = 'mqtt';
  readonly limits: string[] = [];
  readonly #connectTo: typeof connect;
  readonly #address: URL;
  readonly #bounds: Bounds;
  readonly #name: string;
  /** Absent while it is away. What it sends is taken by brokers that keep nothing, so subscribers come back first. */
  #publisher: MqttConnection | undefined;
  #version: MqttVersion = 5;
  /** One for each subscription, for messages do not say to which they belong. */
  readonly #subscribers: MqttConnection[] = [];
  /** Those who wait, and are told when there is nothing to wait for any more. */
  readonly #waiting = new Set<(error: TransportError) => void>();
  readonly #queue: Sending[] = [];
  /** Sent and not confirmed, in this order. */
  readonly #inFlight = new Set<Sending>();
  #mostInFlight = MOST_IN_FLIGHT;
  #canShare: boolean;
  #ended: TransportError | undefined;
  #tell: (error: TransportError) => void = () => {};
  #closing: Promise<void> | undefined;
  /** Ends the waits between attempts. */
  readonly #abort = new AbortController();

  constructor(connectTo: typeof connect, address: URL, sharing: boolean, bounds: Bounds) {
    this.#connectTo = connectTo;
    this.#address = address;
    this.#canShare = sharing;
    this.#bounds = bounds;
    this.#name = `the MQTT broker at ${address.protocol}//${address.host}`;
  }

  async connect(version: MqttVersion): Promise<void> {
    const publisher = await this.#open(version, false)
      .catch((error) => {
        if (version === 5 && isTooNew(error)) return this.#open(4, false);
        throw error;
      })
      .catch((error) => {
        throw this.#explained(error);
      });
    const { receiveMaximum, sharedSubscriptionAvailable } = publisher.welcome ?? {};
    this.#version = publisher.version;
    this.#mostInFlight = Math.min(receiveMaximum ?? MOST_IN_FLIGHT, MOST_IN_FLIGHT);
    if (publisher.version === 4) this.limits.push(withoutHeaders);
    if (this.#canShare && (publisher.version === 4 || sharedSubscriptionAvailable === false)) {
      this.#canShare = false;
      this.limits.push(withoutSharing);
    }
    this.#use(publisher);
  }

  async publish({ destination, headers, body }: BrokerMessage): Promise<Routing> {
    checkDestination(destination, isTopicFilter);
    const options = this.#version === 5 ? withHeaders(headers) : ({ qos: 1 } as const);
    const payload = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
    const publishing = this.#whileOpen<Routing>((resolve, reject) => {
      const sending: Sending = (publisher) => {
        publisher.client.publish(destination, payload, options, (error, packet) => {
          // It is sent again by the next.
          if (publisher !== this.#publisher || (error && !publisher.client.connected)) return;
          this.#inFlight.delete(sending);
          this.#sendNext();
          if (error) reject(this.#notTaken(destination, error));
          else resolve(publisher.unrouted.delete(packet?.messageId) ? 'unrouted' : 'unknown');
        });
      };
      this.#queue.push(sending);
      this.#sendNext();
    });
    return within(publishing, this.#bounds.publish, () => {
      throw unconfirmed(this.#name, this.#bounds.publish);
    });
  }

  async subscribe(
    destinations: readonly string[],
    group: string,
    handle: (message: BrokerMessage) => void,
  ): Promise<void> {
    for (const destination of destinations) checkDestination(destination, isTopicFilter);
    if (this.#ended) throw this.#ended;
    const connection = await this.#open(this.#version, true).catch((error) => {
      throw this.#explained(error);
    });
    this.#subscribers.push(connection);
    // Closed while it was being opened.
    if (this.#ended) connection.end();
    const handled = new Handled();
    connection.client.on('message', (topic, payload, packet) => {
      // Retained messages were published before.
      if (this.#ended || packet.retain) return;
      const id = packet.properties?.userProperties?.[ID_PROPERTY];
      if (typeof id === 'string' && isOwnId(id) && !handled.first(id)) return;
      hand({ destination: topic, headers: headersOf(packet), body: new Uint8Array(payload) }, handle);
    });
    const share = this.#canShare ? `$share/${groupName(group, destinations)}/` : '';
    const filters = destinations.map((destination) => share + destination);
    const subscribing = async (): Promise<void> => {
      await connection.client.subscribeAsync(filters, { qos: 1 });
    };
    const first = this.#whileOpen<void>((resolve, reject) => {
      subscribing().then(resolve, (error) => reject(this.#explained(error)));
    });
    await within(first, this.#bounds.publish, () => {
      throw unconfirmed(this.#name, this.#bounds.publish);
    });
    connection.comeBack(subscribing, this.#bounds.recover, (cause) => this.#lose(cause));
  }

  onLost(tell: (error: TransportError) => void): void {
    this.#tell = tell;
  }

  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    const goodbyes = Promise.all(this.#connections().map((connection) => connection.close()));
    await within(goodbyes, this.#bounds.close, () => []);
    this.#end(closed(this.#name));
  }

  /** Nothing is sent or handled from now on. */
  #end(error: TransportError): void {
    this.#ended ??= error;
    this.#abort.abort();
    for (const connection of this.#connections()) connection.end();
    this.#queue.length = 0;
    this.#inFlight.clear();
    for (const reject of [...this.#waiting]) reject(error);
  }

  #lose(cause: unknown): void {
    if (this.#ended || this.#closing) return;
    const error = lost(this.#name, this.#bounds.recover, cause);
    this.#end(error);
    this.#tell(error);
  }

  #connections(): MqttConnection[] {
    return this.#publisher ? [this.#publisher, ...this.#subscribers] : this.#subscribers;
  }

  #open(version: MqttVersion, keepsSession: boolean): Promise<MqttConnection> {
    return MqttConnection.open(this.#connectTo, this.#address, { version, keepsSession }, this.#bounds);
  }

  #use(publisher: MqttConnection): void {
    this.#publisher = publisher;
    publisher.client.once('close', () => {
      if (this.#ended || this.#closing) return;
      this.#publisher = undefined;
      publisher.end();
      this.#replace(publisher.lastError);
    });
    for (const sending of this.#inFlight) sending(publisher);
    this.#sendNext();
  }

  async #replace(cause: unknown): Promise<void> {
    const end = performance.now() + this.#bounds.recover;
    while (performance.now() < end) {
      await sleep(Math.min(100, end - performance.now()), undefined, { signal: this.#abort.signal }).catch(() => {});
      if (this.#ended || this.#closing) return;
      try {
        // Whoever of them is away for too long ends all.
        const left = Math.max(0, end - performance.now());
        await within(Promise.all(this.#subscribers.map(({ ready }) => ready)), left, () => []);
        const publisher = await this.#open(this.#version, false);
        if (this.#ended || this.#closing) return publisher.end();
        return this.#use(publisher);
      } catch {
        // Not back yet; why it went says more than why it is not back.
      }
    }
    this.#lose(cause);
  }

  #sendNext(): void {
    while (this.#publisher && this.#inFlight.size < this.#mostInFlight) {
      const sending = this.#queue.shift();
      if (!sending) return;
      this.#inFlight.add(sending);
      sending(this.#publisher);
    }
  }

  /** A promise that is rejected at the latest when the transport ends. */
  #whileOpen<T>(start: (resolve: (value: T) => void, reject: (error: TransportError) => void) => void): Promise<T> {
    return new Promise((resolve, reject) => {
      if (this.#ended || this.#closing) return reject(this.#ended ?? closed(this.#name));
      const give = (error: TransportError): void => {
        this.#waiting.delete(give);
        reject(error);
      };
      this.#waiting.add(give);
      start((value) => {
        this.#waiting.delete(give);
        resolve(value);
      }, give);
    });
  }

  #notTaken(destination: string, cause: Error): TransportError {
    return new TransportError(
      'transport/not-taken',
      `${this.#name} did not take a message to ${destination} (${reasonOf(cause)})`,
      'Look into its log and its access list: it may forbid that topic, or take smaller messages only.',
      cause,
    );
  }

  #explained(error: unknown): TransportError {
    if (error instanceof TransportError) return error;
    const code = Number((error as { readonly code?: unknown }).code);
    const { message } = error as Error;
    if ([2, 4, 5, 128, 133, 134, 135, 138].includes(code) || /Subscribe error|not authorized/i.test(message)) {
      return new TransportError(
        'transport/refused',
        `${this.#name} refuses: ${message}`,
        'Name a user who may connect and subscribe: `mqtt://user:password@host:1883`.',
        error,
      );
    }
    return new TransportError(
      'transport/unreachable',
      `${this.#name} cannot be reached (${reasonOf(error)})`,
      remedyFor(
        error,
        'Start one, `docker run --rm -p 1883:1883 eclipse-mosquitto mosquitto -c /mosquitto-no-auth.conf`, or name the address of another.',
      ),
      error,
    );
  }
}

/** As different brokers say that they do not know MQTT 5. */
function isTooNew(error: unknown): boolean {
  const { code } = error as { readonly code?: unknown };
  return error instanceof HungUp || code === 1 || code === 132;
}

function withHeaders(headers: BrokerMessage['headers']): IClientPublishOptions {
  const { 'content-type': contentType, 'correlation-id': correlationId, 'reply-to': replyTo, ...own } = headers;
  return {
    qos: 1,
    properties: {
      userProperties: { ...own, [ID_PROPERTY]: ownId() },
      ...(contentType !== undefined && { contentType }),
      ...(correlationId !== undefined && { correlationData: Buffer.from(correlationId) }),
      ...(replyTo !== undefined && { responseTopic: replyTo }),
    },
  };
}

function headersOf({ properties }: IPublishPacket): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(properties?.userProperties ?? {})) {
    // One name several times is a list there, and one line with commas in HTTP's manner here.
    if (name !== ID_PROPERTY) headers[name] = Array.isArray(value) ? value.join(', ') : value;
  }
  const { contentType, correlationData, responseTopic } = properties ?? {};
  if (contentType !== undefined) headers['content-type'] = contentType;
  if (correlationData !== undefined) headers['correlation-id'] = correlationData.toString();
  if (responseTopic !== undefined) headers['reply-to'] = responseTopic;
  return headers;
}
