import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { check } from '../../src/index.ts';

/** Playing as processes: signals, what is left behind, and several that play one drawing together. */
const script = fileURLToPath(new URL('process.ts', import.meta.url));
const drawing = `@startuml
actor Client
Client -> orders : POST /orders {item}
orders -> payment : POST /payments {amount}
alt paid
  payment --> orders : 201 Created {id}
  orders -> inventory : PUT /stock/{item}
  inventory --> orders : 204 No Content
  orders --> Client : 201 Created
else declined
  payment --> orders : 402 Payment Required
  orders --> Client : 409 Conflict
end
@enduml
`;
let cwd = '';

beforeEach(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'asdrawn-live-'));
  await writeFile(join(cwd, 'orders.puml'), drawing);
});

afterEach(() => rm(cwd, { recursive: true }));

interface Running {
  readonly child: ChildProcess;
  readonly ended: Promise<{ readonly code: number | null; readonly stdout: string }>;
}

function asdrawn(...argv: string[]): Running {
  const child = spawn(process.execPath, ['--conditions=asdrawn:src', script, ...argv], { cwd, stdio: 'pipe' });
  let stdout = '';
  child.stdout?.on('data', (chunk) => {
    stdout += chunk;
  });
  child.stderr?.resume();
  return { child, ended: new Promise((done) => child.on('close', (code) => done({ code, stdout }))) };
}

async function until<T>(what: () => Promise<T | undefined>): Promise<T> {
  for (let waited = 0; waited < 15_000; waited += 25) {
    const found = await what().catch(() => undefined);
    if (found !== undefined) return found;
    await sleep(25);
  }
  throw new Error('waited in vain');
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

async function freePorts(count: number): Promise<readonly number[]> {
  const servers = await Promise.all(
    Array.from({ length: count }, async () => {
      const server = createServer();
      await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
      return server;
    }),
  );
  const ports = servers.map((server) => {
    const address = server.address();
    return typeof address === 'object' ? address!.port : 0;
  });
  await Promise.all(servers.map((server) => new Promise((done) => server.close(done))));
  return ports;
}

test('Ctrl-C ends with the verdict so far, and with what was started', { timeout: 30_000 }, async () => {
  await writeFile(
    join(cwd, 'tests.mjs'),
    `import { writeFileSync } from 'node:fs';
     const answer = await fetch(process.env.PAYMENT_URL + '/payments', { method: 'POST' });
     await fetch(process.env.INVENTORY_URL + '/stock/1', { method: 'PUT' });
     writeFileSync('pid', process.pid + ' ' + answer.status);
     setInterval(() => {}, 1000);`,
  );
  const { child, ended } = asdrawn('stub', 'orders.puml', '--for', 'orders', '--', process.execPath, 'tests.mjs');
  const [pid, status] = (await until(async () => (await readFile(join(cwd, 'pid'), 'utf8')) || undefined)).split(' ');
  expect(status).toBe('201');
  child.kill('SIGINT');
  const { code, stdout } = await ended;
  expect(code).toBe(130);
  expect(stdout).toContain('came  orders -> inventory : PUT /stock/{item}');
  expect(stdout).toContain('✓ conforms');
  expect(isRunning(Number(pid))).toBe(false);
});

test('the end of the command ends the stub; its failure is one', { timeout: 30_000 }, async () => {
  const fails = `fetch(process.env.PAYMENT_URL + '/refunds', { method: 'POST' }).then(() => process.exit(3))`;
  const { ended } = asdrawn(
    'stub',
    'orders.puml',
    '--for',
    'orders',
    '-f',
    'json',
    '--',
    process.execPath,
    '-e',
    fails,
  );
  const { code, stdout } = await ended;
  const { verdict, findings } = JSON.parse(stdout) as { verdict: string; findings: { code: string }[] };
  expect(code).toBe(1);
  expect(verdict).toBe('violates');
  expect(findings.map((finding) => finding.code)).toEqual(['live/unexpected-request', 'check/command-failed']);
});

test('addresses are written for scripts', { timeout: 30_000 }, async () => {
  const { child, ended } = asdrawn('stub', 'orders.puml', '--for', 'orders', '--addresses', 'stub.env');
  const text = await until(async () => (await readFile(join(cwd, 'stub.env'), 'utf8')) || undefined);
  expect(text.replace(/:\d+/g, ':<port>')).toBe(
    'PAYMENT_URL=http://127.0.0.1:<port>\nINVENTORY_URL=http://127.0.0.1:<port>\n',
  );
  child.kill('SIGTERM');
  expect((await ended).code).toBe(143);
});

test.each([['paid'], ['declined']])('two processes play one drawing: %s', { timeout: 60_000 }, async (choice) => {
  const [payment, inventory] = await freePorts(2);
  const servers = asdrawn(
    ...['run', 'orders.puml', '--only', 'payment,inventory', '--record', 'b.jsonl', '--choose', choice],
    ...['--listen', `payment=${payment}`, '--listen', `inventory=${inventory}`],
  );
  const clients = asdrawn(
    ...['run', 'orders.puml', '--only', 'Client,orders', '--transport', 'http', '--record', 'a.jsonl'],
    ...['--at', `payment=http://127.0.0.1:${payment}`, '--at', `inventory=http://127.0.0.1:${inventory}`],
  );
  for (const { ended } of [servers, clients]) {
    const { code, stdout } = await ended;
    expect(stdout).toContain('✓ conforms');
    expect(code).toBe(0);
  }
  const { verdict, summary } = await check({ paths: 'orders.puml', traces: ['a.jsonl', 'b.jsonl'], cwd });
  expect(verdict).toBe('conforms');
  expect(summary.cases).toBe(1);
});
