import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { printScenario, readScenario, runScenario } from './scenario.ts';
import { otlpJson } from './spans.ts';

const folder = new URL('./scenarios/', import.meta.url);

/** With UPDATE_SCENARIOS=1 the expectations are rewritten, to be read in the diff. */
const update = process.env.UPDATE_SCENARIOS === '1';

for (const file of readdirSync(folder).sort()) {
  const path = new URL(file, folder);
  const text = readFileSync(path, 'utf8');
  const scenario = readScenario(text);
  test(`${file}: ${scenario.title.split('\n')[0]}`, async () => {
    const seen = printScenario(scenario, await runScenario(scenario, otlpJson));
    if (update) writeFileSync(path, seen);
    else expect(seen).toBe(text);
  });
}
