/**
 * `npm run bench:lint [rounds]`: cold starts of `asdrawn lint`, for one small drawing, for three (a hook before a
 * commit) and for a thousand files, beside an empty Node process, maid's command line, mermaid's parser and PlantUML's
 * JavaScript build. All take turns; a ratio is the median over turns.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { subjects } from '../parse/drawings.ts';

const rounds = Number(process.argv[2] ?? 11);
const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'asdrawn-bench-'));
const asdrawn = join(root, 'bin/asdrawn.js');
const maid = join(root, 'node_modules/@probelabs/maid/out/cli.js');
const reading = ['--conditions=asdrawn:src', join(root, 'bench/lint/folder.ts')];

try {
  const small = writeSmall();
  const many = join(folder, 'many');
  const mermaidOnly = join(folder, 'mermaid');
  const counts = writeMany(many, mermaidOnly);
  compare('one small drawing', rounds, {
    'node -e 0': ['-e', '0'],
    'asdrawn lint, 1 file': [asdrawn, 'lint', small[0]!],
    'asdrawn lint, 3 files': [asdrawn, 'lint', ...small],
    'maid, 1 file': [maid, small[0]!],
    'mermaid.parse, 1 file': [...reading, 'mermaid', join(folder, 'one')],
    'PlantUML, 1 file': ['--conditions=asdrawn:src', join(root, 'bench/lint/plantuml.ts')],
  });
  compare(`${counts.many} files, of which ${counts.mermaid} are Mermaid`, Math.min(rounds, 3), {
    'node -e 0': ['-e', '0'],
    'asdrawn lint, all': [asdrawn, 'lint', many],
    'asdrawn lint, Mermaid': [asdrawn, 'lint', mermaidOnly],
    'maid, Mermaid': [maid, mermaidOnly],
    'mermaid.parse, Mermaid': [...reading, 'mermaid', mermaidOnly],
  });
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function writeSmall(): string[] {
  mkdirSync(join(folder, 'one'));
  return ['one', 'b', 'c'].map((name) => {
    const file = join(folder, name === 'one' ? 'one/a.mmd' : `${name}.mmd`);
    writeFileSync(file, `sequenceDiagram\n  Browser->>Shop: POST /orders ${name}\n  Shop-->>Browser: 201 Created\n`);
    return file;
  });
}

/** A thousand files: collected ones where they are, else drawings made up. */
function writeMany(all: string, mermaidOnly: string): { many: number; mermaid: number } {
  for (const each of [all, mermaidOnly]) mkdirSync(each);
  const texts = [...collected('mermaid', '.mmd').slice(0, 500), ...collected('plantuml', '.puml').slice(0, 500)];
  while (texts.length < 1000) {
    const { path, draw } = subjects[texts.length % subjects.length]!;
    texts.push({ extension: path.slice(1), text: draw(10) });
  }
  let mermaid = 0;
  for (const [index, { extension, text }] of texts.entries()) {
    writeFileSync(join(all, `${index}${extension}`), text);
    if (extension === '.mmd') writeFileSync(join(mermaidOnly, `${mermaid++}.mmd`), text);
  }
  return { many: texts.length, mermaid };
}

function collected(language: string, extension: string): { extension: string; text: string }[] {
  const file = join(root, `../shared/corpus/${language}.jsonl`);
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, 'utf8').split('\n');
  return lines.filter((line) => line !== '').map((line) => ({ extension, text: JSON.parse(line).source }));
}

function compare(title: string, turns: number, commands: Readonly<Record<string, readonly string[]>>): void {
  const times = new Map(Object.keys(commands).map((name) => [name, [] as number[]]));
  for (let turn = -1; turn < turns; turn++) {
    for (const [name, args] of Object.entries(commands)) {
      const began = performance.now();
      const { status } = spawnSync(process.execPath, args, { stdio: 'ignore', cwd: folder });
      // The first turn fills compile caches. Findings in the files are no failure.
      if (turn >= 0) times.get(name)!.push(performance.now() - began);
      if (status === null || status > 2) throw new Error(`${name} ended with ${status}`);
    }
  }
  const median = (numbers: readonly number[]): number => [...numbers].sort((a, b) => a - b)[numbers.length >> 1]!;
  const base = times.get('node -e 0')!;
  console.log(`\n${title}, medians of ${turns} turns`);
  for (const [name, taken] of times) {
    const ratio = median(taken.map((each, turn) => each / base[turn]!));
    console.log(
      `${name.padEnd(24)} ${median(taken).toFixed(0).padStart(7)} ms   ${ratio.toFixed(2).padStart(6)} × node -e 0`,
    );
  }
}
