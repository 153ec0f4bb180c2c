/**
 * `npm run bench:check [traces…]`: the whole check of recorded traffic beside what merely parsing the same bytes as JSON
 * costs, in one run and in processes of their own, so that times and peak memory can be set in relation. Formats, threads
 * and numbers of drawings are varied one at a time.
 *
 * `npm run bench:check -- --memory [spans…]`: peak memory and time of JSON lines of so many spans, 10^5, 10^6 and 10^7
 * unless told; the largest file has 11 GB, and is deleted afterwards.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Format, type Written, writeTraffic } from './formats.ts';
import { drawings } from './traffic.ts';

const args = process.argv.slice(2);
const isMemory = args.includes('--memory');
const sizes = args.filter((arg) => arg !== '--memory').map(Number);
const folder = mkdtempSync(join(tmpdir(), 'asdrawn-bench-'));
const bin = fileURLToPath(new URL('../../bin/asdrawn.js', import.meta.url));
const ROUNDS = 5;

try {
  for (const count of [1, 20, 200]) {
    mkdirSync(join(folder, `drawn${count}`));
    drawings(count).forEach((text, index) => {
      writeFileSync(join(folder, `drawn${count}`, `${index}.puml`), text);
    });
  }
  if (isMemory) await measureMemory(sizes.length > 0 ? sizes : [1e5, 1e6, 1e7]);
  else for (const traces of sizes.length > 0 ? sizes : [20_000, 200_000]) await measureTimes(traces);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function measureTimes(traces: number): Promise<void> {
  const lines = join(folder, 'traces.jsonl');
  const written = await writeTraffic(lines, traces, 'lines');
  console.log(`\n${traces} traces of 8 spans and a few more, ${describe(written)}; medians of ${ROUNDS} rounds`);
  const variants: readonly (readonly [name: string, run: () => Taken])[] = [
    ['JSON.parse of the whole, line by line', () => time(['-e', bareParse(lines)])],
    ['JSON.parse, read by readline', () => time(['-e', readlineParse(lines)])],
    ['check, 1 thread', () => check(lines, 1, 1)],
    ['check, 2 threads', () => check(lines, 2, 1)],
    ['check, 1 thread, 20 drawings', () => check(lines, 1, 20)],
    ['check, 1 thread, 200 drawings', () => check(lines, 1, 200)],
  ];
  const taken = variants.map((): Taken[] => []);
  // Round by round, so that whatever else the machine does falls on all alike.
  for (let round = 0; round < ROUNDS; round++) {
    variants.forEach(([, run], index) => {
      taken[index]!.push(run());
    });
  }
  const base = median(taken[0]!);
  variants.forEach(([name], index) => {
    show(name, median(taken[index]!), base);
  });
  rmSync(lines);
  for (const format of ['jaeger', 'protobuf'] as const) await measureFormat(traces, format);
}

/** Of one huge object, and of protobuf, which has no JSON.parse to be held against but that of its twin. */
async function measureFormat(traces: number, format: Format): Promise<void> {
  const most = 20_000;
  const file = join(folder, `traces.${format}`);
  const written = await writeTraffic(file, Math.min(traces, most), format);
  console.log(`${format}: ${Math.min(traces, most)} traces, ${describe(written)}`);
  const whole = `if (JSON.parse(require('fs').readFileSync(${JSON.stringify(file)}, 'utf8')).data.length === 0) process.exit(1)`;
  const base = format === 'jaeger' ? median(repeated(() => time(['-e', whole]))) : undefined;
  if (base) show('JSON.parse', base, base);
  show('check, 1 thread', median(repeated(() => check(file, 1, 1))), base);
  rmSync(file);
}

async function measureMemory(spans: readonly number[]): Promise<void> {
  for (const count of spans) {
    const file = join(folder, 'traces.jsonl');
    const written = await writeTraffic(file, Math.ceil(count / 8), 'lines');
    console.log(`\n${describe(written)}`);
    for (const threads of [1, 2])
      show(`check, ${threads} thread${threads > 1 ? 's' : ''}`, check(file, threads, 1), undefined);
    rmSync(file);
  }
}

function repeated(run: () => Taken): Taken[] {
  return Array.from({ length: ROUNDS }, run);
}

function check(file: string, threads: number, drawn: number): Taken {
  return time([bin, 'check', join(folder, `drawn${drawn}`), '--traces', file, '--threads', String(threads)]);
}

function bareParse(file: string): string {
  return `
    const bytes = require('fs').readFileSync(${JSON.stringify(file)});
    let count = 0;
    for (let from = 0, to; (to = bytes.indexOf(10, from)) >= 0; from = to + 1)
      count += JSON.parse(bytes.toString('utf8', from, to)).resourceSpans.length;
    if (count === 0) process.exit(1);`;
}

function readlineParse(file: string): string {
  return `
    const input = require('fs').createReadStream(${JSON.stringify(file)});
    const lines = require('readline').createInterface({ input, crlfDelay: Infinity });
    let count = 0;
    lines.on('line', (line) => { count += JSON.parse(line).resourceSpans.length; });
    lines.on('close', () => { if (count === 0) process.exit(1); });`;
}

interface Taken {
  readonly seconds: number;
  /** Of all threads, those of the garbage collector and the compiler among them: what other programs do counts less. */
  readonly cpu: number;
  readonly megabytes: number;
}

function time(args: readonly string[]): Taken {
  const watch = `process.on('exit', () => {
    const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
    require('fs').writeSync(3, JSON.stringify([maxRSS / 1024, (userCPUTime + systemCPUTime) / 1e6]));
  })`;
  const preload = `import { createRequire } from 'node:module'; const require = createRequire('/'); ${watch}`;
  const began = performance.now();
  const child = spawnSync(
    process.execPath,
    ['--import', `data:text/javascript,${encodeURIComponent(preload)}`, ...args],
    { stdio: ['ignore', 'ignore', 'inherit', 'pipe'] },
  );
  const seconds = (performance.now() - began) / 1000;
  if (child.status === null || child.status > 1) throw new Error(`${args.join(' ')} ended with ${child.status}`);
  const [megabytes, cpu] = JSON.parse(String(child.output[3])) as [number, number];
  return { seconds, megabytes, cpu };
}

function median(taken: readonly Taken[]): Taken {
  const middle = (numbers: readonly number[]): number => numbers.toSorted((a, b) => a - b)[numbers.length >> 1]!;
  return {
    seconds: middle(taken.map(({ seconds }) => seconds)),
    cpu: middle(taken.map(({ cpu }) => cpu)),
    megabytes: Math.max(...taken.map(({ megabytes }) => megabytes)),
  };
}

function describe({ bytes, spans }: Written): string {
  return `${spans} spans, ${(bytes / 1e6).toFixed(1)} MB (${Math.round(bytes / spans)} bytes a span)`;
}

function show(name: string, { seconds, cpu, megabytes }: Taken, base: Taken | undefined): void {
  const ratio = base
    ? `  ${(seconds / base.seconds).toFixed(2)} × JSON.parse, of cpu ${(cpu / base.cpu).toFixed(2)} ×`
    : '';
  console.log(
    `  ${name.padEnd(40)} ${seconds.toFixed(2).padStart(7)} s  cpu ${cpu.toFixed(2).padStart(6)} s  ${Math.round(megabytes).toString().padStart(5)} MB${ratio}`,
  );
}
