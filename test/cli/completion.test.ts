import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { main } from '../../src/cli/index.ts';
import { collector } from './scenario.ts';

let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'asdrawn-completion-'));
  for (const file of ['a b.puml', 'c.mmd', 'd.txt', 'e.md']) writeFileSync(join(folder, file), '');
  mkdirSync(join(folder, 'docs'));
});
afterAll(() => rmSync(folder, { recursive: true }));

async function script(shell: string): Promise<string> {
  const stdout = collector();
  const streams = { stdin: Readable.from([]), stdout: stdout.stream, stderr: collector().stream };
  expect(await main(['completion', shell], streams, { env: {}, cwd: folder })).toBe(0);
  return stdout.text();
}

const has = (shell: string): boolean => spawnSync(shell, ['-c', 'exit 0']).status === 0;

describe.runIf(has('bash'))('bash', () => {
  async function completed(...words: readonly string[]): Promise<string[]> {
    const call = 'COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); _asdrawn; printf "%s\\n" "${COMPREPLY[@]}"';
    const given = words.map((word) => `'${word}'`).join(' ');
    const text = `${await script('bash')}\nCOMP_WORDS=(asdrawn ${given})\n${call}`;
    const { stdout, stderr } = spawnSync('bash', ['--norc', '-c', text], { cwd: folder, encoding: 'utf8' });
    expect(stderr).toBe('');
    return stdout.split('\n').filter(Boolean).sort();
  }

  test.each([
    [['ch'], ['check']],
    [['help', 'li'], ['lint']],
    [
      ['lint', '--fix'],
      ['--fix', '--fix-dry-run'],
    ],
    [
      ['lint', '-f', 'j'],
      ['json', 'junit'],
    ],
    [
      ['bindings', '--format', ''],
      ['json', 'pretty'],
    ],
    [
      ['convert', '--to', ''],
      ['mermaid', 'plantuml'],
    ],
    [['explain', 'too-'], ['too-big']],
    [
      ['patterns', 're'],
      ['recommend', 'registration'],
    ],
    [['patterns', 'show', 'circ'], ['circuit-breaker']],
    [
      ['patterns', 'show', '-f', 'm'],
      ['markdown', 'mermaid'],
    ],
    [['patterns', 'list', '--domain', 'f'], ['finance']],
    [['patterns', 'add', 'saga', '--re'], ['--rename']],
    [['explain', 'plantuml/and'], ['plantuml/and-in-par']],
    [
      ['completion', ''],
      ['bash', 'fish', 'zsh'],
    ],
    [
      ['lint', ''],
      ['a b.puml', 'c.mmd', 'docs', 'e.md'],
    ],
    [
      ['lint', '--config', 'd'],
      ['d.txt', 'docs'],
    ],
    [
      ['check', '--', 'd'],
      ['d.txt', 'docs'],
    ],
    [['nonsense', ''], []],
  ])('%j: %j', async (words, expected) => {
    expect(await completed(...words)).toEqual(expected);
  });
});

test.runIf(has('zsh'))('zsh reads its script', async () => {
  const { status, stderr } = spawnSync('zsh', ['-f', '-c', await script('zsh')], { encoding: 'utf8' });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
});

test.runIf(has('fish'))('fish completes', async () => {
  const text = `${await script('fish')}\ncomplete -C 'asdrawn ch'`;
  expect(spawnSync('fish', ['-N', '-c', text], { encoding: 'utf8' }).stdout).toMatch(/^check\t/m);
});

test('the script for fish names every command and quotes what is said', async () => {
  const text = await script('fish');
  expect(text).toContain("-f -a lint -d 'tell what is wrong or doubtful in drawings'");
  for (const line of text.trim().split('\n').slice(1)) expect(line).toMatch(/^complete -c asdrawn /);
});
