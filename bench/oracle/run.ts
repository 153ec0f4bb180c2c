import { performance } from 'node:perf_hooks';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import fc from 'fast-check';
import type { InteractionFragment } from '#model';
import { explained, interactions, type ObservedCase, type Recipe, recipes } from '../../test/semantics/arbitrary.ts';
import { TooLarge } from '../../test/semantics/oracle.ts';
import { type Question, questions, Subject } from './judge.ts';
import { shrink } from './shrink.ts';

/**
 * Holds the engine against the oracle of test/semantics, which says the same a second time as plain sets of runs.
 * Usage: node --conditions=asdrawn:src bench/oracle/run.ts [verdicts] [workers] [seed]
 * Interactions are drawn at random; of each, runs and runs with faults are seen with more or less of their order.
 */
interface Task {
  readonly verdicts: number;
  readonly seed: number;
}

interface Tally {
  verdicts: number;
  interactions: number;
  readonly byQuestion: Record<string, Record<string, number>>;
  readonly byOperator: Record<string, number>;
  readonly byFault: Record<string, number>;
  readonly disagreements: string[];
}

const casesOfEach = 20;
const shown = 10;

if (isMainThread) {
  const [verdicts = 1_000_000, workers = 2, seed = 1] = process.argv.slice(2).map(Number);
  const begin = performance.now();
  const tallies = await Promise.all(
    Array.from({ length: workers }, (_, index) =>
      inWorker({ verdicts: Math.ceil(verdicts / workers), seed: seed + 1000 * index }),
    ),
  );
  report(tallies, (performance.now() - begin) / 1000);
} else {
  parentPort!.postMessage(judgeMany(workerData as Task));
}

function inWorker(task: Task): Promise<Tally> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL(import.meta.url), { workerData: task });
    worker.once('message', resolve);
    worker.once('error', reject);
  });
}

function judgeMany({ verdicts, seed }: Task): Tally {
  const tally: Tally = { verdicts: 0, interactions: 0, byQuestion: {}, byOperator: {}, byFault: {}, disagreements: [] };
  for (let round = 0; tally.verdicts < verdicts; round++) {
    const drawn = fc.sample(interactions, { numRuns: 100, seed: 7919 * seed + 2 * round });
    const some = fc.sample(recipes, { numRuns: 100 * casesOfEach, seed: 7919 * seed + 2 * round + 1 });
    drawn.forEach((fragments, index) => {
      if (tally.verdicts >= verdicts) return;
      try {
        judge(fragments, some.slice(index * casesOfEach, (index + 1) * casesOfEach), tally);
      } catch (error) {
        if (!(error instanceof TooLarge)) throw error;
      }
    });
  }
  return tally;
}

function judge(fragments: readonly InteractionFragment[], some: readonly Recipe[], tally: Tally): void {
  const subject = new Subject(fragments);
  const operators = operatorsOf(fragments);
  tally.interactions++;
  for (const recipe of some) {
    const faults = new Set(recipe.mutations.map(({ kind }) => kind));
    for (const question of questions) {
      const observed = subject.caseFor(question, recipe);
      const found = observed && subject.ask(question, observed);
      if (!found) continue;
      tally.verdicts++;
      tally.byQuestion[question] ??= {};
      count(tally.byQuestion[question]!, found.oracle);
      for (const operator of operators) count(tally.byOperator, operator);
      for (const fault of faults.size > 0 && question !== 'sample' ? faults : ['none']) count(tally.byFault, fault);
      if (found.engine !== found.oracle) tally.disagreements.push(disagreement(fragments, observed, question));
    }
  }
}

function disagreement(fragments: readonly InteractionFragment[], observed: ObservedCase, question: Question): string {
  const ask = (some: readonly InteractionFragment[], seen: ObservedCase) => {
    try {
      return new Subject(some).ask(question, seen);
    } catch (error) {
      if (error instanceof TooLarge) return undefined;
      throw error;
    }
  };
  const least = shrink(fragments, observed, (some, seen) => {
    const found = ask(some, seen);
    return found !== undefined && found.engine !== found.oracle;
  });
  const { engine, oracle } = ask(least.fragments, least.observed)!;
  return `${question}: engine ${engine}, oracle ${oracle}\n${explained(least.fragments, least.observed)}`;
}

function operatorsOf(fragments: readonly InteractionFragment[], found = new Set<string>()): ReadonlySet<string> {
  for (const fragment of fragments) {
    found.add(fragment.type === 'combined' ? fragment.operator : fragment.type);
    if (fragment.type === 'combined') for (const operand of fragment.operands) operatorsOf(operand.fragments, found);
  }
  return found;
}

function count(counts: Record<string, number>, key: string, by = 1): void {
  counts[key] = (counts[key] ?? 0) + by;
}

function report(tallies: readonly Tally[], seconds: number): void {
  const sum = (of: (tally: Tally) => Record<string, number> | undefined) => {
    const total: Record<string, number> = {};
    for (const tally of tallies) for (const [key, by] of Object.entries(of(tally) ?? {})) count(total, key, by);
    return Object.entries(total)
      .sort(([, a], [, b]) => b - a)
      .map(([key, by]) => `${key} ${by}`)
      .join(', ');
  };
  const verdicts = tallies.reduce((total, tally) => total + tally.verdicts, 0);
  const drawn = tallies.reduce((total, tally) => total + tally.interactions, 0);
  const disagreements = tallies.flatMap((tally) => tally.disagreements);
  console.log(
    `${verdicts} verdicts on ${drawn} interactions in ${seconds.toFixed(0)} s; ${disagreements.length} disagreements`,
  );
  for (const question of questions) console.log(`  ${question}: ${sum((tally) => tally.byQuestion[question])}`);
  console.log(`  by operator: ${sum((tally) => tally.byOperator)}`);
  console.log(`  by fault: ${sum((tally) => tally.byFault)}`);
  for (const text of disagreements.slice(0, shown)) console.log(`\n${text}`);
  if (disagreements.length > 0) process.exitCode = 1;
}
