import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Includes } from '#parsers';
import { readDrawings } from '../../src/project/drawings.ts';
import { includesInProject } from '../../src/project/includes.ts';

const outside = { refused: 'it lies outside of the project' };

describe('what a drawing may include', () => {
  let folder: string;
  let includes: Includes;
  const read: string[] = [];
  beforeAll(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'asdrawn-')));
    mkdirSync(join(folder, 'project/.git'), { recursive: true });
    mkdirSync(join(folder, 'project/docs/parts'), { recursive: true });
    writeFileSync(join(folder, 'secret.puml'), '[secret]');
    writeFileSync(join(folder, 'project/top.puml'), '\uFEFF[top]');
    writeFileSync(join(folder, 'project/docs/parts/one.puml'), '!include ../../top.puml\n[one]');
    writeFileSync(
      join(folder, 'project/docs/all.puml'),
      '@startuml\n!include parts/one.puml\n!include ../../secret.puml\n@enduml',
    );
    writeFileSync(join(folder, 'project/docs/large.puml'), '');
    truncateSync(join(folder, 'project/docs/large.puml'), 17_000_000);
    symlinkSync(join(folder, 'secret.puml'), join(folder, 'project/docs/link.puml'));
    symlinkSync(folder, join(folder, 'project/docs/way-out'));
    symlinkSync('parts', join(folder, 'project/docs/way-in'));
    includes = includesInProject(join(folder, 'project/docs'), ({ path }) => read.push(path));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  test.each([
    ['parts/one.puml', 'all.puml', { path: 'parts/one.puml', text: '!include ../../top.puml\n[one]' }],
    ['../top.puml', 'all.puml', { path: '../top.puml', text: '[top]' }],
    ['../../top.puml', 'parts/one.puml', { path: '../top.puml', text: '[top]' }],
    ['way-in/one.puml', 'all.puml', { path: 'parts/one.puml', text: '!include ../../top.puml\n[one]' }],
    ['none.puml', 'all.puml', undefined],
    ['../../secret.puml', 'all.puml', outside],
    ['../../none.puml', 'all.puml', outside],
    ['/etc/passwd', 'all.puml', outside],
    ['link.puml', 'all.puml', outside],
    ['way-out/secret.puml', 'all.puml', outside],
    ['parts', 'all.puml', { refused: 'it is no file' }],
    ['large.puml', 'all.puml', { refused: 'it is larger than 16 MB' }],
  ])('%s from %s', (path, from, expected) => {
    expect(includes.read(path, from)).toEqual(expected);
  });

  test('only what may be read is read', () => {
    expect([...new Set(read)].sort()).toEqual(['../top.puml', 'parts/one.puml']);
  });

  test('a drawing is read together with what it includes', async () => {
    const { drawings, findings, sources } = await readDrawings({ paths: ['all.puml'] }, join(folder, 'project/docs'));
    expect(drawings[0]!.structure?.nodes.map(({ id }) => id)).toEqual(['top', 'one']);
    expect(findings.map(({ code }) => code)).toEqual(['plantuml/include-refused']);
    expect([...sources.keys()].sort()).toEqual(['../top.puml', 'all.puml', 'parts/one.puml']);
  });
});
