import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hasErrors } from '#diagnostics';
import type { DrawnModel } from '#model';
import { printMermaid, printPlantuml } from '#printers';
import { modelOf, sameModels } from '../../src/project/same-meaning.ts';
import { lifecycles, structuresFor } from './drawn-arbitrary.ts';
import { read } from './reading.ts';

const runs = Number(process.env.ASDRAWN_PROPERTY_RUNS ?? 400);

const kinds: readonly (readonly ['plantuml' | 'mermaid', string, fc.Arbitrary<DrawnModel>])[] = [
  ['plantuml', 'structure', structuresFor('plantuml')],
  ['mermaid', 'structure', structuresFor('mermaid')],
  ['plantuml', 'lifecycle', lifecycles],
  ['mermaid', 'lifecycle', lifecycles],
];

test.each(kinds)('what is printed as %s without a loss is read as the %s it was', async (language, _, models) => {
  let whole = 0;
  await fc.assert(
    fc.asyncProperty(models, async (model) => {
      const { text, losses, renamed } = language === 'plantuml' ? printPlantuml(model) : printMermaid(model);
      if (losses.length > 0) return;
      const drawing = await read(language, text);
      expect(
        drawing.diagnostics.filter((each) => hasErrors([each])),
        text,
      ).toEqual([]);
      const again = modelOf(drawing);
      expect(
        sameModels(model, again, { renamed, named: language === 'plantuml' }),
        `${text}\n${JSON.stringify(again)}`,
      ).toBe(true);
      whole += 1;
    }),
    { numRuns: runs },
  );
  // A printer that always complains would pass everything else.
  expect(whole).toBeGreaterThan(runs / 20);
});
