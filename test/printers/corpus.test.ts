import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { hasErrors, SourceText } from '#diagnostics';
import { withoutRanges } from '#model';
import { type Drawing, type DrawingLanguage, readDocument } from '#parsers';
import { printMermaid, printPlantuml, tidy } from '#printers';
import { read, withIds } from './reading.ts';

/** Diagrams that others wrote, kept beside the repository. */
const corpus = '../shared/corpus';
const there = existsSync(`${corpus}/mermaid.jsonl`);

interface Row {
  readonly id: string;
  readonly language: DrawingLanguage;
  readonly kind: string;
  readonly accepted: boolean;
  readonly source: string;
}

/** Sequences that the official tools accept, and that are read without errors. */
async function sequences(language: DrawingLanguage): Promise<{ id: string; source: string; drawing: Drawing }[]> {
  const found = [];
  for (const line of readFileSync(`${corpus}/${language}.jsonl`, 'utf8').trim().split('\n')) {
    const { id, kind, accepted, source }: Row = JSON.parse(line);
    if (kind !== 'sequence' || !accepted) continue;
    const path = language === 'plantuml' ? 'a.puml' : 'a.mmd';
    const { drawings } = await readDocument(new SourceText(path, source));
    const [drawing] = drawings;
    if (drawings.length !== 1 || !drawing?.interaction || hasErrors(drawing.diagnostics)) continue;
    found.push({ id, source, drawing });
  }
  return found;
}

test.skipIf(there)(`skipped: ${corpus} is not here`, () => {});

describe.runIf(there)("others' sequences", () => {
  test.each([
    // Which language, into which, how many cannot be said there at most.
    ['mermaid', 'mermaid', 0],
    ['plantuml', 'plantuml', 0],
    ['mermaid', 'plantuml', 1],
    ['plantuml', 'mermaid', 145],
  ] as const)('%s, printed as %s, is read as it was; but for %i that cannot be', async (from, to, most) => {
    const rows = await sequences(from);
    expect(rows.length).toBeGreaterThan(150);
    let inexpressible = 0;
    for (const { id, drawing } of rows) {
      const interaction = drawing.interaction!;
      const { text, losses, renamed } = to === 'plantuml' ? printPlantuml(interaction) : printMermaid(interaction);
      if (from === to) expect([losses, [...renamed]], id).toEqual([[], []]);
      if (losses.length > 0) {
        inexpressible += 1;
        continue;
      }
      const again = await read(to, text);
      const { name, ...unnamed } = interaction;
      const expected = to === 'plantuml' && name !== undefined ? interaction : unnamed;
      expect(hasErrors(again.diagnostics), `${id}\n${text}`).toBe(false);
      expect(withIds(again.interaction!, new Map()), `${id}\n${text}`).toEqual(withIds(expected, renamed));
    }
    expect(inexpressible).toBeLessThanOrEqual(most);
  });

  test.each(['mermaid', 'plantuml'] as const)(
    '%s, put in order, says what it said, and is in order',
    async (language) => {
      for (const { id, source, drawing } of await sequences(language)) {
        const once = tidy(source.split(/\r\n?|\n/), language, 'interaction');
        expect(tidy(once, language, 'interaction'), id).toEqual(once);
        const again = await read(language, `${once.join('\n')}\n`);
        expect(withoutRanges(again.interaction), id).toEqual(withoutRanges(drawing.interaction));
      }
    },
  );
});
