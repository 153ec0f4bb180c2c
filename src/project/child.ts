/** A command run beneath asdrawn: its output passed on, signals forwarded, nothing left running behind. */
import { type ChildProcess, type StdioOptions, spawn } from 'node:child_process';

export interface ChildOptions {
  readonly command: readonly [string, ...string[]];
  readonly cwd: string;
  readonly environment: NodeJS.ProcessEnv;
  /** Where the command's own output goes. */
  readonly stdout: NodeJS.WritableStream;
  readonly stderr: NodeJS.WritableStream;
}

export interface ChildEnding {
  /** Null where a signal ended it. */
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** The signal that asdrawn itself was sent meanwhile. */
  readonly interruptedBy?: NodeJS.Signals;
}

/** How long a command may take to end after it was told to. */
const graceMs = 10_000;
const forwarded = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Resolves when the command has ended; rejects with Node's own error where it cannot be started. */
export function runChild(options: ChildOptions): Promise<ChildEnding> {
  const { command, cwd, environment, stdout, stderr } = options;
  const [file, ...args] = command;
  // At a terminal the command must stay in its foreground group, or it could neither read from it nor hear Ctrl-C.
  // Elsewhere it gets a group of its own, so that a signal reaches what the command has started as well.
  const ownGroup = process.platform !== 'win32' && !process.stdin.isTTY;
  const stdio: StdioOptions = ['inherit', outlet(stdout), outlet(stderr)];
  return new Promise((done, fail) => {
    const child = spawn(file, args, { cwd, env: environment, shell: false, stdio, detached: ownGroup });
    child.stdout?.pipe(stdout, { end: false });
    child.stderr?.pipe(stderr, { end: false });
    let interruptedBy: NodeJS.Signals | undefined;
    let killer: NodeJS.Timeout | undefined;
    const send = (signal: NodeJS.Signals): void => sendSignal(child, signal, ownGroup);
    const forward = (signal: NodeJS.Signals): void => {
      const again = interruptedBy !== undefined;
      interruptedBy ??= signal;
      // The terminal has sent its Ctrl-C to the whole group already; once more would look like impatience.
      if (ownGroup || signal !== 'SIGINT' || again) send(signal);
      killer ??= setTimeout(() => send('SIGKILL'), graceMs);
    };
    const killNow = (): void => send('SIGKILL');
    for (const signal of forwarded) process.on(signal, forward);
    process.on('exit', killNow);
    const release = (): void => {
      clearTimeout(killer);
      for (const signal of forwarded) process.off(signal, forward);
      process.off('exit', killNow);
    };
    child.on('error', (error) => {
      if (child.pid !== undefined) return;
      release();
      fail(error);
    });
    child.on('close', (code, signal) => {
      if (interruptedBy && ownGroup) send('SIGKILL');
      release();
      done({ code, signal, ...(interruptedBy ? { interruptedBy } : {}) });
    });
  });
}

/** The stream itself where it has a descriptor to inherit (so that a terminal stays one), else a pipe into it. */
function outlet(stream: NodeJS.WritableStream): number | 'pipe' {
  return 'fd' in stream && typeof stream.fd === 'number' ? stream.fd : 'pipe';
}

function sendSignal(child: ChildProcess, signal: NodeJS.Signals, group: boolean): void {
  if (child.pid === undefined) return;
  try {
    if (group) process.kill(-child.pid, signal);
    else child.kill(signal);
  } catch {
    // Nobody is left to hear it.
  }
}
