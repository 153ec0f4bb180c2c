/**
 * `npm run bench:fuzz [traces|parsers] [-- --inputs 200000 --workers 2 --seed 1 --only 17]`: gives a target inputs that are
 * nearly right. Fails where one throws, has an outcome that cannot be, takes too long, or too much memory; each failure
 * is printed with what repeats it. The seed is random unless it is given.
 */
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { inputOf } from './input.ts';
import type { Target } from './target.ts';
import { targets } from './targets.ts';
import type { Report, Slowest, Work } from './worker.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    inputs: { type: 'string', default: '200000' },
    workers: { type: 'string', default: '2' },
    seed: { type: 'string', default: String(Math.floor(Math.random() * 2 ** 31)) },
    only: { type: 'string' },
  },
});

/** An input may take so long, and so much longer for each of its bytes, before it counts as a hang. */
const patience = { milliseconds: 5000, perByte: 0.05 };
/** Of a worker's heap; and of the whole process, which also has what lies outside of heaps. */
const limits = { heapMegabytes: 512, processMegabytes: 2048 };
const shownFailures = 20;
const none: Slowest = { index: -1, milliseconds: 0, bytes: 0 };

const names = positionals.length > 0 ? positionals : [...targets.keys()];
const seed = Number(values.seed);
let failures = 0;
/** Inputs that were begun, also by workers that did not live to report. */
let tried = 0;
for (const name of names) {
  const target = await targets.get(name)?.();
  if (!target) throw new Error(`there is no target ${name}; there are ${[...targets.keys()].join(', ')}`);
  if (values.only === undefined) await fuzz(target, Number(values.inputs), Number(values.workers));
  else await repeatOne(target, Number(values.only));
}
process.exitCode = failures === 0 ? 0 : 1;

async function repeatOne(target: Target, index: number): Promise<void> {
  const reason = await target.run(inputOf(target, seed, index));
  if (reason !== undefined) fail(target, index, reason);
  else console.log(`${target.name}: input ${index} of seed ${seed} is fine`);
}

async function fuzz(target: Target, inputs: number, workers: number): Promise<void> {
  console.log(
    `${target.name}: ${inputs} inputs from ${target.seeds.length} seeds, random seed ${seed}, ${workers} workers`,
  );
  const began = performance.now();
  tried = 0;
  const done: Extract<Report, { kind: 'done' }>[] = [];
  let rss = 0;
  const watch = setInterval(() => {
    rss = Math.max(rss, process.memoryUsage.rss());
  }, 100);
  await Promise.all(
    Array.from({ length: workers }, async (_, nth) => {
      // After a hang or a crash another worker goes on behind the input that caused it.
      for (let from: number | undefined = nth; from !== undefined; ) {
        from = await runWorker(target, { from, until: inputs, step: workers }, done);
      }
    }),
  );
  clearInterval(watch);
  const seconds = (performance.now() - began) / 1000;
  const bytes = done.reduce((sum, each) => sum + each.bytes, 0);
  const slowest = done.map((each) => each.slowest).reduce((a, b) => (a.milliseconds > b.milliseconds ? a : b), none);
  console.log(
    `${tried} inputs, ${(bytes / 1e6).toFixed(1)} MB, ${seconds.toFixed(1)} s; slowest: input ${slowest.index} of ` +
      `${slowest.bytes} bytes, ${slowest.milliseconds.toFixed(0)} ms; memory at most ${(rss / 2 ** 20).toFixed(0)} MiB; ` +
      `${failures} failures`,
  );
  if (rss > limits.processMegabytes * 2 ** 20) {
    failures++;
    console.log(`it took more than ${limits.processMegabytes} MiB of memory`);
  }
}

/** Where to go on after an input that ended the worker; undefined where all are done. */
function runWorker(
  target: Target,
  stretch: Pick<Work, 'from' | 'until' | 'step'>,
  done: Extract<Report, { kind: 'done' }>[],
): Promise<number | undefined> {
  const progress = new SharedArrayBuffer(8);
  const state = new Int32Array(progress);
  const workerData: Work = { target: target.name, seed, progress, ...stretch };
  const worker = new Worker(new URL('./worker.ts', import.meta.url), {
    workerData,
    execArgv: ['--conditions=asdrawn:src'],
    resourceLimits: { maxOldGenerationSizeMb: limits.heapMegabytes },
  });
  return new Promise((resolve) => {
    let [seen, since] = [-1, performance.now()];
    const end = (reason?: string): void => {
      worker.removeAllListeners();
      clearInterval(watchdog);
      const index = Atomics.load(state, 0);
      tried += Atomics.load(state, 1);
      if (reason !== undefined) fail(target, index, reason);
      resolve(reason === undefined ? undefined : index + stretch.step);
    };
    const watchdog = setInterval(() => {
      const count = Atomics.load(state, 1);
      if (count !== seen) [seen, since] = [count, performance.now()];
      const elapsed = performance.now() - since;
      if (elapsed < patience.milliseconds) return;
      const { length } = inputOf(target, seed, Atomics.load(state, 0));
      if (elapsed < patience.milliseconds + patience.perByte * length) return;
      void worker.terminate();
      end(`no end after ${Math.round(elapsed)} ms`);
    }, 250);
    worker.on('message', (report: Report) => {
      if (report.kind === 'failure') fail(target, report.index, report.reason);
      else done.push(report);
    });
    worker.on('error', (error) => end(error instanceof Error ? (error.stack ?? error.message) : String(error)));
    worker.on('exit', () => end());
  });
}

function fail(target: Target, index: number, reason: string): void {
  failures++;
  if (failures > shownFailures) return;
  console.log(`\n${target.name}: input ${index}: ${reason}`);
  console.log(`repeat: npm run bench:fuzz ${target.name} -- --seed ${seed} --only ${index}`);
  console.log(`base64: ${Buffer.from(inputOf(target, seed, index)).toString('base64')}`);
}
