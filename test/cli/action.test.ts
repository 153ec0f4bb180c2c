import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { parse } from 'yaml';

/** The steps of action.yml as the server runs them: `bash -e` on the script, inputs by the environment. */

interface Action {
  readonly inputs: Readonly<Record<string, { readonly default?: string }>>;
  readonly outputs: Readonly<Record<string, { readonly value: string }>>;
  readonly runs: {
    readonly steps: readonly {
      readonly shell: string;
      readonly run: string;
      readonly env: Readonly<Record<string, string>>;
    }[];
  };
}

const action: Action = parse(readFileSync(new URL('../../action.yml', import.meta.url), 'utf8'));
const [step, ...others] = action.runs.steps;
const script = fileURLToPath(new URL('process.ts', import.meta.url));
let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'asdrawn-action-'));
  mkdirSync(join(folder, 'node_modules/.bin'), { recursive: true });
  mkdirSync(join(folder, 'bin'));
  writeFileSync(join(folder, 'ok.mmd'), 'sequenceDiagram\n  A->>B: x\n');
  writeFileSync(join(folder, 'bad.puml'), '@startuml\nA -> B : x\nend\n@enduml\n');
  program('node_modules/.bin/asdrawn', `exec "${process.execPath}" --conditions=asdrawn:src "${script}" "$@"`);
});

afterEach(() => rmSync(folder, { recursive: true }));

function program(path: string, text: string): void {
  writeFileSync(join(folder, path), `#!/bin/bash\n${text}\n`);
  chmodSync(join(folder, path), 0o755);
}

function run(
  inputs: Readonly<Record<string, string>>,
  path = `${dirname(process.execPath)}${delimiter}${process.env.PATH}`,
) {
  const given = (expression: string): string => {
    const [, name = ''] = /^\$\{\{ inputs\.([a-z-]+) \}\}$/.exec(expression) ?? [];
    expect(Object.keys(action.inputs), expression).toContain(name);
    return inputs[name] ?? action.inputs[name]!.default ?? '';
  };
  const own = Object.fromEntries(Object.entries(step!.env).map(([name, value]) => [name, given(value)]));
  writeFileSync(join(folder, 'output'), '');
  writeFileSync(join(folder, 'summary'), '');
  const env = {
    PATH: path,
    GITHUB_OUTPUT: join(folder, 'output'),
    GITHUB_STEP_SUMMARY: join(folder, 'summary'),
    ...own,
  };
  const { status, stdout } = spawnSync('/bin/bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', step!.run], {
    cwd: folder,
    env,
    encoding: 'utf8',
  });
  const lines = readFileSync(join(folder, 'output'), 'utf8').trim().split('\n');
  const outputs = Object.fromEntries(lines.map((line) => line.split(/=(.*)/s).slice(0, 2)));
  return { status, stdout, outputs, summary: readFileSync(join(folder, 'summary'), 'utf8') };
}

test('no value gets into a script, and every output is one of the step', () => {
  expect(others).toEqual([]);
  expect(step!.shell).toBe('bash');
  expect(step!.run).not.toContain('${{');
  for (const [name, { value }] of Object.entries(action.outputs))
    expect(value).toBe(`\${{ steps.asdrawn.outputs.${name} }}`);
});

