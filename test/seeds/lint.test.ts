import { existsSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { lint } from '#project';

/** Documents of others that are kept beside the repository, read as they stand. */
const seeds = '../shared/seeds';

/**
 * What is wrong with them, each line of it read by a person: in every document the lines, by code. Known blemishes are
 * text in the wrong code page, a style for no node, a stray fence and a nested one, pictures named after something else
 * and without source, step numbers that jump (143) and repeat (258), a `par` of one operand, operands without names, and
 * budgets that contradict each other: a part slower than the whole (43), a share that does not fit (284), two throughputs
 * (401). The other findings are mistakes as well: Mermaid's `and` in PlantUML, an edge from an id that is nowhere declared,
 * a service to which nothing is connected, one participant under two names, a choice that two would have to make.
 */
const expected: Readonly<Record<string, Readonly<Record<string, readonly number[]>>>> = {
  '000_e114c8bf2bc3e6ea.md': {
    'lint/step-numbers': [143, 258],
    'lint/unnamed-operand': [292, 295],
    'markdown/nested-fence': [488],
    'plantuml/and-in-par': [91, 99, 239, 253, 292, 295],
  },
  '001_8952d12329208d31.md': {
    'lint/inconsistent-names': [48, 410],
    'lint/unnamed-operand': [432],
    'mermaid/unknown-target': [339],
  },
  '002_4f5b632ec190c832.md': {
    'lint/picture-misnamed': [
      58, 84, 110, 136, 162, 188, 214, 240, 266, 292, 318, 344, 370, 396, 422, 448, 474, 500, 526,
    ],
    'lint/picture-without-source': [
      32, 58, 84, 110, 136, 162, 188, 214, 240, 266, 292, 318, 344, 370, 396, 422, 448, 474, 500, 526,
    ],
  },
  '003_714dabbf9d3660a4.md': {
    'lint/unconnected-node': [374],
    'lint/undeclared-node': [265],
    'lint/wrong-code-page': [
      8, 9, 10, 14, 18, 19, 20, 21, 22, 23, 27, 31, 32, 33, 37, 38, 39, 40, 109, 110, 111, 112, 113, 114, 115, 116, 155,
      156, 157, 158, 159, 160, 161, 218, 219, 220, 221, 225, 229, 230, 231, 234, 421, 422, 440, 444, 448, 455, 510,
    ],
    'markdown/stray-fence': [517],
  },
  '004_a5e46aae05a25bf6.md': {
    'lint/contradictory-budgets': [43, 284, 401],
    'lint/single-operand-par': [197, 206, 251, 267, 375, 419],
    'lint/unclear-choice': [165],
  },
};

test.skipIf(existsSync(seeds))(`skipped: ${seeds} is not here`, () => {});

describe.runIf(existsSync(seeds))('the documents as they stand', () => {
  test('every blemish is told at its line, and nothing else is', async () => {
    const { result } = await lint({ paths: [seeds] }, { cwd: process.cwd() });
    const told: Record<string, Record<string, number[]>> = {};
    for (const { path, code, range } of result.findings) {
      const name = path.split('/').at(-1)!;
      const lines = told[name]?.[code] ?? [];
      told[name] = { ...told[name], [code]: [...lines, range?.start.line ?? 0] };
    }
    expect(told).toEqual(expected);
    expect(result.summary.files).toBe(5);
    expect(result.summary.drawings).toBe(32);
  });
});
