import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bindings, check, lint, parse, report, run } from '../../src/index.ts';
import { otlpJson } from '../cli/spans.ts';

let cwd: string;

const drawing = `sequenceDiagram
  actor User
  participant gateway
  User ->> gateway: POST /signup
  gateway ->> accounts: POST /accounts
`;
const flows = `# Flows

## Signing up

\`\`\`mermaid
${drawing}\`\`\`

## Signing in, too

\`\`\`mermaid
sequenceDiagram
  title Login
  User ->> gateway: POST /login
\`\`\`

## Broken

\`\`\`mermaid
sequenceDiagram
  User ->> gateway
\`\`\`
`;
const recorded = otlpJson(`
  t a - gateway server 0-30 POST /signup | http.request.method=POST http.route=/signup
  t b a gateway client 5-25 POST | http.request.method=POST url.path=/accounts server.address=accounts
  t c b accounts server 10-20 POST /accounts | http.request.method=POST http.route=/accounts
`);
const spans = JSON.parse(recorded) as Record<string, unknown>;

beforeAll(() => {
  cwd = mkdtempSync(join(tmpdir(), 'asdrawn-'));
  mkdirSync(join(cwd, '.git'));
  mkdirSync(join(cwd, 'docs'));
  writeFileSync(join(cwd, 'docs/signup.mmd'), drawing);
  writeFileSync(join(cwd, 'docs/flows.md'), flows);
  writeFileSync(join(cwd, 'run.json'), recorded);
});
afterAll(() => rmSync(cwd, { recursive: true }));

describe('drawings', () => {
  test.each([
    ['a path', { paths: 'docs/signup.mmd' }, ['docs/signup.mmd:1']],
    ['a glob', { paths: ['docs/*.mmd'] }, ['docs/signup.mmd:1']],
    ['a text', { texts: drawing }, ['drawing:1']],
    ['texts', { texts: [drawing, { text: drawing, path: 'b.mmd' }] }, ['drawing:1', 'b.mmd:1']],
    ['both', { paths: 'docs/signup.mmd', texts: [{ text: drawing }] }, ['docs/signup.mmd:1', 'drawing:1']],
    ['a document', { texts: flows, name: 'Signing up' }, ['drawing:6']],
  ])('%s', async (_, options, places) => {
    const { drawings, findings } = await parse({ cwd, ...options });
    expect(findings).toEqual([]);
    expect(drawings.map(({ path, line }) => `${path}:${line}`)).toEqual(places);
  });

  test('a URL, and the folder as one', async () => {
    const url = pathToFileURL(join(cwd, 'docs/signup.mmd'));
    const { drawings } = await parse({ paths: url, cwd: pathToFileURL(`${cwd}/`) });
    expect(drawings.map(({ path }) => path)).toEqual(['docs/signup.mmd']);
  });

  test.each([
    ['Signing up', 6],
    ['signing-up', 6],
    ['Login', 16],
    ['signing-in-too', 16],
  ])('of several, that which is called %s', async (name, line) => {
    const result = await parse({ cwd, paths: 'docs/flows.md', name });
    expect(result.drawings.map((one) => one.line)).toEqual([line]);
    expect(result.findings).toEqual([]);
  });

  test('of several, one that there is not', async () => {
    const { findings } = await parse({ cwd, paths: 'docs/flows.md', name: 'sining-up' });
    expect(findings).toMatchObject([
      {
        code: 'project/no-such-drawing',
        message: 'there is no drawing "sining-up" in docs/flows.md',
        help: 'did you mean docs/flows.md#signing-up?',
      },
    ]);
  });
});

