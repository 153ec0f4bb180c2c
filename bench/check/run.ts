/**
 * `npm run bench:check [traces]`: the whole check of recorded traffic beside what merely parsing the same bytes as JSON
 * costs, in one run and in processes of their own, so that times and peak memory can be set in relation.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { drawing, writeTraffic } from './traffic.ts';

const traces = Number(process.argv[2] ?? 20_000);
const rounds = 3;
const folder = mkdtempSync(join(tmpdir(), 'asdrawn-bench-'));
const bin = fileURLToPath(new URL('../../bin/asdrawn.js', import.meta.url));

try {
  const file = join(folder, 'traces.jsonl');
  const drawn = join(folder, 'order.puml');
  writeFileSync(drawn, drawing);
  const { bytes, spans } = await writeTraffic(file, traces);
  console.log(
    `${traces} traces, ${spans} spans, ${(bytes / 1e6).toFixed(1)} MB (${Math.round(bytes / spans)} bytes a span)`,
  );
  const parse = `
    const lines = require('readline').createInterface({ input: require('fs').createReadStream(${JSON.stringify(file)}), crlfDelay: Infinity });
    let count = 0;
    lines.on('line', (line) => { count += JSON.parse(line).resourceSpans.length; });
    lines.on('close', () => { if (count === 0) process.exit(1); });`;
  const bare = `
    const text = require('fs').readFileSync(${JSON.stringify(file)}, 'utf8');
    let count = 0;
    for (let from = 0, to; (to = text.indexOf('\\n', from)) >= 0; from = to + 1) count += JSON.parse(text.slice(from, to)).resourceSpans.length;
    if (count === 0) process.exit(1);`;
  const ratios: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const json = time(['-e', bare]);
    const streamed = time(['-e', parse]);
    const check = time([bin, 'check', drawn, '--traces', file, '-f', 'json', '-o', join(folder, 'result.json')]);
    ratios.push(check.seconds / json.seconds);
    console.log(
      `JSON.parse ${show(json)}   by readline ${show(streamed)}   check ${show(check)}   ratio ${(check.seconds / json.seconds).toFixed(2)}`,
    );
  }
  ratios.sort((a, b) => a - b);
  console.log(`median ratio of check to JSON.parse: ${ratios[Math.floor(rounds / 2)]!.toFixed(2)}`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

interface Taken {
  readonly seconds: number;
  readonly megabytes: number;
}

function time(args: readonly string[]): Taken {
  const watch = "process.on('exit',()=>require('fs').writeSync(3,String(process.resourceUsage().maxRSS)))";
  const began = performance.now();
  const child = spawnSync(
    process.execPath,
    [
      '--import',
      `data:text/javascript,${encodeURIComponent(`import { createRequire } from 'node:module'; const require = createRequire('/'); ${watch}`)}`,
      ...args,
    ],
    {
      stdio: ['ignore', 'ignore', 'inherit', 'pipe'],
    },
  );
  const seconds = (performance.now() - began) / 1000;
  if (child.status === null || child.status > 1) throw new Error(`${args.join(' ')} ended with ${child.status}`);
  return { seconds, megabytes: Number(child.output[3]) / 1024 };
}

function show({ seconds, megabytes }: Taken): string {
  return `${seconds.toFixed(2)} s ${Math.round(megabytes)} MB`;
}
