import { afterAll, describe, expect, test } from 'vitest';
import { lint, rules } from '#checks';
import { checkMermaid, checkPlantuml, closeEngines } from '#engines';
import { withoutRanges } from '#model';
import { drawnIn, filesOf, folders, interactionIn, textOf } from './drawn-folders.ts';

afterAll(closeEngines);

describe.each(folders)('%s', (folder) => {
  test('holds the twins, their picture and nothing else', () => {
    expect(filesOf(folder)).toEqual([`${folder}.mmd`, `${folder}.puml`, `${folder}.svg`]);
  });

  test('means the same in both languages', async () => {
    const [plantuml, mermaid] = [await drawnIn(folder, 'puml'), await drawnIn(folder, 'mmd')];
    expect([...plantuml.drawing.diagnostics, ...mermaid.drawing.diagnostics]).toEqual([]);
    expect(withoutRanges(await interactionIn(folder, 'mmd'))).toEqual(
      withoutRanges(await interactionIn(folder, 'puml')),
    );
  });

  test('is accepted by the official tools', async () => {
    expect(await checkPlantuml(textOf(folder, 'puml'))).toMatchObject({ accepted: true });
    expect(await checkMermaid(textOf(folder, 'mmd'))).toMatchObject({ accepted: true });
  });
});

test('nothing is to be said against any of them, nor against all together', async () => {
  const files = await Promise.all(folders.flatMap((folder) => [drawnIn(folder, 'puml'), drawnIn(folder, 'mmd')]));
  const workspace = {
    documents: files.map(({ document }) => document),
    exists: () => false,
    pictureOf: () => undefined,
  };
  const { findings, suppressed } = lint({ workspace, rules, settingOf: () => undefined, found: [] });
  expect(findings.map(({ path, code, message }) => `${path} ${code}: ${message}`)).toEqual([]);
  expect(suppressed).toBe(0);
});
