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
  writeFileSync(join(folder, 'docs/f.mmd'), '');
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

describe.runIf(has('zsh'))('zsh', () => {
  test('reads its script without a word', async () => {
    const { status, stderr } = spawnSync('zsh', ['-f', '-c', await script('zsh')], { encoding: 'utf8' });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  });

  /** Types into an interactive zsh, in a terminal of zsh's own making, until the line is what is expected. */
  test.each([
    ['asdrawn ch', 'asdrawn check '],
    ['asdrawn lint -f js', 'asdrawn lint -f json '],
    ['asdrawn explain plantuml/and', 'asdrawn explain plantuml/and-in-par '],
    ['asdrawn lint c', 'asdrawn lint c.mmd '],
    ['asdrawn lint a', 'asdrawn lint a\\ b.puml '],
  ])('%s⇥: %s', { timeout: 30_000 }, async (typed, expected) => {
    writeFileSync(join(folder, 'asdrawn.zsh'), await script('zsh'));
    const driver = `zmodload zsh/zpty zsh/zselect
zpty z zsh -f -i
zpty -w z "unsetopt zle_bracketed_paste; PS1='>'; source ./asdrawn.zsh; print REA''DY"
zpty -r z out '*READY*'
zpty -n -w z "$1"$'\t'
seen=
for ((tries = 0; tries < 100; tries++)); do
  while zpty -rt z out; do seen+=$out; done
  [[ "$seen" == *"$2"* ]] && break
  zselect -t 10
done
print -r -- "$seen"
zpty -d z`;
    const { stdout } = spawnSync('zsh', ['-f', '-c', driver, 'zsh', typed, expected.trim()], {
      cwd: folder,
      encoding: 'utf8',
    });
    expect(stdout).toContain(expected.trim());
  });
});

describe.runIf(has('fish'))('fish', () => {
  test.each([
    ['asdrawn ch', ['check']],
    ['asdrawn help li', ['lint']],
    ['asdrawn lint --fix', ['--fix', '--fix-dry-run']],
    ['asdrawn lint -f j', ['json', 'junit']],
    ['asdrawn explain plantuml/and', ['plantuml/and-in-par']],
    ['asdrawn completion ', ['bash', 'fish', 'zsh']],
    ['asdrawn lint ', ['a b.puml', 'c.mmd', 'docs/', 'e.md']],
    ['asdrawn lint docs/', ['docs/f.mmd']],
    ['asdrawn lint --config d', ['d.txt', 'docs/']],
  ])('%s⇥: %j', async (typed, expected) => {
    const text = `${await script('fish')}\ncomplete -C '${typed}'`;
    const { stdout, stderr } = spawnSync('fish', ['-N', '-c', text], { cwd: folder, encoding: 'utf8' });
    expect(stderr).toBe('');
    const offered = stdout.split('\n').filter(Boolean);
    expect(offered.map((line) => line.split('\t')[0]).sort()).toEqual(expected);
  });
});

const missing = ['bash', 'zsh', 'fish'].filter((shell) => !has(shell));
test.runIf(missing.length > 0)(`not tested, for they are not installed: ${missing.join(', ')}`, ({ skip }) => skip());

test('the script for fish names every command and quotes what is said', async () => {
  const text = await script('fish');
  expect(text).toContain("-f -a lint -d 'tell what is wrong or doubtful in drawings'");
  for (const line of text
    .slice(text.indexOf('\nend\n') + 5)
    .trim()
    .split('\n'))
    expect(line).toMatch(/^complete -c asdrawn /);
});
