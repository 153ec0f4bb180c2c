/** What is sent over a broker: a body and text headers (trace context among them). */
export interface BrokerMessage {
  /** A topic, queue or routing key, as the drawing names it: `order.placed`. */
  readonly destination: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/**
 * A broker as participants use it. Every subscriber gets every message of its destinations once; those that share a
 * `group` share them. Rejects with a `TransportError` where the broker cannot be reached or refuses.
 */
export interface MessagingTransport {
  readonly system: 'in-process' | 'rabbitmq' | 'mqtt';
  publish(message: BrokerMessage): Promise<void>;
  /** Resolves when nothing published from now on can be missed. */
  subscribe(destinations: readonly string[], group: string, handle: (message: BrokerMessage) => void): Promise<void>;
  /** Called at most once, when the broker went away and did not come back within the time given. */
  onLost(tell: (error: TransportError) => void): void;
  close(): Promise<void>;
}

/** Data for a diagnostic: what could not be reached or done, and what to do next. */
export class TransportError extends Error {
  readonly code: string;
  readonly help: string;
  constructor(code: string, message: string, help: string) {
    super(message);
    this.code = code;
    this.help = help;
  }
}
