import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hasErrors } from '#diagnostics';
import type { Interaction } from '#model';
import { printMermaid, printPlantuml } from '#printers';
import { interactions } from './arbitrary.ts';
import { read, withIds } from './reading.ts';

const runs = Number(process.env.ASDRAWN_PROPERTY_RUNS ?? 600);

/** What was printed without a loss is read as it was. */
async function survives(language: 'plantuml' | 'mermaid', model: Interaction): Promise<boolean> {
  const { text, losses, renamed } = language === 'plantuml' ? printPlantuml(model) : printMermaid(model);
  if (losses.length > 0) return false;
  const drawing = await read(language, text);
  expect(
    drawing.diagnostics.filter((each) => hasErrors([each])),
    text,
  ).toEqual([]);
  // Mermaid has no place for the name that PlantUML gives a diagram.
  const { name, ...unnamed } = model;
  const expected = language === 'plantuml' && name !== undefined ? model : unnamed;
  expect(drawing.interaction && withIds(drawing.interaction, new Map()), text).toEqual(withIds(expected, renamed));
  return true;
}

test.each(['plantuml', 'mermaid'] as const)('what is printed as %s is read as it was', async (language) => {
  let whole = 0;
  await fc.assert(
    fc.asyncProperty(interactions, async (model) => {
      if (await survives(language, model)) whole += 1;
    }),
    { numRuns: runs },
  );
  // A printer that always complains would pass everything else.
  expect(whole).toBeGreaterThan(runs / 10);
});
