/** The recorded systems that lie beside the repository, where they are at hand. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { joinCases, readTraces, type Span } from '../../src/traces/index.ts';

const folder = join(import.meta.dirname, '../../../shared/cases');
const isHere = existsSync(folder);
const services = (spans: readonly Span[]): string[] =>
  [...new Set(spans.map((span) => span.resource.serviceName))].sort();
const signup = ['api-gateway', 'billing-service', 'notification-service', 'user-service'];

async function readAll(...files: readonly string[]) {
  const readings = await Promise.all(
    files.map((file) => readTraces({ path: file, bytes: readFileSync(join(folder, file)) })),
  );
  for (const reading of readings) expect(reading.diagnostics).toEqual([]);
  return { spans: readings.flatMap(({ spans }) => spans), format: readings[0]?.format };
}

describe.skipIf(!isHere)(`recorded cases${isHere ? '' : ' (skipped: ../shared/cases is not there)'}`, () => {
  // Spans, services, cases with their traces; the first two as their READMEs say.
  test.each<
    [file: string, format: string, spans: number, services: readonly string[] | number, traces: readonly number[]]
  >([
    ['bookinfo/trace.json', 'tempo-json', 8, 5, [1]],
    ['zipkin-kafka/trace.json', 'zipkin', 28, ['servicea', 'serviceb'], [1]],
    ['signup/trace.json', 'otlp-json', 37, signup, [1]],
    ['signup/signup-ok.jsonl', 'otlp-json-lines', 37, signup, [1]],
    ['signup/signup-retry.jsonl', 'otlp-json-lines', 54, signup, [1]],
    ['signup/signup-invalid.jsonl', 'otlp-json-lines', 13, 2, [1]],
    ['signup/signup-consumer-down.jsonl', 'otlp-json-lines', 28, 3, [1]],
    ['signup/signup-links.jsonl', 'otlp-json-lines', 40, signup, [2]],
    ['signup/protobuf/signup-ok/traces.jsonl', 'otlp-json-lines', 37, signup, [1]],
    ['signup/protobuf/signup-retry/traces.jsonl', 'otlp-json-lines', 54, signup, [1]],
  ])('%s', async (file, format, spanCount, named, traces) => {
    const { spans, format: found } = await readAll(file);
    expect(found).toBe(format);
    expect(spans).toHaveLength(spanCount);
    if (typeof named === 'number') expect(services(spans)).toHaveLength(named);
    else expect(services(spans)).toEqual(named);
    const cases = joinCases(spans);
    expect(cases.map(({ traceIds }) => traceIds.length)).toEqual(traces);
    for (const { facts } of cases) {
      expect(facts).toEqual({ missingParents: [], danglingLinks: [], cyclicParents: [], duplicates: 0 });
    }
  });

  test('the case of signup-links is named after the producer’s trace', async () => {
    const { spans } = await readAll('signup/signup-links.jsonl');
    const [only] = joinCases(spans);
    const linking = only?.spans.find((span) => span.links.length > 0);
    expect(only?.id).toBe(linking?.links[0]?.traceId);
    expect(only?.id).not.toBe(linking?.traceId);
  });

  test.each(['signup-ok', 'signup-retry'])('protobuf/%s holds the spans of its JSON lines', async (name) => {
    const lines = await readAll(`signup/protobuf/${name}/traces.jsonl`);
    const requests = readdirSync(join(folder, 'signup/protobuf', name)).filter((file) => file.endsWith('.binpb'));
    const binary = await readAll(...requests.map((file) => `signup/protobuf/${name}/${file}`));
    expect(binary.format).toBe('otlp-protobuf');
    const byId = (a: Span, b: Span): number => (a.spanId < b.spanId ? -1 : 1);
    expect([...binary.spans].sort(byId)).toEqual([...lines.spans].sort(byId));
  });
});
