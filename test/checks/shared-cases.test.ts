/** The recorded systems that lie beside the repository, where they are at hand: every drawing, every mutant. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { check, spansOf } from './judging.ts';

const folder = join(import.meta.dirname, '../../../shared/cases');
const isHere = existsSync(folder);
const read = (path: string) => ({ path, bytes: readFileSync(join(folder, path)) });
const languages = ['mmd', 'puml'];

async function verdictOf(drawing: string, traces: readonly string[]): Promise<string> {
  const text = readFileSync(join(folder, drawing), 'utf8');
  const spans = await spansOf(traces.map(read));
  const checked = await check({ path: drawing, text }, spans);
  return checked.drawings.map(({ verdict }) => verdict).join();
}

describe.skipIf(!isHere)(`recorded cases${isHere ? '' : ' (skipped: ../shared/cases is not there)'}`, () => {
  for (const system of ['bookinfo', 'zipkin-kafka']) {
    const path = join(folder, system, 'expected.json');
    const expected: Record<string, Record<string, string>> = isHere ? JSON.parse(readFileSync(path, 'utf8')) : {};
    for (const [drawing, byTrace] of Object.entries(expected)) {
      for (const [where, wanted] of Object.entries(byTrace)) {
        if (wanted.startsWith('policy')) continue;
        test.each(languages)(`${system}/${drawing}.%s on ${where}: ${wanted}`, async (language) => {
          const verdict = await verdictOf(`${system}/${drawing}.${language}`, [`${system}/${where.split('#')[0]}`]);
          expect(verdict).toBe(wanted === 'pass' ? 'conforms' : 'violates');
        });
      }
    }
  }

  const requests = join(folder, 'signup/protobuf/signup-ok');
  const bodies = isHere ? readdirSync(requests).filter((file) => file.endsWith('.binpb')) : [];
  const signup: readonly (readonly [verdict: string, traces: readonly string[]])[] = [
    ['conforms', ['trace.json']],
    ['conforms', ['signup-ok.jsonl']],
    ['conforms', ['signup-links.jsonl']],
    ['conforms', bodies.map((file) => `protobuf/signup-ok/${file}`)],
    ['violates', ['signup-invalid.jsonl']],
    ['violates', ['signup-retry.jsonl']],
    ['violates', ['signup-consumer-down.jsonl']],
  ];
  const drawings = ['diagram', 'diagram-infra'].flatMap((name) => languages.map((language) => `${name}.${language}`));
  for (const drawing of drawings) {
    test.each(signup)(`signup/${drawing} %s %j`, async (wanted, traces) => {
      const verdict = await verdictOf(
        `signup/${drawing}`,
        traces.map((trace) => `signup/${trace}`),
      );
      expect(verdict).toBe(wanted);
    });
  }
  const mutants = isHere ? readdirSync(join(folder, 'signup/mutants')) : [];
  test.skipIf(mutants.length === 0).each(mutants)('signup/mutants/%s violates', async (mutant) => {
    expect(await verdictOf(`signup/mutants/${mutant}`, ['signup/trace.json'])).toBe('violates');
  });
});
