import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { main } from '../../src/cli/index.ts';
import { collector } from './scenario.ts';

let cwd = '';

/** A drawing with one warning in it. */
const drawing = (name: string): string => `sequenceDiagram\n  participant ${name}\n  a->>b: x\n`;

beforeEach(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'asdrawn-since-'));
  git('init', '-q', '-b', 'main');
  await write({
    'docs/old.mmd': drawing('old'),
    'docs/committed.mmd': drawing('committed'),
    'docs/staged.mmd': drawing('staged'),
    'docs/unstaged.mmd': drawing('unstaged'),
    'docs/deleted.mmd': drawing('deleted'),
    'docs/flow.puml': '@startuml\nparticipant flow\na -> b : x\n@enduml\n',
    'docs/shows.md':
      '# Flow\n\n![Flow](flow.svg)\n\n```mermaid\nsequenceDiagram\n  participant shows\n  a->>b: x\n```\n',
    'docs/includes.puml': '@startuml\n!include flow.puml\nparticipant includes\na -> b : x\n@enduml\n',
    'docs/flow.svg': '<svg/>',
    'docs/prose.md': '# Prose\n',
    '.gitignore': 'ignored\n',
  });
  git('add', '.');
  git('commit', '-qm', 'one');
  git('checkout', '-qb', 'branch');
});

afterEach(() => rm(cwd, { recursive: true }));

function git(...args: string[]): void {
  const who = ['-c', 'user.name=a', '-c', 'user.email=a@example.org', '-c', 'commit.gpgsign=false'];
  execFileSync('git', [...who, ...args], { cwd, stdio: 'ignore' });
}

async function write(files: Readonly<Record<string, string>>): Promise<void> {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(cwd, path)), { recursive: true });
    await writeFile(join(cwd, path), text);
  }
}

async function run(...argv: string[]): Promise<{ status: number; stdout: string; stderr: string }> {
  const [stdout, stderr] = [collector(), collector()];
  const streams = { stdin: Readable.from([]), stdout: stdout.stream, stderr: stderr.stream };
  const status = await main(argv, streams, { env: { PATH: process.env.PATH }, cwd });
  return { status, stdout: stdout.text(), stderr: stderr.text() };
}

async function linted(...argv: string[]): Promise<readonly string[]> {
  const { stdout } = await run('lint', '-f', 'json', ...argv);
  const { findings } = JSON.parse(stdout) as { findings: readonly { readonly message: string }[] };
  return findings.flatMap(({ message }) => /^nothing happens at participant "(\w+)"$/.exec(message)?.[1] ?? []).sort();
}

test('lint: what was committed, staged, left unstaged and not added since, wherever main has gone', async () => {
  await write({ 'docs/committed.mmd': drawing('committed2') });
  git('commit', '-qam', 'two');
  git('checkout', '-q', 'main');
  await write({ 'docs/old.mmd': drawing('elsewhere') });
  git('commit', '-qam', 'three');
  git('checkout', '-q', 'branch');
  await write({ 'docs/staged.mmd': drawing('staged2') });
  git('add', 'docs/staged.mmd');
  git('rm', '-q', 'docs/deleted.mmd');
  await write({ 'docs/unstaged.mmd': drawing('unstaged2'), 'docs/new.mmd': drawing('untracked') });
  await write({ 'ignored/a.mmd': drawing('ignored') });
  expect(await linted('docs', 'ignored', '--since', 'main')).toEqual([
    'committed2',
    'staged2',
    'unstaged2',
    'untracked',
  ]);
});

test('lint: documents that include or show what has changed', async () => {
  await write({ 'docs/flow.puml': '@startuml\nparticipant flow2\na -> b : x\n@enduml\n' });
  expect(await linted('docs', '--since', 'main')).toEqual(['flow2', 'flow2', 'includes', 'shows']);
});

test('lint: everything, where the configuration has changed', async () => {
  await write({ 'asdrawn.yaml': 'drawings: [docs]\n' });
  expect(await linted('--since', 'main')).toContain('old');
});

test('lint, from a folder below the top', async () => {
  await write({ 'docs/old.mmd': drawing('old2') });
  cwd = join(cwd, 'docs');
  expect(await linted('--since', 'main')).toEqual(['old2']);
  cwd = dirname(cwd);
});

test.each(['lint', 'format', 'check'])('%s: nothing has changed is no failure, and is said', async (command) => {
  await write({ 'docs/prose.md': '# Other prose\n', 'traces.json': '{"resourceSpans":[]}' });
  const { status, stdout, stderr } = await run(
    ...[command, 'docs', '--since', 'main'],
    ...(command === 'check' ? ['--traces', 'traces.json'] : []),
  );
  expect(status).toBe(0);
  expect(`${stdout}${stderr}`).toContain('no diagram in docs has changed since main');
});

test('check: only drawings that have changed are judged', async () => {
  await write({ 'docs/old.mmd': drawing('old2'), 'traces.json': '{"resourceSpans":[]}' });
  const { status, stdout } = await run('check', 'docs', '--since', 'main', '--traces', 'traces.json', '-f', 'json');
  const { drawings } = JSON.parse(stdout) as { drawings: readonly { readonly path: string }[] };
  expect({ status, paths: drawings.map(({ path }) => path) }).toEqual({ status: 3, paths: ['docs/old.mmd'] });
});

test('format --check: only what has changed', async () => {
  await write({ 'docs/old.mmd': 'sequenceDiagram\na->>b:x\n' });
  const { status, stdout } = await run('format', 'docs', '--check', '--since', 'main');
  expect(status).toBe(1);
  expect(stdout).toContain('docs/old.mmd');
  expect(stdout).not.toContain('docs/staged.mmd');
});

test.each([
  ['lint', 'nowhere', 'Not a valid object name nowhere'],
  ['format', 'nowhere', 'Not a valid object name nowhere'],
  ['lint', '--output=x', 'that is no name of a commit'],
])('%s --since=%s: status 2 with the reason', async (command, ref, reason) => {
  const { status, stdout, stderr } = await run(command, 'docs', `--since=${ref}`);
  expect(status).toBe(2);
  expect(`${stdout}${stderr}`.replace(/\s+/g, ' ')).toContain(reason);
});

test('outside of a repository: status 2', async () => {
  await rm(join(cwd, '.git'), { recursive: true });
  const { status, stdout } = await run('lint', 'docs', '--since', 'main');
  expect(status).toBe(2);
  expect(stdout).toContain('not a git repository');
});
