import { once } from 'node:events';
import { createServer } from 'node:net';
import { PassThrough } from 'node:stream';
import { type ServiceEnding, startService } from '../live/service-process.ts';

/** A service under test that runs. */
export interface Started {
  stop(): Promise<void> | void;
  /** Resolves when it has ended, by itself or because it was stopped. */
  readonly ended?: Promise<ServiceEnding>;
  /** What it printed last. */
  readonly output?: () => string;
}

/** Starts the service under test; what it is given are variables for its environment, `PORT` among them. */
export type Start = (environment: Readonly<Record<string, string>>) => Promise<Started> | Started;

/** Characters of output that are kept, to be shown when a test fails. */
const MOST_OUTPUT = 2000;

/** Starts a service by a command: its words, or one text that is split at spaces. No shell is involved. */
export function command(words: string | readonly string[] | undefined): Start {
  return (environment) => {
    const [file, ...args] = typeof words === 'string' ? words.split(/\s+/).filter(Boolean) : (words ?? []);
    if (file === undefined)
      throw new Error(
        'it is not said how the service is started: give command(…) its words in the marked place "start"',
      );
    let said = '';
    const output = new PassThrough().setEncoding('utf8').on('data', (text: string) => {
      said = (said + text).slice(-MOST_OUTPUT);
    });
    const own = { ...process.env, ...environment };
    const service = startService([file, ...args], { cwd: process.cwd(), environment: own, output });
    return { stop: () => service.stop(), ended: service.ended, output: () => said };
  };
}

/** On the loopback address. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address ? address.port : 0;
}
