/** A small system in one process: a shop, the billing that it calls, a queue in memory, and a mailer behind it. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { context, propagation, SpanKind, trace } from '@opentelemetry/api';

export interface Shop {
  /** Without a slash at the end. */
  readonly url: string;
  readonly billingPort: number;
  /** What can be switched on. */
  readonly bugs: Bugs;
  /** Switches everything off. */
  mend(): void;
  close(): void;
}

interface Bugs {
  publishedBeforeCharged: boolean;
  forgottenMail: boolean;
  /** Takes longer than any silence that is taken for the end. */
  slowMail: boolean;
  /** Never comes to its end. */
  stuckMail: boolean;
}

const sound: Bugs = { publishedBeforeCharged: false, forgottenMail: false, slowMail: false, stuckMail: false };

export async function startShop(): Promise<Shop> {
  const bugs = { ...sound };
  const queue = new Queue(bugs, () => (bugs.stuckMail ? new Promise(() => {}) : Promise.resolve()));
  const billing = await listening(async () => 201);
  const shop = await listening(async (path) => {
    if (path !== '/orders') return 404;
    const publish = (): void => {
      if (!bugs.forgottenMail) queue.publish('order.placed');
    };
    if (bugs.publishedBeforeCharged) publish();
    await fetch(`http://localhost:${portOf(billing)}/charges`, { method: 'POST' });
    if (!bugs.publishedBeforeCharged) publish();
    return 202;
  });
  return {
    url: `http://localhost:${portOf(shop)}`,
    billingPort: portOf(billing),
    bugs,
    mend: () => Object.assign(bugs, sound),
    close: () => {
      shop.close();
      billing.close();
    },
  };
}

async function listening(answer: (path: string) => Promise<number>): Promise<Server> {
  const server = createServer(async (request, response) => {
    response.statusCode = await answer(request.url ?? '/');
    response.end();
  });
  await new Promise<void>((done) => server.listen(0, done));
  return server;
}

function portOf(server: Server): number {
  return (server.address() as AddressInfo).port;
}

/** Instrumented as the libraries of real queues are: the message carries the context of its sender. */
class Queue {
  readonly #bugs: Bugs;
  readonly #handle: (event: string) => Promise<void>;

  constructor(bugs: Bugs, handle: (event: string) => Promise<void>) {
    this.#bugs = bugs;
    this.#handle = handle;
  }

  publish(event: string): void {
    const headers = {};
    const attributes = { 'messaging.system': 'memory', 'messaging.destination.name': event };
    const span = trace.getTracer('queue').startSpan(`send ${event}`, {
      kind: SpanKind.PRODUCER,
      attributes: { ...attributes, 'messaging.operation.type': 'send' },
    });
    propagation.inject(trace.setSpan(context.active(), span), headers);
    span.end();
    setTimeout(() => this.#consume(event, headers, attributes), this.#bugs.slowMail ? 150 : 20);
  }

  async #consume(event: string, headers: object, attributes: Record<string, string>): Promise<void> {
    const sender = propagation.extract(context.active(), headers);
    const span = trace
      .getTracer('mailer')
      .startSpan(
        `process ${event}`,
        { kind: SpanKind.CONSUMER, attributes: { ...attributes, 'messaging.operation.type': 'process' } },
        sender,
      );
    await this.#handle(event);
    span.end();
  }
}
