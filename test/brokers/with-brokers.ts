/**
 * `npm run with-brokers -- npm test`: runs a command with a RabbitMQ and a Mosquitto that end with it. Where one is not
 * installed, or already named by ASDRAWN_TEST_AMQP or ASDRAWN_TEST_MQTT, none is started. Without a command they run until
 * they are interrupted.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { hasMosquitto, startMosquitto } from './mosquitto.ts';
import { hasRabbitmq, startRabbitmq } from './rabbitmq.ts';
import type { Server } from './server.ts';

const [command, ...args] = process.argv.slice(2);
const servers: Server[] = [];
const environment: Record<string, string> = {};

async function start(variable: string, isInstalled: boolean, starting: () => Promise<Server>): Promise<void> {
  const own = process.env[variable];
  if (own) return say(`${variable}=${own}`);
  if (!isInstalled) return say(`${variable} stays empty: no such broker is installed`);
  const server = await starting();
  servers.push(server);
  environment[variable] = server.url;
  say(`${variable}=${server.url}`);
}

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

async function run(): Promise<number> {
  await start('ASDRAWN_TEST_AMQP', hasRabbitmq, startRabbitmq);
  await start('ASDRAWN_TEST_MQTT', hasMosquitto, startMosquitto);
  const interrupted = Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
  const awake = setInterval(() => {}, 1000);
  try {
    if (!command) {
      await interrupted;
      return 0;
    }
    const child = spawn(command, args, {
      stdio: 'inherit',
      env: { ...process.env, ...environment },
      shell: process.platform === 'win32',
    });
    interrupted.then(() => child.kill('SIGTERM'));
    const [status] = (await once(child, 'exit')) as [number | null];
    return status ?? 1;
  } finally {
    clearInterval(awake);
  }
}

try {
  process.exitCode = await run();
} finally {
  for (const server of servers) await server.stop();
}
