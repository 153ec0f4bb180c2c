/** SARIF 2.1.0 (OASIS), as code scanning and editors read it. */
import type { Log, Run } from 'sarif';
import type { CheckResult, LintResult, RuleDescription } from '#checks';
import type { ReportOptions } from '../report.ts';
import { caseNames } from '../terminal/case-names.ts';
import { type ToldFinding, type ToldReason, toldFindings, toldReasons } from '../told.ts';
import { Fingerprints } from './fingerprints.ts';
import { invocationOf, notificationOf, notificationOfReason, tooMany } from './invocation.ts';
import { baseId } from './places.ts';
import { resultOf, type Surroundings } from './result.ts';
import { listed, ruleOf } from './rules.ts';

const schema = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';

/** GitHub refuses a run with more results; what is beyond is counted in a notification. */
export const mostResults = 25_000;

export function checkSarif(result: CheckResult, options: ReportOptions): string {
  const nameOf = caseNames(result.drawings.flatMap(({ cases }) => cases.map(({ id }) => id)));
  return sarif('check', toldFindings(result), result.drawings.flatMap(toldReasons), { ...options, nameOf });
}

export function lintSarif(result: LintResult, options: ReportOptions): string {
  const told = result.findings.map((finding) => ({ finding, cases: [] }));
  return sarif('lint', told, [], { ...options, nameOf: (id) => id });
}

function sarif(
  command: string,
  told: readonly ToldFinding[],
  reasons: readonly ToldReason[],
  options: ReportOptions & Pick<Surroundings, 'nameOf'>,
): string {
  const rules = listed(options.rules ?? [], [...told.map(({ finding }) => finding), ...reasons]);
  const placed = told.filter(hasPlace);
  const kept = placed.length > mostResults ? foremost(placed) : placed;
  const ruleNumbers = new Map(rules.map(({ code }, index) => [code, index]));
  const around = { ...options, ruleNumbers, fingerprints: new Fingerprints() };
  const notifications = [
    ...told.filter((one) => !hasPlace(one)).map(({ finding }) => notificationOf(finding, around)),
    ...reasons.map((reason) => notificationOfReason(reason, around)),
    ...(kept.length < placed.length ? [tooMany(placed.length - kept.length, kept.length)] : []),
  ];
  const run: Run = {
    tool: { driver: driverOf(rules, options.version) },
    automationDetails: { id: `asdrawn/${command}/` },
    columnKind: 'utf16CodeUnits',
    originalUriBaseIds: { [baseId]: { description: { text: 'The root of the checkout.' } } },
    invocations: [invocationOf(options.status, notifications)],
    results: kept.map((one) => resultOf(one, around)),
  };
  const log: Log = { $schema: schema, version: '2.1.0', runs: [run] };
  return `${JSON.stringify(log, null, 2)}\n`;
}

function driverOf(rules: readonly RuleDescription[], version: string | undefined): Run['tool']['driver'] {
  return {
    name: 'asdrawn',
    ...(version !== undefined && { version, semanticVersion: version }),
    rules: rules.map(ruleOf),
  };
}

/** A result needs a place in a text of the checkout. Recordings, and what cannot be read, are no such text. */
function hasPlace({ finding }: ToldFinding): boolean {
  return finding.path !== '' && !/^(?:traces|project)\//.test(finding.code);
}

/** The most important ones; those of equal weight in the order of reading. */
function foremost(told: readonly ToldFinding[]): ToldFinding[] {
  const bySeverity = (['error', 'warning', 'note'] as const).flatMap((severity) =>
    told.filter(({ finding }) => finding.severity === severity),
  );
  return bySeverity.slice(0, mostResults);
}
