import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bugs } from '../../examples/registration/bugs.js';
import { main } from '../../src/cli/index.ts';
import { startInfrastructure } from './registration/surroundings.ts';

/**
 * Contract tests as `asdrawn generate vitest` wrote them, with what a person added in marked places: they pass against
 * services that do as drawn, and each mistake that can be switched on makes one fail with the line that it breaks.
 */
const root = fileURLToPath(new URL('../..', import.meta.url));
const registration = 'diagrams/user-registration/user-registration.puml';
const orders = 'test/generators/orders/orders.puml';

interface Ran {
  readonly passed: readonly string[];
  /** The first line of what each said, and all places that it named, as the drawing's own lines. */
  readonly failed: readonly { readonly name: string; readonly message: string }[];
}

/** Runs one file as a project would. */
async function run(file: string, env: Readonly<Record<string, string>>, cwd = root): Promise<Ran> {
  const args = [`${root}/node_modules/vitest/vitest.mjs`, 'run', `test/generators/${file}.contract.ts`, '--root', root];
  const options = ['--config', `${root}/test/generators/contracts.config.ts`, '--reporter', 'json'];
  const folder = await mkdtemp(join(tmpdir(), 'asdrawn-contracts-'));
  const output = join(folder, 'report.json');
  await new Promise<void>((done) => {
    const own = { PATH: process.env.PATH, ...env };
    execFile(process.execPath, [...args, ...options, '--outputFile', output], { cwd, env: own }, () => done());
  });
  const text = await readFile(output, 'utf8');
  await rm(folder, { recursive: true });
  const report = JSON.parse(text) as {
    readonly testResults: readonly {
      readonly message: string;
      readonly assertionResults: readonly {
        readonly title: string;
        readonly status: string;
        readonly failureMessages: readonly string[];
      }[];
    }[];
  };
  const results = report.testResults.flatMap(({ assertionResults }) => assertionResults);
  const broken = report.testResults
    .filter(({ message }) => message !== '')
    .map(({ message }) => ({ name: 'the file', message }));
  return {
    passed: results.filter(({ status }) => status === 'passed').map(({ title }) => title),
    failed: [
      ...broken,
      ...results
        .filter(({ status }) => status === 'failed')
        .map(({ title, failureMessages }) => ({ name: title, message: failureMessages.join('\n') })),
    ],
  };
}

/** The drawing's lines that a message names. */
function linesIn(message: string, drawing: string): readonly string[] {
  const lines = readFileSync(`${root}/${drawing}`, 'utf8').split('\n');
  return [...message.matchAll(/\.puml:(\d+)/g)].map(([, line]) => lines[Number(line) - 1]!.trim());
}

const files: readonly (readonly [file: string, drawing: string, subject: string])[] = [
  ['orders/orders', orders, 'orders'],
  ['registration/gateway', registration, 'gateway'],
  ['registration/user', registration, 'userService'],
  ['registration/registration', registration, 'registrationService'],
  ['registration/event', registration, 'eventService'],
  ['registration/notification', registration, 'notificationService'],
  ['registration/audit', registration, 'auditService'],
];

test.for(files)('%s is up to date', async ([file, drawing, subject]) => {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const output = `test/generators/${file}.contract.ts`;
  const argv = ['generate', 'vitest', drawing, '--for', subject, '-o', output, '--check', '--dry-run'];
  const status = await main(argv, { stdin: Readable.from([]), stdout, stderr }, { env: {}, cwd: root });
  expect({ status, said: String(stdout.read() ?? '') }).toEqual({ status: 0, said: '' });
});

describe('the service of orders', () => {
  test('does as drawn', async () => {
    const { passed, failed } = await run('orders/orders', {});
    expect(failed).toEqual([]);
    expect(passed).toHaveLength(3);
  });

  test('does as drawn where asdrawn plays it from the drawing', async () => {
    const command = 'node --conditions=asdrawn:src test/generators/orders/played.ts';
    const { passed, failed } = await run('orders/orders', { ORDERS_COMMAND: command });
    expect(failed).toEqual([]);
    expect(passed).toHaveLength(3);
  });

  const mistakes: readonly { readonly bug: string; readonly fails: readonly string[]; readonly line: string }[] = [
    { bug: 'wrong-status', fails: ['card refused'], line: 'orders --> Client : 409 Conflict' },
    {
      bug: 'no-amount',
      fails: ['paid, loop at line 15: once', 'paid, loop at line 15: twice', 'card refused'],
      line: 'orders -> payment : POST /payments {amount}',
    },
    {
      bug: 'no-audit',
      fails: ['paid, loop at line 15: once', 'paid, loop at line 15: twice'],
      line: 'orders -> audit : POST /audit',
    },
    {
      bug: 'asked-too-often',
      fails: ['paid, loop at line 15: once', 'paid, loop at line 15: twice'],
      line: 'orders -> inventory : PUT /stock/{item}',
    },
  ];

  const tried = mistakes.filter((_, index) => process.env.ASDRAWN_ALL_BUGS || index < 2);
  test.for(tried)('with $bug', async ({ bug, fails, line }) => {
    const { failed } = await run('orders/orders', { ORDERS_BUG: bug });
    expect(failed.map(({ name }) => name)).toEqual(fails);
    for (const { message } of failed) expect(linesIn(message, orders), message).toContain(line);
  });
});

