/** What a failed expectation says before the report, and instead of one. */
import type { Verdict } from '#project';
import { collector } from './collector.ts';
import type { TestSpans } from './test-spans.ts';

export interface Circumstances {
  readonly isNot: boolean;
  /** Could something that is needed not be read? */
  readonly failed: boolean;
  readonly permitted?: boolean | undefined;
}

export function headline(
  drawing: string,
  verdict: Verdict,
  { isNot, failed, permitted = false }: Circumstances,
): string {
  const seen = failed
    ? `${drawing} cannot be judged`
    : permitted
      ? `nothing can be said of ${drawing}, which allowInconclusive permits`
      : told[verdict](drawing);
  return isNot ? `${seen}; a violation was expected` : seen;
}

const told: Readonly<Record<Verdict, (drawing: string) => string>> = {
  conforms: (drawing) => `the spans conform to ${drawing}`,
  violates: (drawing) => `the spans do not conform to ${drawing}`,
  inconclusive: (drawing) => `it cannot be told whether the spans conform to ${drawing}`,
  'not-applicable': (drawing) => `nothing was held against ${drawing}`,
};

/** Where there is not one span, where they may have gone. */
export function whyNone(live: TestSpans | undefined): string {
  if (!live)
    return 'There is not one span in what was expected to conform. Did the exporter flush before it was asked?';
  const { processors, spans, unclaimed } = collector.sightings;
  if (processors === 0) {
    return [
      'There is not one span, for no tracer provider has a span processor of asdrawn. In a setup file of Vitest:',
      '',
      "    import { spanProcessor } from 'asdrawn/vitest';",
      '    new NodeTracerProvider({ spanProcessors: [spanProcessor()] }).register();',
    ].join('\n');
  }
  if (spans === 0) {
    return 'Not one span was started in this process. Was the provider registered before the system was loaded, is tracing switched on (OTEL_SDK_DISABLED, a sampler), and does the system run in this process?';
  }
  if (unclaimed > 0) {
    return `Not one span is of this test. ${unclaimed} traces began while several tests ran, outside of all of them: run these one after the other, or begin them within one of them (within(spans, …) before Vitest 4.1).`;
  }
  return 'Not one span is of this test; those that were seen began before it, or in another.';
}
