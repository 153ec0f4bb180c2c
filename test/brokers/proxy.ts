import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';

/**
 * Stands between a client and its broker, and does to the connection what networks and brokers do: cut it, refuse the
 * next, or fall silent.
 */
export interface BrokerProxy {
  /** The broker's address, by way of here. */
  readonly url: string;
  /** Every connection ends, and none is accepted until `restore`. */
  cut(): Promise<void>;
  restore(): Promise<void>;
  /** Connections stay, and are accepted, and nothing comes through any more. */
  silence(): void;
  /** How many connections there are. */
  readonly connections: number;
  stop(): Promise<void>;
}

/** `answer` may answer the first bytes of a client itself, and hang up. */
export async function startProxy(broker: string, answer?: (first: Buffer) => Buffer | undefined): Promise<BrokerProxy> {
  const target = new URL(broker);
  const sockets = new Set<Socket>();
  let isSilent = false;
  let server: Server | undefined;
  let port = 0;

  function pipe(client: Socket): void {
    const upstream = connect(Number(target.port), target.hostname);
    for (const [from, to] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      sockets.add(from);
      from.setNoDelay(true);
      from.on('error', () => {});
      from.on('close', () => {
        sockets.delete(from);
        to.destroy();
      });
    }
    let isFirst = true;
    client.on('data', (data) => {
      const own = isFirst ? answer?.(data) : undefined;
      isFirst = false;
      if (own) client.end(own);
      else if (!isSilent) upstream.write(data);
    });
    upstream.on('data', (data) => {
      if (!isSilent) client.write(data);
    });
  }

  async function listen(): Promise<void> {
    server = createServer(pipe).listen(port, '127.0.0.1');
    await once(server, 'listening');
    port = (server.address() as { readonly port: number }).port;
  }

  async function cut(): Promise<void> {
    const closing = server?.listening ? once(server.close(), 'close') : undefined;
    for (const socket of sockets) socket.destroy();
    await closing;
  }

  await listen();
  const url = new URL(broker);
  url.port = String(port);
  return {
    url: url.href,
    cut,
    restore: listen,
    silence: () => {
      isSilent = true;
    },
    get connections() {
      return sockets.size;
    },
    stop: cut,
  };
}