describe('settings', () => {
  test('count before comments in the drawing', async () => {
    const texts = drawing.replace('actor', '%% asdrawn: open\n  actor').replace('/accounts', '/other');
    const of = async (settings?: { undrawnCalls: 'forbid' }) => (await check({ cwd, texts, spans, settings })).drawings;
    const codes = (drawings: Awaited<ReturnType<typeof of>>) =>
      drawings.flatMap(({ cases }) => cases.flatMap(({ findings }) => findings.map(({ code }) => code)));
    expect(codes(await of())).toEqual(['sequence/missing-message']);
    expect(codes(await of({ undrawnCalls: 'forbid' }))).not.toEqual(['sequence/missing-message']);
  });

  test('that there are none of are a finding at their line', async () => {
    const settings = { participants: { gateway: 'api' }, undrawCalls: 'allow' } as object;
    const result = await check({ cwd, texts: drawing, spans, settings });
    expect(result.verdict).not.toBe('conforms');
    expect((await report(result)).split('\n\n')[0]).toBe(
      [
        'error[configuration/unknown-setting] settings:5:3',
        '   there is no setting "undrawCalls" here',
        '   5 │   "undrawCalls": "allow"',
        '     │   ^^^^^^^^^^^^^',
        '   help: did you mean "undrawnCalls"?',
      ].join('\n'),
    );
  });

  test('of rules', async () => {
    const texts = `${drawing}  participant nobody\n`;
    const codes = async (settings?: { rules: Record<string, 'off' | 'error'> }) =>
      (await lint({ cwd, texts, settings })).findings.map(({ code, severity }) => `${severity} ${code}`);
    expect(await codes()).toEqual(['warning lint/unused-participant']);
    expect(await codes({ rules: { 'unused-participant': 'error' } })).toEqual(['error lint/unused-participant']);
    expect(await codes({ rules: { 'unused-participant': 'off' } })).toEqual([]);
    expect(await codes({ rules: { 'unused-participants': 'off' } })).toContain('error configuration/unknown-rule');
  });

  test('that are no plain data are the caller’s mistake', async () => {
    const settings: Record<string, unknown> = {};
    settings.self = settings;
    await expect(check({ cwd, texts: drawing, spans, settings })).rejects.toThrow(/^settings must be plain data/);
  });
});

describe('spans', () => {
  test('from files and at hand are one recording', async () => {
    const other = JSON.parse(recorded.replaceAll('7400000000', '7500000000')) as Record<string, unknown>;
    const { summary } = await check({ cwd, texts: drawing, traces: 'run.json', spans: other });
    expect(summary).toMatchObject({ cases: 2, spans: 6, verdicts: { conforms: 2 } });
  });

  test.each([{ spans: [] }, { spans: { resourceSpans: [] } }, { traces: [] }])(
    '%j are none, which is a finding',
    async (none) => {
      const { verdict, findings } = await check({ cwd, texts: drawing, ...none });
      expect(verdict).toBe('not-applicable');
      expect(findings).toMatchObject([
        { code: 'check/no-spans', message: 'there are no spans in what was given, so nothing was judged' },
      ]);
    },
  );

  test('of a service that the caller names', async () => {
    const service = ({ name }: { name: string }) => (name === 'POST /accounts' ? 'ledger' : undefined);
    const { drawings } = await bindings({ cwd, texts: drawing, spans, service });
    const { lifelines } = drawings[0]!;
    expect(lifelines.map(({ id, boundTo }) => [id, ...boundTo])).toEqual([
      ['User'],
      ['gateway', 'gateway'],
      ['accounts'],
    ]);
  });
});

