import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { judgeLongTraces } from './long-traces.ts';
import { judgeMultiTraces } from './multi-traces.ts';

/**
 * Judges the published benchmarks of HIBOU. Usage: node --conditions=asdrawn:src bench/hibou/run.ts [folder]
 * The folder holds hibou-multitrace.tar.xz, multitrace-verdicts.csv.xz and hibou-nfa.tar.xz.
 */
const folder = resolve(process.argv[2] ?? fileURLToPath(new URL('../../../shared/bench', import.meta.url)));
if (!existsSync(join(folder, 'hibou-multitrace.tar.xz'))) {
  console.log(`skipped: ${folder} holds no hibou-multitrace.tar.xz`);
} else {
  const wrong = judgeMultiTraces(folder) + judgeLongTraces(folder);
  console.log(`peak memory: ${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MiB`);
  if (wrong > 0) {
    console.log(`${wrong} disagreements`);
    process.exitCode = 1;
  }
}
