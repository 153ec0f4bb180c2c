import { defineConfig } from 'vitest/config';

const conditions = ['asdrawn:src'];

/** Contract tests that asdrawn wrote, run as a project would run them; generated.test.ts runs this. */
export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: { include: ['test/generators/*/*.contract.ts'], fileParallelism: false },
});