describe('runs', () => {
  test('hand back what services would have reported, for check', async () => {
    const result = await run({ cwd, paths: 'docs/signup.mmd' });
    expect(result).toMatchObject({
      policy: 'first',
      seed: 1,
      findings: [],
      summary: { runs: 1, messages: 2, spans: 3 },
    });
    expect(result.spans.map(({ name, kind }) => `${kind} ${name}`)).toEqual([
      'server POST /signup',
      'client POST /accounts',
      'server POST /accounts',
    ]);
    expect(await check({ cwd, paths: 'docs/signup.mmd', spans: result.spans })).toMatchObject({ verdict: 'conforms' });
  });

  test('with faults, as check sees them', async () => {
    const { drawings, spans } = await run({ cwd, texts: drawing, faults: ['drop@5'] });
    expect(drawings[0]?.runs[0]).toMatchObject({ verdict: 'violates', injected: [{ kind: 'drop', line: 5 }] });
    expect(await check({ cwd, texts: drawing, spans })).toMatchObject({ verdict: 'violates' });
  });

  test('of everything, with every fault', async () => {
    const texts = drawing.replace('  gateway', '  opt is new\n  gateway').concat('  end\n');
    const { policy, drawings } = await run({ cwd, texts, mutate: ['drop', 'extra'] });
    expect(policy).toBe('cover');
    expect(drawings[0]?.runs.map(({ choices }) => choices.map(({ taken }) => taken))).toEqual([[1], [0]]);
    expect(drawings[0]?.mutations).toMatchObject({ struck: 6, missed: 0 });
  });

  test('are printed as the command line prints them', async () => {
    const result = await run({ cwd, texts: drawing });
    expect(await report(result)).toMatch(/^✓ 1 run of 1 drawing, 2 messages, .* 1 of 1 conform$/m);
    expect(JSON.parse(await report(result, { format: 'json' }))).not.toHaveProperty('spans');
  });

  test.each([
    [{ mutate: 'burn' }, /^run: "mutate" cannot be that: there is no fault burn; all, or a list of drop,/],
    [{ faults: ['drop', 'drip'] }, /^run: "faults" cannot be that: did you mean drop\? faults are drop,/],
  ])('%j cannot be wished for', async (options, message) => {
    await expect(run({ cwd, texts: drawing, ...options })).rejects.toThrow(message);
    await expect(run({ cwd, texts: drawing, ...options })).rejects.toBeInstanceOf(TypeError);
  });

  test('that cannot be are findings', async () => {
    const { findings, drawings } = await run({ cwd, paths: 'docs/flows.md', name: 'Broken' });
    expect(drawings).toEqual([]);
    expect(findings.map(({ code }) => code)).toEqual(['mermaid/missing-text']);
  });
});

describe('what cannot be meant throws a TypeError that says so', () => {
  const anything = <Options>(options: object) => options as Options;

  test.each([
    [() => parse(anything({ path: 'docs' })), 'parse has no option "path"; did you mean "paths"?'],
    [() => parse(anything({ quux: 1 })), 'parse has no option "quux"; there are: paths, texts, name, cwd, config'],
    [() => parse(anything({ paths: 7 })), 'parse: "paths" must be a path, a URL, or a list of them'],
    [() => lint(anything({ texts: [{}] })), 'lint: "texts" must be a text, { text, path }, or a list of them'],
    [() => lint(anything({ settings: [] })), 'lint: "settings" must be an object'],
    [() => lint(anything([])), 'lint takes an object with options'],
    [() => run(anything({ policy: 'last' })), `run: "policy" must be 'first', 'random' or 'cover'`],
    [() => run(anything({ seed: -1 })), 'run: "seed" must be a whole number from 0 on'],
    [() => run({ runs: 2 }), `run: "runs" says how many runs there are by chance; it goes with policy: 'random'`],
    [
      () => check(anything({ spans: 7 })),
      'check: "spans" must be a list of spans, or a recording as JSON.parse makes it',
    ],
    [() => bindings(anything({ spans: [], service: 'a' })), 'bindings: "service" must be a function'],
    [
      () => check({ cwd, texts: drawing }),
      'check needs what to judge by: spans, or traces, or "traces" in asdrawn.yaml',
    ],
  ])('%#', async (call, message) => {
    const error: unknown = await call().catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(TypeError);
    expect((error as Error).message).toBe(message);
  });

  test('a report of what is no result, and one that there is not', async () => {
    const result = await parse({ texts: drawing });
    await expect(report({ ...result })).rejects.toThrow(/^report takes a result/);
    await expect(report(result, { format: 'sarif' })).rejects.toThrow('there is no sarif report of this');
    expect(JSON.parse(await report(result, { format: 'json' }))).toEqual(JSON.parse(JSON.stringify(result)));
  });
});
