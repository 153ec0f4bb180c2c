import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { transformSync } from 'esbuild';
import { expect, test } from 'vitest';

const bin = fileURLToPath(new URL('../../bin/asdrawn.js', import.meta.url));

test('is written in a language that every Node of the last years can read', () => {
  const source = readFileSync(bin, 'utf8');
  const { warnings } = transformSync(source, { target: 'es5', supported: { 'dynamic-import': true } });
  expect(warnings).toEqual([]);
});

test('an old Node is told what to do', () => {
  const pretence = 'data:text/javascript,Object.defineProperty(process,"versions",{value:{node:"20.19.0"}})';
  const { status, stderr } = spawnSync(process.execPath, ['--import', pretence, bin, '--version'], {
    encoding: 'utf8',
  });
  expect(stderr).toMatch(/^asdrawn needs Node 22\.12 or newer, but this is Node 20\.19\.0: .*\n$/);
  expect(status).toBe(2);
});
