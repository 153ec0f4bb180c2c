/** Large recordings are read by several threads, each its own stretch of the file. */
import { createRequire } from 'node:module';
import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { CheckableDrawing, ReducedPart } from '#checks';
import type { ReadingShare, ReadingTask } from './reading-worker.ts';

/** Bytes below which a thread of its own costs more than it saves. */
const SHARE = 48 << 20;
/** More threads than this wait for the disk, and each takes memory. */
const MOST = 8;

/** From so many bytes on, even one thread is one of its own, whose memory can be bounded. */
const BOUNDED_FROM = 512 << 20;

/**
 * How many threads of their own are to read a file of so many bytes, 0 for none; `wished` is what a person asked for.
 */
export function threadsFor(size: number, wished: number | undefined): number {
  const useful = Math.floor(size / SHARE);
  const threads = Math.min(wished ?? Math.min(availableParallelism(), MOST), useful);
  return threads > 1 || size >= BOUNDED_FROM ? Math.max(1, threads) : 0;
}

/**
 * The parts of a file of lines, in order. Undefined where something is to be said of its lines, or where threads cannot
 * be had: then it is to be read by one.
 */
export async function readInParallel(
  path: string,
  size: number,
  threads: number,
  drawings: readonly CheckableDrawing[],
): Promise<readonly ReducedPart[] | undefined> {
  const cuts = Array.from({ length: threads + 1 }, (_, index) => Math.floor((size * index) / threads));
  const workers: Worker[] = [];
  try {
    const shares = await Promise.all(
      cuts.slice(1).map((until, index) => {
        const task: ReadingTask = { path, drawings, range: { from: cuts[index]!, until } };
        return shareOf(task, workers);
      }),
    );
    const parts = shares.flatMap((share) => ('part' in share ? [share.part] : []));
    return parts.length === shares.length && parts.some(({ cases }) => cases.spanCount > 0) ? parts : undefined;
  } catch {
    return undefined;
  } finally {
    for (const worker of workers) void worker.terminate();
  }
}

function shareOf(task: ReadingTask, workers: Worker[]): Promise<ReadingShare> {
  return new Promise((done, fail) => {
    // A small nursery: what is read is let go of soon, and memory is to stay flat.
    const resourceLimits = { maxYoungGenerationSizeMb: 24 };
    const worker = new Worker(script.url, { workerData: task, execArgv: script.options, resourceLimits });
    workers.push(worker);
    worker.once('message', (share: ReadingShare) => {
      // Its memory is wanted back while others still read.
      void worker.terminate();
      done(share);
    });
    worker.once('error', fail);
    worker.once('exit', () => fail(new Error('the thread ended without a word')));
  });
}

/** The worker's script: beside this one where sources run as they are, else in the bundle. */
const script = import.meta.url.endsWith('.ts')
  ? { url: new URL('./reading-worker.ts', import.meta.url), options: ['--conditions=asdrawn:src'] }
  : { url: pathToFileURL(join(packageFolder(), 'dist/project/reading-worker.js')), options: [] };

function packageFolder(): string {
  return dirname(createRequire(import.meta.url).resolve('asdrawn/package.json'));
}
