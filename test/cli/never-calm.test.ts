import { spawn } from 'node:child_process';
import { existsSync, openSync } from 'node:fs';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { lint, type Rule } from '#checks';
import { main } from '../../src/cli/index.ts';
import { documentOf } from '../checks/lint/linted.ts';
import { collector } from './scenario.ts';
import { otlpJson } from './spans.ts';

/** Whatever hinders a command, it says so and ends with another status than 0. */

const script = fileURLToPath(new URL('process.ts', import.meta.url));
const drawing = 'sequenceDiagram\n  A->>B: x\n';
let cwd = '';

beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'asdrawn-calm-'));
  for (const folder of ['folder.mmd', 'docs', 'empty']) await mkdir(join(cwd, folder));
  await writeFile(join(cwd, 'ok.mmd'), drawing);
  await writeFile(join(cwd, 'docs/ok.mmd'), drawing);
  await writeFile(join(cwd, 'broken.yaml'), 'rules: [\n');
  await writeFile(join(cwd, 'misspelt.yaml'), 'drawing: [docs]\n');
  await writeFile(join(cwd, 'traces.json'), otlpJson('ab a - A server 0-30 GET /x | http.request.method=GET'));
  await symlink('nowhere.mmd', join(cwd, 'dangling.mmd'));
  await symlink('../nowhere.mmd', join(cwd, 'docs/dangling.mmd'));
});

afterAll(() => rm(cwd, { recursive: true }));

async function run(argv: readonly string[], env: NodeJS.ProcessEnv = {}) {
  const [stdout, stderr] = [collector(), collector()];
  const streams = { stdin: Readable.from([]), stdout: stdout.stream, stderr: stderr.stream };
  const status = await main(argv, streams, { env: { PATH: process.env.PATH, ...env }, cwd });
  return { status, said: stdout.text() + stderr.text() };
}

const commands: readonly (readonly string[])[] = [
  ['lint'],
  ['parse'],
  ['format'],
  ['format', '--check'],
  ['format', '--diff'],
  ['convert'],
  ['check', '--traces', 'traces.json'],
  ['bindings', '--traces', 'traces.json'],
];

const unwritable: readonly (readonly [string, RegExp])[] = [
  ['docs', /a report cannot be written: docs is a folder/],
  ['ok.mmd/report.json', /a report cannot be written: ok\.mmd\/report\.json is beneath a file/],
  ...(existsSync('/proc/self')
    ? [['/proc/nope/x.json', /a report cannot be written: .* does not exist/] as const]
    : []),
  ...(existsSync('/dev/full') ? [['/dev/full', /a report cannot be written: .*the disk is full/] as const] : []),
];

describe.each(commands)('asdrawn %s %s %s', (...command) => {
  const readsConfiguration = command[0] !== 'convert';
  const reports = !['convert', 'format'].includes(command[0]!);

  test.each([
    ['a missing file', 'missing.mmd', 2, /missing\.mmd does not exist/],
    ['a file beneath a file', 'ok.mmd/x.mmd', 2, /does not exist/],
    ['a link that leads nowhere', 'dangling.mmd', 2, /dangling\.mmd does not exist/],
    ['an empty glob', 'none/*.mmd', 2, /none\/\*\.mmd matches no drawing/],
  ])('%s', async (_, path, status, message) => {
    const seen = await run([...command, path]);
    expect(seen.said).toMatch(message);
    expect(seen.status).toBe(status);
  });

  test.each([
    ['a folder with a link that leads nowhere', 'docs', /docs\/dangling\.mmd does not exist|docs is not one file/],
    ['an empty folder', 'empty', /there is no (sequence )?diagram in empty|is not one file/],
    ['a folder named like a file', 'folder.mmd', /there is no (sequence )?diagram in folder\.mmd|is not one file/],
  ])('%s', async (_, path, message) => {
    const seen = await run([...command, path]);
    expect(seen.said).toMatch(message);
    expect(seen.status).not.toBe(0);
  });

  test.runIf(readsConfiguration).each([
    ['broken.yaml', /configuration\/not-yaml/],
    ['misspelt.yaml', /there is no setting "drawing"/],
    ['nowhere.yaml', /nowhere\.yaml does not exist/],
    ['docs', /docs is a folder/],
  ])('the configuration %s', async (config, message) => {
    const seen = await run([...command, 'ok.mmd', '--config', config]);
    expect(seen.said).toMatch(message);
    expect(seen.status).toBe(2);
  });

  test.runIf(reports).each(unwritable)('a report to %s', async (file, message) => {
    const seen = await run([...command, 'ok.mmd', '-f', 'json', '-o', file]);
    expect(seen.said).toMatch(message);
    expect(seen.status).toBe(2);
  });

  test.runIf(existsSync('/dev/full'))('standard output on a full disk', { timeout: 60_000 }, async () => {
    const out = openSync('/dev/full', 'w');
    const argv = [
      '--conditions=asdrawn:src',
      script,
      ...command,
      ...(command.includes('--diff') ? ['docs'] : ['ok.mmd']),
    ];
    const child = spawn(process.execPath, argv, { cwd, stdio: ['ignore', out, 'pipe'] });
    let said = '';
    child.stderr?.on('data', (chunk) => {
      said += chunk;
    });
    const status = await new Promise((done) => child.on('close', done));
    expect(said).toMatch(/the output cannot be written: ENOSPC|docs\/dangling\.mmd does not exist/);
    expect(status).toBe(2);
  });
});

test.each(['docs', 'ok.mmd/x', ...(existsSync('/dev/full') ? ['/dev/full'] : [])])(
  'a summary of the step to %s',
  async (file) => {
    const seen = await run(['lint', 'ok.mmd', '-f', 'github'], { GITHUB_STEP_SUMMARY: file });
    expect(seen.said).toMatch(/a report cannot be written/);
    expect(seen.status).toBe(2);
  },
);

test('no git and no drawings', async () => {
  const seen = await run(['lint', 'empty'], { PATH: '' });
  expect(seen.status).toBe(3);
  expect(seen.said).toMatch(/there is no diagram/);
});

test('a rule that crashes is an error of its own, and hides no other', async () => {
  const crash: Rule = {
    name: 'crash',
    severity: 'note',
    summary: 'Crashes.',
    why: 'For a test.',
    bad: [],
    good: [],
    checkDrawing: () => {
      throw new Error('boom');
    },
  };
  const tells: Rule = { ...crash, name: 'tells', checkDrawing: ({ range }, tell) => tell({ range, message: 'told' }) };
  const workspace = {
    documents: [await documentOf('a.mmd', drawing)],
    exists: () => false,
    pictureOf: () => undefined,
  };
  const { findings } = lint({ workspace, rules: [crash, tells], settingOf: () => undefined, found: [] });
  expect(findings.map(({ code, severity, path }) => `${severity} ${code} ${path}`)).toEqual([
    'error internal/rule-failed a.mmd',
    'note lint/tells a.mmd',
  ]);
  expect(findings[0]!.message).toContain('boom');
});
