import { performance } from 'node:perf_hooks';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import fc from 'fast-check';
import { type Generated, generated } from '../../test/runtime/generated.ts';
import { type Broken, type Kept, keepsInvariant } from '../../test/runtime/invariant.ts';
import { knownClass } from '../../test/runtime/known-counterexamples.ts';

/**
 * Draws systems at random, runs them, lets something go wrong in them, and sees that healthy runs conform and that every
 * fault that can be seen is found. Usage: npm run bench:property -- [drawings] [workers] [seed]
 * Every counterexample is made smaller and printed. The status is 1 if there is one of no known class.
 */
interface Task {
  readonly drawings: number;
  readonly seed: number;
}

interface Counterexample extends Broken {
  readonly text: string;
  readonly seed: number;
  readonly known?: string;
}

type Report =
  | { readonly is: 'progress'; readonly drawings: number; readonly kept: Kept }
  | { readonly is: 'broken'; readonly counterexample: Counterexample };

const EACH = 100;
const MOST_SHOWN = 10;
/** Many drawings tell more than much of each. */
const SOME = { runs: 2, faults: 2 };
const EVERYTHING = { runs: 6, faults: 200 };
/** Milliseconds for a stretch and for making its counterexample smaller. */
const LONGEST = 120_000;

async function lead(): Promise<void> {
  const [drawings = 100_000, workers = 2, seed = 1] = process.argv.slice(2).map(Number);
  const begin = performance.now();
  const total = { drawings: 0, runs: 0, faults: 0, found: 0, unobservable: 0 };
  const broken: Counterexample[] = [];
  const seconds = () => (performance.now() - begin) / 1000;
  let told = 0;
  const hear = (report: Report) => {
    if (report.is === 'broken') {
      broken.push(report.counterexample);
      const { what, why, text } = report.counterexample;
      console.error(`${what}: ${why}\n${text}`);
    } else {
      total.drawings += report.drawings;
      for (const key of ['runs', 'faults', 'found', 'unobservable'] as const) total[key] += report.kept[key];
      if (seconds() - told < 10) return;
      told = seconds();
      console.error(`${total.drawings} of ${drawings} drawings in ${told.toFixed(0)} s, ${broken.length} broken`);
    }
  };
  await Promise.all(
    Array.from({ length: workers }, (_, index) =>
      inWorker({ drawings: Math.ceil(drawings / workers), seed: seed + 1_000_000 * index }, hear),
    ),
  );
  const { runs, faults, found, unobservable } = total;
  console.log(`${total.drawings} drawings in ${seconds().toFixed(0)} s: ${runs} runs, ${faults} faults, of which`);
  console.log(`${found} were found and ${unobservable} cannot be seen; ${broken.length} drawings break the invariant`);
  const classes = Map.groupBy(broken, ({ known, what, like }) => (known ? `known: ${known}` : `${what}: ${like}`));
  for (const [name, own] of classes) console.log(`  ${own.length} × ${name}`);
  const smallest = broken.filter(({ known }) => known === undefined).sort((a, b) => a.text.length - b.text.length);
  for (const { what, why, text, seed: chance } of smallest.slice(0, MOST_SHOWN))
    console.log(`\n${what}: ${why} (seed ${chance})\n${text}`);
  if (smallest.length > 0) process.exitCode = 1;
}

function inWorker(task: Task, hear: (report: Report) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL(import.meta.url), { workerData: task });
    worker.on('message', hear);
    worker.once('error', reject);
    worker.once('exit', () => resolve());
  });
}

async function work({ drawings, seed }: Task): Promise<void> {
  for (let done = 0; done < drawings; done += EACH) {
    const many = Math.min(EACH, drawings - done);
    const judging = new Judging();
    // After a counterexample it goes on with the next one of the same stretch.
    for (let next = 0; next < many; ) {
      judging.begin();
      const details = await fc.check(
        fc.asyncProperty(generated, (drawing) => judging.judge(drawing)),
        { seed: seed + done, path: String(next), numRuns: many - next, interruptAfterTimeLimit: LONGEST },
      );
      if (!details.failed || details.counterexamplePath === null) break;
      tell({ is: 'broken', counterexample: judging.counterexample() });
      next = Number(details.counterexamplePath.split(':')[0]) + 1;
    }
    tell({ is: 'progress', drawings: judging.drawings, kept: judging.kept });
  }
}

/** Judges drawings until one breaks the invariant, and from then on smaller ones that break it alike. */
class Judging {
  readonly kept = { runs: 0, faults: 0, found: 0, unobservable: 0 };
  drawings = 0;
  #last: { readonly drawing: Generated; readonly broken: Broken } | undefined;

  begin(): void {
    this.#last = undefined;
  }

  /** With every run and every fault once one is broken: it must not depend on which of them are chosen. */
  async judge(drawing: Generated): Promise<boolean> {
    if (!this.#last) this.drawings++;
    const outcome = await keepsInvariant(drawing, this.#last ? EVERYTHING : SOME);
    if ('what' in outcome) {
      if (this.#last && (this.#last.broken.what !== outcome.what || this.#last.broken.like !== outcome.like))
        return true;
      this.#last = { drawing, broken: outcome };
      return false;
    }
    if (!this.#last)
      for (const key of ['runs', 'faults', 'found', 'unobservable'] as const) this.kept[key] += outcome[key];
    return true;
  }

  counterexample(): Counterexample {
    const { drawing, broken } = this.#last!;
    const known = knownClass(drawing.text, broken);
    return { ...broken, ...drawing, ...(known !== undefined && { known }) };
  }
}

function tell(report: Report): void {
  parentPort!.postMessage(report);
}

if (isMainThread) await lead();
else await work(workerData as Task);
