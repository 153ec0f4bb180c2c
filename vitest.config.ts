import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

const conditions = ['asdrawn:src'];

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    include: ['test/**/*.test.ts'],
    setupFiles: ['test/setup.ts'],
    testTimeout: 30_000,
    // The slow ones mostly wait for processes that they started: one at a time, as Vitest has it on two cores, idles.
    maxWorkers: Math.max(2, availableParallelism() - 1),
  },
});
