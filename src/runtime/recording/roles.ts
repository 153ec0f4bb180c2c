import {
  brokerProducts,
  databaseProducts,
  type Interaction,
  type Lifeline,
  type LifelineId,
  messagesOf,
  procedureOf,
  readLabel,
  words,
} from '#model';

/**
 * What a lifeline is to telemetry. A `service` reports spans. The `environment` (a person, a browser) does not; nor do
 * a `store` and a `broker`, which are known from what services say of them.
 */
export type Role = 'service' | 'environment' | 'store' | 'broker';

export interface LifelinePart {
  readonly lifeline: Lifeline;
  readonly role: Role;
  /** The name under which it reports, or under which it is called. */
  readonly name: string;
  /** Of a store or a broker: `postgresql`, `kafka`; what the label does not say is assumed. */
  readonly system: string;
}

/** The part of each lifeline of a drawing. */
export function partsOf(interaction: Interaction): ReadonlyMap<LifelineId, LifelinePart> {
  const messages = messagesOf(interaction);
  return new Map(
    interaction.lifelines.map((lifeline) => {
      const spoken = [...words(lifeline.label), ...words(lifeline.id)];
      const calls = messages.some(
        ({ from, to, sort }) => from === lifeline.id && to !== lifeline.id && sort !== 'reply' && to !== null,
      );
      const role = roleOf(lifeline, spoken, calls);
      const products = role === 'broker' ? brokerProducts : databaseProducts;
      const system = productIn(spoken, products) ?? (role === 'broker' ? 'rabbitmq' : storeAskedBy(lifeline.id));
      return [lifeline.id, { lifeline, role, name: nameOf(lifeline, interaction), system }];
    }),
  );

  function roleOf(lifeline: Lifeline, spoken: readonly string[], calls: boolean): Role {
    const { kind, id } = lifeline;
    if (kind === 'actor') return 'environment';
    if (kind === 'queue') return 'broker';
    const isService = includesAny(spoken, ['service', 'worker', 'consumer', 'producer', 'api', 'app', 'client']);
    if (!isService && kind === 'participant' && (isBrokerProduct(spoken) || (isBrokerLike(spoken) && !isCode(id))))
      return 'broker';
    if (calls) {
      // A store that answers with a solid arrow calls nobody.
      const answersOnly = messages
        .filter(({ from, to, sort }) => from === id && to !== id && sort !== 'reply')
        .every((message) => answered(message.from, message.to) && !isRequest(message.label));
      if (!answersOnly) return 'service';
    }
    if (kind === 'database') return 'store';
    return !isService && productIn(spoken, databaseProducts) !== undefined ? 'store' : 'service';
  }

  /** A queue between threads is called by its methods (`pop()`), and no broker knows of it. */
  function isCode(id: LifelineId): boolean {
    return messages.some(({ from, to, label }) => (from === id || to === id) && procedureOf(readLabel(label)));
  }

  /** Where no product is named: commands of a key-value store, or else SQL. */
  function storeAskedBy(store: LifelineId): string {
    return messages.some(({ to, label }) => to === store && keyValueCommand.test(label)) ? 'redis' : 'postgresql';
  }

  function answered(from: LifelineId | null, to: LifelineId | null): boolean {
    return messages.some((message) => message.from === to && message.to === from);
  }
}

/** Does a solid arrow back name something that is asked for, rather than an answer? */
export function isRequest(label: string): boolean {
  const { http, sql } = readLabel(label);
  return http !== undefined || sql?.table !== undefined;
}

function nameOf({ id, label }: Lifeline, { lifelines }: Interaction): string {
  const name = label.replace(/\s+/g, ' ').trim();
  const shared = lifelines.some((other) => other.id !== id && other.label === label);
  return name === '' || shared ? id : name;
}

const keyValueCommand =
  /^(?:GET|SET|SETNX|SETEX|GETSET|MGET|MSET|INCR|INCRBY|DECR|EXPIRE|TTL|EXISTS|DEL|UNLINK|HGET|HSET|HGETALL|HINCRBY|LPUSH|RPUSH|LPOP|RPOP|SADD|SREM|SMEMBERS|ZADD|ZRANGE|ZREM|EVAL)\s+(?!\/)\S/;

const brokerWords = ['broker', 'bus', 'eventbus', 'queue', 'topic', 'stream', 'mq'];

function isBrokerProduct(spoken: readonly string[]): boolean {
  const named = productIn(spoken, brokerProducts);
  // Redis is more often a cache.
  return named !== undefined && named !== 'redis';
}

function isBrokerLike(spoken: readonly string[]): boolean {
  return includesAny(spoken, brokerWords);
}

function includesAny(spoken: readonly string[], wanted: readonly string[]): boolean {
  return wanted.some((word) => spoken.includes(word));
}

function productIn(
  spoken: readonly string[],
  products: Readonly<Record<string, readonly string[]>>,
): string | undefined {
  const joined = spoken.slice(1).map((word, index) => `${spoken[index]}${word}`);
  return Object.keys(products).find((product) =>
    products[product]!.some((name) => spoken.includes(name) || joined.includes(name)),
  );
}
