import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { hasErrors, SourceText } from '#diagnostics';
import type { DrawnModel } from '#model';
import { readDocument } from '#parsers';
import { printMermaid, printPlantuml } from '#printers';
import { modelOf, sameModels } from '../../src/project/same-meaning.ts';
import { read } from './reading.ts';

/** Structures and lifecycles that others drew, kept beside the repository. */
const corpus = '../shared/corpus';
const there = existsSync(`${corpus}/mermaid.jsonl`);

interface Row {
  readonly id: string;
  readonly kind: string;
  readonly accepted: boolean;
  readonly source: string;
}

async function models(language: 'mermaid' | 'plantuml'): Promise<{ id: string; model: DrawnModel }[]> {
  const found: { id: string; model: DrawnModel }[] = [];
  for (const line of readFileSync(`${corpus}/${language}.jsonl`, 'utf8').trim().split('\n')) {
    const { id, kind, accepted, source }: Row = JSON.parse(line);
    if (kind === 'sequence' || !accepted) continue;
    const { drawings } = await readDocument(new SourceText(language === 'plantuml' ? 'a.puml' : 'a.mmd', source));
    const model = drawings[0] && modelOf(drawings[0]);
    if (drawings.length === 1 && model && !hasErrors(drawings[0]!.diagnostics)) found.push({ id, model });
  }
  return found;
}

test.skipIf(there)(`skipped: ${corpus} is not here`, () => {});

describe.runIf(there)("others' structures and lifecycles", () => {
  test.each([
    // Of which language and kind, printed as what: how many can be said whole, and which are read otherwise.
    ['mermaid', 'structure', 'mermaid', 345, []],
    ['mermaid', 'lifecycle', 'mermaid', 119, []],
    // Of actors alone PlantUML draws a sequence.
    ['plantuml', 'structure', 'plantuml', 310, ['0922771a7891', 'cd8877c9e7f2']],
    ['plantuml', 'lifecycle', 'plantuml', 148, []],
  ] as const)('%s, %s, printed as %s: %i are the same', (from, kind, to, least, others) =>
    expectSame(from, kind, to, least, others),
  );

  test.each([
    // What is empty is a sequence to PlantUML; and Mermaid has each state stand where it is mentioned last.
    ['mermaid', 'structure', 'plantuml', 199, 2],
    ['mermaid', 'lifecycle', 'plantuml', 115, 2],
    ['plantuml', 'structure', 'mermaid', 27, 0],
    ['plantuml', 'lifecycle', 'mermaid', 85, 12],
  ] as const)(
    '%s, %s, printed as %s: %i are the same, at most %i are not, though nothing was lost',
    (from, kind, to, least, most) => expectSame(from, kind, to, least, most),
  );

  async function expectSame(
    from: 'mermaid' | 'plantuml',
    kind: DrawnModel['kind'],
    to: 'mermaid' | 'plantuml',
    least: number,
    others: readonly string[] | number,
  ): Promise<void> {
    const different: string[] = [];
    let same = 0;
    for (const { id, model } of await models(from)) {
      if (model.kind !== kind) continue;
      const { text, losses, renamed } = to === 'plantuml' ? printPlantuml(model) : printMermaid(model);
      if (losses.length > 0) continue;
      const again = await read(to, text);
      const isSame = sameModels(model, modelOf(again), { renamed, named: to === 'plantuml' });
      if (isSame && !hasErrors(again.diagnostics)) same += 1;
      else different.push(id);
    }
    expect(same).toBeGreaterThanOrEqual(least);
    if (typeof others === 'number') expect(different.length, different.join(' ')).toBeLessThanOrEqual(others);
    else expect(different).toEqual(others);
  }
});
