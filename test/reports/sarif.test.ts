import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { Log, Result } from 'sarif';
import { expect, test } from 'vitest';
import { type CheckResult, type Finding, ruleDescriptions } from '#checks';
import { SourceText } from '#diagnostics';
import type { ReportOptions } from '#reports';
import { checkSarif, lintSarif, mostResults } from '../../src/reports/sarif/index.ts';
import { drawing, resultOf, violated, wrongParticipant } from './fixtures.ts';
import { nastyCheck, nastyLint, nastySources } from './nasty.ts';

const require = createRequire(import.meta.url);
/** SARIF's own schema, as Microsoft's tools carry it. */
const schema = readFileSync(require.resolve(`@microsoft/sarif-multitool-${process.platform}/sarif-2.1.0.json`), 'utf8');
const ajv = new Ajv2020({
  strict: false,
  allErrors: true,
  formats: {
    uri: (text: string) => URL.canParse(text),
    // RFC 3986: no other characters, and a colon only in a scheme or behind a slash.
    'uri-reference':
      /^(?:[a-z][a-z0-9+.-]*:)?(?:[\w.~!$&'()*+,;=@-]|%[0-9A-F]{2})*(?:\/(?:[\w.~!$&'()*+,;=@:/-]|%[0-9A-F]{2})*)?$/i,
    'date-time': true,
    uuid: true,
  },
});
const isSarif = ajv.compile<Log>(JSON.parse(schema));

const options: ReportOptions = {
  sources: (path) => (path === drawing.path ? drawing : undefined),
  colors: false,
  status: { code: 1, meaning: 'there are violations' },
  version: '1.2.3',
  rules: ruleDescriptions,
};
const nasty: ReportOptions = { ...options, sources: nastySources };

