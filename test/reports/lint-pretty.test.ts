import { stripVTControlCharacters } from 'node:util';
import { expect, test } from 'vitest';
import type { Finding, LintResult } from '#checks';
import type { ReportOptions } from '#reports';
import { lintJson } from '../../src/reports/lint-json.ts';
import { lintPretty } from '../../src/reports/lint-pretty.ts';
import { drawing, rangeOf } from './fixtures.ts';
import { nastyLint, nastySources } from './nasty.ts';

const options: ReportOptions = {
  sources: (path) => (path === drawing.path ? drawing : undefined),
  colors: false,
  status: { code: 1, meaning: 'there are errors' },
};

const unused: Finding = {
  code: 'sequence/unused-participant',
  severity: 'warning',
  message: 'no message goes to or from "Billing"',
  path: drawing.path,
  range: rangeOf('participant "Billing" as billing'),
  help: 'remove it, or draw what it does',
  fix: {
    description: 'remove it',
    edits: [{ range: rangeOf('participant "Billing" as billing\n'), text: '' }],
    safe: true,
  },
  spans: [],
};
const wrong: Finding = {
  code: 'plantuml/arrow',
  severity: 'error',
  message: '`->` has no head',
  path: drawing.path,
  range: rangeOf('->'),
  spans: [],
};
const summary = { files: 3, drawings: 4, errors: 1, warnings: 1, notes: 0, fixed: 0, suppressed: 0 };
const result: LintResult = { formatVersion: 1, findings: [unused, wrong], summary };

test('finding by finding, then how many there are and how many fix themselves', () => {
  expect(`\n${lintPretty(result, options)}`).toMatchInlineSnapshot(`
    "
    warning[sequence/unused-participant] docs/signup.puml:6:1
       no message goes to or from "Billing"
       6 │ participant "Billing" as billing
         │ ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
       help: remove it, or draw what it does

    error[plantuml/arrow] docs/signup.puml:8:8
       \`->\` has no head
       8 │ Client -> gateway : POST /api/users
         │        ^^

    ✗ 1 error and 1 warning in 4 drawings of 3 files; --fix would resolve 1 of them
      exit status 1: there are errors
    "
  `);
});

const sentences: [Partial<LintResult['summary']>, readonly Finding[], string][] = [
  [{ errors: 0, warnings: 0 }, [], '✓ nothing to complain of in 4 drawings of 3 files'],
  [{ errors: 0, warnings: 0, drawings: 1, files: 1 }, [], '✓ nothing to complain of in 1 drawing of 1 file'],
  [{ errors: 0, warnings: 1 }, [unused], '! 1 warning in 4 drawings of 3 files; --fix would resolve it'],
  [
    { errors: 2, warnings: 3, notes: 1 },
    [unused, unused, wrong],
    '✗ 2 errors, 3 warnings and 1 note in 4 drawings of 3 files; --fix would resolve 2 of them',
  ],
  [
    { errors: 0, warnings: 2 },
    [unused, unused],
    '! 2 warnings in 4 drawings of 3 files; --fix would resolve all of them',
  ],
  [
    { errors: 1, warnings: 0 },
    [{ ...unused, fix: { ...unused.fix!, safe: false } }],
    '✗ 1 error in 4 drawings of 3 files',
  ],
  [
    { errors: 0, warnings: 0, fixed: 2, suppressed: 1 },
    [],
    '✓ nothing to complain of in 4 drawings of 3 files; 2 more were fixed; 1 more is kept silent',
  ],
];

test.each(sentences)('%j', (counts, findings, expected) => {
  const text = lintPretty({ formatVersion: 1, findings, summary: { ...summary, ...counts } }, options);
  expect(text.split('\n').at(-3)).toBe(expected);
});

test('colours change nothing but colours, and no text steers the terminal', () => {
  const colored = lintPretty(nastyLint, { ...options, sources: nastySources, colors: true });
  const plain = lintPretty(nastyLint, { ...options, sources: nastySources });
  expect(colored).not.toBe(plain);
  expect(stripVTControlCharacters(colored)).toBe(plain);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not be there.
  expect(plain).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202e]/);
});

test('as data it is the result itself', () => {
  expect(JSON.parse(lintJson(result))).toEqual(result);
});
