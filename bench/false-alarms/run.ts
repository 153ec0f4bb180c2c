import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Raised, raisedOn, sampled } from './findings.ts';

/**
 * Shows what lint says of drawings that the official tools take, for a person to judge whether it is right.
 * Usage: npm run bench:false-alarms [-- warning|note [count [seed [folder]]]]; without a severity only the table.
 * Every finding is printed with its drawing, and with `disputed` where disputed.json says why it can be argued about.
 * The status is 1 where an error is told without a reason in errors.json, or more is disputed than ten in two hundred.
 */
const [severity, count = '200', seed = '1', folder = '../shared/corpus'] = process.argv.slice(2);
const read = (name: string): Readonly<Record<string, string>> =>
  JSON.parse(readFileSync(new URL(name, import.meta.url), 'utf8'));
const reasons = read('errors.json');
const disputed = read('disputed.json');

const paths = ['mermaid', 'plantuml', 'features'].map((name) => join(folder, `${name}.jsonl`));
const missing = paths.filter((path) => !existsSync(path));
if (missing.length > 0) {
  console.error(`there is no ${missing.join(', ')}; name the folder of a corpus`);
  process.exit(2);
}

const { drawings, raised } = await raisedOn(paths);
if (severity)
  show(
    sampled(
      raised.filter(({ finding }) => finding.severity === severity),
      Number(count),
      Number(seed),
    ),
  );
else showTable();

const unexplained = raised.filter(({ finding, key }) => finding.severity === 'error' && reasons[key] === undefined);
for (const { key } of unexplained) console.log(`an error without a reason: ${key}`);
if (unexplained.length > 0) process.exitCode = 1;

function show(some: readonly Raised[]): void {
  const byDrawing = new Map<string, Raised[]>();
  for (const each of some) byDrawing.set(each.sample.id, [...(byDrawing.get(each.sample.id) ?? []), each]);
  for (const found of byDrawing.values()) {
    const { sample } = found[0]!;
    console.log(`\n──── ${sample.id} (${sample.language} ${sample.kind})`);
    sample.source.split('\n').forEach((line, index) => {
      console.log(`${String(index + 1).padStart(5)} │ ${line}`);
      for (const { finding, key } of found)
        if (finding.range?.start.line === index + 1) {
          const mark = disputed[key] === undefined ? '' : ` (disputed: ${disputed[key]})`;
          console.log(`      ▲ ${finding.code}: ${finding.message}${mark}`);
        }
    });
  }
  const argued = some.filter(({ key }) => disputed[key] !== undefined);
  console.log(`\n${some.length} findings on ${byDrawing.size} drawings, ${argued.length} of them disputed`);
  if (argued.length * 20 > some.length) process.exitCode = 1;
}

function showTable(): void {
  const counts = new Map<string, number>();
  for (const { finding } of raised) {
    const line = `${finding.severity.padEnd(8)} ${finding.code}`;
    counts.set(line, (counts.get(line) ?? 0) + 1);
  }
  for (const [line, times] of [...counts].sort((a, b) => b[1] - a[1]))
    console.log(`${String(times).padStart(5)}  ${line}`);
  console.log(`${raised.length} findings on ${drawings} drawings`);
}
