import { closed } from './bounds.ts';
import { checkDestination, groupName } from './destinations.ts';
import type { BrokerMessage, MessagingTransport, Routing } from './messaging.ts';

interface Member {
  readonly owner: InProcessTransport;
  readonly handle: (message: BrokerMessage) => void;
}

interface Group {
  readonly destinations: ReadonlySet<string>;
  members: readonly Member[];
  turn: number;
}

/** Groups by name. It outlives no transport that uses it. */
type Bus = Map<string, Group>;

const named = new Map<string, { readonly bus: Bus; users: number }>();

/**
 * A broker without a broker. Those of one `name` reach each other, as processes at one broker do; without a name it is on
 * its own.
 */
export function openInProcess(name?: string): MessagingTransport {
  if (name === undefined) return new InProcessTransport(new Map(), () => {});
  const shared = named.get(name) ?? { bus: new Map(), users: 0 };
  named.set(name, shared);
  shared.users += 1;
  return new InProcessTransport(shared.bus, () => {
    shared.users -= 1;
    if (shared.users === 0) named.delete(name);
  });
}

const NAME = 'the in-process broker';

class InProcessTransport implements MessagingTransport {
  readonly system = 'in-process';
  readonly limits = [];
  readonly #bus: Bus;
  readonly #leave: () => void;
  #isClosed = false;

  constructor(bus: Bus, leave: () => void) {
    this.#bus = bus;
    this.#leave = leave;
  }

  async publish({ destination, headers, body }: BrokerMessage): Promise<Routing> {
    this.#check([destination]);
    let routing: Routing = 'unrouted';
    for (const group of this.#bus.values()) {
      if (!group.destinations.has(destination)) continue;
      routing = 'routed';
      const member = group.members[group.turn++ % group.members.length]!;
      // Copied and later, as over a wire: nobody sees what the sender does with it afterwards, or runs inside of it.
      const message = { destination, headers: { ...headers }, body: body.slice() };
      queueMicrotask(() => {
        if (!member.owner.#isClosed) member.handle(message);
      });
    }
    return routing;
  }

  async subscribe(destinations: readonly string[], group: string, handle: Member['handle']): Promise<void> {
    this.#check(destinations);
    const key = groupName(group, destinations);
    const known = this.#bus.get(key) ?? { destinations: new Set(destinations), members: [], turn: 0 };
    known.members = [...known.members, { owner: this, handle }];
    this.#bus.set(key, known);
  }

  /** A process does not lose itself. */
  onLost(): void {}

  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    for (const [key, group] of this.#bus) {
      group.members = group.members.filter(({ owner }) => owner !== this);
      if (group.members.length === 0) this.#bus.delete(key);
    }
    this.#leave();
  }

  #check(destinations: readonly string[]): void {
    if (this.#isClosed) throw closed(NAME);
    for (const destination of destinations) checkDestination(destination, () => false);
  }
}
