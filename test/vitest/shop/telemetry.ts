/** What a team has in a setup file: auto-instrumentation, and asdrawn's processor where an exporter would be. */
import { createRequire } from 'node:module';
import { HttpInstrumentation } from '@opentelemetry/instrumentation-http';
import { UndiciInstrumentation } from '@opentelemetry/instrumentation-undici';
import { NodeSDK } from '@opentelemetry/sdk-node';
import { spanProcessor } from '../../../src/vitest/index.ts';

process.env.OTEL_METRICS_EXPORTER = 'none';
process.env.OTEL_LOGS_EXPORTER = 'none';

export const sdk = new NodeSDK({
  serviceName: 'shop',
  spanProcessors: [spanProcessor()],
  instrumentations: [new HttpInstrumentation(), new UndiciInstrumentation()],
});
sdk.start();

// Node's own http is instrumented when it is required; what was imported before is the same module.
createRequire(import.meta.url)('node:http');
