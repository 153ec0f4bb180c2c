import { spawn, spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { startReceiver } from '../../src/traces/index.ts';

/** Another one than python3 can be named, such as that of a virtual environment. */
const python = process.env.ASDRAWN_TEST_PYTHON ?? 'python3';
const packages = ['sdk', 'exporter-otlp-proto-grpc', 'exporter-otlp-proto-http'].map((name) => `opentelemetry-${name}`);
const imports = ['grpc', 'http'].map(
  (protocol) => `import opentelemetry.exporter.otlp.proto.${protocol}.trace_exporter`,
);
const isThere = spawnSync(python, ['-c', imports.join('\n')]).status === 0;

const program = (protocol: string): string => `
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor
from opentelemetry.exporter.otlp.proto.${protocol}.trace_exporter import OTLPSpanExporter
provider = TracerProvider()
provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
tracer = provider.get_tracer("program")
with tracer.start_as_current_span("parent"):
    with tracer.start_as_current_span("child", attributes={"count": 3}):
        pass
provider.shutdown()
`;

const needs = isThere ? '' : ` (skipped: ${python} has no ${packages.join(', ')}; pip install them to run this)`;

describe.skipIf(!isThere)(`Python’s own exporters${needs}`, () => {
  test.each([
    ['grpc', undefined],
    ['grpc', 'gzip'],
    ['http', undefined],
    ['http', 'gzip'],
  ])('%s, compression %s', async (protocol, compression) => {
    const receiver = await startReceiver({ token: 'secret' });
    const env = {
      ...process.env,
      OTEL_SERVICE_NAME: 'python-service',
      OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url,
      OTEL_EXPORTER_OTLP_HEADERS: 'authorization=Bearer%20secret',
      ...(compression ? { OTEL_EXPORTER_OTLP_COMPRESSION: compression } : {}),
    };
    const child = spawn(python, ['-c', program(protocol)], { env, stdio: ['ignore', 'ignore', 'pipe'] });
    let stderr = '';
    child.stderr.on('data', (chunk) => {
      stderr += chunk;
    });
    await new Promise((resolve) => child.on('close', resolve));
    await receiver.close();
    expect({ stderr, diagnostics: receiver.diagnostics() }).toEqual({ stderr: '', diagnostics: [] });
    const [parent, inner] = ['parent', 'child'].map((name) => receiver.spans().find((span) => span.name === name));
    expect(inner).toMatchObject({ traceId: parent?.traceId, parentSpanId: parent?.spanId });
    expect(inner?.attributes.get('count')).toBe(3);
    expect(inner?.resource.serviceName).toBe('python-service');
  });
});
