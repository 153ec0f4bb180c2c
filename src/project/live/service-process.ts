/** A service run beneath asdrawn: started, stopped when it is not needed any more, never left behind. */
import { type ChildProcess, spawn } from 'node:child_process';

export interface ServiceProcess {
  /** Resolves when it has ended by itself or was stopped; with why it could not be started, if it could not. */
  readonly ended: Promise<ServiceEnding>;
  /** Tells it to end; after a while makes it. */
  stop(): Promise<void>;
}

export interface ServiceEnding {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly error?: NodeJS.ErrnoException;
  readonly wasStopped: boolean;
}

const graceMs = 3000;

export function startService(
  [file, ...args]: readonly [string, ...string[]],
  place: { readonly cwd: string; readonly environment: NodeJS.ProcessEnv; readonly output: NodeJS.WritableStream },
): ServiceProcess {
  const ownGroup = process.platform !== 'win32';
  const child = spawn(file, args, {
    cwd: place.cwd,
    env: place.environment,
    shell: false,
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: ownGroup,
  });
  child.stdout?.pipe(place.output, { end: false });
  child.stderr?.pipe(place.output, { end: false });
  let wasStopped = false;
  const killNow = () => send(child, 'SIGKILL', ownGroup);
  process.on('exit', killNow);
  const ended = new Promise<ServiceEnding>((done) => {
    child.on('error', (error) => {
      if (child.pid === undefined) done({ code: null, signal: null, error, wasStopped });
    });
    child.on('exit', (code, signal) => done({ code, signal, wasStopped }));
  }).finally(() => process.off('exit', killNow));
  return {
    ended,
    stop: async () => {
      wasStopped = true;
      send(child, 'SIGTERM', ownGroup);
      const killer = setTimeout(killNow, graceMs);
      await ended;
      clearTimeout(killer);
      // What it has started itself may still be there.
      if (ownGroup) killNow();
    },
  };
}

function send(child: ChildProcess, signal: NodeJS.Signals, group: boolean): void {
  if (child.pid === undefined) return;
  try {
    if (group) process.kill(-child.pid, signal);
    else child.kill(signal);
  } catch {
    // Nobody is left to hear it.
  }
}