function valid(text: string): Log {
  const log: unknown = JSON.parse(text);
  isSarif(log);
  expect((isSarif.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`)).toEqual([]);
  return log as Log;
}

function resultsOf(result: CheckResult, given = options): Result[] {
  return valid(checkSarif(result, given)).runs[0]!.results!;
}

const samples: Readonly<Record<string, string>> = {
  'a violation': checkSarif(resultOf([violated]), options),
  'nothing at all': checkSarif(resultOf([]), { sources: () => undefined, colors: false, version: '1.2.3' }),
  'nasty texts of check': checkSarif(nastyCheck, nasty),
  'nasty texts of lint': lintSarif(nastyLint, nasty),
};

test.each(Object.entries(samples))('%s is SARIF by its schema', (_name, text) => {
  expect(valid(text).runs).toHaveLength(1);
});

test('what is no SARIF is found out', () => {
  const log = JSON.parse(samples['a violation']!);
  log.runs[0].results[0].level = 'fatal';
  expect(isSarif(log)).toBe(false);
});

test('Microsoft’s validator has no complaint but that there is no page about asdrawn', { timeout: 120_000 }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'asdrawn-sarif-'));
  try {
    const files = Object.values(samples).map((text, index) => {
      const file = join(folder, `${index}.sarif`);
      writeFileSync(file, text);
      return file;
    });
    const tool: string = require('@microsoft/sarif-multitool');
    const argv = ['validate', ...files, '--rule-kind', 'Sarif;Ghas', '--level', 'Error;Warning'];
    const said = execFileSync(tool, argv, { encoding: 'utf8' });
    expect(said).toContain(`${files.length} files scanned`);
    const complaints = said.split('\n').filter((line) => /: (?:error|warning) /.test(line));
    // SARIF2005: informationUri is missing.
    expect(complaints.filter((line) => !line.includes("does not provide 'informationUri'"))).toEqual([]);
    expect(complaints).toHaveLength(files.length);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('a violation is told once, with its place, its cases and what to do', () => {
  const [result, ...others] = resultsOf(resultOf([violated]));
  expect(others).toEqual([]);
  expect(result).toMatchObject({ ruleId: 'sequence/wrong-participant', level: 'error', occurrenceCount: 3 });
  expect(result!.message.text!.split('\n')).toEqual([
    'POST /accounts was sent by user-service, not by gateway.',
    'In case 17ccb589 (37 spans): POST /accounts was sent by user-service, 10 ms into the case (span 4be1…).',
    'And in 2 more cases: 27ccb589, 37ccb589.',
    'Expected next: gateway -> billing: POST /accounts, or gateway --> Client: 201 Created.',
    'Help: draw `users -> billing`, or bind "gateway" to user-service in asdrawn.yaml.',
  ]);
  expect(result!.locations![0]!.physicalLocation).toEqual({
    artifactLocation: { uri: 'docs/signup.puml', uriBaseId: 'PROJECTROOT' },
    region: {
      startLine: 15,
      startColumn: 3,
      endLine: 15,
      endColumn: 38,
      snippet: { text: 'gateway -> billing : POST /accounts' },
    },
  });
});

test('the way of the messages: drawn before, the place, what was seen, what could have come', () => {
  const [result] = resultsOf(resultOf([violated]));
  const steps = result!.codeFlows![0]!.threadFlows[0]!.locations.map(({ location }) => [
    location!.physicalLocation!.region!.startLine,
    location!.message!.text,
  ]);
  expect(steps).toEqual([
    [10, 'drawn before: gateway -> users: POST /users'],
    [15, 'drawn: gateway calls billing'],
    [
      15,
      'observed: user-service "POST", 10 ms after user-service came in (span 4be1000000000000 of trace 17ccb5890a1b2c3d4e5f60718293a4b5)',
    ],
    [15, 'expected: gateway -> billing: POST /accounts'],
    [18, 'expected: gateway --> Client: 201 Created'],
  ]);
});

test('every rule is listed, fired or not, and results find theirs by number', () => {
  const unknown: Finding = { ...wrongParticipant, code: 'mermaid/quite-new' };
  const { runs } = valid(checkSarif(resultOf([violated], { findings: [unknown] }), options));
  const rules = runs[0]!.tool.driver.rules!;
  expect(rules.map(({ id }) => id)).toEqual([...ruleDescriptions.map(({ code }) => code), 'mermaid/quite-new']);
  expect(rules.at(-1)!.shortDescription!.text).toBe('Mermaid: quite new.');
  for (const { ruleId, ruleIndex } of runs[0]!.results!) expect(rules[ruleIndex!]!.id).toBe(ruleId);
});

test('a fingerprint outlives moved lines, other cases and counts, and tells apart what is not the same', () => {
  const of = (finding: Finding, source: SourceText): Record<string, string> =>
    resultsOf(resultOf([{ ...violated, cases: [{ ...violated.cases[0]!, findings: [finding] }] }]), {
      ...options,
      sources: () => source,
    })[0]!.partialFingerprints!;
  const moved = new SourceText(drawing.path, `\n\n${drawing.text}`);
  const { start, end } = wrongParticipant.range!;
  const below = { start: { ...start, line: start.line + 2 }, end: { ...end, line: end.line + 2 } };
  const before = of(wrongParticipant, drawing);
  expect(of({ ...wrongParticipant, range: below, message: 'it happened 3 times' }, moved)).toEqual(before);
  expect(of({ ...wrongParticipant, code: 'sequence/wrong-status' }, drawing)).not.toEqual(before);
  expect(of({ ...wrongParticipant, range: below }, drawing)).not.toEqual(before);
  const twice = resultsOf(resultOf([violated], { findings: [wrongParticipant] }));
  expect(new Set(twice.map(({ partialFingerprints }) => JSON.stringify(partialFingerprints))).size).toBe(2);
});

test('what is about no text of the checkout is a notification, and so is an open verdict', () => {
  const noSpans: Finding = { code: 'check/no-spans', severity: 'error', message: 'no spans', path: '', spans: [] };
  const { results, invocations } = valid(
    checkSarif(resultOf([violated], { findings: [noSpans] }), { ...options, status: { code: 2, meaning: 'failed' } }),
  ).runs[0]!;
  expect(results!.map(({ ruleId }) => ruleId)).toEqual(['sequence/wrong-participant']);
  expect(invocations![0]).toMatchObject({ executionSuccessful: false, exitCode: 2, exitCodeDescription: 'failed' });
  expect(invocations![0]!.toolExecutionNotifications!.map(({ level, message }) => [level, message.text])).toEqual([
    ['error', 'no spans.'],
    [
      'warning',
      '"Sign-up" is inconclusive in 1 case: the parent of 3 spans is missing, so what is absent may only be lost.',
    ],
  ]);
});

test('a fix is carried along', () => {
  const fix = {
    description: 'write `->`',
    edits: [{ range: { start: { line: 15, column: 11 }, end: { line: 15, column: 13 } }, text: '->' }],
    safe: true,
  };
  const [result] = valid(lintSarif({ ...nastyLint, findings: [{ ...wrongParticipant, fix }] }, options)).runs[0]!
    .results!;
  expect(result!.fixes).toEqual([
    {
      description: { text: 'write `->`' },
      artifactChanges: [
        {
          artifactLocation: { uri: 'docs/signup.puml', uriBaseId: 'PROJECTROOT' },
          replacements: [
            {
              deletedRegion: { startLine: 15, startColumn: 11, endLine: 15, endColumn: 13 },
              insertedContent: { text: '->' },
            },
          ],
        },
      ],
    },
  ]);
});

test('no more results than GitHub takes, errors first, and the rest is counted', () => {
  const note: Finding = { ...wrongParticipant, severity: 'note' };
  const findings = [...Array.from({ length: mostResults + 5 }, () => note), wrongParticipant];
  const { results, invocations } = (JSON.parse(lintSarif({ ...nastyLint, findings }, options)) as Log).runs[0]!;
  expect(results).toHaveLength(mostResults);
  expect(results![0]!.level).toBe('error');
  expect(invocations![0]!.toolExecutionNotifications!.map(({ message }) => message.text)).toEqual([
    '6 more findings left out, for a run holds at most 25000.',
  ]);
});

test('files are named from the root of the checkout', () => {
  const uriOf = (path: string, folder: string): unknown =>
    valid(
      lintSarif(
        { ...nastyLint, findings: [{ ...wrongParticipant, path }] },
        { ...options, sources: () => undefined, checkout: { folder } },
      ),
    ).runs[0]!.results![0]!.locations![0]!.physicalLocation!.artifactLocation;
  const inRoot = (uri: string) => ({ uri, uriBaseId: 'PROJECTROOT' });
  expect(uriOf('docs/a b.puml', 'services/orders/')).toEqual(inRoot('services/orders/docs/a%20b.puml'));
  expect(uriOf('./docs/a:b.puml', '')).toEqual(inRoot('docs/a%3Ab.puml'));
  expect(uriOf('../docs/a.puml', 'services/')).toEqual(inRoot('docs/a.puml'));
  expect(uriOf('../../a.puml', 'services/')).toEqual({ uri: '../a.puml' });
  expect(uriOf('/tmp/a.puml', 'services/')).toEqual({ uri: 'file:///tmp/a.puml' });
  expect(uriOf('C:\\docs\\a.puml', 'services/')).toEqual({ uri: 'file:///C:/docs/a.puml' });
});
