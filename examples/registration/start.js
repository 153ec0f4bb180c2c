/**
 * Starts the whole system on free ports of this machine: `node start.js`, Ctrl-C to stop it.
 *
 * Traces go where OTEL_EXPORTER_OTLP_ENDPOINT says; without it the services run untraced.
 */
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';
// An unknown bug is refused before anything is started.
import './bugs.js';
import { startProcesses } from './shared/processes.js';

const traced = process.env.OTEL_EXPORTER_OTLP_ENDPOINT ?? process.env.OTEL_EXPORTER_OTLP_TRACES_ENDPOINT;

/** What all services are told, besides their own names, ports and databases. */
const telemetryEnvironment = {
  OTEL_TRACES_EXPORTER: traced ? 'otlp' : 'none',
  OTEL_METRICS_EXPORTER: 'none',
  OTEL_LOGS_EXPORTER: 'none',
  OTEL_BSP_SCHEDULE_DELAY: '100',
};

/**
 * @returns {Promise<{ url: string, auditDatabaseUrl: string, stop(): Promise<void> }>} where the gateway listens, and
 *   where the audit log can be looked into; `stop` lets what is in flight finish and be traced
 */
export async function startSystem() {
  const port = await freePorts([
    'broker',
    'gateway',
    'user',
    'registration',
    'users',
    'events',
    'registrations',
    'audit',
  ]);
  const databaseUrl = (name) => `postgres://postgres@127.0.0.1:${port[name]}/${name}`;

  const environment = {
    ...telemetryEnvironment,
    BROKER_URL: `mqtt://127.0.0.1:${port.broker}`,
    USER_SERVICE_URL: `http://127.0.0.1:${port.user}`,
    REGISTRATION_SERVICE_URL: `http://127.0.0.1:${port.registration}`,
    TOKEN_SECRET: randomBytes(32).toString('hex'),
  };
  const service = (name, own) => ({
    file: `services/${name}.js`,
    env: { ...environment, OTEL_SERVICE_NAME: name, ...own },
    execArgv: ['--import', import.meta.resolve('./shared/telemetry.js')],
  });

  const { stop } = await startProcesses([
    // In the order in which they stop: who calls or publishes, before who is called or consumes.
    service('gateway-service', { PORT: port.gateway }),
    service('registration-service', { PORT: port.registration, DATABASE_URL: databaseUrl('registrations') }),
    service('notification-service', {}),
    service('event-service', { DATABASE_URL: databaseUrl('events') }),
    service('user-service', { PORT: port.user, DATABASE_URL: databaseUrl('users') }),
    service('audit-service', { DATABASE_URL: databaseUrl('audit') }),
    { file: 'infrastructure/broker.js', env: { PORT: port.broker } },
    {
      file: 'infrastructure/databases.js',
      env: { PORTS: JSON.stringify(port) },
      // The optimising WebAssembly compiler costs more start-up time than so short a life can give back.
      execArgv: ['--liftoff-only'],
    },
  ]);
  return { url: `http://127.0.0.1:${port.gateway}`, auditDatabaseUrl: databaseUrl('audit'), stop };
}

/**
 * All are held at the same time, so that no two are equal.
 * @param {string[]} names
 * @returns {Promise<Record<string, string>>}
 */
async function freePorts(names) {
  const servers = names.map(() => createServer().listen(0, '127.0.0.1'));
  await Promise.all(servers.map((server) => once(server, 'listening')));
  const ports = servers.map((server) => String(server.address().port));
  await Promise.all(servers.map((server) => once(server.close(), 'close')));
  return Object.fromEntries(names.map((name, index) => [name, ports[index]]));
}

if (import.meta.main) {
  const { url } = await startSystem();
  console.log(`The system is running at ${url}`);
}
