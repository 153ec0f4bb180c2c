import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';

const script = fileURLToPath(new URL('process.ts', import.meta.url));
let cwd = '';

beforeEach(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'asdrawn-process-'));
  await writeFile(join(cwd, 'a.mmd'), 'sequenceDiagram\n  a->>b: hello\n');
});

afterEach(() => rm(cwd, { recursive: true }));

function asdrawn(...argv: string[]): ChildProcess {
  return spawn(process.execPath, ['--conditions=asdrawn:src', script, ...argv], {
    cwd,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

function ended(child: ChildProcess): Promise<{ code: number | null; stderr: string }> {
  let stderr = '';
  child.stderr?.on('data', (chunk) => {
    stderr += chunk;
  });
  return new Promise((done) => child.on('close', (code) => done({ code, stderr })));
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

async function until<T>(what: () => Promise<T | undefined>): Promise<T> {
  for (let waited = 0; waited < 10_000; waited += 50) {
    const found = await what().catch(() => undefined);
    if (found !== undefined) return found;
    await sleep(50);
  }
  throw new Error('waited in vain');
}

test.each([
  ['SIGTERM', 143],
  ['SIGINT', 130],
] as const)('%s ends the command, and what the command has started', async (signal, status) => {
  await writeFile(
    join(cwd, 'parent.mjs'),
    `import { spawn } from 'node:child_process';
     import { writeFileSync } from 'node:fs';
     const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
     writeFileSync('pids', process.pid + ' ' + child.pid + ' ');
     setInterval(() => {}, 1000);`,
  );
  const child = asdrawn('check', 'a.mmd', '--', process.execPath, 'parent.mjs');
  const end = ended(child);
  const pids = await until(async () => {
    const numbers = (await readFile(join(cwd, 'pids'), 'utf8')).trim().split(' ').map(Number);
    return numbers.length === 2 ? numbers : undefined;
  });
  expect(pids.map(isRunning)).toEqual([true, true]);
  child.kill(signal);
  const { code, stderr } = await end;
  expect({ code, stderr }).toEqual({ code: status, stderr: '' });
  await until(async () => (pids.some(isRunning) ? undefined : true));
});

test('a reader that leaves early is no failure', async () => {
  const child = asdrawn('parse', 'a.mmd');
  child.stdout?.destroy();
  expect(await ended(child)).toEqual({ code: 0, stderr: '' });
});

test('what must never happen is told without a stack', async () => {
  await writeFile(join(cwd, 'throw.mjs'), 'setTimeout(() => { throw new Error("boom"); }, 0);');
  const argv = ['--conditions=asdrawn:src', '--import', './throw.mjs', script, 'check', 'a.mmd', '--', 'sleep', '5'];
  const child = spawn(process.execPath, argv, { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
  const { code, stderr } = await ended(child);
  expect(code).toBe(2);
  expect(stderr).toMatch(/^asdrawn: internal error: boom\nThis is a defect of asdrawn.*\nASDRAWN_DEBUG=1.*\n$/);
});
