import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { drawingAt } from '#project';

let root: string;

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'asdrawn-'));
  for (const path of [
    'package.json',
    'docs/all.puml',
    'docs/both.puml',
    'shop/package.json',
    'shop/docs/both.puml',
    'shop/docs/own.puml',
    'shop/test/order.test.ts',
    'shop/test/beside.puml',
  ]) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), '');
  }
});
afterAll(() => rmSync(root, { recursive: true }));

const place = (drawing: string | URL) => {
  const found = drawingAt(drawing, { test: join(root, 'shop/test/order.test.ts'), cwd: root });
  return { ...found, cwd: found.cwd.slice(root.length) };
};

test.each([
  ['docs/own.puml', '/shop', 'docs/own.puml'],
  ['docs/both.puml', '/shop', 'docs/both.puml'],
  ['docs/all.puml', '', 'docs/all.puml'],
  ['./beside.puml', '/shop', 'test/beside.puml'],
  ['../docs/own.puml', '/shop', 'docs/own.puml'],
  ['../../docs/all.puml', '', 'docs/all.puml'],
  // Where there is none it is told as it would be looked for first.
  ['docs/none.puml', '/shop', 'docs/none.puml'],
  ['./none.puml', '/shop', 'test/none.puml'],
])('%s', (drawing, cwd, path) => {
  expect(place(drawing)).toEqual({ cwd, path, shown: drawing });
});

test('what follows # is a name', () => {
  expect(place('docs/own.puml#Signing up')).toMatchObject({ path: 'docs/own.puml', name: 'Signing up' });
  const url = pathToFileURL(join(root, 'shop/docs/own.puml'));
  expect(place(new URL('#signing%20up', url))).toEqual({
    cwd: '/shop',
    path: 'docs/own.puml',
    name: 'signing up',
    shown: 'docs/own.puml#signing up',
  });
  expect(place(`${url.href}#a`)).toMatchObject({ path: 'docs/own.puml', name: 'a' });
});

test('without a test file, or a package around it, the working folder counts', () => {
  expect(drawingAt('docs/all.puml', { cwd: root })).toEqual({
    cwd: root,
    path: 'docs/all.puml',
    shown: 'docs/all.puml',
  });
});
