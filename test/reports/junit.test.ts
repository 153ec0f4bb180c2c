import { expect, test } from 'vitest';
import type { CheckResult, DrawingResult, Finding } from '#checks';
import type { ReportOptions } from '#reports';
import { checkJunit, mostCases } from '../../src/reports/junit/check-junit.ts';
import { lintJunit } from '../../src/reports/junit/lint-junit.ts';
import { caseOf, drawing, resultOf, violated, wrongParticipant } from './fixtures.ts';
import { nastyCheck, nastyLint, nastySources } from './nasty.ts';
import { type Element, readXml } from './xml-reader.ts';

const options: ReportOptions = {
  sources: (path) => (path === drawing.path ? drawing : undefined),
  colors: false,
};
const nasty: ReportOptions = { ...options, sources: nastySources };

/** Elements and attributes that Jenkins and GitLab read, and where they may stand; counts that are right. */
function wellFormed(text: string): Element {
  const root = readXml(text);
  expect(root.name).toBe('testsuites');
  const suites = root.children;
  for (const suite of suites) {
    expect([suite.name, Object.keys(suite.attributes)]).toEqual([
      'testsuite',
      expect.arrayContaining(['name', 'tests', 'failures', 'errors', 'skipped', 'time']),
    ]);
    for (const one of suite.children) {
      expect([one.name, Object.keys(one.attributes)]).toEqual([
        'testcase',
        expect.arrayContaining(['name', 'classname', 'time']),
      ]);
      expect(one.attributes.line ?? '1').toMatch(/^\d+$/);
      expect(one.children.length).toBeLessThanOrEqual(1);
      for (const { name } of one.children) expect(name).toMatch(/^(?:failure|error|skipped|system-out)$/);
    }
    expect(countsOf(suite)).toEqual(counted(suite.children));
  }
  expect(countsOf(root)).toEqual(counted(suites.flatMap(({ children }) => children)));
  return root;
}

function countsOf({ attributes }: Element): number[] {
  return ['tests', 'failures', 'errors', 'skipped'].map((name) => Number(attributes[name]));
}

function counted(cases: readonly Element[]): number[] {
  const of = (name: string): number => cases.filter(({ children }) => children[0]?.name === name).length;
  return [cases.length, of('failure'), of('error'), of('skipped')];
}

/** Suites with their tests: `name: outcome message`. */
function told(result: CheckResult, given = options): Record<string, string[]> {
  return Object.fromEntries(
    wellFormed(checkJunit(result, given)).children.map(({ attributes, children }) => [
      attributes.name,
      children.map(spoken),
    ]),
  );
}

function spoken({ attributes, children: [outcome] }: Element): string {
  return `${attributes.name}: ${outcome?.name ?? 'passed'} ${outcome?.attributes.message ?? ''}`.trim();
}

test('a test for each case that enters the drawing', () => {
  const failed = 'failure POST /accounts was sent by user-service, not by gateway';
  expect(told(resultOf([violated]))).toEqual({
    'Sign-up': [
      `case 17ccb589: ${failed}`,
      `case 27ccb589: ${failed}`,
      `case 37ccb589: ${failed}`,
      'case 47ccb589: passed',
      'case 57ccb589: skipped inconclusive: the parent of 3 spans is missing, so what is absent may only be lost',
    ],
  });
});

test('a failure points at its line, and tells what a terminal tells', () => {
  const [suite] = wellFormed(checkJunit(resultOf([violated]), options)).children;
  const [first] = suite!.children;
  expect(first!.attributes).toMatchObject({
    file: 'docs/signup.puml',
    line: '15',
    classname: 'docs/signup.puml: Sign-up',
  });
  expect(first!.children[0]!.attributes.type).toBe('sequence/wrong-participant');
  expect(first!.children[0]!.text).toContain('   15 │   gateway -> billing : POST /accounts\n');
  expect(first!.children[0]!.text).toContain('in trace 17ccb5890a1b2c3d4e5f60718293a4b5 (37 spans)');
});

