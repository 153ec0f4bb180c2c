/** Recordings that were cut or damaged: what is whole is read, what is lost is said with its place. */
import zlib from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { indented, line, lineOf, read, table, upToSpan, withSpan } from './damage.ts';
import { delimited, framed, otlp, protobuf } from './samples.ts';

describe('a document', () => {
  const cutIndented = upToSpan(indented, 4);
  table([
    {
      what: 'cut within a span',
      content: upToSpan(line, 4),
      spans: 4,
      says: ['error traces/damaged-document 1'],
      message: /ends too early\): 4 spans of it read, what follows is lost/,
    },
    {
      what: 'cut within a span, with its line',
      content: cutIndented,
      spans: 4,
      says: [`error traces/damaged-document ${lineOf(cutIndented)}`],
    },
    {
      what: 'cut behind its last span',
      content: line.slice(0, -4),
      spans: 6,
      says: ['error traces/damaged-document 1'],
    },
    { what: 'cut before its first span', content: line.slice(0, 150), spans: 0, says: ['error traces/not-json 1'] },
    {
      what: 'a character within one span changed',
      content: indented.replace('"name": "POST"', '"name"; "POST"'),
      spans: 5,
      says: [
        `warning traces/bad-span ${lineOf(indented.slice(0, indented.indexOf('"traceId"'))) - 1}`,
        `error traces/damaged-document ${lineOf(indented.slice(0, indented.indexOf('"name": "POST"')))}`,
      ],
    },
    {
      what: 'two spans damaged',
      content: line.replace('"kind":3', '"kind":').replace('"kind":3', '"kind":'),
      spans: 4,
      says: ['warning traces/bad-span 1', 'warning traces/bad-span 1', 'error traces/damaged-document 1'],
    },
    {
      what: 'a damaged resource costs what it described',
      content: line.replace('"key":"service.name"', '"key":service.name'),
      spans: 3,
      says: ['warning traces/bad-piece 1', 'error traces/damaged-document 1'],
    },
    {
      what: 'a lost quote costs what follows',
      content: line.replace(`"spanId":"${'4'.padStart(16, '0')}"`, `"spanId":"${'4'.padStart(16, '0')}`),
      spans: 3,
      says: ['error traces/damaged-document 1'],
    },
    {
      what: 'Jaeger, cut among its processes',
      content: JSON.stringify({
        data: [
          {
            traceID: 'a1',
            spans: [1, 2].map((nth) => ({
              traceID: 'a1',
              spanID: `b${nth}`,
              processID: `p${nth}`,
              startTime: 5,
              duration: 1,
            })),
            processes: { p1: { serviceName: 'shop' }, p2: { serviceName: 'bank' } },
          },
        ],
      }).replace(/"bank".*/, ''),
      spans: 2,
      says: ['warning traces/no-process 1', 'error traces/damaged-document 1'],
    },
    {
      what: 'Zipkin, cut',
      content: JSON.stringify(
        [1, 2, 3].map((nth) => ({ traceId: 'a1', id: `b${nth}`, timestamp: 5, duration: 1 })),
      ).slice(0, -20),
      spans: 2,
      says: ['error traces/damaged-document 1'],
    },
    {
      what: 'zeros behind its end',
      content: Buffer.concat([Buffer.from(line), Buffer.alloc(100)]),
      spans: 6,
      says: ['warning traces/bad-line 1'],
    },
  ]);
});

describe('lines', () => {
  const cut = upToSpan(line, 2);
  table([
    {
      what: 'the last cut',
      content: `${line}\n${cut}`,
      spans: 8,
      says: ['warning traces/damaged-line 2'],
      message: /2 spans of it read/,
    },
    {
      what: 'the first cut at its end',
      content: `${cut}\n${line}\n`,
      spans: 8,
      says: ['warning traces/damaged-line 1'],
    },
    {
      what: 'the first cut at its beginning',
      content: `${line.slice(500)}\n${line}\n`,
      spans: 6,
      says: ['warning traces/bad-line 1'],
    },
    {
      what: 'all of them cut',
      content: `${cut}\n${cut}\n${cut}\n`,
      spans: 6,
      says: [1, 2, 3].map((nth) => `warning traces/damaged-line ${nth}`),
    },
    {
      what: 'zeros between',
      content: `${line}\n${'\0'.repeat(64)}\n${line}`,
      spans: 12,
      says: ['warning traces/bad-line 2'],
    },
    {
      what: 'one of another encoding',
      content: Buffer.concat([Buffer.from(`${line}\n`), Buffer.from(`${line}\n`, 'utf16le')]),
      spans: 6,
      says: ['warning traces/bad-line 2', 'warning traces/bad-line 3'],
    },
  ]);
});

