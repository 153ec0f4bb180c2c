/** Traces out of Jaeger: of some services, of all of them, or by id. */
import { didYouMean } from '#diagnostics';
import type { TraceSource } from './address.ts';
import { type Basket, fewAtATime } from './basket.ts';
import { type Answer, type Client, jsonOf } from './client.ts';
import { apiV3, type JaegerApi, pageApi } from './jaeger-apis.ts';
import { pullProblems } from './problems.ts';

/** Jaeger traces its own queries, ours among them. */
const itself = ['jaeger', 'jaeger-query', 'jaeger-all-in-one', 'jaeger-collector'];

export async function pullFromJaeger(source: TraceSource, client: Client, basket: Basket): Promise<void> {
  const jaeger = new Jaeger(source, client);
  if (source.traceIds.length > 0) {
    await fewAtATime(source.traceIds, (id) => readTrace(id, jaeger, basket));
    return;
  }
  const known = source.services.length > 0 ? undefined : await servicesOf(jaeger, basket);
  const services = known?.filter((name) => !itself.includes(name)) ?? source.services;
  let complete = true;
  await fewAtATime(services, async (service) => {
    complete = (await readService(service, source, jaeger, basket)) && complete;
    return complete;
  });
  if (complete && basket.empty) await explainNothing(source, known, jaeger, basket);
}

/** One Jaeger, asked in the API that it turns out to have. */
class Jaeger {
  readonly client: Client;
  readonly #source: TraceSource;
  #api: JaegerApi | undefined;

  constructor(source: TraceSource, client: Client) {
    this.#source = source;
    this.client = client;
  }

  /** Where no API answers, what the first said. */
  async ask(request: (api: JaegerApi) => Request): Promise<Asked> {
    if (this.#api) return this.#askIn(this.#api, request);
    const first = await this.#askIn(pageApi, request);
    if (!first.answer.absent) {
      this.#api = pageApi;
      return first;
    }
    const second = await this.#askIn(apiV3, request);
    if (second.answer.absent) return first;
    this.#api = apiV3;
    return second;
  }

  async #askIn(api: JaegerApi, request: (api: JaegerApi) => Request): Promise<Asked> {
    const { path, query } = request(api);
    const answer = await this.client.get(path, query);
    const ignored = this.#source.filters.find(([name]) => api.unknownFilters.includes(name))?.[0];
    // To leave a filter out would give traces that nobody asked for.
    const refused = ignored !== undefined && query !== undefined && 'bytes' in answer;
    return { api, answer: refused ? { problem: pullProblems.noSuchFilter(ignored), absent: false } : answer };
  }
}

interface Request {
  readonly path: string;
  readonly query?: URLSearchParams;
}

interface Asked {
  readonly api: JaegerApi;
  readonly answer: Answer;
}

async function readService(service: string, source: TraceSource, jaeger: Jaeger, basket: Basket): Promise<boolean> {
  const { api, answer } = await jaeger.ask((each) => ({ path: each.tracesPath, query: each.query(source, service) }));
  if ('problem' in answer) {
    basket.report(answer.problem);
    return false;
  }
  const shown = jaeger.client.address(api.tracesPath, new URLSearchParams({ service }));
  const count = await basket.read(shown, answer.bytes);
  if (count >= source.limit) basket.report(pullProblems.limitReached(source.limit, `of ${service} `));
  return true;
}

async function readTrace(id: string, jaeger: Jaeger, basket: Basket): Promise<boolean> {
  const { api, answer } = await jaeger.ask((each) => ({ path: `${each.tracesPath}/${encodeURIComponent(id)}` }));
  if ('problem' in answer) {
    // For a trace that is not there it says the same as for an API that is not.
    const missing = answer.status === 404;
    basket.report(missing ? pullProblems.missingTrace(id) : answer.problem);
    return missing;
  }
  await basket.read(jaeger.client.address(`${api.tracesPath}/${encodeURIComponent(id)}`), answer.bytes);
  return true;
}

/** Undefined, and reported, where they cannot be had. */
async function servicesOf(jaeger: Jaeger, basket: Basket): Promise<readonly string[] | undefined> {
  const { api, answer } = await jaeger.ask((each) => ({ path: each.servicesPath }));
  const found = 'problem' in answer ? answer : jsonOf(answer.bytes);
  if ('problem' in found) {
    basket.report(found.problem);
    return undefined;
  }
  const services = api.servicesIn(found.value);
  if (!services) basket.report(pullProblems.unexpected('Jaeger’s list of services'));
  return services;
}

/** A service that Jaeger does not know has no traces either, and no error. */
async function explainNothing(
  { services }: TraceSource,
  asked: readonly string[] | undefined,
  jaeger: Jaeger,
  basket: Basket,
): Promise<void> {
  // Where the list could not be had, that was said.
  if (services.length === 0 && asked === undefined) return;
  const known = asked ?? (await servicesOf(jaeger, basket)) ?? [];
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
