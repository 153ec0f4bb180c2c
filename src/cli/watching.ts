import { relative } from 'node:path';
import { Failure } from './failure.ts';
import { type Context, write } from './surroundings.ts';

/** What a run reads and writes. */
export interface Watched {
  readonly paths: readonly string[];
  readonly traces?: readonly string[];
  readonly config?: string;
  readonly baseline?: string;
  readonly outputs: readonly { readonly file?: string }[];
}

/** Runs, and runs again whenever something has changed, until Ctrl-C; the last status is that of the whole. */
export async function watching(run: () => Promise<number>, watched: Watched, context: Context): Promise<number> {
  const { cwd, streams } = context;
  const { reasonOf, watchFiles } = await import('#project');
  const { outputs, traces = [], ...rest } = watched;
  const files = outputs.flatMap(({ file }) => file ?? []);
  const watch = await watchFiles({ cwd, traces, ...rest, outputs: files }).catch((error: unknown) => {
    throw new Failure(`files cannot be watched: ${reasonOf(error)}`);
  });
  const signals = ['SIGINT', 'SIGTERM'] as const;
  for (const signal of signals) process.once(signal, watch.close);
  const isTerminal = streams.stdout.isTTY === true;
  try {
    for (;;) {
      // Cleared with what has scrolled by, so that the first line is the first finding.
      if (isTerminal) await write(streams.stdout, '\x1b[2J\x1b[3J\x1b[H');
      const status = await run();
      await write(streams.stderr, 'asdrawn: waiting for changes; Ctrl-C ends\n');
      const changed = await watch.next();
      if (changed === undefined) return status;
      await write(streams.stderr, `asdrawn: ${relative(cwd, changed)} has changed\n`);
    }
  } finally {
    for (const signal of signals) process.removeListener(signal, watch.close);
    watch.close();
  }
}
