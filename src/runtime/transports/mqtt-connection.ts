import { randomUUID } from 'node:crypto';
import type { connect, IClientOptions, IConnackPacket, MqttClient } from 'mqtt';
import type { Bounds } from './bounds.ts';

export type MqttVersion = 4 | 5;

const NO_MATCHING_SUBSCRIBERS = 16;

interface Opening {
  readonly version: MqttVersion;
  /** Whether the broker shall keep what comes while the connection is away; only MQTT 5 can end that by itself. */
  readonly keepsSession: boolean;
}

/** One client and what is known of its connection. */
export class MqttConnection {
  readonly client: MqttClient;
  readonly version: MqttVersion;
  /** What the broker said to the first greeting. */
  welcome: IConnackPacket['properties'];
  /** Numbers of messages that are being confirmed, and that nobody had subscribed to. */
  readonly unrouted = new Set<number | undefined>();
  /** Whether messages can arrive: pending while the connection is away, and until it is as it was. */
  ready: Promise<void> = Promise.resolve();
  lastError: unknown = new Error('connection closed');
  #awayTimer: NodeJS.Timeout | undefined;

  private constructor(client: MqttClient, version: MqttVersion) {
    this.client = client;
    this.version = version;
    // The client keeps to itself how a message was confirmed.
    client.on('packetreceive', (packet) => {
      if (packet.cmd === 'puback' && packet.reasonCode === NO_MATCHING_SUBSCRIBERS) this.unrouted.add(packet.messageId);
    });
  }

  /** @throws whatever the client throws */
  static async open(
    connectTo: typeof connect,
    address: URL,
    { version, keepsSession }: Opening,
    bounds: Bounds,
  ): Promise<MqttConnection> {
    const options: IClientOptions = {
      protocolVersion: version,
      clientId: `asdrawn-${randomUUID().slice(0, 13)}`,
      clean: version === 4 || !keepsSession,
      connectTimeout: bounds.connect,
      keepalive: 10,
      reconnectPeriod: 0,
      reconnectOnConnackError: true,
      resubscribe: false,
    };
    if (address.username) options.username = decodeURIComponent(address.username);
    if (address.password) options.password = decodeURIComponent(address.password);
    if (version === 5 && keepsSession) {
      // No longer than it can come back, for the session of one that was killed only fills the broker.
      options.properties = { sessionExpiryInterval: Math.ceil((bounds.recover + bounds.connect) / 1000) };
    }
    const plain = new URL(address);
    plain.username = '';
    plain.password = '';
    const client = connectTo(plain.href, options);
    const connection = new MqttConnection(client, version);
    try {
      connection.welcome = (await connected(client)).properties;
    } catch (error) {
      connection.end();
      throw error;
    } finally {
      // Errors are told before the connection closes, which is what counts.
      client.on('error', (error) => {
        connection.lastError = error;
      });
    }
    return connection;
  }

  /**
   * From now on it comes back by itself; `restore` makes subscriptions anew where the broker has forgotten them. `onLost` is
   * called when it was away for `patience` milliseconds.
   */
  comeBack(restore: () => Promise<void>, patience: number, onLost: (cause: unknown) => void): void {
    let settle = (): void => {};
    this.client.options.reconnectPeriod = 250;
    this.client.on('close', () => {
      if (this.client.disconnecting || this.#awayTimer) return;
      this.ready = new Promise((resolve) => {
        settle = resolve;
      });
      this.#awayTimer = setTimeout(() => onLost(this.lastError), patience);
    });
    this.client.on('connect', ({ sessionPresent }) => {
      const restoring = sessionPresent ? Promise.resolve() : restore();
      restoring.then(
        () => {
          clearTimeout(this.#awayTimer);
          this.#awayTimer = undefined;
          settle();
        },
        // Gone once more, or refused what it was granted before: the timer decides.
        (error) => {
          this.lastError = error;
        },
      );
    });
  }

  /** Says goodbye, after what is still on its way out. */
  async close(): Promise<void> {
    clearTimeout(this.#awayTimer);
    const goodbye = this.version === 5 ? { properties: { sessionExpiryInterval: 0 } } : {};
    await new Promise<void>((resolve) => this.client.end(false, goodbye, () => resolve()));
  }

  /** At once, and without a word. */
  end(): void {
    clearTimeout(this.#awayTimer);
    this.client.end(true);
    // One that is already saying goodbye does not listen.
    this.client.stream?.destroy();
  }
}

/** Nobody said anything, and hung up: some that speak only MQTT 3.1.1 answer version 5 like this. */
export class HungUp extends Error {}

function connected(client: MqttClient): Promise<IConnackPacket> {
  return new Promise((resolve, reject) => {
    client.once('connect', resolve);
    client.once('error', reject);
    client.once('close', () => reject(new HungUp('connection closed')));
  });
}
