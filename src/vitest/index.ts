/**
 * asdrawn inside of Vitest: the matcher `toConformTo`, a `test` with the spans of its own run, and the span processor
 * that collects them. Importing it registers the matcher; as one of Vitest's setup files it also tells concurrent tests
 * apart. docs/vitest.md shows it at work.
 */
import * as vitest from 'vitest';
import { collector } from './collector.ts';
import { type ConformOptions, toConformTo } from './matcher.ts';
import type { TestSpans } from './test-spans.ts';

export type { SdkSpan } from '#project';
export type { CollectingProcessor } from './collector.ts';
export { type ConformOptions, toConformTo } from './matcher.ts';
export { spanProcessor } from './processor.ts';
export type { Patience, TestSpans } from './test-spans.ts';

/** Chai's, for that is what the assertions of every version of Vitest are made from. */
declare global {
  namespace Chai {
    interface Assertion {
      /**
       * Do these spans do what is drawn? Fails also where that cannot be told; turned round with `.not` it passes for a
       * violation alone.
       *
       *     await expect(spans).toConformTo('docs/signup.puml');
       *
       * @param drawing A file, seen from the package of the test (`docs/signup.puml`) or from the test itself
       *   (`./signup.puml`), or its URL; of several drawings in a file, one: `docs/flows.md#signing-up`.
       */
      toConformTo(drawing: string | URL, options?: ConformOptions): Promise<void>;
    }
  }
}

vitest.expect.extend({ toConformTo });

// Since Vitest 4.1. Without it, tests that do not run at the same time are told apart all the same.
if ('aroundEach' in vitest) {
  vitest.aroundEach(async (runTest, { task }) => {
    const { spans, isNew } = collector.ofTask(task);
    try {
      await collector.within(spans, runTest);
    } finally {
      if (isNew) spans.stop();
    }
  });
}

/** Vitest's own, with `spans`: what this test sets going, as far as it is traced. */
export const test: vitest.TestAPI<{ readonly spans: TestSpans }> = vitest.test.extend<{ readonly spans: TestSpans }>({
  spans: async ({ task }, use) => {
    const { spans, isNew } = collector.ofTask(task);
    await use(spans);
    if (isNew) spans.stop();
  },
});

export { test as it };

/** The same for who has another `test`: from now on, until `stop()` is called or the variable is no more (`using`). */
export function collectSpans(): TestSpans {
  return collector.begin();
}

/** Runs what belongs to these spans, where several tests run at once in a Vitest before 4.1. */
export function within<Result>(spans: TestSpans, run: () => Result): Result {
  return collector.within(spans, run);
}
