/** What is sent over a broker: a body and text headers (trace context among them). */
export interface BrokerMessage {
  /**
   * A topic, queue or routing key, as the drawing names it: `order.placed`. It is taken literally: who subscribes to
   * `order.*` gets no `order.placed`, and a name that the broker would take for a pattern is refused.
   */
  readonly destination: string;
  /**
   * Names are those of the sender, but for four that brokers keep at a place of their own, where they are written and read:
   * `content-type`, `correlation-id`, `reply-to` and `message-id` (AMQP alone).
   */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/** Whether a queue or subscription took the message; `unknown` where the broker does not say. */
export type Routing = 'routed' | 'unrouted' | 'unknown';

/**
 * A broker as participants use it. Every group gets every message of its destinations once; who subscribes in the same
 * group to the same destinations shares them with the others (over MQTT by `?share=true` alone). Messages of one transport arrive in the order in which they
 * were published to their destination, whether or not it was waited in between.
 *
 * What cannot be done rejects with a `TransportError`, and each wait has an end.
 */
export interface MessagingTransport {
  readonly system: 'in-process' | 'rabbitmq' | 'mqtt';
  /** What this broker cannot carry, in sentences; empty as a rule. */
  readonly limits: readonly string[];
  /** Resolves when the broker has the message in its keeping. */
  publish(message: BrokerMessage): Promise<Routing>;
  /**
   * Resolves when nothing published from now on can be missed. `handle` must not throw: a message counts as handled when
   * it returns.
   */
  subscribe(destinations: readonly string[], group: string, handle: (message: BrokerMessage) => void): Promise<void>;
  /** Called at most once, when the broker went away and did not come back within the time given. */
  onLost(tell: (error: TransportError) => void): void;
  /** Takes back what was made at the broker, and ends in bounded time whatever state the broker is in. Never rejects. */
  close(): Promise<void>;
}

export type TransportCode =
  | 'transport/address'
  | 'transport/missing-package'
  | 'transport/unreachable'
  | 'transport/refused'
  | 'transport/destination'
  | 'transport/not-taken'
  | 'transport/unconfirmed'
  | 'transport/lost'
  | 'transport/closed';

/** Data for a diagnostic: what could not be reached or done, and what to do next. */
export class TransportError extends Error {
  readonly code: TransportCode;
  readonly help: string;
  constructor(code: TransportCode, message: string, help: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'TransportError';
    this.code = code;
    this.help = help;
  }
}
