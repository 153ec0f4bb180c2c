/** Runs every nth input of a target, and says in shared memory which it is at, so that somebody outside sees a hang. */
import { parentPort, workerData } from 'node:worker_threads';
import { inputOf } from './input.ts';
import { targets } from './targets.ts';

export interface Work {
  readonly target: string;
  readonly seed: number;
  readonly from: number;
  readonly until: number;
  readonly step: number;
  /** Two numbers of 32 bits: the input that is being worked on, and a count that grows with each. */
  readonly progress: SharedArrayBuffer;
}

export type Report =
  | { readonly kind: 'failure'; readonly index: number; readonly reason: string }
  | { readonly kind: 'done'; readonly bytes: number; readonly slowest: Slowest };

export interface Slowest {
  readonly index: number;
  readonly milliseconds: number;
  readonly bytes: number;
}

const { target: name, seed, from, until, step, progress } = workerData as Work;
const target = await targets.get(name)?.();
const report = (message: Report): void => parentPort?.postMessage(message);
const state = new Int32Array(progress);
let slowest: Slowest = { index: -1, milliseconds: 0, bytes: 0 };
let [inputs, bytes] = [0, 0];
for (let index = from; target && index < until; index += step) {
  // What zlib holds outside of the heap is only let go between two turns of the event loop.
  if (inputs % 100 === 0) await new Promise((resolve) => setImmediate(resolve));
  Atomics.store(state, 0, index);
  Atomics.add(state, 1, 1);
  const input = inputOf(target, seed, index);
  const began = performance.now();
  const reason = await target.run(input);
  const milliseconds = performance.now() - began;
  inputs++;
  bytes += input.length;
  if (milliseconds > slowest.milliseconds) slowest = { index, milliseconds, bytes: input.length };
  if (reason !== undefined) report({ kind: 'failure', index, reason });
}
report({ kind: 'done', bytes, slowest });