describe('protobuf', () => {
  const whole = protobuf();
  const broken = Buffer.from(whole);
  // The length of the first span's name.
  broken[broken.indexOf('POST') - 1] = 0x7f;
  table([
    {
      what: 'a span in which a field is too long',
      content: broken,
      spans: 1,
      says: ['warning traces/bad-span'],
      message: /spans\[0\] \(at byte \d+\) was left out: its protobuf is malformed/,
    },
    {
      what: 'cut',
      content: whole.subarray(0, whole.length - 10),
      spans: 1,
      says: [...Array<string>(3).fill('warning traces/bad-protobuf'), 'warning traces/bad-span'],
      message: /ends 10 bytes too early, at byte \d+/,
    },
    {
      what: 'a varint without end',
      content: Buffer.concat([whole, Buffer.alloc(20, 0xff)]),
      spans: 2,
      says: ['warning traces/bad-protobuf'],
    },
    {
      what: 'groups within groups',
      content: Buffer.concat([whole, Buffer.from([0x0a, 0xd0, 0x86, 0x03, 0x1a, 0x00]), Buffer.alloc(49_998, 0x0b)]),
      spans: 2,
      says: ['warning traces/bad-protobuf'],
      message: /is a group, at byte/,
    },
  ]);

  test('values nested without end', async () => {
    const field = (tag: number, inner: Uint8Array): Uint8Array => {
      const length = [];
      for (let rest = inner.length; ; rest = Math.floor(rest / 128)) {
        length.push(rest < 128 ? rest : (rest % 128) | 0x80);
        if (rest < 128) break;
      }
      return Buffer.concat([Uint8Array.of(tag, ...length), inner]);
    };
    let deep: Uint8Array = Buffer.from([0x0a, 1, 0x78]);
    for (let level = 0; level < 3000; level++) deep = field(0x2a, field(0x0a, deep));
    const span = Buffer.concat([
      field(0x0a, Buffer.alloc(16, 1)),
      field(0x12, Buffer.alloc(8, 1)),
      Uint8Array.of(0x39, 0, 0, 0, 0, 1, 0, 0, 0, 0x41, 0, 0, 0, 0, 1, 0, 0, 0),
      field(0x4a, Buffer.concat([field(0x0a, Buffer.from('a')), field(0x12, deep)])),
    ]);
    const { spans, diagnostics } = await read(field(0x0a, field(0x12, field(0x12, span))));
    expect([spans.length, diagnostics]).toEqual([1, []]);
  });
});

describe('streams of messages', () => {
  const half = (nth: number): Uint8Array => protobuf({ resourceSpans: otlp.resourceSpans.slice(nth, nth + 1) });
  const four = framed(half(0), half(1), half(0), half(1));
  const withLength = (stream: Uint8Array, at: number, length: number): Uint8Array => {
    const changed = Buffer.from(stream);
    changed.writeUInt32BE(length, at);
    return changed;
  };
  const second = 4 + half(0).length;
  const packed = framed(...[0, 1, 0].map((nth) => zlib.zstdCompressSync(half(nth))));
  const badPacked = Buffer.from(packed);
  badPacked.fill(0xff, packed.indexOf(0xfd, 30) + 1, packed.indexOf(0xfd, 30) + 12);
  const bomb = framed(half(0), zlib.zstdCompressSync(Buffer.alloc(200_000)), half(1));
  table([
    {
      what: 'a length of gigabytes',
      content: withLength(four, second, 0xffff_ffff),
      spans: 4,
      says: ['warning traces/bad-message'],
      message: new RegExp(`it claims 4294967295 bytes, and \\d+ follow \\(message 2, at byte ${second}\\)`),
    },
    {
      what: 'a length that is too short',
      content: withLength(four, second, 10),
      spans: 4,
      says: ['warning traces/bad-message'],
    },
    {
      what: 'a length that is one too long',
      content: withLength(four, second, half(1).length + 1),
      spans: 4,
      says: ['warning traces/bad-message'],
    },
    {
      what: 'the last message cut',
      content: four.subarray(0, four.length - 10),
      spans: 3,
      says: [
        'warning traces/bad-message',
        ...Array<string>(3).fill('warning traces/bad-protobuf'),
        'warning traces/bad-span',
      ],
    },
    {
      what: 'the last length cut',
      content: Buffer.concat([four, Uint8Array.of(0, 0)]),
      spans: 4,
      says: ['warning traces/bad-message'],
    },
    {
      what: 'a varint length that overflows',
      content: Buffer.concat([delimited(half(0)), Buffer.alloc(11, 0xff), delimited(half(1))]),
      spans: 2,
      says: ['warning traces/bad-message'],
      message: /its length is cut short or too long/,
    },
    {
      what: 'a packed message damaged',
      content: badPacked,
      spans: 2,
      says: ['error traces/corrupt-archive'],
      message: new RegExp(`\\(message 2, at byte ${4 + zlib.zstdCompressSync(half(0)).length}\\)$`),
    },
    {
      what: 'a packed message that is a bomb',
      content: bomb,
      limit: 100_000,
      spans: 2,
      says: ['error traces/too-large'],
    },
    {
      what: 'many packed messages that are one together',
      content: framed(...Array<Uint8Array>(20).fill(zlib.zstdCompressSync(Buffer.from(line)))),
      limit: 3 * line.length,
      spans: 18,
      says: [...Array<string>(10).fill('error traces/too-large'), 'error traces/too-large'],
    },
  ]);
});

