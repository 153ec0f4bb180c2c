import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { SourceText } from '#diagnostics';
import { readDocument } from '#parsers';
import { DocumentCache } from '../../../src/project/cache/document-cache.ts';
import { lint } from '../../../src/project/lint.ts';

let folder = '';
const file = () => join(folder, 'documents.jsonl');
const source = (text: string, path = 'a.mmd') => new SourceText(path, text);
const one = source('sequenceDiagram\n  a->>b: one\n');
const two = source('sequenceDiagram\n  a->>b: two\n');

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'asdrawn-cache-'));
});
afterEach(() => rm(folder, { recursive: true }));

const open = (version = '1') => DocumentCache.open({ folder, version });
const never = () => Promise.reject(new Error('was read anew'));

async function filled(): Promise<void> {
  const cache = await open();
  for (const each of [one, two]) await cache.read(each, () => readDocument(each));
  await cache.save();
}

test('what was read is not read again', async () => {
  await filled();
  const cache = await open();
  expect(await cache.read(one, never)).toEqual(await readDocument(one));
  expect(await cache.read(two, never)).toEqual(await readDocument(two));
});

test.each([
  ['another text', '1', source('sequenceDiagram\n  a->>b: three\n')],
  ['another path', '1', source(one.text, 'b.mmd')],
  ['another version of asdrawn', '2', one],
])('%s is read anew', async (_, version, asked) => {
  await filled();
  await expect((await open(version)).read(asked, never)).rejects.toThrow('was read anew');
});

test.each([
  ['cut off', (text: string) => text.slice(0, -20)],
  ['overwritten', (text: string) => text.replace(/.{30}$/, 'x'.repeat(30))],
  ['of another shape', (text: string) => text.replace(/ [^\n]*$/, ' {"path":"a.mmd"}')],
  ['null', (text: string) => text.replace(/ [^\n]*$/, ' null')],
])('a line that is %s is read anew and mended; the others hold', async (_, damage) => {
  await filled();
  await writeFile(file(), damage(await readFile(file(), 'utf8')));
  const cache = await open();
  expect(await cache.read(one, never)).toEqual(await readDocument(one));
  expect(await cache.read(two, () => readDocument(two))).toEqual(await readDocument(two));
  await cache.save();
  expect(await (await open()).read(two, never)).toEqual(await readDocument(two));
});

test('runs at the same time leave a whole file', async () => {
  await Promise.all(Array.from({ length: 8 }, filled));
  expect(await readdir(folder)).toEqual(['documents.jsonl']);
  expect(await (await open()).read(two, never)).toEqual(await readDocument(two));
});

test('lint says the same with and without, and where nothing can be kept', async () => {
  await writeFile(join(folder, 'a.mmd'), 'sequenceDiagram\n  participant idle\n  participant Idle\n  a->>b: x\n');
  await writeFile(join(folder, 'taken'), '');
  const run = (place?: string) => {
    const cache = place === undefined ? {} : { cache: { folder: join(folder, place), version: '1' } };
    return lint({ paths: ['a.mmd'], ...cache }, { cwd: folder });
  };
  const plain = await run();
  expect(plain.result.findings.length).toBeGreaterThan(1);
  for (const place of ['cache', 'cache', 'taken'])
    expect({ place, ...(await run(place)) }).toEqual({ place, ...plain });
  expect(existsSync(join(folder, 'cache/documents.jsonl'))).toBe(true);
});

/** A cache holds JSON: what is read must not be more than that. */
const corpus = '../shared/corpus/features.jsonl';
describe.runIf(existsSync(corpus))('over a corpus', () => {
  test('what is read is the same as data', async () => {
    const rows = readFileSync(corpus, 'utf8').trim().split('\n');
    for (const row of rows) {
      const { language, source: text } = JSON.parse(row) as { language: string; source: string };
      const document = await readDocument(source(text, language === 'mermaid' ? 'a.mmd' : 'a.puml'));
      expect(JSON.parse(JSON.stringify(document))).toEqual(document);
    }
    expect(rows.length).toBeGreaterThan(100);
  });
});
