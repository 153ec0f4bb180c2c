import { internalMessage, main } from './main.ts';
import { isBrokenPipe } from './surroundings.ts';

/** Runs the command line in this process; called by `bin/asdrawn.js` and by nobody else. */
export async function start(): Promise<void> {
  const lastResort = (error: unknown): void => {
    process.stderr.write(internalMessage(error, process.env));
    process.exit(2);
  };
  process.on('uncaughtException', lastResort);
  process.on('unhandledRejection', lastResort);
  for (const stream of [process.stdout, process.stderr]) {
    // Who reads us may leave (`| head`); the exit status still tells the verdict.
    stream.on('error', (error) => {
      if (!isBrokenPipe(error)) lastResort(error);
    });
  }
  const { stdin, stdout, stderr, env } = process;
  process.exitCode = await main(process.argv.slice(2), { stdin, stdout, stderr }, { env, cwd: process.cwd() });
}
