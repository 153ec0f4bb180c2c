import type { Invocation, Notification } from 'sarif';
import type { Finding } from '#checks';
import { reasonSentence } from '../reason-sentence.ts';
import type { ExitStatus } from '../report.ts';
import { count } from '../terminal/text.ts';
import type { ToldReason } from '../told.ts';
import { locationOf } from './places.ts';
import type { Surroundings } from './result.ts';
import { sentences } from './texts.ts';

/** How the run ended. Only a run that could not do its work is unsuccessful; findings are what it is for. */
export function invocationOf(status: ExitStatus | undefined, notifications: Notification[]): Invocation {
  const code = status?.code ?? 0;
  return {
    executionSuccessful: code !== 2 && code < 128,
    ...(status && { exitCode: code, exitCodeDescription: status.meaning }),
    ...(notifications.length > 0 && { toolExecutionNotifications: notifications }),
  };
}

/** A finding that is about no text of the checkout: no traces, a recording that is cut short, a failed command. */
export function notificationOf(finding: Finding, around: Surroundings): Notification {
  const { code, severity, message, path, range, help } = finding;
  return {
    ...ruleReference(code, around),
    level: severity,
    message: { text: sentences([message, help && `Help: ${help}`]) },
    ...(path !== '' && { locations: [locationOf(path, range, undefined, around)] }),
  };
}

/** Why a verdict is open, or limited: not a fault of a line, so not a result. */
export function notificationOfReason(reason: ToldReason, around: Surroundings): Notification {
  const { path, line, name } = reason.drawing;
  const start = { line, column: 1 };
  return {
    ...ruleReference(reason.code, around),
    level: reason.isOpen ? 'warning' : 'note',
    message: { text: sentences([`"${name}" ${reasonSentence(reason)}`]) },
    locations: [locationOf(path, { start, end: start }, undefined, around)],
  };
}

export function tooMany(left: number, kept: number): Notification {
  return {
    descriptor: { id: 'report/too-many-results' },
    level: 'warning',
    message: { text: sentences([`${count(left, 'more finding')} left out, for a run holds at most ${kept}`]) },
  };
}

function ruleReference(code: string, { ruleNumbers }: Surroundings): Pick<Notification, 'associatedRule'> {
  return { associatedRule: { id: code, index: ruleNumbers.get(code)! } };
}
