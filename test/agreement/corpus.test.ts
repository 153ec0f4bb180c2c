import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { type Compared, compare } from '../../bench/agreement/compare.ts';
import { readSamples } from '../../bench/agreement/corpus.ts';
import { isDifferent, type Reasons } from '../../bench/agreement/table.ts';

/** Diagrams that others wrote, with what the official tools make of them; kept beside the repository. */
const corpus = '../shared/corpus';
const there = existsSync(`${corpus}/features.jsonl`);

test.skipIf(there)(`skipped: ${corpus} is not here`, () => {});

describe.runIf(there)('diagrams others wrote', () => {
  const reasons: Reasons = JSON.parse(readFileSync('bench/agreement/reasons.json', 'utf8'));
  const known = new Set(Object.keys(reasons));

  test.each(['mermaid', 'plantuml', 'features'])(
    '%s: the official tool and we read the same, but for what has a reason',
    { timeout: 120_000 },
    async (name) => {
      const compared: Compared[] = [];
      for (const sample of readSamples(`${corpus}/${name}.jsonl`)) compared.push(await compare(sample));
      expect(compared.length).toBeGreaterThan(400);
      const different = compared.filter((each) => isDifferent(each) && !known.has(each.sample.id));
      expect(different.map(({ sample, differences, errors }) => [sample.id, ...differences, ...errors])).toEqual([]);
      // What a feature's probe is a drawing of, it does not say.
      const unread = compared.filter(({ modelled, accepted }) => accepted && !modelled);
      if (name !== 'features') expect(unread.map(({ sample }) => sample.id)).toEqual([]);
    },
  );
});
