import {
  brokerProducts,
  databaseProducts,
  type Interaction,
  type Lifeline,
  type LifelineId,
  messagesOf,
  squash,
  words,
} from '#model';
import { endpointName } from '#traces';
import type { BindingStrength } from '../binding-result.ts';
import type { ParticipantSetting } from '../settings/settings.ts';
import { type Inventory, type InventoryEndpoint, peerNames } from './inventory.ts';
import type { LifelineBinding } from './lifeline-binding.ts';
import { coreWords, includesWord, nameAffinity } from './names.ts';
import { bindAsSaid } from './said-lifelines.ts';

export interface LifelineBindings {
  readonly byLifeline: ReadonlyMap<LifelineId, LifelineBinding>;
  /** The lifelines that an endpoint may be; several where drawn stores share one database. */
  readonly byKey: ReadonlyMap<string, readonly LifelineId[]>;
}

/**
 * Finds each lifeline in the inventory: as it was said, else by its names, see binding.md. What was said to be somebody
 * is nobody else, and services are nobody else's once found.
 */
export function bindLifelines(
  interaction: Interaction,
  inventory: Inventory,
  said: ReadonlyMap<LifelineId, ParticipantSetting> = new Map(),
): LifelineBindings {
  const bindings = bindAsSaid(interaction, said, inventory);
  const claimed = new Set([...bindings.values()].flatMap(({ keys }) => [...keys]));
  const endpoints = [...inventory.endpoints.values()].filter(({ key }) => !claimed.has(key));
  const services = endpoints.filter(({ endpoint }) => endpoint.type === 'service');
  const open = () => interaction.lifelines.filter((lifeline) => !bindings.has(lifeline.id));
  assignByName(open(), services, 'service', bindings);

  const role = (wanted: string) =>
    endpoints.filter(({ endpoint }) => endpoint.type === 'peer' && endpoint.role === wanted);
  const stores = () => interaction.lifelines.filter(({ id }) => !said.has(id) && bindings.get(id)?.role !== 'service');
  const { named = [], nameless = [] } = Object.groupBy(role('broker'), ({ endpoint }) =>
    endpoint.type === 'peer' && productOf(endpoint.system, brokerProducts) ? 'named' : 'nameless',
  );
  assignStores(open(), named, 'broker', brokerScore, interaction, bindings);
  // Redis is drawn once, even if it is queue and cache in one.
  assignStores(stores(), role('database'), 'database', databaseScore, interaction, bindings);
  assignStores(open(), nameless, 'broker', brokerScore, interaction, bindings);
  const taken = new Set([...bindings.values()].flatMap(({ keys }) => [...keys]));
  const left = nameless.filter(({ key }) => !taken.has(key));
  assignStores(stores(), left, 'broker', brokerScore, interaction, bindings);
  assignByName(open(), role('service'), 'peer', bindings);

  for (const lifeline of open()) {
    bindings.set(lifeline.id, {
      lifeline,
      role: 'unobserved',
      keys: new Set(),
      strength: lifeline.kind === 'actor' ? 'unobservable' : 'unbound',
      why: lifeline.kind === 'actor' ? 'an actor reports no spans' : 'nothing in the evidence is called that',
    });
  }
  const byKey = new Map<string, LifelineId[]>();
  for (const { lifeline, keys } of bindings.values()) {
    for (const key of keys) {
      const list = byKey.get(key);
      if (list) list.push(lifeline.id);
      else byKey.set(key, [lifeline.id]);
    }
  }
  return { byLifeline: bindings, byKey };
}

const whyByAffinity: readonly (readonly [number, BindingStrength, string])[] = [
  [99, 'exact', 'the names are equal'],
  [80, 'inferred', 'the names are equal but for "service" and the like'],
  [60, 'inferred', 'its name is part of the label'],
  [0, 'inferred', 'the label is part of its name'],
];

