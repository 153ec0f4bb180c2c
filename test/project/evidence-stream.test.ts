/** Where recordings come from, and in how many threads they are read, must not be seen in what is made of them. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CaseReducer, checkReduced, type ReducedCases, Shapes } from '../../src/checks/index.ts';
import { EvidenceStream } from '../../src/project/evidence.ts';
import { readInParallel, threadsFor } from '../../src/project/parallel.ts';
import { FileSource } from '../../src/project/recordings.ts';
import { spooled } from '../../src/project/spool.ts';
import { readFully } from '../../src/traces/stream/byte-source.ts';
import { dialect, readSystems } from '../checks/case-files.ts';
import { encode } from '../checks/encodings.ts';
import { checkable } from '../checks/judging.ts';
import { readTelemetry } from '../checks/telemetry.ts';

const folder = mkdtempSync(join(tmpdir(), 'asdrawn-test-'));
const file = join(folder, 'traces.jsonl');
const system = readSystems().find(({ name }) => name === 'spring-orders')!;
const drawing = system.drawings[0]!;
const COPIES = 40;

/** The system's traces over and over, their spans on lines of their own, the second half of each far from the first. */
beforeAll(() => {
  const lines: string[] = [];
  for (let copy = 0; copy < COPIES; copy++) {
    const tag = copy.toString(16).padStart(4, '0');
    for (const { text, encoding } of system.traces) {
      if (!encoding.startsWith('otlp-json')) continue;
      const request = JSON.parse(encode(readTelemetry(text, dialect), 'otlp-json').toString()) as {
        resourceSpans: { resource: unknown; scopeSpans: { scope: unknown; spans: object[] }[] }[];
      };
      for (const { resource, scopeSpans } of request.resourceSpans) {
        for (const { scope, spans } of scopeSpans) {
          for (const span of spans) {
            const line = JSON.stringify({ resourceSpans: [{ resource, scopeSpans: [{ scope, spans: [span] }] }] });
            lines.push(line.replace(/"(traceId)":"[0-9a-f]{4}/g, `"$1":"${tag}`));
          }
        }
      }
    }
  }
  const half = lines.length >> 1;
  const woven = lines.slice(0, half).flatMap((line, index) => [line, lines[half + index]!]);
  writeFileSync(file, `${woven.join('\n')}\n`);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function judged(cases: ReducedCases) {
  const { drawings, findings } = checkReduced({ drawings: await checkable(drawing), cases: () => cases });
  return { findings, drawings: drawings.map((one) => ({ ...one, cases: [...one.cases] })), spans: cases.spanCount };
}

async function read(names: readonly string[], stdin: Readable, wholeUpTo: number, mostOpen?: number) {
  const drawings = await checkable(drawing);
  const stream = new EvidenceStream({ cwd: folder, stdin: () => stdin }, { wholeUpTo });
  const reducer = new CaseReducer({
    shapes: new Shapes(drawings),
    reread: (place) => stream.reread(place),
    ...(mostOpen !== undefined && { mostOpen }),
  });
  const { findings } = await stream.read(names, (spans, place) => reducer.add(spans, place));
  expect(findings).toEqual([]);
  return judged(reducer.finish());
}

const nothing = () => Readable.from([]);

describe('the same results', () => {
  test.each([
    ['in pieces', ['traces.jsonl'], nothing, 0, undefined],
    ['with room for a few spans', ['traces.jsonl'], nothing, 0, 20],
    ['from standard input', ['-'], () => Readable.from(chunks()), 0, undefined],
  ] as const)('%s', async (_, names, stdin, wholeUpTo, mostOpen) => {
    const whole = await read(['traces.jsonl'], nothing(), Number.POSITIVE_INFINITY);
    expect(whole.drawings[0]!.cases.length).toBeGreaterThanOrEqual(COPIES);
    expect(whole.drawings[0]!.cases.some(({ findings }) => findings.length > 0)).toBe(true);
    expect(await read(names, stdin(), wholeUpTo, mostOpen)).toEqual(whole);
  });

  test.each([1, 2, 3])('by %i threads', async (threads) => {
    const drawings = await checkable(drawing);
    const whole = await read(['traces.jsonl'], nothing(), Number.POSITIVE_INFINITY);
    const stream: EvidenceStream = new EvidenceStream(
      { cwd: folder, stdin: nothing },
      {
        wholeUpTo: 0,
        instead: async (path, size, begin) => {
          const parts = await readInParallel(path, size, threads, drawings);
          expect(parts).toHaveLength(threads);
          for (const part of parts!) reducer.absorb(part, begin);
          return true;
        },
      },
    );
    const reducer = new CaseReducer({ shapes: new Shapes(drawings), reread: (place) => stream.reread(place) });
    await stream.read(['traces.jsonl'], () => expect.unreachable());
    expect(await judged(reducer.finish())).toEqual(whole);
  });
});

function* chunks() {
  const bytes = readFully(sourceOf(), 0, Number.MAX_SAFE_INTEGER);
  for (let at = 0; at < bytes.length; at += 1000) yield bytes.subarray(at, at + 1000);
}

function sourceOf() {
  return new FileSource(file);
}

test('lines of which something is to be said are left to one thread', async () => {
  const damaged = join(folder, 'damaged.jsonl');
  writeFileSync(damaged, '{"resourceSpans":[]}\n{"resourceSpans":\n{"resourceSpans":[]}\n');
  expect(await readInParallel(damaged, 60, 2, [])).toBeUndefined();
  expect(await readInParallel(join(folder, 'none'), 60, 2, [])).toBeUndefined();
});

test.each([
  [10 << 20, undefined, 0],
  [10 << 20, 4, 0],
  [1 << 30, 1, 1],
  [100 << 20, 1, 0],
  [100 << 20, 8, 2],
  [1 << 30, 3, 3],
])('%i bytes, %s threads wished for: %i of their own', (size, wished, threads) => {
  expect(threadsFor(size, wished)).toBe(threads);
});

test.each([0, 10, 1000])('what is piped in can be read twice, %i bytes of it in memory', async (limit) => {
  const text = 'abc'.repeat(100);
  const source = await spooled(Readable.from([text.slice(0, 5), Buffer.from(text.slice(5))]), limit);
  expect(source.size).toBe(300);
  for (let time = 0; time < 2; time++) expect(readFully(source, 3, 300).toString()).toBe(text.slice(3));
  expect(source instanceof FileSource).toBe(limit < 300);
  // A test's worker is ended without the event that a process clears up on.
  if (source instanceof FileSource) rmSync(dirname(source.path), { recursive: true });
});
