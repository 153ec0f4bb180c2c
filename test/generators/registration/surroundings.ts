/** What the services of examples/registration need around them, beside their neighbours: a broker and databases. */
import { once } from 'node:events';
import { createServer } from 'node:net';
import type { MessagingTransport, Started } from 'asdrawn';
import mqtt from 'mqtt';
import { startProcesses } from '../../../examples/registration/shared/processes.js';

export const secret = 'the secret of tokens in tests';

export type Ports = Readonly<Record<'broker' | 'users' | 'events' | 'registrations' | 'audit', string>>;

/** The broker and the four databases of the example, on free ports. */
export async function startInfrastructure(): Promise<{ readonly ports: Ports; stop(): Promise<void> }> {
  const names = ['broker', 'users', 'events', 'registrations', 'audit'] as const;
  const servers = names.map(() => createServer().listen(0, '127.0.0.1'));
  await Promise.all(servers.map((server) => once(server, 'listening')));
  const found = servers.map((server) => String((server.address() as { port: number }).port));
  await Promise.all(servers.map((server) => once(server.close(), 'close')));
  const ports = Object.fromEntries(names.map((name, index) => [name, found[index]])) as Ports;
  const { stop } = await startProcesses([
    { file: 'infrastructure/broker.js', env: { PORT: ports.broker } },
    { file: 'infrastructure/databases.js', env: { PORTS: JSON.stringify(ports) }, execArgv: ['--liftoff-only'] },
  ]);
  return { ports, stop };
}

let own: ReturnType<typeof startInfrastructure> | undefined;

/** What runs already, as REGISTRATION_PORTS says, or is started now. */
async function infrastructure(): Promise<{ readonly ports: Ports; stop(): Promise<void> }> {
  const given = process.env.REGISTRATION_PORTS;
  if (given) return { ports: JSON.parse(given) as Ports, stop: async () => {} };
  own ??= startInfrastructure();
  return own;
}

/** Starts a service of the example, with its ordinary instrumentation, and waits until it says that it is ready. */
export function start(name: string, database?: Exclude<keyof Ports, 'broker'>) {
  return async (environment: Readonly<Record<string, string>>): Promise<Started> => {
    const { ports, stop } = await infrastructure();
    const family = await startProcesses([
      {
        file: `services/${name}.js`,
        env: {
          ...environment,
          OTEL_SERVICE_NAME: name,
          BROKER_URL: `mqtt://127.0.0.1:${ports.broker}`,
          TOKEN_SECRET: secret,
          ...(database && { DATABASE_URL: `postgres://postgres@127.0.0.1:${ports[database]}/${database}` }),
        },
        execArgv: ['--import', new URL('../../../examples/registration/shared/telemetry.js', import.meta.url).href],
      },
    ]);
    return {
      stop: async () => {
        await family.stop();
        await stop();
      },
    };
  };
}

/** The example's broker. Its services put trace context and data side by side into the payload. */
export async function broker(): Promise<MessagingTransport> {
  const { ports } = await infrastructure();
  const client = await mqtt.connectAsync(`mqtt://127.0.0.1:${ports.broker}`);
  return {
    system: 'mqtt',
    limits: [],
    publish: async ({ destination, headers, body }) => {
      const data: unknown = JSON.parse(Buffer.from(body).toString());
      await client.publishAsync(destination, JSON.stringify({ ...headers, data }), { qos: 1 });
      return 'unknown';
    },
    subscribe: async (destinations, _group, handle) => {
      client.on('message', (destination, payload) => {
        const { data, ...headers } = JSON.parse(payload.toString()) as Record<string, unknown>;
        handle({ destination, headers: headers as Record<string, string>, body: Buffer.from(JSON.stringify(data)) });
      });
      await client.subscribeAsync([...destinations], { qos: 1 });
    },
    onLost: () => {},
    close: () => client.endAsync(),
  };
}
