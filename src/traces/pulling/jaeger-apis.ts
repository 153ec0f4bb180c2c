/**
 * The two HTTP APIs of Jaeger, as far as traces are asked for (jaegertracing.io, "APIs"): that of its own page, which
 * Jaeger 1 and 2 have and others imitate (jaeger-query's query_parser.go), and version 3, which gives OTLP (api_v3's
 * http_gateway.go) and may be all there is.
 */
import { isObject } from '../readers/values.ts';
import type { TraceSource } from './address.ts';

export interface JaegerApi {
  readonly servicesPath: string;
  /** Names of services in the answer; undefined where it is another one. */
  servicesIn(answer: unknown): readonly string[] | undefined;
  readonly tracesPath: string;
  /** For the traces of one service. */
  query(source: TraceSource, service: string): URLSearchParams;
  /** What it cannot ask for. */
  readonly unknownFilters: readonly string[];
}

export const pageApi: JaegerApi = {
  servicesPath: '/api/services',
  // Before the first span it is null.
  servicesIn: (answer) => (isObject(answer) && 'data' in answer ? names(answer.data) : undefined),
  tracesPath: '/api/traces',
  query: ({ range, limit, filters }, service) => {
    const query = new URLSearchParams(filters.map(([name, value]): [string, string] => [name, value]));
    query.set('service', service);
    query.set('start', String(Math.floor(range.start * 1000)));
    query.set('end', String(Math.ceil(range.end * 1000)));
    query.set('limit', String(limit));
    return query;
  },
  unknownFilters: [],
};

const filtersOfV3: Readonly<Record<string, string>> = {
  operation: 'query.operation_name',
  minDuration: 'query.duration_min',
  maxDuration: 'query.duration_max',
};

export const apiV3: JaegerApi = {
  servicesPath: '/api/v3/services',
  // An empty list is left out by protobuf's JSON.
  servicesIn: (answer) =>
    isObject(answer) && ('services' in answer || Object.keys(answer).length === 0) ? names(answer.services) : undefined,
  tracesPath: '/api/v3/traces',
  query: ({ range, limit, filters }, service) => {
    const query = new URLSearchParams({ 'query.service_name': service });
    query.set('query.start_time_min', new Date(Math.floor(range.start)).toISOString());
    query.set('query.start_time_max', new Date(Math.ceil(range.end)).toISOString());
    // The older name and the newer one.
    query.set('query.num_traces', String(limit));
    query.set('query.search_depth', String(limit));
    for (const [name, value] of filters) {
      const known = filtersOfV3[name];
      if (known !== undefined) query.set(known, value);
    }
    return query;
  },
  // It has had attributes since some version, and before leaves them out without a word.
  unknownFilters: ['tag', 'tags'],
};

function names(list: unknown): readonly string[] {
  return Array.isArray(list) ? list.filter((name) => typeof name === 'string') : [];
}
