/** `jaeger+http://localhost:16686?service=gateway&lookback=1h`: which backend, where, and which of its traces. */
import { didYouMean } from '#diagnostics';
import type { Problem } from '../readers/problems.ts';
import { pullProblems } from './problems.ts';

export type Backend = 'jaeger' | 'tempo';

/** Milliseconds since 1970. */
export interface TimeRange {
  readonly start: number;
  readonly end: number;
}

export interface TraceSource {
  readonly backend: Backend;
  /** `http://localhost:16686`, or with a path before `/api`; no slash at its end. */
  readonly base: string;
  readonly range: TimeRange;
  /** How many traces at most, of each service where these are asked for one by one. */
  readonly limit: number;
  /** Of these services; empty for all. */
  readonly services: readonly string[];
  /** Just these traces; the rest of the query is of no meaning then. */
  readonly traceIds: readonly string[];
  /** What is passed on as it is: `operation`, `tags`, `q` … */
  readonly filters: readonly (readonly [name: string, value: string])[];
}

const common = ['service', 'traceID', 'start', 'end', 'lookback', 'limit'];
const filters: Readonly<Record<Backend, readonly string[]>> = {
  jaeger: ['operation', 'tag', 'tags', 'minDuration', 'maxDuration'],
  tempo: ['q', 'tags', 'minDuration', 'maxDuration'],
};

const defaultLookback = '1h';
const defaultLimit = 200;

/** Is it an address rather than a path? Anything with a scheme, so that a slip of the pen is not taken for a file. */
export function isAddress(name: string): boolean {
  return /^[a-z][a-z\d]*(?:\+[a-z\d]+)*:\/\//i.test(name);
}

/** For messages: a password is never shown. */
export function shownAddress(address: string): string {
  return address.replace(/\/\/[^/?#]*@/, '//');
}

/** `now` in milliseconds since 1970. */
export function parseAddress(address: string, now: number): TraceSource | Problem {
  const [, backend = '', rest = ''] = /^(?:([a-z\d]+)\+)?(.*)$/is.exec(address) ?? [];
  if (!isBackend(backend.toLowerCase())) return pullProblems.badAddress(unknownBackend(backend));
  const kind = backend.toLowerCase() as Backend;
  if (!/^https?:\/\//i.test(rest) || !URL.canParse(rest)) {
    return pullProblems.badAddress(`after ${kind}+ comes a web address, beginning with http:// or https://`);
  }
  const url = new URL(rest);
  if (url.username !== '' || url.password !== '') {
    const help = 'set ASDRAWN_TRACES_HEADERS instead, for example to: Authorization=Basic …';
    return pullProblems.badAddress('it holds a password, which would be shown to everybody', help);
  }
  const base = `${url.origin}${url.pathname.replace(/\/+$/, '')}`;
  const problem = unknownParameter(kind, url.searchParams);
  return problem ? pullProblems.badAddress(...problem) : sourceOf(kind, base, url.searchParams, now);
}

function isBackend(name: string): name is Backend {
  return name === 'jaeger' || name === 'tempo';
}

function unknownBackend(backend: string): string {
  return backend === '' ? 'it does not say what answers there' : `"${backend}" is neither jaeger nor tempo`;
}

function unknownParameter(backend: Backend, query: URLSearchParams): [reason: string, help: string] | undefined {
  const known = [...common, ...filters[backend]];
  for (const name of query.keys()) {
    if (known.includes(name)) continue;
    const meant = didYouMean(name, known);
    const hint = query.has('q') ? '; an & within q is written %26' : '';
    const list = `there are ${known.join(', ')}${hint}`;
    return [`"${name}" is no parameter of it`, meant ? `did you mean ${meant}? ${list}` : list];
  }
  return undefined;
}

function sourceOf(backend: Backend, base: string, query: URLSearchParams, now: number): TraceSource | Problem {
  const limit = Number(query.get('limit') ?? defaultLimit);
  if (!Number.isInteger(limit) || limit < 1) {
    return pullProblems.badAddress(`limit=${query.get('limit')} is no number of traces`, 'write limit=200');
  }
  const range = rangeOf(query, now);
  if ('problem' in range) return pullProblems.badAddress(range.problem, range.help);
  // Tempo takes a query in TraceQL or a search by tags, and `service` is short for the former.
  const manners = [['q'], ['service'], ['tags', 'minDuration', 'maxDuration']].filter((names) =>
    names.some((name) => query.has(name)),
  );
  if (backend === 'tempo' && manners.length > 1) {
    const names = manners.flat().filter((name) => query.has(name));
    const help = 'say it all in q: {resource.service.name="gateway" %26%26 duration>1s}';
    return pullProblems.badAddress(`${names.join(' and ')} cannot be given together`, help);
  }
  return {
    backend,
    base,
    range,
    limit,
    services: query.getAll('service'),
    traceIds: query.getAll('traceID'),
    filters: [...query].filter(([name]) => filters[backend].includes(name)),
  };
}

function rangeOf(query: URLSearchParams, now: number): TimeRange | { readonly problem: string; readonly help: string } {
  const lookback = query.get('lookback');
  if (lookback !== null && query.has('start')) {
    return { problem: 'start and lookback are both given', help: 'leave one of them out' };
  }
  const span = durationOf(lookback ?? defaultLookback);
  if (span === undefined) return { problem: `lookback=${lookback} is no duration`, help: 'write 90s, 30m, 1h or 2d' };
  const end = query.has('end') ? timeOf(query.get('end') ?? '') : now;
  const start = query.has('start') ? timeOf(query.get('start') ?? '') : (end ?? now) - span;
  if (start === undefined || end === undefined) {
    const name = start === undefined ? 'start' : 'end';
    const help = 'write 2026-05-17T09:30:00Z, or seconds, milliseconds, micro- or nanoseconds since 1970';
    return { problem: `${name}=${query.get(name)} is no time`, help };
  }
  return start <= end ? { start, end } : { problem: 'it ends before it starts', help: 'exchange start and end' };
}

const units: Readonly<Record<string, number>> = { ms: 1, s: 1e3, m: 60e3, h: 3600e3, d: 86_400e3, w: 7 * 86_400e3 };

function durationOf(text: string): number | undefined {
  const [, number = '', unit = ''] = /^(\d+(?:\.\d+)?)(ms|[smhdw])$/.exec(text) ?? [];
  return number === '' ? undefined : Number(number) * (units[unit] ?? 0);
}

/** Which unit a number of digits has is told by its length, from 2001 to 2286. */
function timeOf(text: string): number | undefined {
  if (/^\d{9,10}$/.test(text)) return Number(text) * 1e3;
  if (/^\d{12,13}$/.test(text)) return Number(text);
  if (/^\d{15,16}$/.test(text)) return Number(text) / 1e3;
  if (/^\d{18,19}$/.test(text)) return Number(text) / 1e6;
  // Without a zone it would mean something else on every machine.
  const time = /^\d{4}-\d\d-\d\d(?:T[\d:.]+(?:Z|[+ -]\d\d:?\d\d))?$/.test(text)
    ? Date.parse(text.replace(' ', '+'))
    : NaN;
  return Number.isNaN(time) ? undefined : time;
}
