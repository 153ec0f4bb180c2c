import { randomUUID } from 'node:crypto';
import type { BrokerMessage } from './messaging.ts';

/** Headers that brokers keep at places of their own. */
export const propertyHeaders = ['content-type', 'correlation-id', 'reply-to', 'message-id'] as const;

const OWN = 'asdrawn-';

/** Tells a message that is sent again, because its confirmation did not come, from another that says the same. */
export function ownId(): string {
  return OWN + randomUUID();
}

export function isOwnId(id: string | undefined): id is string {
  return id?.startsWith(OWN) === true;
}

/** Knows what was handled, as far back as a broker would deliver again. */
export class Handled {
  readonly #ids = new Set<string>();

  /** Whether this is the first with that id. */
  first(id: string): boolean {
    if (this.#ids.has(id)) return false;
    this.#ids.add(id);
    if (this.#ids.size > 10_000) this.#ids.delete(this.#ids.values().next().value!);
    return true;
  }
}

/**
 * Gives a message to its handler, out of reach of the client, which would take what is thrown for its own failure: it ends
 * the process as any other mistake does.
 */
export function hand(message: BrokerMessage, handle: (message: BrokerMessage) => void): void {
  try {
    handle(message);
  } catch (error) {
    queueMicrotask(() => {
      throw error;
    });
  }
}
