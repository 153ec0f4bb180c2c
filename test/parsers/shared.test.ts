import { existsSync, globSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { SourceText } from '#diagnostics';
import { withoutRanges } from '#model';
import { type Drawing, readDocument } from '#parsers';

/** Recorded cases and documents that are kept beside the repository. */
const shared = '../shared';
const there = existsSync(`${shared}/cases`) && existsSync(`${shared}/seeds`);

async function read(path: string) {
  return (await readDocument(new SourceText(path, readFileSync(path, 'utf8')))).drawings;
}

test.skipIf(there)(`skipped: ${shared} with its cases and seeds is not here`, () => {});

describe.runIf(there)('shared texts', () => {
  test.each(globSync(`${shared}/cases/**/*.puml`))('%s and its Mermaid twin mean the same', async (path) => {
    const [plantuml, ...moreLeft] = await read(path);
    const [mermaid, ...moreRight] = await read(path.replace(/\.puml$/, '.mmd'));
    expect([moreLeft, moreRight]).toEqual([[], []]);
    expect([plantuml?.diagnostics, mermaid?.diagnostics]).toEqual([[], []]);
    expect(plantuml?.interaction).toBeDefined();
    expect(withoutRanges(mermaid?.interaction)).toEqual(withoutRanges(plantuml?.interaction));
  });

  const drawings: Drawing[] = [];
  beforeAll(async () => {
    for (const path of globSync(`${shared}/seeds/*.md`)) drawings.push(...(await read(path)));
  });

  test('the documents hold what they are known to hold', () => {
    const count = (language: string, kind: string) =>
      drawings.filter((drawing) => drawing.language === language && drawing.kind === kind).length;
    expect(count('plantuml', 'sequence')).toBe(13);
    expect(count('plantuml', 'component')).toBe(1);
    expect(count('mermaid', 'sequence')).toBe(5);
    expect(count('mermaid', 'state')).toBe(1);
  });

  test('their flowcharts and state diagrams are fine but for a style that names no node', () => {
    const others = drawings.filter(({ structure, lifecycle }) => structure ?? lifecycle);
    expect(others.length).toBeGreaterThan(10);
    expect(others.flatMap(({ diagnostics }) => diagnostics.map(({ code }) => code))).toEqual([
      'mermaid/unknown-target',
    ]);
  });

  test('of their sequences exactly three have errors, and only by `and` in `par`', () => {
    const failed = drawings.filter(({ interaction, diagnostics }) => interaction && diagnostics.length > 0);
    expect(failed.map(({ name }) => name).sort()).toEqual([
      'DeploymentStrategy',
      'ErrorHandlingFlow',
      'UserRegistrationFlow',
    ]);
    expect(new Set(failed.flatMap(({ diagnostics }) => diagnostics.map(({ code }) => code)))).toEqual(
      new Set(['plantuml/and-in-par']),
    );
  });
});
