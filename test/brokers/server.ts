import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { accessSync, constants } from 'node:fs';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** A broker that was started here, on a free port of the loopback address, with a folder of its own. */
export interface Server {
  readonly url: string;
  /** Ends it, at once and without a goodbye where `isCrash`; its folder stays. */
  halt(options?: { readonly isCrash?: boolean }): Promise<void>;
  /** Starts it again, on the same port and with the same folder. */
  resume(): Promise<void>;
  /** Ends it for good, and removes its folder. */
  stop(): Promise<void>;
}

/** The first of these files that can be executed. */
export function executable(paths: readonly string[]): string | undefined {
  return paths.find((path) => {
    try {
      accessSync(path, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

/** So many ports that nobody has at the moment, each another. */
export async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(
    Array.from({ length: count }, async () => {
      const server = createServer().listen(0, '127.0.0.1');
      await once(server, 'listening');
      return server;
    }),
  );
  const ports = servers.map((server) => (server.address() as { readonly port: number }).port);
  await Promise.all(servers.map(async (server) => once(server.close(), 'close')));
  return ports;
}

/** Starts a program, and waits until it has written something like `ready`. */
export async function startProgram(
  command: readonly [file: string, ...args: string[]],
  environment: NodeJS.ProcessEnv,
  ready: RegExp,
): Promise<ChildProcess> {
  const [file, ...args] = command;
  // A process group of its own: whatever it starts in turn ends with it.
  const child = spawn(file, args, { env: { ...process.env, ...environment }, detached: true });
  let output = '';
  const isReady = new Promise<'ready'>((resolve) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        output = (output + text).slice(-20_000);
        if (ready.test(output)) resolve('ready');
      });
    }
  });
  const end = once(child, 'exit').then(() => 'ended' as const);
  const outcome = await Promise.race([isReady, end, sleep(90_000, 'late' as const, { ref: false })]);
  if (outcome !== 'ready') {
    await endGroup(child, 'SIGKILL');
    throw new Error(`${file} did not start:\n${output}`);
  }
  child.unref();
  for (const stream of [child.stdout, child.stderr]) (stream as unknown as { unref(): void }).unref();
  return child;
}

/** Ends a program and what it started. */
export async function endGroup(child: ChildProcess, signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.ref();
  const exit = once(child, 'exit');
  process.kill(-child.pid!, signal);
  const isLate = (await Promise.race([exit, sleep(15_000, 'late', { ref: false })])) === 'late';
  if (isLate) {
    process.kill(-child.pid!, 'SIGKILL');
    await exit;
  }
}
