import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { main } from '../../src/cli/index.ts';
import { collector } from './scenario.ts';
import { otlpJson } from './spans.ts';

let cwd: string;

beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'asdrawn-html-'));
  await writeFile(
    join(cwd, 'ping.mmd'),
    'sequenceDiagram\n  actor C as Client\n  C->>users: POST /accounts\n  users->>mail: POST /mails\n',
  );
  const attributes = 'http.request.method=POST http.route=/accounts http.response.status_code=201';
  await writeFile(join(cwd, 'traces.json'), otlpJson(`ab a - users server 0-30 POST | ${attributes}`));
});
afterAll(() => rm(cwd, { recursive: true }));

async function run(args: string, isTTY: boolean) {
  const [stdout, stderr] = [collector(), collector()];
  const streams = {
    stdin: process.stdin,
    stdout: Object.assign(stdout.stream, { isTTY }),
    stderr: stderr.stream,
  };
  const argv = `check ping.mmd --traces traces.json --allow-inconclusive ${args}`.split(' ');
  const status = await main(argv, streams, { env: {}, cwd });
  return { status, stdout: stdout.text(), stderr: stderr.text() };
}

test('html goes to a file, with the drawing painted and the spans of the case', async () => {
  const { stderr } = await run('-f html -o out/report.html', true);
  expect(stderr).toContain('see out/report.html');
  const html = await readFile(join(cwd, 'out/report.html'), 'utf8');
  expect(html).toMatch(/^<!DOCTYPE html>/);
  expect(html).toMatch(
    /class="message covered"[^>]*><title>C -&gt; users: POST \/accounts \(line 3\): seen in 1 case</,
  );
  expect(html).toContain('title="users: POST, server, took 30 ms, span 6100000000000000"');
});

test('html goes to standard output where that is no terminal', async () => {
  const { stdout } = await run('-f html', false);
  expect(stdout).toMatch(/^<!DOCTYPE html>[\s\S]*<\/html>\n$/);
});

test('html to a terminal is a mistake', async () => {
  expect(await run('-f html', true)).toEqual({
    status: 2,
    stdout: '',
    stderr:
      'asdrawn: a page of html is for a browser, not for a terminal: give it a file, -f html -o report.html\nsee: asdrawn check --help\n',
  });
});

test('a command without the format says which it has', async () => {
  const { stream, text } = collector();
  const status = await main(
    ['parse', 'ping.mmd', '-f', 'html'],
    { stdin: process.stdin, stdout: collector().stream, stderr: stream },
    { env: {}, cwd },
  );
  expect([status, text()]).toEqual([
    2,
    expect.stringContaining(
      "--format cannot be 'html': this command has no such report; its formats are pretty and json",
    ),
  ]);
});
