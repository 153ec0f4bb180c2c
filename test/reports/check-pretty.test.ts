import { stripVTControlCharacters } from 'node:util';
import { expect, test } from 'vitest';
import type { CheckResult, DrawingResult, Finding } from '#checks';
import { checkPretty } from '../../src/reports/check-pretty.ts';
import { caseOf, drawing, rangeOf, reportOf, resultOf, violated, wrongParticipant } from './fixtures.ts';

function show(result: CheckResult, colors = false, width = 90): string {
  const sources = (path: string) => (path === drawing.path ? drawing : undefined);
  return checkPretty(reportOf(result), {
    sources,
    colors,
    width,
    status: { code: 1, meaning: 'there are violations' },
  });
}

const warning: Finding = {
  code: 'traces/bad-line',
  severity: 'warning',
  message: 'this line was left out, it is not JSON',
  path: 'traces/a.jsonl',
  range: { start: { line: 7, column: 1 }, end: { line: 7, column: 9 } },
  help: 'a line that ends too early was cut while it was written',
  spans: [],
};

test('what concerns the run, then drawing by drawing, then the verdict', () => {
  expect(`\n${show(resultOf([violated], { findings: [warning] }))}`).toMatchInlineSnapshot(`
    "
    warning[traces/bad-line] traces/a.jsonl:7:1
       this line was left out, it is not JSON
       help: a line that ends too early was cut while it was written

    ✗ Sign-up  docs/signup.puml:1  violates
       5 cases: 1 conforms, 3 violate, 1 is inconclusive (1 other never enters this drawing)

    error[sequence/wrong-participant] docs/signup.puml:15:3
       POST /accounts was sent by user-service, not by gateway
       15 │   gateway -> billing : POST /accounts
          │   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ drawn: gateway calls billing
       in case 17ccb589 (37 spans): POST /accounts was sent by user-service, 10 ms into the
       case (span 4be1…)
       and in 2 more cases: 27ccb589, 37ccb589
       expected next: gateway -> billing: POST /accounts
                   or gateway --> Client: 201 Created
       help: draw \`users -> billing\`, or bind "gateway" to user-service in asdrawn.yaml

       inconclusive: the parent of 3 spans is missing, so what is absent may only be lost
                     (case 57ccb589)
       seen: 3 of 4 lifelines, 1 of 3 messages, 1 of 2 operands
       never seen: gateway -> users: POST /users (line 10), else refused (line 13)
       cannot be seen in these traces: gateway --> Client: 201 Created (line 18)
       not observed: Client
       took part, but not drawn: redis, audit-service

    ✗ 1 of 1 drawing is violated (6 cases, 222 spans)
      exit status 1: there are violations
    "
  `);
});

test('colours change nothing but colours', () => {
  const result = resultOf([violated], { findings: [warning] });
  expect(show(result, true)).not.toBe(show(result));
  expect(stripVTControlCharacters(show(result, true))).toBe(show(result));
});

test('no line is wider than the terminal', () => {
  for (const width of [80, 100]) {
    for (const line of show(resultOf([violated], { findings: [warning] }), false, width).split('\n')) {
      expect(line.length, line).toBeLessThanOrEqual(width);
    }
  }
});

test('a finding of the run that points into a drawing is told there', () => {
  const finding: Finding = { ...warning, path: drawing.path, range: rangeOf('Client -> gateway') };
  const text = show(resultOf([violated], { findings: [finding] }));
  expect(text.indexOf('warning[')).toBeGreaterThan(text.indexOf('✗ Sign-up'));
});

test('cases whose ids begin alike get longer names', () => {
  const cases = ['5f43a1c8000000000000000000000001', '5f43a1c8111100000000000000000001'].map((id) =>
    caseOf(id, { verdict: 'violates', findings: [wrongParticipant] }),
  );
  const text = show(resultOf([{ ...violated, cases }]));
  expect(text).toContain('in case 5f43a1c80000 (37 spans)');
  expect(text).toContain('and in 1 more case: 5f43a1c81111');
});

test('nothing that spans or drawings hold can steer the terminal', () => {
  const evil = { ...wrongParticipant, message: 'a\u001b[2Jb', observed: 'c\u009b1md', help: 'e\u202ef' };
  const text = show(
    resultOf([{ ...violated, cases: [caseOf('\u001b]0;x', { verdict: 'violates', findings: [evil] })] }]),
  );
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not be there.
  expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
});

test('many drawings that no case enters are listed, few are told', () => {
  const untouched = (line: number): DrawingResult => ({
    ...violated,
    name: `Flow ${line}`,
    path: 'docs/flows.md',
    line,
    verdict: 'not-applicable',
    cases: [],
  });
  const unmatched = (line: number): Finding => ({
    ...warning,
    code: 'check/no-matching-case',
    message: 'no case enters it',
    path: 'docs/flows.md',
    range: { start: { line: line + 1, column: 1 }, end: { line: line + 1, column: 9 } },
  });
  const shown = (lines: readonly number[]) =>
    show(resultOf([violated, ...lines.map(untouched)], { findings: lines.map(unmatched) }));
  expect(shown([10, 20])).toContain('no case enters it');
  const many = shown([10, 20, 30]);
  expect(many).not.toContain('no case enters it');
  expect(many).toContain('– no case enters 3 drawings (check/no-matching-case)\n   Flow 10  docs/flows.md:10\n');
});
