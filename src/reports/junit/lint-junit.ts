import type { Finding, LintResult } from '#checks';
import { lintSentence } from '../lint-sentence.ts';
import { pathInCheckout } from '../place.ts';
import type { ReportOptions } from '../report.ts';
import { count, oneLine } from '../terminal/text.ts';
import { plainFindings } from './finding-text.ts';
import { junitXml, type TestCase, type TestSuite } from './xml.ts';

/** A suite for each file with findings, a test for each rule that has found something in it. */
export function lintJunit(result: LintResult, options: ReportOptions): string {
  const byFile = Map.groupBy(result.findings, ({ path }) => path);
  const suites = [...byFile].map(([path, findings]) => fileSuite(path, findings, options));
  // A report without a test is taken for a run that did not happen.
  return junitXml('asdrawn lint', suites.length > 0 ? suites : [nothingFound(result)]);
}

function nothingFound(result: LintResult): TestSuite {
  const name = oneLine(lintSentence(result));
  return { name: 'the run', cases: [{ name, classname: 'the run', file: '', outcome: 'passed' }] };
}

function fileSuite(path: string, findings: readonly Finding[], options: ReportOptions): TestSuite {
  const file = path === '' ? '' : pathInCheckout(path, options);
  const name = path === '' ? 'the run' : oneLine(file);
  const byRule = Map.groupBy(findings, ({ code }) => code);
  const cases = [...byRule].map(([code, found]) => ruleTest(code, found, { classname: name, file }, options));
  return { name, cases, ...(file && { file }) };
}

function ruleTest(
  code: string,
  found: readonly Finding[],
  place: Pick<TestCase, 'classname' | 'file'>,
  options: ReportOptions,
): TestCase {
  // A warning fails nothing, and is told all the same.
  const worst = found.find(({ severity }) => severity === 'error') ?? found[0]!;
  const more = found.length > 1 ? ` (and ${count(found.length - 1, 'more place')})` : '';
  return {
    ...place,
    name: code,
    line: worst.range?.start.line,
    outcome: worst.severity === 'error' ? 'failure' : 'passed',
    message: oneLine(`${worst.message}${more}`),
    type: code,
    text: plainFindings(
      found.map((finding) => ({ finding })),
      options,
    ),
  };
}
