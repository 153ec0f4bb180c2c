import type { CheckResult, Finding, LintResult } from '#checks';
import { SourceText } from '#diagnostics';
import { caseOf, resultOf, violated } from './fixtures.ts';

/** What labels, span names and paths may hold, for every report to stand. */
export const nastyTexts: readonly string[] = [
  'a"b\'c<d>&e]]>f',
  '```\n</details></summary><script>alert(1)</script>\n```',
  '`one` ``two`` ```three',
  '| pipe | table |',
  '@octocat #12 octo/repo#34 GH-56',
  'see https://evil.example/?a=(b) or www.evil.example, mail@evil.example',
  '![x](http://evil.example/x.png) [click](javascript:alert(1)) <http://evil.example>',
  '/users/{id}/orders/{0} 100%25 50% %0A::error::x',
  '\n::error file=x::injected\r\n##[error]injected',
  'tab\tnull\u0000bell\u0007escape\u001b[31m\u007f\u0085',
  'lone \ud800 surrogate, \ufffe and \uffff, rtl \u202e and 用户 👩‍💻',
  '- list\n# heading\n> quote\n    code',
  '\\`escaped\\` *bold* _it_ ~~gone~~ $x$ :smile: &amp; &#64;octocat',
];

const paths = ['docs/a b/100%,x:y(1)[2]#3?.puml', 'docs/`tick`|"quote"&<用户>@octocat.mmd'];

function findingOf(text: string, index: number): Finding {
  const path = paths[index % paths.length]!;
  return {
    code: index % 3 === 0 ? 'sequence/moved-message' : 'sequence/missing-message',
    severity: (['error', 'warning', 'note'] as const)[index % 3]!,
    message: `"${text}" did not come where it is drawn`,
    path,
    range: { start: { line: index + 2, column: 1 }, end: { line: index + 2, column: 5 } },
    label: `drawn: ${text}`,
    observed: `seen: ${text}`,
    expected: [text, `${text} again`],
    help: `draw ${text}`,
    related: [{ path, range: { start: { line: 1, column: 1 }, end: { line: 2, column: 1 } }, message: text }],
    fix: {
      description: `write ${text}`,
      edits: [{ range: { start: { line: 1, column: 1 }, end: { line: 1, column: 1 } }, text }],
      safe: true,
    },
    spans: [{ traceId: 'ab', spanId: 'cd', service: text, name: text, at: 1.5 }],
  };
}

export const nastyFindings: readonly Finding[] = nastyTexts.map(findingOf);

/** Every text everywhere: in findings with and without a place, in names, ids, reasons and coverage. */
export const nastyCheck: CheckResult = resultOf(
  paths.map((path, index) => ({
    ...violated,
    path,
    name: nastyTexts[index * 2 + 1]!,
    reasons: [{ code: 'case/budget', message: nastyTexts[4]! }],
    cases: [
      caseOf(nastyTexts[8]!, { verdict: 'violates', findings: nastyFindings.filter((one) => one.path === path) }),
      caseOf(nastyTexts[9]!, {
        verdict: 'inconclusive',
        reasons: nastyTexts.map((message) => ({ code: 'case/spans-missing', message })),
      }),
    ],
  })),
  {
    findings: nastyTexts.map((text) => ({
      code: 'traces/bad-line',
      severity: 'warning',
      message: text,
      path: '',
      help: text,
      spans: [],
    })),
  },
);

export const nastyLint: LintResult = {
  formatVersion: 1,
  findings: nastyFindings,
  summary: { files: 2, drawings: 2, errors: 5, warnings: 4, notes: 4, fixed: 0, suppressed: 0 },
};

const texts = new Map(
  paths.map((path) => [path, new SourceText(path, nastyTexts.map((text) => text.replace(/\s+/g, ' ')).join('\n'))]),
);

export const nastySources = (path: string): SourceText | undefined => texts.get(path);
