/** What is read off bytes must be what JSON.parse and the reader of OTLP/JSON make of them, or be left to these. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { calleeNames } from '../../../src/traces/conventions.ts';
import { conventionNames, joinCases, ResourcePool, readTraces, type Span } from '../../../src/traces/index.ts';
import { OtlpJsonBytes } from '../../../src/traces/readers/otlp-json-bytes.ts';
import { dialect, readSystems } from '../../checks/case-files.ts';
import { encode } from '../../checks/encodings.ts';
import { readTelemetry } from '../../checks/telemetry.ts';

/** Undefined where it was refused. */
function quick(text: string): readonly Span[] | undefined {
  const bytes = Buffer.from(text);
  return new OtlpJsonBytes(new ResourcePool()).read(bytes, 0, bytes.length);
}

/** What of a span the quick reader promises. */
function known(span: Span) {
  const isAsked = (name: string) => conventionNames.has(name) && !(span.kind === 'server' && calleeNames.has(name));
  return { ...span, attributes: [...span.attributes].filter(([name]) => isAsked(name)).sort() };
}

/** True where it was read, and as it should be. */
async function agrees(text: string): Promise<boolean> {
  const found = quick(text);
  if (!found) return false;
  const { spans, diagnostics } = await readTraces({ path: 'file', bytes: Buffer.from(text) });
  const said = diagnostics.filter(({ code }) => code !== 'traces/no-spans');
  expect(said).toEqual([]);
  expect(found.map(known)).toEqual(spans.map(known));
  return true;
}

const recorded = readSystems().flatMap(({ name, traces }) =>
  traces
    .filter(({ encoding }) => encoding.startsWith('otlp-json'))
    .map((trace) => ({
      name: `${name}: ${trace.name}`,
      text: encode(readTelemetry(trace.text, dialect), 'otlp-json').toString(),
    })),
);

test.each(recorded)('$name', async ({ text }) => {
  const compact = JSON.stringify(JSON.parse(text));
  expect(await agrees(compact)).toBe(true);
});

const request = (span: string, resource = '"attributes":[{"key":"service.name","value":{"stringValue":"shop"}}]') =>
  `{"resourceSpans":[{"resource":{${resource}},"scopeSpans":[{"scope":{"name":"http"},"spans":[{${span}}]}]}]}`;
const ids = '"traceId":"0af7651916cd43dd8448eb211c80319c","spanId":"b7ad6b7169203331"';
const times = '"startTimeUnixNano":"1700000000000000123","endTimeUnixNano":"1700000000000001000"';
const attribute = (value: string, key = 'url.path') =>
  `${ids},${times},"attributes":[{"key":"${key}","value":${value}}]`;

describe('spellings that are read', () => {
  test.each([
    `${ids},${times}`,
    `${ids},${times},"parentSpanId":"","name":"größe","kind":2,"status":{"code":2},"links":[]`,
    `${ids},${times},"kind":"SPAN_KIND_CLIENT","status":{},"parentSpanId":"00f067aa0ba902b7"`,
    `"traceId":"0AF7651916CD43DD8448EB211C80319C","spanId":"t61rcWkgMzE=",${times}`,
    `${ids},"startTimeUnixNano":"17","endTimeUnixNano":"1700000000000001000"`,
    `${ids},${times},"links":[{"traceId":"1af7651916cd43dd8448eb211c80319c","spanId":"b7ad6b7169203332"}]`,
    `${ids},${times},"unknown":{"a":[1,-2.5e3,true,null,{"b":"\\u00e4\\n"}]},"events":[{"name":"x"}]`,
    `${ids} , ${times} , "name" : "spaced" `,
    attribute('{"stringValue":"/a\\"b\\u00e4"}'),
    attribute('{"intValue":"-12"}', 'http.response.status_code'),
    attribute('{"intValue":12}', 'http.response.status_code'),
    attribute('{"doubleValue":1.5}', 'http.response.status_code'),
    attribute('{"boolValue":true}', 'component'),
    attribute('{"arrayValue":{"values":[{"stringValue":"a"},{"intValue":1}]}}'),
    attribute('{"kvlistValue":{"values":[{"key":"a","value":{"boolValue":false}}]}}'),
    attribute('{"stringValue":"x"}', 'not.asked.for'),
  ])('%s', async (span) => {
    expect(await agrees(request(span))).toBe(true);
  });
});

describe('spellings that are left to the careful reader', () => {
  test.each([
    request('"spanId":"b7ad6b7169203331"'),
    request(`${ids},"startTimeUnixNano":"2","endTimeUnixNano":"1"`),
    request(`${ids},"startTimeUnixNano":1700000000000000123,"endTimeUnixNano":1700000000000001000`),
    request(`${ids},${times},${ids}`),
    request(`${ids},${times},"n\\u0061me":"x"`),
    request(`${ids},${times},"name":"a\tb"`),
    request(`${ids},${times},"x":01`),
    request(`${ids},${times},"x":"\\x"`),
    request(`${ids},${times},"x":[1,]`),
    request(`${ids},${times},`),
    request(`${ids},${times},"kind":}`),
    request(`${ids},"kind":},${times}`),
    request(attribute('{"intValue":"many"}')),
    request(attribute('{"intValue":1e400}')),
    request(attribute('{"otherValue":1}')),
    request(attribute('{}')),
    request(attribute('{"stringValue":"a","intValue":1}')),
    request(`${ids},${times}`, '"attributes":[{"key":"service.name"},{"key":7}]'),
    `${request(`${ids},${times}`)}x`,
    `{"resourceSpans":[],"resourceSpans":[]}`,
    `{"batches":[]}`,
    '{"resourceSpans":',
    '[]',
    '',
  ])('%s', (text) => {
    expect(quick(text)).toBeUndefined();
  });
});

test('whatever is changed in a request is read as it should be, or left to the careful reader', () => {
  const texts = recorded.map(({ text }) => JSON.stringify(JSON.parse(text))).filter(({ length }) => length < 20_000);
  const pieces = fc.constantFrom(
    '"',
    '{',
    '}',
    '[',
    ']',
    ',',
    ':',
    '\\',
    '0',
    '-',
    'null',
    '"traceId":',
    ' ',
    '\\u00e4',
    '""',
    '\u0001',
    '1e9',
  );
  const change = fc.record({
    at: fc.nat({ max: 19_999 }),
    cut: fc.nat({ max: 12 }),
    put: fc.oneof(fc.constant(''), pieces),
  });
  return fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...texts),
      fc.array(change, { minLength: 1, maxLength: 3 }),
      async (text, changes) => {
        let changed = text;
        for (const { at, cut, put } of changes) {
          const from = at % changed.length;
          changed = changed.slice(0, from) + put + changed.slice(from + cut);
        }
        await agrees(changed);
      },
    ),
    { numRuns: 1500 },
  );
});

test('equal lists of attributes and equal trace ids are one object', () => {
  const spans = quick(request(attribute('{"stringValue":"/a"}')))!;
  const reader = new OtlpJsonBytes(new ResourcePool());
  const bytes = Buffer.from(request(attribute('{"stringValue":"/a"}')));
  const first = reader.read(bytes, 0, bytes.length)![0]!;
  const second = reader.read(bytes, 0, bytes.length)![0]!;
  expect(first.attributes).toBe(second.attributes);
  expect(first.resource).toBe(second.resource);
  expect(joinCases(spans)).toHaveLength(1);
});
