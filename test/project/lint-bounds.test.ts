import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { lint } from '../../src/project/index.ts';

let cwd: string;

beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'asdrawn-bounds-'));
});
afterEach(() => rmSync(cwd, { recursive: true, force: true }));

async function lintText(name: string, text: string, more: { readonly maxWarnings?: number } = {}) {
  writeFileSync(join(cwd, name), text);
  return await lint({ paths: [name], ...more }, { cwd });
}

test('the first findings of a rule are told, how many more there are, and all are counted', async () => {
  const { result } = await lintText('a.mmd', `flowchart TD\n${'A --> B\n'.repeat(1000)}`);
  const twins = result.findings.filter(({ code }) => code === 'lint/duplicate-edge');
  expect(twins).toHaveLength(200);
  const more = result.findings.filter(({ code }) => code === 'document/many-more');
  expect(more).toMatchObject([
    {
      severity: 'note',
      message: 'from here on there are 799 more of lint/duplicate-edge',
      range: { start: { line: 203, column: 1 } },
    },
  ]);
  expect(result.summary.notes).toBeGreaterThanOrEqual(999);
});

test('more than 200 are told where they are spread over files', async () => {
  writeFileSync(join(cwd, 'b.mmd'), `flowchart TD\n${'A --> B\n'.repeat(151)}`);
  writeFileSync(join(cwd, 'a.mmd'), `flowchart TD\n${'A --> B\n'.repeat(151)}`);
  const { result } = await lint({ paths: ['a.mmd', 'b.mmd'] }, { cwd });
  expect(result.findings.filter(({ code }) => code === 'lint/duplicate-edge')).toHaveLength(300);
});

test('a file that is too long to be read is work that was not done', async () => {
  const { result, exit } = await lintText('a.mmd', `sequenceDiagram\n${'A->>B: x\n'.repeat(500_001)}`);
  expect(result.findings.map(({ code }) => code)).toContain('document/too-long');
  expect(exit.code).toBe(2);
});

test('of links between very many nodes so many are kept as anybody could draw, and that is said', async () => {
  const side = (name: string) => Array.from({ length: 400 }, (_, index) => `${name}${index}`).join(' & ');
  const { result, exit } = await lintText('a.mmd', `flowchart TD\n${side('A')} --> ${side('B')}\nX --> Y\n`);
  expect(result.findings.find(({ code }) => code === 'mermaid/edges-left-out')).toMatchObject({
    severity: 'error',
    message: 'from here on 60001 links were not read: no more than 100000 are kept',
  });
  expect(result.findings.find(({ code }) => code === 'mermaid/many-edges')!.message).toContain(
    'there are 160001 links',
  );
  expect(exit.code).toBe(1);
});