const unparsed: Finding = { ...wrongParticipant, code: 'plantuml/syntax', message: 'no statement' };
const untouched: DrawingResult = { ...violated, verdict: 'not-applicable', cases: [] };
const noSpans: Finding = { code: 'check/no-spans', severity: 'error', message: 'no spans', path: '', spans: [] };
const warning: Finding = { ...noSpans, code: 'traces/bad-line', severity: 'warning', message: 'left out' };

const table: [string, CheckResult, Record<string, string[]>][] = [
  [
    'a drawing with errors is an error',
    resultOf([{ ...untouched, verdict: 'inconclusive' }], { findings: [unparsed] }),
    { 'Sign-up': ['can be judged: error no statement'] },
  ],
  [
    'so is one that was not judged, wherever the reason stands',
    resultOf([
      { ...untouched, verdict: 'inconclusive', reasons: [{ code: 'check/not-parsed', message: 'it has errors' }] },
    ]),
    { 'Sign-up': ['is entered by a case: error it has errors'] },
  ],
  [
    'a drawing that no case enters is skipped',
    resultOf([untouched]),
    { 'Sign-up': ['is entered by a case: skipped no case enters this drawing'] },
  ],
  [
    'what concerns the run is a suite of its own',
    resultOf([], { findings: [noSpans, warning] }),
    { 'the run': ['check/no-spans: error no spans', 'traces/bad-line: system-out'] },
  ],
  ['nothing is nothing', resultOf([]), {}],
];

test.each(table)('%s', (_name, result, expected) => expect(told(result)).toEqual(expected));

test('very many cases are one test', () => {
  const many = (verdict: 'conforms' | 'violates') =>
    Array.from({ length: mostCases }, (_, index) =>
      caseOf(`${verdict}-${index}`, { verdict, findings: verdict === 'violates' ? [wrongParticipant] : [] }),
    );
  const conforming = { ...violated, cases: [...many('conforms'), caseOf('x', {})] };
  expect(told(resultOf([conforming]))).toEqual({ 'Sign-up': ['201 cases: passed'] });
  const both = { ...violated, cases: [...many('conforms'), ...many('violates')] };
  expect(told(resultOf([both]))).toEqual({
    'Sign-up': [
      '400 cases: failure 200 of 400 cases violate the drawing: POST /accounts was sent by user-service, not by gateway',
    ],
  });
});

test('whatever texts hold, it is XML, and the texts are in it', () => {
  const root = wellFormed(checkJunit(nastyCheck, nasty));
  const all = JSON.stringify(root);
  expect(all).toContain('用户 👩‍💻');
  expect(
    root.children.find(({ attributes }) => attributes.name === 'the run')!.children[0]!.children[0]!.text,
  ).toContain('a"b\'c<d>&e]]>f');
  wellFormed(lintJunit(nastyLint, nasty));
});

test('lint: a suite for each file, a test for each rule; warnings fail nothing', () => {
  const inOther: Finding = { ...wrongParticipant, path: 'docs/b.puml', severity: 'warning' };
  const findings = [
    wrongParticipant,
    { ...wrongParticipant, message: 'again' },
    { ...unparsed, severity: 'note' as const },
    inOther,
  ];
  const root = wellFormed(lintJunit({ ...nastyLint, findings }, options));
  expect(
    root.children.map(({ attributes, children }) => [attributes.name, attributes.file, ...children.map(spoken)]),
  ).toEqual([
    [
      'docs/signup.puml',
      'docs/signup.puml',
      'sequence/wrong-participant: failure POST /accounts was sent by user-service, not by gateway (and 1 more place)',
      'plantuml/syntax: system-out',
    ],
    ['docs/b.puml', 'docs/b.puml', 'sequence/wrong-participant: system-out'],
  ]);
});

test('lint without findings is a test that passed, for an empty report is taken for no run', () => {
  const summary = { files: 3, drawings: 4, errors: 0, warnings: 0, notes: 0, fixed: 0, suppressed: 0 };
  const root = wellFormed(lintJunit({ formatVersion: 1, findings: [], summary }, options));
  expect(root.children.flatMap(({ children }) => children.map(spoken))).toEqual([
    'nothing to complain of in 4 drawings of 3 files: passed',
  ]);
});
