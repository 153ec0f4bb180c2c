/** A test that passes says that all of the drawing was judged: who must have taken part and left no span is told. */
import { describe, expect, test } from 'vitest';
import { check } from '#project';
import type { DrawingConfiguration } from '../../src/index.ts';
import { otlpJson } from '../cli/spans.ts';

const spans = JSON.parse(
  otlpJson('t a - shop server 0-30 POST /orders | http.request.method=POST http.route=/orders'),
) as Record<string, unknown>;

async function unseen(lines: string, settings: DrawingConfiguration = {}, wholly = true) {
  const texts = [{ text: `sequenceDiagram\n  actor User\n  participant shop\n${lines}` }];
  const options = { paths: [], texts, traces: [], spans, settings, wholly };
  const { result, exit } = await check(options, { cwd: import.meta.dirname, stdin: async () => new Uint8Array() });
  const said = result.findings.filter(({ code }) => code === 'check/not-seen');
  return { verdict: result.verdict, exit: exit.code, said: said.map(({ message }) => message.split('"')[1]) };
}

const order = '  User ->> shop: POST /orders\n';
const mail = '  shop -) Mail Service: Publish order.placed\n';
const whole = { verdict: 'conforms', exit: 0, said: [] };

describe('is told', () => {
  test.each([
    ['who must have been led to', order + mail],
    ['in parallel as well', `${order}  par\n  ${mail}  and\n    shop ->> shop: rest\n  end\n`],
    ['in a loop that runs at least once', `${order}  loop 2 times\n  ${mail}  end\n`],
  ])('%s', async (_, lines) => {
    expect(await unseen(lines)).toEqual({ verdict: 'inconclusive', exit: 3, said: ['Mail Service'] });
  });

  test('nobody where that is not asked for', async () => {
    expect(await unseen(order + mail, {}, false)).toEqual(whole);
  });
});

describe('is not told', () => {
  test.each([
    ['who may be left out', `${order}  opt\n  ${mail}  end\n`],
    ['who is one of several ways', `${order}  alt a\n  ${mail}  else b\n    shop ->> shop: rest\n  end\n`],
    ['who is in a loop that need not run', `${order}  loop each\n  ${mail}  end\n`],
    ['a person', `  actor Clerk\n${order}  shop -) Clerk: Please pack it\n`],
    ['who only calls', `  participant Browser\n${order.replace('User', 'Browser')}`],
    ['who takes part in another flow', `${order}  User ->> Login: POST /login\n`],
    ['who only answers are drawn to', `  participant Browser\n${order}  shop -->> Browser: 201\n`],
  ])('%s', async (_, lines) => {
    expect(await unseen(lines)).toEqual(whole);
  });

  test.each<[string, DrawingConfiguration]>([
    ['who is said not to be seen', { participants: { 'Mail Service': { role: 'unobserved' } } }],
    ['who is said to be outside', { participants: { 'Mail Service': { role: 'outside' } } }],
    ['whose message may be left out', { messages: [{ message: 'Publish order.placed', presence: 'optional' }] }],
    ['whose message no span shows', { messages: [{ to: 'Mail Service', presence: 'unobservable' }] }],
  ])('%s', async (_, settings) => {
    expect(await unseen(order + mail, settings)).toEqual(whole);
  });
});
