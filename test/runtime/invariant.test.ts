import fc from 'fast-check';
import { expect, test } from 'vitest';
import { generated } from './generated.ts';
import { keepsInvariant } from './invariant.ts';
import { knownClass } from './known-counterexamples.ts';

/** `npm run bench:property` draws a hundred thousand, and makes counterexamples smaller. */
const drawings = Number(process.env.ASDRAWN_PROPERTY_RUNS ?? 400);

test(`runs of ${drawings} drawings conform, and what goes wrong visibly is found`, {
  timeout: 600_000 + 1000 * drawings,
}, async () => {
  const total = { runs: 0, faults: 0, found: 0, unobservable: 0 };
  const counterexamples: string[] = [];
  for (const drawing of fc.sample(generated, { numRuns: drawings, seed: 20260101 })) {
    const outcome = await keepsInvariant(drawing);
    if ('what' in outcome) {
      if (knownClass(drawing.text, outcome) === undefined)
        counterexamples.push(`${outcome.what}: ${outcome.why} (seed ${drawing.seed})\n${drawing.text}`);
    } else for (const key of ['runs', 'faults', 'found', 'unobservable'] as const) total[key] += outcome[key];
  }
  expect(counterexamples).toEqual([]);
  // Nothing would be proved by drawings without runs, or by faults of which nothing shows.
  expect(total.runs).toBeGreaterThan(2 * drawings);
  expect(total.found).toBeGreaterThan(total.faults / 3);
  expect(total.found + total.unobservable).toBe(total.faults);
});