describe('what asdrawn says is what the step says', () => {
  test.each([
    ['content', { paths: 'ok.mmd' }, 0, 'passed'],
    ['findings', { paths: 'ok.mmd\nbad.puml' }, 1, 'findings'],
    ['an empty glob', { paths: 'none/*.mmd' }, 2, 'failed'],
    ['a wrong argument', { paths: 'ok.mmd', args: '--nonsense' }, 2, 'failed'],
    ['nothing to judge by', { paths: 'ok.mmd', command: 'check' }, 2, 'failed'],
    [
      'a command without telemetry',
      { paths: 'ok.mmd', command: 'check', run: 'true', args: '--idle\n0.1' },
      3,
      'undecided',
    ],
    [
      'a command that fails',
      { paths: 'ok.mmd', command: 'check', run: 'false | true', args: '--idle\n0.1' },
      1,
      'findings',
    ],
    ['not in order', { paths: 'bad.puml', command: 'format', args: '--check' }, 2, 'failed'],
    ['a folder that is not there', { 'working-directory': 'nowhere' }, 2, 'failed'],
    ['a command of another kind', { command: 'convert; true' }, 2, 'failed'],
    ['a value that is none', { 'fail-on': 'nothing' }, 2, 'failed'],
    ['SARIF of what has none', { command: 'parse', paths: 'ok.mmd', sarif: 'a.sarif' }, 2, 'failed'],
    ['a command for what runs none', { command: 'lint', paths: 'ok.mmd', run: 'true' }, 2, 'failed'],
  ])('%s', (_, inputs, status, verdict) => {
    const seen = run(inputs);
    expect({ status: seen.status, outputs: seen.outputs }, seen.stdout).toEqual({
      status,
      outputs: { status: String(status), verdict, sarif: '' },
    });
  });

  test('annotations and a summary', () => {
    const { stdout, summary } = run({ paths: 'bad.puml' });
    expect(stdout).toMatch(/^::error /m);
    expect(summary).toContain('plantuml/stray-end');
  });

  test('values are words, whatever is in them', () => {
    const { status } = run({ paths: '$(touch pwned)\n`touch pwned`\n; touch pwned', args: '"; touch pwned' });
    expect(status).toBe(2);
    expect(existsSync(join(folder, 'pwned'))).toBe(false);
  });

  test('nothing decided can be permitted, and is told; a failure cannot', () => {
    const inputs = { paths: 'ok.mmd', command: 'check', run: 'true', args: '--idle\n0.1', 'fail-on': 'error' };
    const { status, stdout, outputs } = run(inputs);
    expect({ status, outputs }).toEqual({ status: 0, outputs: { status: '3', verdict: 'undecided', sarif: '' } });
    expect(stdout).toContain('::warning title=asdrawn::nothing was decided');
    expect(run({ ...inputs, paths: 'none/*.mmd' }).status).toBe(2);
  });
});

describe('SARIF', () => {
  test.each([
    ['ok.mmd', 0],
    ['bad.puml', 1],
  ])('is written for %s', (paths, status) => {
    const seen = run({ paths, sarif: 'out/a.sarif' });
    expect(seen.status).toBe(status);
    expect(seen.outputs.sarif).toBe('out/a.sarif');
    expect(JSON.parse(readFileSync(join(folder, 'out/a.sarif'), 'utf8')).version).toBe('2.1.0');
  });

  test('an old report is not taken for a new one', () => {
    writeFileSync(join(folder, 'a.sarif'), 'old');
    const seen = run({ paths: 'none/*.mmd', args: '--nonsense', sarif: 'a.sarif' });
    expect({ status: seen.status, sarif: seen.outputs.sarif }).toEqual({ status: 2, sarif: '' });
  });

  test('a missing report is a failure, also where asdrawn was content', () => {
    program('node_modules/.bin/asdrawn', 'exit 0');
    const seen = run({ paths: 'ok.mmd', sarif: 'a.sarif' });
    expect({ status: seen.status, verdict: seen.outputs.verdict }).toEqual({ status: 2, verdict: 'failed' });
  });
});

describe('an asdrawn that does not work', () => {
  test.each([
    ['is killed', 'if [ "$1" = --version ]; then exit 0; fi\nkill -9 $$', 137],
    ['crashes', 'if [ "$1" = --version ]; then exit 0; fi\nexit 70', 70],
    ['cannot be started', 'exit 1', 2],
  ])('%s', (_, text, status) => {
    program('node_modules/.bin/asdrawn', text);
    const seen = run({ paths: 'ok.mmd' });
    expect({ status: seen.status, verdict: seen.outputs.verdict }).toEqual({ status, verdict: 'failed' });
  });

  test('a version that cannot be had', () => {
    program('bin/npx', 'echo "$@" > asked; exit 1');
    const seen = run({ paths: 'ok.mmd', version: '0.0.0-none' }, `${join(folder, 'bin')}:${process.env.PATH}`);
    expect({ status: seen.status, verdict: seen.outputs.verdict }).toEqual({ status: 2, verdict: 'failed' });
    expect(readFileSync(join(folder, 'asked'), 'utf8')).toBe('--yes asdrawn@0.0.0-none --version\n');
  });

  test('no Node', () => {
    const seen = run({ paths: 'ok.mmd' }, join(folder, 'bin'));
    expect({ status: seen.status, verdict: seen.outputs.verdict }).toEqual({ status: 2, verdict: 'failed' });
    expect(seen.stdout).toContain('Node is missing');
  });
});
