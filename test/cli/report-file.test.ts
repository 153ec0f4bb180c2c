import { lstat, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { checkoutOf } from '../../src/cli/checkout.ts';
import { appendSummary, writeReport } from '../../src/cli/report-file.ts';

let folder = '';

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'asdrawn-report-'));
});

afterEach(() => rm(folder, { recursive: true }));

test('a report takes the place of the one before, with its mode, and nothing is left beside it', async () => {
  await writeFile(join(folder, 'a.xml'), 'before', { mode: 0o600 });
  await writeReport('a.xml', 'after', folder);
  expect(await readFile(join(folder, 'a.xml'), 'utf8')).toBe('after');
  expect((await stat(join(folder, 'a.xml'))).mode & 0o777).toBe(0o600);
  expect(await readdir(folder)).toEqual(['a.xml']);
});

test('folders on the way are made', async () => {
  await writeReport('out/deep/a.xml', 'text', folder);
  expect(await readFile(join(folder, 'out/deep/a.xml'), 'utf8')).toBe('text');
});

test('what a link leads to is written, and the link stays', async () => {
  await writeFile(join(folder, 'real.xml'), 'before');
  await symlink('real.xml', join(folder, 'link.xml'));
  await writeReport('link.xml', 'after', folder);
  expect((await lstat(join(folder, 'link.xml'))).isSymbolicLink()).toBe(true);
  expect(await readFile(join(folder, 'real.xml'), 'utf8')).toBe('after');
});

test('a device is written to and not replaced', async () => {
  await writeReport('/dev/null', 'text', folder);
  expect((await stat('/dev/null')).isFile()).toBe(false);
});

test('where it cannot be written, what was there stays as it was', async () => {
  await writeFile(join(folder, 'a.xml'), 'before');
  await expect(writeReport('a.xml/b.xml', 'after', folder)).rejects.toThrow();
  await expect(writeReport('.', 'after', folder)).rejects.toThrow();
  expect(await readFile(join(folder, 'a.xml'), 'utf8')).toBe('before');
  expect(await readdir(folder)).toEqual(['a.xml']);
});

test('a summary is appended to what the step has said, and has what room is left', async () => {
  const file = join(folder, 'summary.md');
  const rooms: number[] = [];
  const append = (text: string) =>
    appendSummary(file, (limit) => {
      rooms.push(limit);
      return text;
    });
  await append('one\n');
  await append('two\n');
  expect(await readFile(file, 'utf8')).toBe('one\n\ntwo\n');
  expect(rooms).toEqual([1_048_575, 1_048_571]);
  await writeFile(file, 'x'.repeat(1024 * 1024 - 10));
  await append('three\n');
  expect(rooms).toHaveLength(2);
});

const github = {
  GITHUB_WORKSPACE: '/w',
  GITHUB_SERVER_URL: 'https://git.example',
  GITHUB_REPOSITORY: 'o/r',
  GITHUB_SHA: '4be1',
};

test.each([
  [{}, '/w', undefined],
  [{ GITHUB_WORKSPACE: '/w' }, '/w', { folder: '' }],
  [{ GITHUB_WORKSPACE: '/w' }, '/w/a/b', { folder: 'a/b/' }],
  [{ GITHUB_WORKSPACE: '/w' }, '/elsewhere', undefined],
  [github, '/w/..a', { folder: '..a/', pages: 'https://git.example/o/r/blob/4be1/' }],
  [
    { CI_PROJECT_DIR: '/w', CI_PROJECT_URL: 'https://git.example/o/r', CI_COMMIT_SHA: '4be1' },
    '/w',
    { folder: '', pages: 'https://git.example/o/r/-/blob/4be1/' },
  ],
])('the checkout that %j tells of, seen from %s', (env, cwd, expected) => {
  expect(checkoutOf(env, cwd)).toEqual(expected);
});
