/**
 * `npm run bench:parse [processes]`: from text to model, beside mermaid's own parser and maid on the same texts in the same
 * run. Each number is the median of several processes: of the first reading in each, and of its warm ones. The readers
 * take turns, so that what else the machine does meets all of them.
 */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { type Subject, subjects } from './drawings.ts';
import type { ReaderName } from './readers.ts';

const processes = Number(process.argv[2] ?? 3);
const child = fileURLToPath(new URL('./child.ts', import.meta.url));

interface Taken {
  readonly first: number;
  readonly warm: number;
  readonly bytes: number;
}

console.log('drawing                size     text   reader    first ms   warm ms    MB/s   asdrawn is faster by');
for (const subject of subjects) {
  const perMessage: number[] = [];
  for (const size of [1000, 10_000, 100_000]) {
    const names: ReaderName[] = ['asdrawn', ...(size > 10_000 ? [] : subject.peers)];
    const taken = measure(subject, names, size);
    const own = taken.get('asdrawn')!;
    perMessage.push((own.warm / size) * 1000);
    for (const [name, { first, warm, bytes }] of taken) {
      const ratio =
        name === 'asdrawn' ? '' : `${(warm / own.warm).toFixed(1)} × warm, ${(first / own.first).toFixed(1)} × first`;
      console.log(
        `${subject.name.padEnd(20)} ${String(size).padStart(6)} ${`${Math.round(bytes / 1000)} kB`.padStart(8)}   ${name.padEnd(8)} ` +
          `${first.toFixed(1).padStart(9)} ${warm.toFixed(1).padStart(9)} ${(bytes / 1000 / warm).toFixed(2).padStart(7)}   ${ratio}`,
      );
    }
  }
  console.log(`${subject.name}: ${perMessage.map((each) => each.toFixed(2)).join(', ')} µs a line at 1k, 10k, 100k\n`);
}

function measure({ name }: Subject, readers: readonly ReaderName[], size: number): ReadonlyMap<ReaderName, Taken> {
  const all = new Map<ReaderName, Taken[]>(readers.map((reader) => [reader, []]));
  for (let round = 0; round < processes; round++) {
    for (const [reader, taken] of all) taken.push(once(reader, name, size));
  }
  return new Map([...all].map(([reader, taken]) => [reader, middle(taken)]));
}

function once(reader: ReaderName, subject: string, size: number): Taken {
  const slow = reader !== 'asdrawn' && size >= 10_000;
  const rounds = slow ? 1 : size >= 100_000 ? 5 : size >= 10_000 ? 11 : 21;
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--conditions=asdrawn:src', child, reader, subject, String(size), String(rounds)],
    { encoding: 'utf8' },
  );
  if (status !== 0) throw new Error(`${reader} with ${size} of ${subject} ended with ${status}: ${stderr}`);
  return JSON.parse(stdout);
}

function middle(taken: readonly Taken[]): Taken {
  const median = (of: (each: Taken) => number): number => taken.map(of).sort((a, b) => a - b)[taken.length >> 1]!;
  return { first: median(({ first }) => first), warm: median(({ warm }) => warm), bytes: taken[0]!.bytes };
}
