import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { endGroup, executable, freePorts, type Server, startProgram } from './server.ts';

const file = executable(['/usr/sbin/mosquitto', '/usr/bin/mosquitto', '/usr/local/sbin/mosquitto']);

export const hasMosquitto = file !== undefined;

/** Debian's Mosquitto. `hasUsers`: it knows nobody, so that everybody is refused. */
export async function startMosquitto({ hasUsers = false } = {}): Promise<Server> {
  if (!file) throw new Error('Mosquitto is not installed: apt-get install mosquitto');
  const folder = mkdtempSync(join(tmpdir(), 'asdrawn-mosquitto-'));
  const [port] = (await freePorts(1)) as [number];
  const configuration = join(folder, 'mosquitto.conf');
  const lines = [
    `listener ${port} 127.0.0.1`,
    `allow_anonymous ${!hasUsers}`,
    'log_dest stderr',
    'max_queued_messages 0',
    ...(process.getuid?.() === 0 ? ['user root'] : []),
  ];
  writeFileSync(configuration, `${lines.join('\n')}\n`);
  const start = (): Promise<ChildProcess> =>
    startProgram([file, '-c', configuration], {}, /mosquitto version .* running/);
  let server = await start();
  return {
    url: `mqtt://127.0.0.1:${port}`,
    halt: ({ isCrash = false } = {}) => endGroup(server, isCrash ? 'SIGKILL' : 'SIGTERM'),
    resume: async () => {
      server = await start();
    },
    stop: async () => {
      await endGroup(server, 'SIGKILL');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