/** Best pairs first; an endpoint belongs to one lifeline. A tie of the best is ambiguous and binds nothing. */
function assignByName(
  lifelines: readonly Lifeline[],
  endpoints: readonly InventoryEndpoint[],
  role: 'service' | 'peer',
  bindings: Map<LifelineId, LifelineBinding>,
): void {
  const pairs: { lifeline: Lifeline; endpoint: InventoryEndpoint; score: number }[] = [];
  for (const lifeline of lifelines) {
    for (const endpoint of endpoints) {
      const score = Math.max(
        ...peerNames(endpoint).flatMap((name) => drawnNames(lifeline).map((drawn) => nameAffinity(drawn, name))),
        0,
      );
      if (score > 0) pairs.push({ lifeline, endpoint, score });
    }
  }
  pairs.sort((a, b) => b.score - a.score);
  const taken = new Set<string>();
  for (const { lifeline, endpoint, score } of pairs) {
    if (bindings.has(lifeline.id) || taken.has(endpoint.key)) continue;
    const rivals = pairs.filter(
      (pair) => pair.lifeline === lifeline && pair.score === score && !taken.has(pair.endpoint.key),
    );
    const claims = pairs.filter(
      (pair) => pair.endpoint === endpoint && pair.score === score && !bindings.has(pair.lifeline.id),
    );
    if (rivals.length > 1 || claims.length > 1) {
      const names = rivals.length > 1 ? rivals.map((pair) => endpointLabel(pair.endpoint)) : [];
      const claimants = claims.length > 1 ? claims.map((pair) => pair.lifeline) : [lifeline];
      for (const claimant of claimants) {
        bindings.set(claimant.id, ambiguous(claimant, names, endpoint, claims.length > 1 ? claimants : []));
      }
      continue;
    }
    const [, strength, why] = whyByAffinity.find(([least]) => score >= least)!;
    bindings.set(lifeline.id, { lifeline, role, keys: new Set([endpoint.key]), strength, why });
    taken.add(endpoint.key);
  }
}

function ambiguous(
  lifeline: Lifeline,
  names: readonly string[],
  endpoint: InventoryEndpoint,
  claimants: readonly Lifeline[],
): LifelineBinding {
  const rivals =
    names.length > 1 ? names : claimants.map((claimant) => `participant ${claimant.id} for ${endpointLabel(endpoint)}`);
  return {
    lifeline,
    role: 'unobserved',
    keys: new Set(),
    strength: 'unbound',
    why: `several fit equally well: ${rivals.join(', ')}`,
    ambiguous: rivals,
  };
}

/** A one-letter alias says nothing. */
function drawnNames(lifeline: Lifeline): string[] {
  return [...new Set([lifeline.label, lifeline.id])].filter((name, index) => index === 0 || squash(name).length > 2);
}

type StoreScore = (lifeline: Lifeline, endpoint: InventoryEndpoint) => number;

/**
 * Databases and brokers are drawn under their product's name, their content's, or as just "DB". Each endpoint goes to
 * the lifelines that it fits best; one drawn store may stand for several databases, and several for one.
 */
function assignStores(
  lifelines: readonly Lifeline[],
  endpoints: readonly InventoryEndpoint[],
  role: 'database' | 'broker',
  score: StoreScore,
  interaction: Interaction,
  bindings: Map<LifelineId, LifelineBinding>,
): void {
  const found = new Map<Lifeline, { endpoint: InventoryEndpoint; score: number }[]>();
  for (const endpoint of endpoints) {
    const scored = lifelines
      .map((lifeline) => ({ lifeline, score: score(lifeline, endpoint) }))
      .filter((entry) => entry.score >= (bindings.has(entry.lifeline.id) ? SYSTEM : 1));
    const best = Math.max(0, ...scored.map((entry) => entry.score));
    const fitting = scored.filter((entry) => entry.score === best);
    const called = fitting.filter(({ lifeline }) => isCalledBy(interaction, lifeline, endpoint, bindings));
    for (const { lifeline } of called.length > 0 ? called : fitting) {
      const list = found.get(lifeline) ?? [];
      list.push({ endpoint, score: best });
      found.set(lifeline, list);
    }
  }
  for (const [lifeline, list] of found) {
    // A store drawn by name is not also every nameless one.
    const best = Math.max(...list.map((entry) => entry.score));
    const kept = list.filter((entry) => entry.score >= Math.min(best, SYSTEM));
    const known = bindings.get(lifeline.id);
    bindings.set(lifeline.id, {
      lifeline,
      role: known?.role === 'broker' ? 'broker' : role,
      keys: new Set([...(known?.keys ?? []), ...kept.map(({ endpoint }) => endpoint.key)]),
      strength: best > SYSTEM ? 'exact' : 'inferred',
      why: best > SYSTEM ? 'product and name fit' : best === SYSTEM ? 'the product fits' : 'it is drawn as a store',
    });
  }
}

const SYSTEM = 40;
const CONTENT = 30;
const GENERIC = 10;

const databaseWords = ['db', 'database', 'datastore', 'storage', 'sql', 'table', 'persistence'];
const brokerWords = ['broker', 'bus', 'eventbus', 'queue', 'mq', 'topic', 'stream', 'exchange', 'messaging', 'pub'];