/** Of this one the folder has an asdrawn.yaml, which says where schemas for bodies are. */
describe('the service of receipts, whose bodies have schemas', () => {
  const cwd = join(root, 'test/generators/receipts');

  test('does as drawn', async () => {
    const { passed, failed } = await run('receipts/receipts', {}, cwd);
    expect(failed).toEqual([]);
    expect(passed).toEqual(['as drawn']);
  });

  test.for([
    ['amount-as-text', 7, 'POST /payments', 'the body at /amount must be number (schemas/post-payments.json)'],
    ['number-as-id', 9, '201 Created', 'the body at /id must be string (schemas/post-receipts.201.json)'],
    ['card-told', 9, '201 Created', 'the body must not have "card" (schemas/post-receipts.201.json)'],
  ] as const)('with %s', async ([bug, line, label, wrong]) => {
    const { failed } = await run('receipts/receipts', { RECEIPTS_BUG: bug }, cwd);
    expect(failed.map(({ message }) => message.split('\n')[0])).toEqual([
      `ContractError: receipts.puml:${line}: ${JSON.stringify(label)}: ${wrong}`,
    ]);
  });
});

/** Which service has the mistake, and the line that has to be named. */
const broken: Readonly<Record<keyof typeof bugs, readonly [file: string, line: string]>> = {
  'published-before-saved': ['registration', 'registrationService ->> broker : registration.created'],
  'audit-consumer-missing': ['audit', 'broker ->> auditService : registration.created'],
  'email-from-wrong-service': ['notification', 'notificationService -> userService : GET /users/{id}'],
  'login-200-instead-of-401': ['user', 'userService --> gateway : 401 Unauthorized'],
  'failed-login-announced': ['user', 'userService ->> broker : user.logged-in'],
  'counted-twice': ['event', 'eventService -> eventsDb : UPDATE events'],
  'notification-not-announced': ['notification', 'notificationService ->> broker : notification.sent'],
  'uniqueness-not-checked': ['user', 'userService -> usersDb : SELECT users'],
  'user-validated-remotely': ['registration', 'gateway -> registrationService : POST /registrations'],
};

/** The whole table takes some minutes; the fast run shows one that is seen by its traces alone. */
const shown = ['published-before-saved'];
const chosen = Object.keys(bugs).filter((bug) => process.env.ASDRAWN_ALL_BUGS || shown.includes(bug));

describe('the services of the registration example', { timeout: 60_000 }, () => {
  let env: Readonly<Record<string, string>>;
  let stop: () => Promise<void>;

  beforeAll(async () => {
    const infrastructure = await startInfrastructure();
    stop = infrastructure.stop;
    env = { REGISTRATION_PORTS: JSON.stringify(infrastructure.ports) };
  }, 60_000);
  afterAll(() => stop?.(), 30_000);

  const healthy = process.env.ASDRAWN_ALL_BUGS
    ? ['gateway', 'user', 'registration', 'event', 'notification', 'audit']
    : ['notification'];
  test.for(healthy)('%s does as drawn', async (file) => {
    const { passed, failed } = await run(`registration/${file}`, env);
    expect(failed).toEqual([]);
    expect(passed).not.toEqual([]);
  });

  test.for(chosen)('with %s', async (bug) => {
    const [file, line] = broken[bug as keyof typeof bugs];
    const { failed } = await run(`registration/${file}`, { ...env, REGISTRATION_BUG: bug });
    expect(failed).not.toEqual([]);
    const said = failed.map(({ message }) => message).join('\n');
    expect(linesIn(said, registration), said).toContain(line);
  });
});
