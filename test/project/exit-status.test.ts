import { expect, test } from 'vitest';
import type { Finding, Verdict } from '#checks';
import { type Ending, exitStatus } from '../../src/project/exit-status.ts';

const error: Finding = { code: 'binding/ambiguous', severity: 'error', message: 'either', path: '', spans: [] };
const absence: Finding = { ...error, code: 'check/no-spans' };

/** Verdict, findings, ending, expected status. */
const table: [Verdict, Finding[], Partial<Ending>, number][] = [
  ['conforms', [], {}, 0],
  ['conforms', [{ ...error, severity: 'warning' }], {}, 0],
  ['conforms', [error], {}, 1],
  ['conforms', [], { commandFailed: true }, 1],
  ['violates', [], {}, 1],
  ['violates', [], { allowInconclusive: true }, 1],
  ['violates', [], { failed: true }, 2],
  ['inconclusive', [], {}, 3],
  ['inconclusive', [], { allowInconclusive: true }, 0],
  ['inconclusive', [], { failed: true, allowInconclusive: true }, 2],
  ['inconclusive', [], { commandFailed: true, allowInconclusive: true }, 1],
  ['not-applicable', [absence], {}, 3],
  ['not-applicable', [absence], { allowInconclusive: true }, 0],
  ['not-applicable', [], { interruptedBy: 'SIGINT', failed: true }, 130],
];

test.each(table)('%s with %j, %j ends with %i', (verdict, findings, ending, status) => {
  expect(exitStatus({ verdict, findings }, { failed: false, ...ending }).code).toBe(status);
});
