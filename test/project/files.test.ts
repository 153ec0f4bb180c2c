import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readDrawings } from '../../src/project/drawings.ts';

const drawing = 'sequenceDiagram\n  a->>b: hello\n';
const files: Record<string, string | Buffer> = {
  'docs/a.mmd': drawing,
  'docs/deep/b.MMD': drawing,
  'docs/deep/c.md': `# C\n\n\`\`\`mermaid\n${drawing}\`\`\`\n`,
  'docs/prose.md': '# Only words\n',
  'docs/skin.iuml': 'skinparam monochrome true\n',
  'docs/odd.txt': drawing,
  'empty.puml': '',
  '.github/d.mmd': drawing,
  'node_modules/x/e.mmd': drawing,
  'dist/f.mmd': drawing,
  'utf16.mmd': Buffer.from(`\ufeff${drawing}`, 'utf16le'),
  'latin1.mmd': Buffer.from(drawing.replace('hello', 'grüße'), 'latin1'),
};
let cwd = '';

beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'asdrawn-files-'));
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(cwd, path)), { recursive: true });
    await writeFile(join(cwd, path), content);
  }
});

afterAll(() => rm(cwd, { recursive: true }));

/** What was named, and where drawings were found. */
const table: [string[], string[]][] = [
  [['docs/a.mmd'], ['docs/a.mmd']],
  [['./docs/a.mmd', 'docs/a.mmd'], ['./docs/a.mmd']],
  [['docs'], ['docs/a.mmd', 'docs/deep/b.MMD', 'docs/deep/c.md']],
  [['docs/**/*.md'], ['docs/deep/c.md']],
  [['docs/odd.txt'], ['docs/odd.txt']],
  [['.github'], ['.github/d.mmd']],
  [['.'], ['.github/d.mmd', 'docs/a.mmd', 'docs/deep/b.MMD', 'docs/deep/c.md', 'latin1.mmd', 'utf16.mmd']],
  [[], ['.github/d.mmd', 'docs/a.mmd', 'docs/deep/b.MMD', 'docs/deep/c.md', 'latin1.mmd', 'utf16.mmd']],
];

test.each(table)('%j leads to %j', async (named, found) => {
  const { drawings } = await readDrawings({ paths: named }, cwd);
  expect(drawings.map(({ path }) => path)).toEqual(found);
  expect(drawings.every(({ interaction }) => interaction?.lifelines.length === 2)).toBe(true);
});

test.each([
  [['docs/nothing.mmd'], 'project/unreadable'],
  [['docs/**/*.nothing'], 'project/unreadable'],
  [['empty.puml'], 'plantuml/empty'],
])('%j is an error: %s', async (named, code) => {
  const { findings } = await readDrawings({ paths: named }, cwd);
  expect(findings.map((finding) => [finding.severity, finding.code])).toEqual([['error', code]]);
});

test('prose and includes that lie in a folder are no errors', async () => {
  const { findings } = await readDrawings({ paths: ['docs'] }, cwd);
  expect(findings.filter(({ severity }) => severity !== 'note')).toEqual([]);
});

test('a file in another code page is read with a warning', async () => {
  const { findings } = await readDrawings({ paths: ['latin1.mmd'] }, cwd);
  expect(findings.map(({ severity, code }) => [severity, code])).toEqual([['warning', 'project/not-utf8']]);
});

test('inside a git repository, what git tracks is read', async () => {
  execFileSync('git', ['init', '-q'], { cwd });
  execFileSync('git', ['add', '-f', 'docs/a.mmd', 'dist/f.mmd', 'docs/prose.md'], { cwd });
  const { drawings } = await readDrawings({ paths: [] }, cwd);
  expect(drawings.map(({ path }) => path)).toEqual(['dist/f.mmd', 'docs/a.mmd']);
});
