/**
 * Tempo's HTTP API (grafana.com/docs/tempo, "Tempo HTTP API"): `/api/search` finds, `/api/v2/traces/{id}` gives, and
 * says whether all of the trace is there. Before Tempo 2.7 there is only `/api/traces/{id}`.
 */
import { isObject, numberOf } from '../readers/values.ts';
import type { TraceSource } from './address.ts';
import { type Basket, fewAtATime } from './basket.ts';
import type { Answer, Client } from './client.ts';
import { pullProblems } from './problems.ts';

export async function pullFromTempo(source: TraceSource, client: Client, basket: Basket): Promise<void> {
  const ids = source.traceIds.length > 0 ? source.traceIds : await search(source, client, basket);
  if (!ids) return;
  const reader = new TraceReader(client, basket);
  await fewAtATime(ids, (id) => reader.read(id));
}

/** Undefined where it failed. */
async function search(source: TraceSource, client: Client, basket: Basket): Promise<readonly string[] | undefined> {
  const { range, limit, services, filters } = source;
  const query = new URLSearchParams(filters.map(([name, value]): [string, string] => [name, value]));
  if (services.length > 0) query.set('q', `{${services.map(hasService).join(' || ')}}`);
  else if (filters.length === 0) query.set('q', '{}');
  // Without both, Tempo looks only at what it has received last.
  query.set('start', String(Math.floor(range.start / 1000)));
  query.set('end', String(Math.ceil(range.end / 1000)));
  query.set('limit', String(limit));
  const answer = await client.getJson('/api/search', query);
  if ('problem' in answer) {
    basket.report(answer.problem);
    return undefined;
  }
  const traces = isObject(answer.value) ? answer.value.traces : undefined;
  // Where there are none, older ones leave the list out.
  const list = traces ?? [];
  if (!isObject(answer.value) || !Array.isArray(list)) {
    basket.report(pullProblems.unexpected('the result of a search in Tempo'));
    return undefined;
  }
  const ids = list.flatMap((trace: unknown) =>
    isObject(trace) && typeof trace.traceID === 'string' ? [trace.traceID] : [],
  );
  if (ids.length === 0) {
    basket.report(pullProblems.noneFound('look further back with lookback=6h; is the query right?'));
  } else if (ids.length >= limit) basket.report(pullProblems.limitReached(limit, ''));
  else reportUnfinished(answer.value.metrics, basket);
  return ids;
}

/** Tempo stops where it has found enough, which is no loss, or where it has searched too long. */
function reportUnfinished(metrics: unknown, basket: Basket): void {
  if (!isObject(metrics)) return;
  const [done, jobs] = [numberOf(metrics.completedJobs) ?? 0, numberOf(metrics.totalJobs) ?? 0];
  if (done < jobs) basket.report(pullProblems.partialSearch(done, jobs));
}

function hasService(name: string): string {
  return `resource.service.name = ${JSON.stringify(name)}`;
}

class TraceReader {
  readonly #client: Client;
  readonly #basket: Basket;
  /** Known once a trace could be had. */
  #api: string | undefined;

  constructor(client: Client, basket: Basket) {
    this.#client = client;
    this.#basket = basket;
  }

  async read(id: string): Promise<boolean> {
    const apis = this.#api === undefined ? ['/api/v2/traces', '/api/traces'] : [this.#api];
    for (const api of apis) {
      const path = `${api}/${encodeURIComponent(id)}`;
      const answer = await this.#client.get(path);
      if ('bytes' in answer) {
        this.#api = api;
        await this.#basket.read(this.#client.address(path), answer.bytes);
        // Before it said so in words, Tempo said it by HTTP's "Partial Content".
        if (answer.status === 206) this.#basket.reportPartial(id);
        return true;
      }
      // Both an unknown API and an unknown trace are a 404.
      if (answer.status !== 404) return this.#fail(answer);
    }
    this.#basket.report(pullProblems.missingTrace(id));
    return true;
  }

  #fail(answer: Exclude<Answer, { bytes: Uint8Array }>): boolean {
    this.#basket.report(answer.problem);
    return false;
  }
}
