import type { ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { endGroup, executable, freePorts, type Server, startProgram } from './server.ts';

// Not the one in PATH, which changes to the system's user and folders.
const file = executable(['/usr/lib/rabbitmq/bin/rabbitmq-server']);
const epmdFile = executable(['/usr/bin/epmd']);

export const hasRabbitmq = file !== undefined && epmdFile !== undefined;

/** Debian's RabbitMQ, beside whatever else runs on the machine; user and password are `guest`. */
export async function startRabbitmq(): Promise<Server> {
  if (!file || !epmdFile) throw new Error('RabbitMQ is not installed: apt-get install rabbitmq-server');
  const folder = mkdtempSync(join(tmpdir(), 'asdrawn-rabbitmq-'));
  const [port, distributionPort, epmdPort] = (await freePorts(3)) as [number, number, number];
  mkdirSync(join(folder, 'home'));
  writeFileSync(join(folder, 'plugins'), '[].\n');
  // A message larger than this ends the channel.
  writeFileSync(join(folder, 'rabbitmq.conf'), 'max_message_size = 1048576\n');
  const environment = {
    // The cookie lies there.
    HOME: join(folder, 'home'),
    ERL_EPMD_ADDRESS: '127.0.0.1',
    ERL_EPMD_PORT: String(epmdPort),
    RABBITMQ_NODENAME: 'asdrawn@localhost',
    RABBITMQ_NODE_IP_ADDRESS: '127.0.0.1',
    RABBITMQ_NODE_PORT: String(port),
    RABBITMQ_DIST_PORT: String(distributionPort),
    RABBITMQ_MNESIA_BASE: join(folder, 'data'),
    RABBITMQ_LOG_BASE: join(folder, 'log'),
    RABBITMQ_LOGS: '-',
    RABBITMQ_CONF_ENV_FILE: join(folder, 'no-environment'),
    RABBITMQ_CONFIG_FILE: join(folder, 'rabbitmq'),
    RABBITMQ_ENABLED_PLUGINS_FILE: join(folder, 'plugins'),
    RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS: '+S 1:1 -kernel inet_dist_use_interface {127,0,0,1}',
  };
  // Erlang would start one that outlives it.
  const epmd = await startProgram([epmdFile, '-d'], environment, /epmd running/);
  const start = (): Promise<ChildProcess> => startProgram([file], environment, /Server startup complete/);
  const stop = async (): Promise<void> => {
    await endGroup(server, 'SIGKILL');
    await endGroup(epmd, 'SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  };
  let server: ChildProcess = epmd;
  try {
    server = await start();
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    url: `amqp://127.0.0.1:${port}`,
    halt: ({ isCrash = false } = {}) => endGroup(server, isCrash ? 'SIGKILL' : 'SIGTERM'),
    resume: async () => {
      server = await start();
    },
    stop,
  };
}
