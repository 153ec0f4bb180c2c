import { performance } from 'node:perf_hooks';
import { explain } from '#semantics';
import { lifelineOf } from '../../test/semantics/oracle.ts';
import { type KnownOrder, type Random, type Scene, type Step, scenes } from './scenes.ts';

/**
 * How long it takes to say why a long case is no run. Usage: node --conditions=asdrawn:src bench/explain/run.ts [size]
 * Every kind of error is made 1, 2 and 5 times in a run of each scene, and the case is seen with more or less of its
 * order. `cost` is what the explanation costs, beside what undoing the errors would cost at most.
 */
const size = Number(process.argv[2] ?? 10_000);
const maxNodes = Number(process.argv[3] ?? 200_000);
const milliseconds = Number(process.argv[4] ?? 800);

interface Fault {
  readonly cost: number;
  make(run: Step[], at: number, scene: Scene, random: Random): void;
}
const none: Fault = { cost: 0, make: () => {} };
const faults: Readonly<Record<string, Fault>> = {
  swap: {
    cost: 2,
    // Only what one lifeline does is certainly ordered.
    make: (run, at) => {
      const lifeline = (index: number) => lifelineOf(run[index]!.text);
      let other = at + 1;
      while (other < run.length - 1 && lifeline(other) !== lifeline(at)) other++;
      [run[at], run[other]] = [run[other]!, run[at]!];
    },
  },
  drop: { cost: 1, make: (run, at) => void run.splice(at, 1) },
  add: {
    cost: 1,
    make: (run, at, scene, random) => {
      run.splice(at, 0, { text: scene.texts[Math.floor(random() * scene.texts.length)]!, message: -1 - at });
    },
  },
  // What was said at this place is not what was done: a stretch from elsewhere.
  branch: {
    cost: 12,
    make: (run, at, _, random) => {
      const from = Math.floor(random() * (run.length - 6));
      run.splice(
        at,
        6,
        ...run.slice(from, from + 6).map(({ text }, index) => ({ text, message: -1_000_000 - at * 8 - index })),
      );
    },
  },
};

function mulberry32(seed: number): Random {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

const orders: readonly KnownOrder[] = ['total', 'causal', 'loose'];
let slowest = 0;
let count = 0;
let minimal = 0;
let sum = 0;
for (let number = 0; number < 5; number++) {
  for (const order of orders) {
    const { name } = scenes(10, mulberry32(1))[number]!;
    if (order === 'loose' && !name.includes('calls')) continue;
    console.log(`${name}, ${order} order`);
    for (const [kind, { cost, make }] of Object.entries({ none, ...faults })) {
      const cells: string[] = [];
      for (const errors of kind === 'none' ? [0] : [1, 2, 5]) {
        const random = mulberry32(7 * errors + number);
        const scene = scenes(size, random)[number]!;
        const run = scene.run.slice();
        for (let error = 0; error < errors; error++) make(run, Math.floor(random() * (run.length - 10)), scene, random);
        const events = scene.events(run, order);
        const begin = performance.now();
        const found = explain(scene.stepper, scene.term, events, {
          maxNodes,
          deadline: { now: () => performance.now(), at: begin + milliseconds },
        });
        const took = performance.now() - begin;
        slowest = Math.max(slowest, took);
        sum += took;
        count++;
        if (!found.exhausted) minimal++;
        const cheap = found.exhausted ? ', not proven minimal' : '';
        cells.push(
          `${took.toFixed(0)} ms, cost ${found.cost}/${errors * cost}, ${(found.nodes / events.length).toFixed(1)} nodes an event${cheap}`,
        );
      }
      console.log(`  ${kind.padEnd(6)} ${cells.join(' | ')}`);
    }
  }
}
console.log(
  `${count} cases of ${size} occurrences: ${minimal} explanations proven minimal; ${(sum / count).toFixed(0)} ms on average, ${slowest.toFixed(0)} ms at most`,
);
