import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { PassThrough, Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { StubResult } from '#reports';
import { startProcesses } from '../../examples/registration/shared/processes.js';
import { issueToken } from '../../examples/registration/shared/tokens.js';
import { main } from '../../src/cli/index.ts';
import { type PlayOptions, stub } from '../../src/index.ts';

/** The example's real services, one at a time, among neighbours that play their drawing. */
const root = fileURLToPath(new URL('../..', import.meta.url));

const drawing = 'diagrams/user-registration/user-registration.puml';
const drawn = readFileSync(`${root}/${drawing}`, 'utf8').split('\n');

let databases: (name: string) => string;
let brokerUrl = '';
let infrastructure: { stop(): Promise<void> };
const children: ChildProcess[] = [];

beforeAll(async () => {
  const names = ['broker', 'users', 'events', 'registrations', 'audit'];
  const ports = Object.fromEntries(await Promise.all(names.map(async (name) => [name, String(await freePort())])));
  databases = (name) => `postgres://postgres@127.0.0.1:${ports[name]}/${name}`;
  brokerUrl = `mqtt://127.0.0.1:${ports.broker}`;
  infrastructure = await startProcesses([
    { file: 'infrastructure/broker.js', env: { PORT: ports.broker } },
    { file: 'infrastructure/databases.js', env: { PORTS: JSON.stringify(ports) }, execArgv: ['--liftoff-only'] },
  ]);
}, 60_000);

afterAll(() => infrastructure.stop());

afterEach(async () => {
  for (const child of children.splice(0)) {
    child.kill('SIGKILL');
    await once(child, 'exit').catch(() => {});
  }
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' ? address!.port : 0;
}

interface Played {
  readonly participant: string;
  readonly service: string;
  readonly database?: string;
  readonly bug?: string;
  readonly choose?: readonly string[];
  /** By label. */
  readonly sending?: Readonly<
    Record<string, { readonly body?: unknown; readonly headers?: Readonly<Record<string, string>> }>
  >;
  /** Codes with the drawn line. */
  readonly expected: readonly string[];
}

let number = 0;
const form = () => ({ username: `ada${++number}`, email: `ada${number}@example.org`, password: 'correct horse' });

function user(): Required<Pick<Played, 'sending'>>['sending'] {
  const ada = form();
  return { 'POST /users': { body: ada }, 'POST /authenticate': { body: ada } };
}

function registration(eventId: string): Required<Pick<Played, 'sending'>>['sending'] {
  const token = issueToken({ userId: '7', email: 'ada@example.org' });
  return { 'POST /registrations': { body: { eventId }, headers: { authorization: `Bearer ${token}` } } };
}

const users = { participant: 'userService', service: 'user-service', database: 'users' };
const registrations = {
  participant: 'registrationService',
  service: 'registration-service',
  database: 'registrations',
};
const gateway = { participant: 'gateway', service: 'gateway-service' };

const cases: readonly (Played & { readonly name: string })[] = [
  { name: 'gateway', ...gateway, expected: [] },
  { name: 'gateway, where everything fails', ...gateway, choose: ['400', '401', '404'], expected: [] },
  { name: 'user-service', ...users, sending: user(), expected: [] },
  {
    name: 'user-service, with a wrong password',
    ...users,
    sending: { ...user(), 'POST /authenticate': { body: { username: 'ada1', password: 'a guess' } } },
    expected: [],
  },
  { name: 'registration-service', ...registrations, sending: registration('spring-run'), expected: [] },
  {
    name: 'registration-service that asks for the user',
    ...registrations,
    bug: 'user-validated-remotely',
    sending: registration('spring-run'),
    expected: ['live/unexpected-request: notificationService -> userService : GET /users/{id}'],
  },
];

test.for(cases)(
  '$name',
  { timeout: 30_000 },
  async ({ participant, service, database, bug, choose, sending, expected }) => {
    const port = await freePort();
    const neighbours = await stub({
      drawing,
      for: participant,
      target: `http://127.0.0.1:${port}`,
      cwd: root,
    });
    try {
      children.push(
        spawn(process.execPath, [`examples/registration/services/${service}.js`], {
          cwd: root,
          stdio: 'ignore',
          env: {
            PATH: process.env.PATH,
            ...neighbours.environment,
            PORT: String(port),
            BROKER_URL: brokerUrl,
            ...(database !== undefined && { DATABASE_URL: databases(database) }),
            ...(bug !== undefined && { REGISTRATION_BUG: bug }),
          },
        }),
      );
      const options: PlayOptions = {
        ...(choose && { choose }),
        ...(sending && { sending: ({ label }) => sending[label] }),
      };
      const { verdict, findings } = await neighbours.play(options);
      const told = findings.map(({ code, range }) => `${code}: ${drawn[(range?.start.line ?? 0) - 1]?.trim()}`);
      expect(told.slice(0, Math.max(1, expected.length))).toEqual(expected);
      expect(verdict).toBe(expected.length > 0 ? 'violates' : 'conforms');
    } finally {
      await neighbours.close();
    }
  },
);

test('what the service itself reports is judged as well', { timeout: 30_000 }, async () => {
  const port = await freePort();
  let text = '';
  const stdout = new PassThrough();
  stdout.on('data', (chunk: Buffer) => {
    text += chunk.toString();
  });
  const stderr = new PassThrough();
  stderr.resume();
  const traced = ['--import', './examples/registration/shared/telemetry.js'];
  const command = [process.execPath, ...traced, 'examples/registration/services/gateway-service.js'];
  const target = `http://127.0.0.1:${port}`;
  const argv = ['stub', drawing, '--for', 'gateway', '--target', target, '--receive', '-f', 'json', '--', ...command];
  const env = { PATH: process.env.PATH, OTEL_SERVICE_NAME: 'gateway-service' };
  const status = await main(argv, { stdin: Readable.from([]), stdout, stderr }, { env, cwd: root });
  const { verdict, findings, summary } = JSON.parse(text) as StubResult;
  expect({ status, verdict, findings }).toEqual({ status: 0, verdict: 'conforms', findings: [] });
  expect(summary.spans).toBeGreaterThan(40);
});
