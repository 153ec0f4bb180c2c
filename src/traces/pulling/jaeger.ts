/**
 * Jaeger's HTTP API as its own page uses it: `/api/services`, `/api/traces?service=…` and `/api/traces/{id}`
 * (jaegertracing.io, "APIs"; jaeger-query's query_parser.go). Jaeger 1 and 2 both have it, and others imitate it.
 */
import { didYouMean } from '#diagnostics';
import { isObject } from '../readers/values.ts';
import type { TraceSource } from './address.ts';
import { type Basket, fewAtATime } from './basket.ts';
import type { Client } from './client.ts';
import { pullProblems } from './problems.ts';

/** Jaeger traces its own queries, ours among them. */
const itself = ['jaeger', 'jaeger-query', 'jaeger-all-in-one', 'jaeger-collector'];

export async function pullFromJaeger(source: TraceSource, client: Client, basket: Basket): Promise<void> {
  if (source.traceIds.length > 0) {
    await fewAtATime(source.traceIds, (id) => readTrace(id, client, basket));
    return;
  }
  const known = source.services.length > 0 ? undefined : await servicesOf(client, basket);
  const services = known?.filter((name) => !itself.includes(name)) ?? source.services;
  let complete = true;
  await fewAtATime(services, async (service) => {
    complete = (await readService(service, source, client, basket)) && complete;
    return complete;
  });
  if (complete && basket.empty) await explainNothing(source, known, client, basket);
}

async function readService(service: string, source: TraceSource, client: Client, basket: Basket): Promise<boolean> {
  const { range, limit, filters } = source;
  const query = new URLSearchParams([...filters.map(([name, value]): [string, string] => [name, value])]);
  query.set('service', service);
  query.set('start', String(Math.floor(range.start * 1000)));
  query.set('end', String(Math.ceil(range.end * 1000)));
  query.set('limit', String(limit));
  const answer = await client.get('/api/traces', query);
  if ('problem' in answer) {
    basket.report(answer.problem);
    return false;
  }
  const count = await basket.read(client.address('/api/traces', new URLSearchParams({ service })), answer.bytes);
  if (count >= limit) basket.report(pullProblems.limitReached(limit, `of ${service} `));
  return true;
}

async function readTrace(id: string, client: Client, basket: Basket): Promise<boolean> {
  const path = `/api/traces/${encodeURIComponent(id)}`;
  const answer = await client.get(path);
  if ('problem' in answer) {
    // For a trace that is not there it says the same as for an API that is not.
    const missing = answer.status === 404;
    basket.report(missing ? pullProblems.missingTrace(id) : answer.problem);
    return missing;
  }
  await basket.read(client.address(path), answer.bytes);
  return true;
}

/** Undefined, and reported, where they cannot be had. */
async function servicesOf(client: Client, basket: Basket): Promise<readonly string[] | undefined> {
  const answer = await client.getJson('/api/services');
  if ('problem' in answer) basket.report(answer.problem);
  else if (!isObject(answer.value) || !('data' in answer.value)) {
    basket.report(pullProblems.unexpected('Jaeger’s list of services'));
  } else {
    const { data } = answer.value;
    // Before the first span it is null.
    return Array.isArray(data) ? data.filter((name) => typeof name === 'string') : [];
  }
  return undefined;
}

/** A service that Jaeger does not know has no traces either, and no error. */
async function explainNothing(
  { services }: TraceSource,
  asked: readonly string[] | undefined,
  client: Client,
  basket: Basket,
): Promise<void> {
  // Where the list could not be had, that was said.
  if (services.length === 0 && asked === undefined) return;
  const known = asked ?? (await servicesOf(client, basket)) ?? [];
  const unknown = services.find((name) => !known.includes(name));
  if (known.length === 0) basket.report(pullProblems.noneFound('it knows no service at all: do spans arrive there?'));
  else if (unknown === undefined) {
    basket.report(pullProblems.noneFound('look further back with lookback=6h; are the times and filters right?'));
  } else basket.report(pullProblems.noneFound(unknownService(unknown, known)));
}

function unknownService(name: string, known: readonly string[]): string {
  const meant = didYouMean(name, known);
  const list = `${known.slice(0, 10).join(', ')}${known.length > 10 ? ' …' : ''}`;
  return `there is no service "${name}"${meant ? `, did you mean ${meant}?` : ''}; there are ${list}`;
}
