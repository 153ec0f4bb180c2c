/** Read in pieces or as a whole, from any place on: the spans and what is complained of are the same. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type ByteSource,
  inMemory,
  isLines,
  piecesOf,
  ResourcePool,
  readTraces,
  rereadLine,
  type Span,
  streamLines,
  streamTraces,
} from '../../../src/traces/index.ts';
import { chunksOfLines } from '../../../src/traces/stream/lines.ts';
import { otlp, protobuf, samples } from '../samples.ts';

const line = JSON.stringify(otlp);
const metrics = '{"resourceMetrics":[]}';
const spaced = line.replaceAll(':', ' : ');

const files: readonly (readonly [name: string, text: string | Uint8Array])[] = [
  ['lines', `${line}\n${line}\n${spaced}\n`],
  ['without a break at the end', `${line}\n${line}`],
  ['blank lines and carriage returns', `\r\n${line}\r\n\n   \n${line}\r\n`],
  ['a byte-order mark', `\u{feff}${line}\n${line}\n`],
  ['other signals', `${line}\n${metrics}\n${line}\n`],
  ['a damaged line', `${line}\n${line.slice(0, 400)}\n${line}\n`],
  ['a cut end', `${line}\n${line.slice(0, -9)}`],
  [
    'lines of several formats',
    `${line}\n${samples.map(({ bytes, format }) => (format.includes('protobuf') ? '' : Buffer.from(bytes).toString().replaceAll('\n', ' '))).join('\n')}\n`,
  ],
  [
    'bytes that are not UTF-8',
    Buffer.concat([
      Buffer.from(`${line}\n`),
      Buffer.from(line.replace('shop', 'sh\u00f6p'), 'latin1'),
      Buffer.from(`\n${line}\n`),
    ]),
  ],
  ['nothing but other signals', `${metrics}\n${metrics}\n`],
  ['no spans', `{"resourceSpans":[]}\n{"resourceSpans":[]}\n`],
];

function read(source: ByteSource, wholeUpTo: number) {
  const spans: Span[] = [];
  const places: (number | 'whole')[] = [];
  const reading = streamTraces(
    { path: 'file', source },
    { resources: new ResourcePool(), wholeUpTo },
    (more, place) => {
      spans.push(...more);
      places.push(place);
    },
  );
  return reading.then(({ format, diagnostics }) => ({ spans, places, format, diagnostics }));
}

const brief = ({ traceId, spanId, parentSpanId, name, start, end, resource }: Span) => [
  traceId,
  spanId,
  parentSpanId,
  name,
  start,
  end,
  resource.serviceName,
];

describe.each(files)('%s', (_, text) => {
  const bytes = Buffer.from(text);

  test('is read in pieces as it is as a whole', async () => {
    const source = inMemory(bytes);
    expect(isLines(source)).toBe(true);
    const pieces = await read(source, 0);
    const whole = await readTraces({ path: 'file', bytes });
    expect(pieces.spans.map(brief)).toEqual(whole.spans.map(brief));
    expect(pieces.diagnostics).toEqual(whole.diagnostics);
    expect(pieces.format).toBe(whole.format);
    expect(pieces.places).not.toContain('whole');
  });

  test('is had again from its places', async () => {
    const source = inMemory(bytes);
    const { spans, places } = await read(source, 0);
    const resources = new ResourcePool();
    const again = places.flatMap((place) => rereadLine(source, place as number, resources));
    expect(again.map(brief)).toEqual(spans.map(brief));
  });

  test('is read in two stretches as in one', async () => {
    const source = inMemory(bytes);
    const { spans } = await read(source, 0);
    const resources = new ResourcePool();
    for (let cut = 0; cut <= bytes.length; cut += 37) {
      const both: Span[] = [];
      const take = (more: readonly Span[]) => both.push(...more);
      streamLines({ path: 'file', source }, { resources }, take, { from: 0, until: cut });
      streamLines({ path: 'file', source }, { resources }, take, { from: cut, until: bytes.length });
      expect(both.map(brief)).toEqual(spans.map(brief));
    }
  });
});

test.each(samples.map(({ what, bytes }) => [what, bytes] as const))(
  '%s is no file of lines and read whole',
  async (_, bytes) => {
    const source = inMemory(bytes);
    const pieces = await read(source, 0);
    const whole = await readTraces({ path: 'file', bytes });
    expect(pieces.spans.map(brief)).toEqual(whole.spans.map(brief));
    expect(pieces.diagnostics).toEqual(whole.diagnostics);
  },
);

test('every line is in just one of the stretches that a text is cut into', () => {
  const texts = fc.stringMatching(/^[ab\n]{0,60}$/);
  fc.assert(
    fc.property(texts, fc.array(fc.nat({ max: 60 }), { maxLength: 4 }), (text, places) => {
      const source = inMemory(Buffer.from(text));
      const cuts = [0, ...places.map((place) => Math.min(place, text.length)).sort((a, b) => a - b), text.length];
      let all = '';
      for (let index = 1; index < cuts.length; index++) {
        for (const { bytes, at } of chunksOfLines(source, cuts[index - 1], cuts[index])) {
          expect(at).toBe(all.length);
          all += bytes.toString();
        }
      }
      expect(all).toBe(text);
    }),
    { numRuns: 500 },
  );
});

test('a line longer than what is read at a time', async () => {
  const long = JSON.stringify({ resourceSpans: otlp.resourceSpans, padding: 'x'.repeat(3 << 20) });
  const { spans, diagnostics } = await read(inMemory(Buffer.from(`${line}\n${long}\n${line}\n`)), 0);
  expect(diagnostics).toEqual([]);
  expect(spans).toHaveLength(6);
});

describe('length-delimited protobuf', () => {
  const message = protobuf();
  const size = Buffer.alloc(4);
  size.writeUInt32BE(message.length);
  const framed = {
    varint: Buffer.concat([Buffer.from(varint(message.length)), message]),
    bytes: Buffer.concat([size, message]),
  };

  test.each([
    ['varint', 3, 0],
    ['varint', 1, 0],
    ['bytes', 4, 0],
    ['bytes', 3, 5],
    ['varint', 3, 7],
    ['bytes', 2, message.length + 2],
  ] as const)('lengths as %s, %i messages, cut by %i bytes', async (kind, count, cut) => {
    const all = Buffer.concat(Array.from({ length: count }, () => framed[kind]));
    const bytes = all.subarray(0, all.length - cut);
    const source = inMemory(bytes);
    const pieces = await read(source, 0);
    const whole = await readTraces({ path: 'file', bytes });
    expect(pieces.spans.map(brief)).toEqual(whole.spans.map(brief));
    expect(pieces.diagnostics).toEqual(whole.diagnostics);
    expect(pieces.format).toBe(whole.format);
    expect(pieces.places).not.toContain('whole');
    const again = await piecesOf({ path: 'file', source });
    const resources = new ResourcePool();
    const reread = pieces.places.flatMap((place) => again!.reread(place as number, resources));
    expect(reread.map(brief)).toEqual(pieces.spans.map(brief));
  });

  test('longer than what is read at a time', async () => {
    const source = inMemory(
      Buffer.concat(Array.from({ length: 3 * Math.ceil((1 << 20) / framed.bytes.length) }, () => framed.bytes)),
    );
    const { spans, diagnostics, places } = await read(source, 0);
    expect(diagnostics).toEqual([]);
    expect(spans).toHaveLength(2 * places.length);
    expect(places).toHaveLength(source.size / framed.bytes.length);
  });
});

function varint(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  for (; rest > 0x7f; rest >>>= 7) bytes.push((rest & 0x7f) | 0x80);
  return [...bytes, rest];
}
