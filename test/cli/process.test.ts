import { type ChildProcess, spawn } from 'node:child_process';
import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

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

function killed(child: ChildProcess): Promise<NodeJS.Signals | null> {
  return new Promise((done) => child.on('close', (_code, signal) => done(signal)));
}

// Who ends by the signal itself has the status 130 or 143 in a shell.
describe.runIf(process.platform !== 'win32').each(['SIGINT', 'SIGTERM'] as const)('%s', (signal) => {
  test('ends a browser that draws, and its profile goes', async () => {
    await writeFile(
      join(cwd, 'browser'),
      '#!/bin/sh\nfor each; do case "$each" in --user-data-dir=*) echo $$ "$each" > seen;; esac; done\nexec sleep 60\n',
    );
    await chmod(join(cwd, 'browser'), 0o755);
    const child = spawn(process.execPath, ['--conditions=asdrawn:src', script, 'render', 'a.mmd'], {
      cwd,
      env: { ...process.env, CHROMIUM: join(cwd, 'browser') },
      stdio: 'ignore',
    });
    const end = killed(child);
    const [pid, profile] = await until(async () => {
      const [id, folder] = (await readFile(join(cwd, 'seen'), 'utf8')).trim().split(' ');
      return folder === undefined ? undefined : ([Number(id), folder.replace('--user-data-dir=', '')] as const);
    });
    expect(isRunning(pid)).toBe(true);
    child.kill(signal);
    expect(await end).toBe(signal);
    await until(async () => (isRunning(pid) ? undefined : true));
    await expect(stat(profile)).rejects.toThrow('ENOENT');
    expect((await readdir(cwd)).sort()).toEqual(['a.mmd', 'browser', 'seen']);
  });

  test('leaves no half of a file, and the one before as it was', async () => {
    await writeFile(join(cwd, 'out.json'), 'before');
    await writeFile(
      join(cwd, 'write.mjs'),
      `import { replaceFile } from ${JSON.stringify(new URL('../../src/project/writing.ts', import.meta.url).href)};
       function* slowly() { for (;;) { Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10); yield 'x'; } }
       await replaceFile('out.json', slowly(), process.cwd());`,
    );
    const child = spawn(process.execPath, ['--conditions=asdrawn:src', 'write.mjs'], { cwd, stdio: 'ignore' });
    const end = killed(child);
    await until(async () => (await readdir(cwd)).find((name) => name.startsWith('.out.json.')));
    child.kill(signal);
    expect(await end).toBe(signal);
    expect((await readdir(cwd)).sort()).toEqual(['a.mmd', 'out.json', 'write.mjs']);
    expect(await readFile(join(cwd, 'out.json'), 'utf8')).toBe('before');
  });
});
