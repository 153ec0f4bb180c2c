import { expect, test } from 'vitest';
import { batchDelay, telemetryEnvironment } from '../../src/project/telemetry-environment.ts';

const url = 'http://127.0.0.1:4318';

test('points an exporter to the receiver, whatever endpoint it had', () => {
  expect(telemetryEnvironment(url, { OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'https://elsewhere' })).toEqual({
    OTEL_EXPORTER_OTLP_ENDPOINT: url,
    OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: `${url}/v1/traces`,
    OTEL_EXPORTER_OTLP_PROTOCOL: 'http/protobuf',
    OTEL_EXPORTER_OTLP_TRACES_PROTOCOL: 'http/protobuf',
    OTEL_TRACES_EXPORTER: 'otlp',
    OTEL_BSP_SCHEDULE_DELAY: '500',
  });
});

test.each([
  [{ OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json' }, 'http/json'],
  [{ OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc' }, 'grpc'],
  [{ OTEL_EXPORTER_OTLP_PROTOCOL: 'thrift' }, 'http/protobuf'],
  [{ OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc', OTEL_EXPORTER_OTLP_TRACES_PROTOCOL: 'http/json' }, 'http/json'],
  [{}, 'http/protobuf'],
])('a protocol that the receiver speaks is kept: %j', (own, protocol) => {
  const variables = telemetryEnvironment(url, own);
  expect(variables.OTEL_EXPORTER_OTLP_PROTOCOL).toBe(protocol);
  expect(variables.OTEL_EXPORTER_OTLP_TRACES_PROTOCOL).toBe(protocol);
});

test('what the person set for exporter and batches stays', () => {
  const own = { OTEL_TRACES_EXPORTER: 'console', OTEL_BSP_SCHEDULE_DELAY: '100' };
  expect(telemetryEnvironment(url, own)).toMatchObject(own);
});

test('gRPC has no paths', () => {
  expect(telemetryEnvironment(url, { OTEL_EXPORTER_OTLP_TRACES_PROTOCOL: 'grpc' })).toMatchObject({
    OTEL_EXPORTER_OTLP_ENDPOINT: url,
    OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: url,
  });
});

test.each([
  [{}, 0.5],
  [{ OTEL_BSP_SCHEDULE_DELAY: '5000' }, 5],
  [{ OTEL_BSP_SCHEDULE_DELAY: 'soon' }, 5],
])('how long exporters may be silent: %j', (own, seconds) => {
  expect(batchDelay(telemetryEnvironment(url, own))).toBe(seconds);
});
