import { expect, test } from 'vitest';
import { listPatterns, recommendPatterns } from '../../../src/project/patterns/index.ts';

async function recommended(text: string, wishes = {}) {
  const outcome = await recommendPatterns(wishes, text);
  if ('given' in outcome) throw new Error(`there is no ${outcome.what} ${outcome.given}`);
  return outcome;
}

test.each([
  ['retry a flaky service', 'circuit-breaker'],
  ['Retries of FLAKY services!', 'circuit-breaker'],
  ['users upload pictures', 'file-upload'],
  ['too many requests', 'rate-limiting'],
  ['my database is slow', 'cache-aside'],
  ['log in with Google', 'oauth'],
  ['forgotten passwords', 'password-reset'],
  ['undo steps when the payment fails', 'saga'],
  ['compensating distributed transactions', 'saga'],
  ['background jobs', 'message-queue'],
  ['run a job only once on several machines', 'distributed-lock'],
  ['who changed what, for compliance', 'audit-log'],
  ['separate reads from writes', 'cqrs'],
  ['rollback after a deadlock', 'database-transaction'],
  ['liveness probe', 'health-check'],
  ['find instances in a registry', 'microservice-communication'],
])('%s: %s', async (text, name) => {
  const { result, exit } = await recommended(text);
  expect(result.recommended[0]).toMatchObject({ name, missing: [] });
  expect(result.recommended[0]!.reasons[0]).toMatch(/^your words: /);
  expect(result.recommended.length).toBeLessThanOrEqual(5);
  expect(exit.code).toBe(0);
});

test.each(['quantum teleportation', 'the', 'zzz'])('nothing fits %s', async (text) => {
  const { result, exit } = await recommended(text);
  expect(result).toMatchObject({ recommended: [], near: [] });
  expect(result.choices.domain).toEqual(['e-commerce', 'finance', 'saas', 'enterprise']);
  expect(exit.code).toBe(3);
});

test('all that is asked for has to be met, and each is a reason', async () => {
  const { result } = await recommended('', { domain: 'finance', complexity: 'high' });
  expect(result.recommended.map(({ name, reasons }) => [name, reasons])).toEqual([
    ['saga', ['domain finance: business over several systems', 'complexity high: every step with its way back']],
  ]);
});

test('whom the guide by complexity does not name is placed by difficulty', async () => {
  const { result } = await recommended('', { complexity: 'medium', useCase: 'reliability' });
  expect(result.recommended.map(({ name }) => name)).toEqual(['circuit-breaker', 'audit-log', 'webhook']);
  expect(result.recommended[0]!.reasons).toContain('complexity medium: its difficulty is 6/10');
});

test('where nothing meets all, what comes near is told with what it lacks', async () => {
  const { result, exit } = await recommended('caching', { domain: 'finance' });
  expect(result.recommended).toEqual([]);
  expect(result.near).toHaveLength(5);
  expect(result.near[0]).toMatchObject({ name: 'cache-aside', missing: ['domain finance'] });
  expect(result.near[1]).toMatchObject({
    reasons: [expect.stringMatching(/^domain finance: /)],
    missing: ['your words'],
  });
  expect(exit.code).toBe(3);
});

test.each([
  [{ difficulty: 'low' }, ['login']],
  [{ difficulty: '10' }, ['full-modern-architecture']],
  [{ difficulty: '8..9' }, ['checkout', 'saga', 'cqrs']],
  [{ domain: 'Financial services' }, ['database-transaction', 'saga', 'distributed-lock', 'audit-log']],
  [{ useCase: 'reliability', performance: 'medium' }, ['audit-log']],
  [{ domain: 'finance', difficulty: '1' }, []],
])('%j lists %j', async (wishes, names) => {
  const outcome = await listPatterns(wishes);
  if ('given' in outcome) throw new Error(outcome.given);
  expect(outcome.result.patterns.map(({ name }) => name)).toEqual(names);
  expect(outcome.exit.code).toBe(names.length > 0 ? 0 : 3);
});

test.each([
  [{ difficulty: '0' }, 'difficulty', undefined],
  [{ difficulty: '5..2' }, 'difficulty', undefined],
  [{ difficulty: 'hard' }, 'difficulty', undefined],
  [{ domain: 'finanse' }, 'domain', 'finance'],
  [{ performance: 'very' }, 'performance', 'very-high'],
  [{ useCase: 'cooking' }, 'use case', undefined],
])('%j is no way to choose', async (wishes, what, meant) => {
  expect(await listPatterns(wishes)).toMatchObject({ what, meant });
});
