/** What there is to say about pulling traces from a backend, each with its code; the prose is here and nowhere else. */
import type { Problem } from '../readers/problems.ts';

const addresses = 'jaeger+http://localhost:16686?service=gateway or tempo+http://localhost:3200?service=gateway';

export const pullProblems = {
  badAddress: (reason: string, help = `write it like ${addresses}`): Problem => ({
    code: 'traces/bad-address',
    severity: 'error',
    message: `no traces can be asked for at this address: ${reason}`,
    help,
  }),
  badHeaders: (entry: string): Problem => ({
    code: 'traces/bad-headers',
    severity: 'error',
    message: `ASDRAWN_TRACES_HEADERS has an entry that is no header: "${entry.slice(0, 20)}"`,
    help: 'write name=value, several separated by commas; a comma within a value is %2C',
  }),
  unreachable: (reason: string, help = 'is it running there, and can it be reached from here?'): Problem => ({
    code: 'traces/unreachable',
    severity: 'error',
    message: `there was no answer: ${reason}`,
    help,
  }),
  unauthorized: (status: number, authorized: boolean): Problem => ({
    code: 'traces/unauthorized',
    severity: 'error',
    message: `the request was not allowed (status ${status})`,
    help: authorized
      ? 'what ASDRAWN_TRACES_HEADERS holds was sent and not accepted'
      : 'set ASDRAWN_TRACES_HEADERS, for example to: Authorization=Bearer …',
  }),
  noSuchApi: (backend: string): Problem => ({
    code: 'traces/no-such-api',
    severity: 'error',
    message: `${backend} does not answer here (status 404)`,
    help: 'name the address of its query API, with a path where it has one: that of Jaeger’s page, or Tempo’s port 3200',
  }),
  badStatus: (status: number, said: string): Problem => ({
    code: 'traces/bad-status',
    severity: 'error',
    message: `the request failed with status ${status}${said === '' ? '' : `: ${said}`}`,
    help: help(status),
  }),
  notJson: (found: string): Problem => ({
    code: 'traces/not-json',
    severity: 'error',
    message: `the answer is ${found}, not JSON`,
    help: 'perhaps a login page or another service answers at this address',
  }),
  tooLarge: (limit: string): Problem => ({
    code: 'traces/too-large',
    severity: 'error',
    message: `the answer is longer than ${limit}`,
    help: 'ask for less at a time: a lower limit, or a shorter time',
  }),
  unexpected: (wanted: string): Problem => ({
    code: 'traces/unexpected-answer',
    severity: 'error',
    message: `the answer is JSON, but not ${wanted}`,
    help: 'is the right backend named before the + of the address?',
  }),
  limitReached: (limit: number, what: string): Problem => ({
    code: 'traces/limit-reached',
    severity: 'warning',
    message: `${limit} traces were asked for ${what}and as many came; there may be more`,
    help: `ask for more with limit=${limit * 10}, or for a shorter time`,
  }),
  noneFound: (help: string): Problem => ({
    code: 'traces/none-found',
    severity: 'warning',
    message: 'no trace was found',
    help,
  }),
  missingTrace: (id: string): Problem => ({
    code: 'traces/missing-trace',
    severity: 'warning',
    message: `trace ${id} was found by the search, but could not be had`,
    help: 'it may be too old, or too young, to be read; a second try may have it',
  }),
  partialSearch: (done: number, jobs: number): Problem => ({
    code: 'traces/partial-search',
    severity: 'warning',
    message: `the search ended early (${done} of ${jobs} parts searched); there may be more traces`,
    help: 'ask for a shorter time, or raise the limits of Tempo’s query frontend',
  }),
  noSuchFilter: (name: string): Problem => ({
    code: 'traces/bad-address',
    severity: 'error',
    message: `this Jaeger has only its API v3, which cannot be asked by ${name}`,
    help: `leave ${name} out, or ask by service, operation, minDuration and maxDuration`,
  }),
};

function help(status: number): string {
  if (status >= 300 && status < 400)
    return 'redirections are not followed, for a token could go astray; name the address';
  if (status === 429 || status === 503)
    return 'it is too busy; try again later, or ask for less: limit=20, lookback=15m';
  return status < 500 ? 'the query may be wrong' : 'its own log may tell more';
}
