import { type ChildProcess, spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { otlpJson } from './spans.ts';

const script = fileURLToPath(new URL('process.ts', import.meta.url));
const clean = 'sequenceDiagram\n  a->>b: hello\n';
let cwd = '';
let running: Watcher;

interface Watcher {
  readonly child: ChildProcess;
  /** What came since this was last asked for, once it holds all of these. */
  readonly said: (...parts: readonly string[]) => Promise<string>;
  readonly end: (signal: NodeJS.Signals) => Promise<number | null>;
}

beforeEach(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'asdrawn-watch-'));
  await mkdir(join(cwd, 'docs'));
  await writeFile(join(cwd, 'docs/a.mmd'), clean);
});

afterEach(async () => {
  running.child.kill('SIGKILL');
  await rm(cwd, { recursive: true });
});

function asdrawn(...argv: string[]): Watcher {
  const child = spawn(process.execPath, ['--conditions=asdrawn:src', script, ...argv], {
    cwd,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let heard = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk) => {
      heard += chunk;
    });
  const said = async (...parts: readonly string[]): Promise<string> => {
    for (let waited = 0; waited < 20_000; waited += 50) {
      if ([...parts, 'waiting for changes'].every((part) => heard.includes(part))) {
        const all = heard;
        heard = '';
        return all;
      }
      await sleep(50);
    }
    throw new Error(`waited in vain for ${parts.join(', ')}; heard: ${heard}`);
  };
  const end = (signal: NodeJS.Signals): Promise<number | null> =>
    new Promise((done) => {
      child.once('close', done);
      child.kill(signal);
    });
  running = { child, said, end };
  return running;
}

test('lint: drawings, folders that come and go, the configuration; Ctrl-C ends with the last status', async () => {
  const { said, end } = asdrawn('lint', 'docs', '--watch');
  await said('nothing to complain of');
  await writeFile(join(cwd, 'docs/a.mmd'), 'sequenceDiagram\n  participant idle\n  a->>b: x\n');
  expect(await said('participant "idle"', 'only warnings')).toContain('docs/a.mmd has changed');
  await mkdir(join(cwd, 'docs/more'));
  await writeFile(join(cwd, 'docs/more/b.mmd'), clean);
  await said('2 drawings of 2 files');
  await rm(join(cwd, 'docs/more'), { recursive: true });
  await said('1 drawing of 1 file');
  await mkdir(join(cwd, 'docs/more'));
  await writeFile(join(cwd, 'docs/more/b.mmd'), clean);
  await said('2 drawings of 2 files');
  await writeFile(join(cwd, 'asdrawn.yaml'), 'rules: { unused-participant: error }\n');
  await said('error[lint/unused-participant]');
  expect(await end('SIGINT')).toBe(1);
});

test('lint: what is no drawing runs nothing', async () => {
  const { said, end } = asdrawn('lint', 'docs', '--watch', '-f', 'json', '-o', 'docs/out.json');
  await said();
  await writeFile(join(cwd, 'docs/code.ts'), 'export {};\n');
  await sleep(400);
  await writeFile(join(cwd, 'docs/a.mmd'), `${clean}  b->>a: x\n`);
  const text = await said('has changed');
  expect(text.match(/\S+ has changed/g)).toEqual(['docs/a.mmd has changed']);
  expect(await end('SIGTERM')).toBe(0);
});

test('check: recorded traces', async () => {
  const [good, bad] = ['GET /a', 'GET /b'].map((name) =>
    otlpJson(
      [
        `ab a - x server 0-30 ${name} | http.request.method=GET http.route=${name.slice(4)} http.response.status_code=200`,
        '',
      ].join('\n'),
    ),
  ) as [string, string];
  await writeFile(join(cwd, 'docs/a.mmd'), 'sequenceDiagram\n  actor U\n  participant x\n  U->>x: GET /a\n');
  await mkdir(join(cwd, 'traces'));
  await writeFile(join(cwd, 'traces/run.json'), good);
  const { said, end } = asdrawn('check', 'docs', '--traces', 'traces/*.json', '--watch');
  await said('exit status 0');
  await writeFile(join(cwd, 'traces/run.json'), bad);
  await said('traces/run.json has changed', 'exit status 3');
  expect(await end('SIGINT')).toBe(3);
});
