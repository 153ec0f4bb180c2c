import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { PassThrough } from 'node:stream';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { main } from '../../src/cli/index.ts';
import { collector } from './scenario.ts';

let cwd = '';

beforeEach(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'asdrawn-init-'));
});
afterEach(() => rm(cwd, { recursive: true }));

async function write(files: Readonly<Record<string, string>>): Promise<void> {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(cwd, path)), { recursive: true });
    await writeFile(join(cwd, path), text);
  }
}

async function run(argv: readonly string[], answers?: string): Promise<{ status: number; text: string }> {
  const [stdout, stderr, stdin] = [collector(), collector(), new PassThrough()];
  if (answers !== undefined) {
    Object.assign(stdin, { isTTY: true });
    Object.assign(stdout.stream, { isTTY: true });
    stdin.end(answers);
  } else stdin.end();
  const streams = { stdin, stdout: stdout.stream, stderr: stderr.stream };
  const status = await main(argv, streams, { env: { PATH: process.env.PATH, NO_COLOR: '1' }, cwd });
  return { status, text: stdout.text() + stderr.text() };
}

/** Names that mean something to YAML, and labels that no comment may hold. */
const awkward = ['true', '1.5', '"quoted"', "it's: # odd", '- dash', 'two<br/>lines', 'Ünïcode 服务', '{brace}', '@at'];

test.each([
  ['names that mean something to YAML', awkward],
  ['an ordinary system', ['gateway', 'Order Service', 'Orders DB']],
])('what is written can be followed: %s', async (_, names) => {
  const participants = names.map((name, index) => `  participant p${index} as ${name}\n`).join('');
  const services = names.map((name, index) => [name, { environment: { OTEL_SERVICE_NAME: `other-${index}: #` } }]);
  await write({
    'docs/a.mmd': `sequenceDiagram\n${participants}${names.map((_, index) => `  p${index} ->> p0: x\n`).join('')}`,
    'compose.yml': JSON.stringify({ services: Object.fromEntries(services) }),
  });
  expect((await run(['init'])).status).toBe(0);
  const text = await readFile(join(cwd, 'asdrawn.yaml'), 'utf8');
  expect(text).toContain('"other-0: #"');
  const { status, text: said } = await run(['lint', '--max-warnings', '0']);
  expect({ status, said }).toMatchObject({ status: 0 });
});

test('only what git tracks is looked at', async () => {
  await write({ 'docs/a.mmd': 'sequenceDiagram\n  api ->> bank: x\n', 'compose.yml': 'services: { bank: {} }\n' });
  await write({ 'old/compose.yml': 'services: { relic: {} }\n', '.gitignore': 'old\n' });
  execFileSync('git', ['init', '-q'], { cwd });
  execFileSync('git', ['add', '.'], { cwd });
  const { status, text } = await run(['init', '--dry-run']);
  expect({ status, relic: text.includes('relic') }).toEqual({ status: 0, relic: false });
});

test.each([
  ['an empty line is yes', '\n', true],
  ['y', 'y\n', true],
  ['no', 'n\n', false],
  ['an end of the input is no', '', false],
])('on a terminal it asks: %s', async (_, answers, isWritten) => {
  await write({ 'a.mmd': 'sequenceDiagram\n  a ->> b: x\n', '.gitlab-ci.yml': 'test: { script: [make] }\n' });
  const { status, text } = await run(['init'], answers);
  expect(status).toBe(0);
  expect(text).toContain('add a job of GitLab CI (.gitlab-ci.yml)? [Y/n]');
  expect((await readFile(join(cwd, '.gitlab-ci.yml'), 'utf8')).includes('\nasdrawn:\n')).toBe(isWritten);
});

test('--force writes over what is there, and a second --yes adds nothing twice', async () => {
  await write({
    'a.mmd': 'sequenceDiagram\n  a ->> b: x\n',
    'asdrawn.yaml': 'old: 1\n',
    '.husky/pre-commit': 'npm test',
  });
  expect((await run(['init', '--yes'])).status).toBe(2);
  expect((await run(['init', '--yes', '--force'])).status).toBe(0);
  expect((await run(['init', '--yes', '--force'])).status).toBe(0);
  expect(await readFile(join(cwd, 'asdrawn.yaml'), 'utf8')).not.toContain('old: 1');
  const hook = await readFile(join(cwd, '.husky/pre-commit'), 'utf8');
  expect(hook).toMatch(/^npm test\nnpx --yes asdrawn@\S+ lint --since HEAD\n$/);
});
