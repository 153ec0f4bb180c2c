import { describe, expect, test } from 'vitest';
import { agrees, dialect, mutate, readSystems } from './case-files.ts';
import { casesInBrief, check, spansOfText } from './judging.ts';

describe.each(readSystems())('$name', ({ drawings, traces, mutants }) => {
  for (const { name, encoding, expected, text, except } of traces) {
    test.each(drawings)(`$path on ${name}`, async (drawing) => {
      const wanted = except.get(drawing.path) ?? expected;
      const brief = casesInBrief(await check(drawing, await spansOfText(text, dialect, encoding)));
      expect(agrees(brief, wanted) ? wanted : brief.join(' | ')).toBe(wanted);
    });
  }
  for (const mutant of mutants) {
    test(`mutant ${mutant.name}`, async () => {
      const { on, edits, expected } = mutant;
      const trace = on === undefined ? traces[0]! : traces.find(({ name }) => name === on)!;
      const spans = await spansOfText(trace.text, dialect, trace.encoding);
      const mutated = drawings.flatMap(({ path, text }) => {
        const edited = mutant.in === undefined || mutant.in === path ? mutate(text, edits) : undefined;
        return edited === undefined ? [] : [{ path, text: edited }];
      });
      expect(mutated).not.toEqual([]);
      for (const drawing of mutated) {
        const brief = casesInBrief(await check(drawing, spans));
        const said = agrees(brief, expected) ? expected : brief.join(' | ');
        expect(`${drawing.path}: ${said}`).toBe(`${drawing.path}: ${expected}`);
      }
    });
  }
});
