import type { CaseResult, CheckResult, DrawingResult, Finding } from '#checks';
import { mergedFindings } from '../merged-findings.ts';
import { pathInCheckout } from '../place.ts';
import type { ReportOptions } from '../report.ts';
import { caseNames } from '../terminal/case-names.ts';
import { count, oneLine } from '../terminal/text.ts';
import { isJudged, toldFindings, toldReasons } from '../told.ts';
import { plainFindings } from './finding-text.ts';
import { junitXml, type TestCase, type TestSuite } from './xml.ts';

/** With more cases of a drawing than this a server's list of tests is of no use, and they become one test. */
export const mostCases = 200;

type NameOf = (caseId: string) => string;

/** A suite for each drawing, a test for each case that enters it; what concerns the run is a suite of its own. */
export function checkJunit(result: CheckResult, options: ReportOptions): string {
  const nameOf = caseNames(result.drawings.flatMap(({ cases }) => cases.map(({ id }) => id)));
  const told = toldFindings(result).filter(({ cases }) => cases.length === 0);
  const own = Map.groupBy(told, ({ drawing }) => drawing);
  const findingsOf = (drawing: DrawingResult | undefined): Finding[] =>
    (own.get(drawing) ?? []).map(({ finding }) => finding);
  const suites = [
    { name: 'the run', cases: findingsOf(undefined).map((finding) => runTest(finding, options)) },
    ...result.drawings.map((drawing) => drawingSuite(drawing, findingsOf(drawing), nameOf, options)),
  ];
  return junitXml(
    'asdrawn check',
    suites.filter(({ cases }) => cases.length > 0),
  );
}

function runTest(finding: Finding, options: ReportOptions): TestCase {
  const { code, severity, message, path, range } = finding;
  return {
    name: oneLine(path === '' ? code : `${code} ${path}`),
    classname: 'the run',
    file: path === '' ? '' : pathInCheckout(path, options),
    line: range?.start.line,
    outcome: severity === 'error' ? 'error' : 'passed',
    message: oneLine(message),
    type: code,
    text: plainFindings([{ finding }], options),
  };
}

function drawingSuite(
  drawing: DrawingResult,
  own: readonly Finding[],
  nameOf: NameOf,
  options: ReportOptions,
): TestSuite {
  const { name, path, line } = drawing;
  const file = pathInCheckout(path, options);
  const place = { classname: oneLine(`${file}: ${name}`), file, line };
  const judged = drawing.cases.filter(isJudged);
  const tests =
    judged.length > mostCases
      ? [together(drawing, nameOf, options)]
      : judged.map((one) => caseTest(one, nameOf, options));
  const cases = [drawingTest(drawing, own, options), ...tests].filter((test) => test !== undefined);
  return { name: oneLine(name), file, cases: cases.map((test) => ({ ...place, ...test })) };
}

type TestOfDrawing = Omit<TestCase, 'classname' | 'file'>;

/** What is to be said of the drawing itself; nothing where all is well with it and its cases speak. */
function drawingTest(
  drawing: DrawingResult,
  own: readonly Finding[],
  options: ReportOptions,
): TestOfDrawing | undefined {
  const text = plainFindings(
    own.map((finding) => ({ finding })),
    options,
  );
  const error = own.find(({ severity }) => severity === 'error');
  if (error) {
    return { name: 'can be judged', outcome: 'error', message: oneLine(error.message), type: error.code, text };
  }
  if (!drawing.cases.some(isJudged)) {
    const said = [...own.map(({ message }) => message), ...drawing.reasons.map(({ message }) => message)];
    // One that could not be judged must not look like one that nothing concerned.
    const outcome = drawing.verdict === 'inconclusive' ? 'error' : 'skipped';
    return {
      name: 'is entered by a case',
      outcome,
      message: oneLine(said[0] ?? 'no case enters this drawing'),
    };
  }
  return own.length > 0 ? { name: 'can be judged', outcome: 'passed', text } : undefined;
}

function caseTest(one: CaseResult, nameOf: NameOf, options: ReportOptions): TestOfDrawing {
  const name = `case ${oneLine(nameOf(one.id))}`;
  const { verdict, findings, reasons } = one;
  if (verdict === 'violates') {
    const [first] = findings;
    const more = findings.length > 1 ? ` (and ${count(findings.length - 1, 'more finding')})` : '';
    return {
      name,
      // The line of what is wrong is of more use than that of the drawing.
      ...(first?.range && { line: first.range.start.line }),
      outcome: 'failure',
      message: oneLine(`${first?.message ?? 'the drawing is violated'}${more}`),
      type: first?.code,
      text: plainFindings(
        findings.map((finding) => ({
          finding,
          seenIn: `trace ${one.traceIds.join(', ')} (${count(one.spanCount, 'span')})`,
        })),
        options,
      ),
    };
  }
  const said = reasons.map(({ message }) => message).join('; ');
  if (verdict === 'inconclusive') return { name, outcome: 'skipped', message: oneLine(`inconclusive: ${said}`) };
  return { name, outcome: 'passed', ...(said && { text: `limited: ${said}` }) };
}

/** Very many cases as one test. */
function together(drawing: DrawingResult, nameOf: NameOf, options: ReportOptions): TestOfDrawing {
  const judged = drawing.cases.filter(isJudged);
  const of = (wanted: CaseResult['verdict']): number => judged.filter(({ verdict }) => verdict === wanted).length;
  const name = `${count(judged.length, 'case')}`;
  const told = mergedFindings(drawing).filter(({ finding }) => finding.severity === 'error');
  if (of('violates') > 0) {
    const seen = told.map(({ finding, cases }) => ({
      finding,
      seenIn: `${count(cases.length, 'case')}, such as ${nameOf(cases[0]!.id)}`,
    }));
    const message = `${of('violates')} of ${judged.length} cases violate the drawing: ${told[0]?.finding.message ?? ''}`;
    const line = told[0]?.finding.range?.start.line;
    const where = line === undefined ? {} : { line };
    return {
      name,
      ...where,
      outcome: 'failure',
      message: oneLine(message),
      type: told[0]?.finding.code,
      text: plainFindings(seen, options),
    };
  }
  const open = toldReasons(drawing).filter(({ isOpen }) => isOpen);
  if (open.length === 0) return { name, outcome: 'passed' };
  const message = `${of('inconclusive')} of ${judged.length} cases are inconclusive: ${open.map((reason) => reason.message).join('; ')}`;
  return { name, outcome: 'skipped', message: oneLine(message) };
}