describe('packed files', () => {
  const damagedFrame = zlib.zstdCompressSync(Buffer.from(`${line}\n`)).fill(0xff, 60, 80);
  const many = `${line}\n`.repeat(200);
  const packed = zlib.gzipSync(many, { level: 1 });
  const damaged = Buffer.from(
    zlib.gzipSync(Buffer.from(Array.from({ length: 300 }, (_, nth) => withSpan({ name: `${nth * 7919}` })).join('\n'))),
  );
  damaged.fill(0xff, damaged.length >> 1, (damaged.length >> 1) + 20);

  table([
    {
      what: 'a bomb',
      content: zlib.gzipSync(Buffer.alloc(5_000_000, 0x20)),
      limit: 1_000_000,
      spans: 0,
      says: ['error traces/too-large'],
      message: /more than 1000000 bytes/,
    },
    {
      what: 'a bomb of zstd',
      content: zlib.zstdCompressSync(Buffer.alloc(5_000_000)),
      limit: 2 ** 20,
      spans: 0,
      says: ['error traces/too-large'],
      message: /more than 1 MiB/,
    },
    {
      what: 'a bomb of many frames',
      content: Buffer.concat(Array<Uint8Array>(50).fill(zlib.zstdCompressSync(Buffer.alloc(100_000)))),
      limit: 2 ** 20,
      spans: 0,
      says: ['error traces/too-large'],
    },
    {
      what: 'a bomb that is damaged behind the limit',
      content: Buffer.concat([zlib.gzipSync(Buffer.alloc(5_000_000)).subarray(0, -20), Buffer.alloc(20, 0xff)]),
      limit: 2 ** 20,
      spans: 0,
      says: ['error traces/too-large'],
    },
    {
      what: 'a bomb in a bomb',
      content: zlib.gzipSync(zlib.gzipSync(Buffer.alloc(5_000_000))),
      limit: 2 ** 20,
      spans: 0,
      says: ['error traces/too-large'],
    },
    {
      what: 'something else behind the end',
      content: Buffer.concat([packed, Buffer.from('something else')]),
      spans: 1200,
      says: ['error traces/damaged-archive'],
      message: /near byte \d+ \(incorrect header check\)/,
    },
    {
      what: 'a second frame that is damaged',
      content: Buffer.concat([zlib.zstdCompressSync(Buffer.from(`${line}\n`)), damagedFrame]),
      spans: 6,
      says: ['error traces/damaged-archive'],
    },
  ]);

  test('damage in the middle costs what follows', async () => {
    const { spans, diagnostics, partial } = await read(damaged);
    expect(spans.length).toBeGreaterThan(50);
    expect(spans.length).toBeLessThan(300);
    expect(diagnostics[0]).toMatchObject({ code: 'traces/damaged-archive', severity: 'error' });
    expect(partial).toBe('all');
  });

  test('every beginning of a packed file gives a beginning of its spans, and says so', async () => {
    const all = (await read(packed)).spans.map(({ spanId }) => spanId);
    for (let length = 40; length < packed.length; length += 97) {
      const { spans, diagnostics } = await read(packed.subarray(0, length));
      expect(spans.map(({ spanId }) => spanId)).toEqual(all.slice(0, spans.length));
      expect(diagnostics).not.toEqual([]);
    }
  });
});
