/** For files that are loaded before Vitest is, with `node --import`: the span processor alone. */
import { type CollectingProcessor, collector } from './collector.ts';

export type { CollectingProcessor } from './collector.ts';

/**
 * A span processor that hands spans to the tests that they belong to, and keeps none itself.
 *
 *     new NodeTracerProvider({ spanProcessors: [spanProcessor()] }).register();
 */
export function spanProcessor(): CollectingProcessor {
  return collector.processor();
}
