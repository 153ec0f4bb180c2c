import { readFileSync } from 'node:fs';
import { PassThrough, Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import type { CheckResult, Finding } from '#checks';
import { bugs } from '../../examples/registration/bugs.js';
import { main } from '../../src/cli/index.ts';

/**
 * The whole product on a running system: six services with ordinary instrumentation, real protocols, judged against
 * both twins of their drawing. Each bug must be found on the line of the drawing that it breaks.
 */
const root = fileURLToPath(new URL('../..', import.meta.url));

interface Expected {
  /** The drawn line that must carry the finding: in it, or as another reading of it. */
  readonly line: string;
  readonly code: string;
}

const expected: Readonly<Record<string, Expected>> = {
  'published-before-saved': {
    line: 'registrationService ->> broker : registration.created',
    code: 'sequence/moved-message',
  },
  'audit-consumer-missing': {
    line: 'broker ->> auditService : registration.created',
    code: 'sequence/missing-message',
  },
  'email-from-wrong-service': {
    line: 'notificationService -> userService : GET /users/{id}',
    code: 'sequence/missing-message',
  },
  'login-200-instead-of-401': { line: 'userService --> gateway : 401 Unauthorized', code: 'sequence/wrong-branch' },
  'failed-login-announced': { line: 'userService ->> broker : user.logged-in', code: 'sequence/wrong-branch' },
  'counted-twice': { line: 'eventService -> eventsDb : UPDATE events', code: 'sequence/repeated-message' },
  'notification-not-announced': {
    line: 'notificationService ->> broker : notification.sent',
    code: 'sequence/missing-message',
  },
  'uniqueness-not-checked': { line: 'userService -> usersDb : SELECT users', code: 'sequence/missing-message' },
  'user-validated-remotely': {
    line: 'gateway -> registrationService : POST /registrations',
    code: 'sequence/unexpected-message',
  },
};

/** All of them take two minutes; the fast run shows one of order and one of branches. */
const shown = ['published-before-saved', 'login-200-instead-of-401'];
const chosen = Object.keys(bugs).filter((bug) => process.env.ASDRAWN_ALL_BUGS || shown.includes(bug));

async function check(bug?: string): Promise<{ readonly status: number; readonly result: CheckResult }> {
  let text = '';
  const stdout = new PassThrough();
  stdout.on('data', (chunk: Buffer) => {
    text += chunk.toString();
  });
  const stderr = new PassThrough();
  stderr.resume();
  const drive = [process.execPath, 'examples/registration/drive.js'];
  const argv = ['check', 'diagrams/user-registration', '-f', 'json', '--', ...drive];
  const env = { PATH: process.env.PATH, ...(bug && { REGISTRATION_BUG: bug }) };
  const status = await main(argv, { stdin: Readable.from([]), stdout, stderr }, { env, cwd: root });
  return { status, result: JSON.parse(text) as CheckResult };
}

function linesOf(path: string): readonly string[] {
  return readFileSync(`${root}/${path}`, 'utf8').split('\n');
}

/** The text of the lines that a finding points at. */
function linesPointedAt({ path, range, related = [] }: Finding): readonly string[] {
  const places = [...(range ? [{ path, range }] : []), ...related];
  return places.map((place) => linesOf(place.path)[place.range.start.line - 1]!.trim());
}

test('the system does what is drawn', { timeout: 90_000 }, async () => {
  const { status, result } = await check();
  expect(result.findings).toEqual([]);
  expect(result.drawings.map(({ verdict }) => verdict)).toEqual(['conforms', 'conforms']);
  for (const { cases, coverage } of result.drawings) {
    expect(cases.map(({ verdict }) => verdict)).toEqual(new Array(7).fill('conforms'));
    expect(coverage.operands.filter((operand) => operand.cases === 0)).toEqual([]);
    expect(coverage.messages.filter((message) => message.observable && message.cases === 0)).toEqual([]);
  }
  expect(status).toBe(0);
});

test.each(chosen)('%s is found on its line', { timeout: 90_000 }, async (bug) => {
  const { status, result } = await check(bug);
  const { line, code } = expected[bug]!;
  expect(status).toBe(1);
  expect(result.drawings.map(({ verdict }) => verdict)).toEqual(['violates', 'violates']);
  const [, plantuml] = result.drawings;
  const findings = plantuml!.cases.flatMap((one) => one.findings);
  expect(findings.map((finding) => finding.code)).toContain(code);
  expect(findings.filter((finding) => finding.code === code).flatMap(linesPointedAt)).toContain(line);
});

test('every bug has its expectation', () => {
  expect(Object.keys(expected).sort()).toEqual(Object.keys(bugs).sort());
});