function databaseScore(lifeline: Lifeline, { endpoint }: InventoryEndpoint): number {
  if (endpoint.type !== 'peer') return 0;
  const spoken = lifelineWords(lifeline);
  const system = systemScore(lifeline, endpoint.system, databaseProducts);
  if (system < 0) return 0;
  const products = endpoint.system === '' ? Object.values(databaseProducts).flat() : [];
  const cache = /redis|memcached|valkey/.test(endpoint.system);
  const generic = cache
    ? includesWord(spoken, 'cache')
    : lifeline.kind === 'database' || [...databaseWords, ...products].some((word) => spoken.includes(word));
  const content = [endpoint.namespace, endpoint.address]
    .filter((name) => name !== '' && !/^[\d.:]+$/.test(name))
    .some((name) => coreWords(name).every((word) => includesWord(spoken, word)));
  if (system === 0 && !generic && !content) return 0;
  return system + (generic && system === 0 ? GENERIC : 0) + (content ? CONTENT : 0);
}

function brokerScore(lifeline: Lifeline, { endpoint, destinations }: InventoryEndpoint): number {
  if (endpoint.type !== 'peer') return 0;
  const spoken = lifelineWords(lifeline);
  const system = systemScore(lifeline, endpoint.system, brokerProducts);
  if ([...destinations].some((name) => isCalled(lifeline, name))) {
    // A database may be called as a topic is; beside a broker it is one.
    return lifeline.kind === 'database' ? SYSTEM - 1 : SYSTEM + CONTENT;
  }
  // Some libraries (Celery, Sidekiq, Symfony's) do not say which broker they use: then it may be any.
  if (
    productOf(endpoint.system, brokerProducts) === undefined &&
    Object.values(brokerProducts)
      .flat()
      .some((name) => spoken.includes(name))
  )
    return SYSTEM;
  if (system < 0) return 0;
  const generic = lifeline.kind === 'queue' || brokerWords.some((word) => spoken.includes(word));
  return system > 0 ? system : generic ? GENERIC : 0;
}

/** Negative if the lifeline is labelled as another product; an alias may be left over from earlier days. */
function systemScore(lifeline: Lifeline, system: string, aliases: Readonly<Record<string, readonly string[]>>): number {
  const own = productOf(system, aliases);
  const names = own ? aliases[own]! : system ? [squash(system)] : [];
  const spoken = lifelineWords(lifeline);
  const said = spoken.join('');
  if (names.some((name) => spoken.includes(name) || (name.length > 4 && said.includes(name)))) return SYSTEM;
  // What reports no product that we know contradicts no drawing.
  if (!own) return 0;
  const others = Object.entries(aliases).filter(([name]) => name !== own);
  const labelled = spokenWords(lifeline.label);
  return others.some(([, list]) => list.some((name) => name.length > 2 && labelled.includes(name))) ? -1 : 0;
}

function productOf(system: string, aliases: Readonly<Record<string, readonly string[]>>): string | undefined {
  const reported = squash(system);
  return Object.keys(aliases).find((name) => reported.includes(name) || aliases[name]!.includes(reported));
}

function lifelineWords(lifeline: Lifeline): string[] {
  return [...spokenWords(lifeline.label), ...spokenWords(lifeline.id)];
}

/** Also "MySQL" as one word. */
function spokenWords(name: string): string[] {
  const single = words(name);
  return [...single, ...single.slice(1).map((word, index) => `${single[index]}${word}`)];
}

/** Is a queue or topic drawn as this lifeline, "SQS orders-queue" or "orders-queue"? */
export function isCalled(lifeline: Lifeline, destination: string): boolean {
  const wanted = squash(destination);
  return [lifeline.label, lifeline.id].some((name) => {
    const said = squash(name);
    return said === wanted || (wanted.length > 4 && (said.endsWith(wanted) || said.startsWith(wanted)));
  });
}

/** Does a drawn caller of the lifeline call the endpoint in the evidence? */
function isCalledBy(
  interaction: Interaction,
  lifeline: Lifeline,
  endpoint: InventoryEndpoint,
  bindings: ReadonlyMap<LifelineId, LifelineBinding>,
): boolean {
  return messagesOf(interaction).some((message) => {
    if (message.to !== lifeline.id || message.from === null) return false;
    const caller = bindings.get(message.from);
    return caller !== undefined && [...caller.keys].some((key) => endpoint.callers.has(key));
  });
}

function endpointLabel({ endpoint }: InventoryEndpoint): string {
  return endpoint.type === 'service' && endpoint.namespace
    ? `${endpoint.namespace}/${endpoint.name}`
    : endpointName(endpoint);
}
