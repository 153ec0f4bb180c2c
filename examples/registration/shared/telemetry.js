/**
 * Ordinary OpenTelemetry auto-instrumentation, preloaded with `node --import`: the services themselves do not know of
 * it. Everything else (service name, exporter, endpoint, protocol) comes from the OTEL_* environment variables.
 * This is what `@opentelemetry/auto-instrumentations-node/register` does, with the four instrumentations used here
 * instead of forty.
 */
import { register } from 'node:module';
import { ExpressInstrumentation } from '@opentelemetry/instrumentation-express';
import { HttpInstrumentation } from '@opentelemetry/instrumentation-http';
import { PgInstrumentation } from '@opentelemetry/instrumentation-pg';
import { UndiciInstrumentation } from '@opentelemetry/instrumentation-undici';
import { NodeSDK } from '@opentelemetry/sdk-node';

// Packages that are loaded with `import` can only be patched through a loader hook.
register('@opentelemetry/instrumentation/hook.mjs', import.meta.url);

const sdk = new NodeSDK({
  instrumentations: [
    new HttpInstrumentation(),
    new ExpressInstrumentation(),
    new UndiciInstrumentation(),
    new PgInstrumentation(),
  ],
});
sdk.start();

// A stopping service closes what it holds; when nothing is left to do, the last spans are sent.
process.once('beforeExit', () => sdk.shutdown());
