import type { CheckResult, Finding } from '#checks';
import type { ExitStatus } from '#reports';

/** How a run ended, beside its result. */
export interface Ending {
  /** Could something that was asked for not be read, parsed or started? */
  readonly failed: boolean;
  /** Did the command under test fail? */
  readonly commandFailed?: boolean;
  /** Was the run broken off from outside? */
  readonly interruptedBy?: NodeJS.Signals;
  readonly allowInconclusive?: boolean;
  /** Was only asked for what has changed, and nothing has? */
  readonly unchanged?: boolean;
}

/**
 * 2 could not do the work, before 1 findings, before 3 inconclusive or nothing judged, before 0: the first that holds.
 * An interrupted run ends as shells expect it to, with 128 and the signal's number.
 */
export function exitStatus(result: Pick<CheckResult, 'verdict' | 'findings'>, ending: Ending): ExitStatus {
  const { verdict } = result;
  if (ending.interruptedBy) return { code: 128 + (signalNumbers[ending.interruptedBy] ?? 0), meaning: 'interrupted' };
  if (ending.failed) return { code: 2, meaning: 'not all of the work could be done' };
  if (verdict === 'violates') return { code: 1, meaning: 'there are violations' };
  if (ending.commandFailed) return { code: 1, meaning: 'the command failed' };
  if (result.findings.some(isComplaint)) return { code: 1, meaning: 'there are findings' };
  if (ending.unchanged && verdict === 'not-applicable') return { code: 0, meaning: 'no diagram has changed' };
  if (verdict === 'conforms') return { code: 0, meaning: 'nothing to complain of' };
  const meaning = verdict === 'inconclusive' ? 'inconclusive' : 'nothing was judged';
  return ending.allowInconclusive
    ? { code: 0, meaning: `${meaning}, which --allow-inconclusive permits`, permitted: true }
    : { code: 3, meaning };
}

/** Without these there is nothing to judge, which is status 3 rather than a complaint. */
const absences = new Set(['check/no-drawings', 'check/no-spans']);

function isComplaint({ severity, code }: Finding): boolean {
  return severity === 'error' && !absences.has(code);
}

const signalNumbers: Readonly<Partial<Record<NodeJS.Signals, number>>> = { SIGHUP: 1, SIGINT: 2, SIGTERM: 15 };
