import { type HttpLabel, type Label, squash, words } from '#model';
import {
  dbCollection,
  dbOperation,
  dbQueryFacts,
  dbQueryText,
  dbSystem,
  type Exchange,
  httpMethod,
  httpPath,
  httpRoute,
  httpStatus,
  messagingDestination,
  messagingRoutingKey,
  rpcMethod,
  rpcService,
  rpcStatus,
  type Span,
} from '#traces';
import { includesWord, sameWord } from './names.ts';

/**
 * How well a label fits what was observed. `exact`: it names it. `inferred`: it names it in other words.
 * `endpoints`: it says nothing that could be compared. `none`: it names something else.
 */
export type LabelFit = 'exact' | 'inferred' | 'endpoints' | 'none';

export const fitRank: Readonly<Record<LabelFit, number>> = { exact: 3, inferred: 2, endpoints: 1, none: 0 };

/**
 * Names that occur anywhere in the evidence, squashed. A lone word in a label is a name only if something is called
 * that; otherwise it is prose.
 */
export interface Vocabulary {
  readonly destinations: ReadonlySet<string>;
  readonly operations: ReadonlySet<string>;
  /** Of spans that communicate. */
  readonly spans: ReadonlySet<string>;
}

/** Against what was sent: a call, publish, delivery or local work. */
export function fitRequest(label: Label, exchange: Exchange, vocabulary: Vocabulary): LabelFit {
  if (label.text === '') return 'endpoints';
  if (exchange.spans.some((span) => squash(span.name) === squash(label.text))) return 'exact';
  if (exchange.kind === 'local') return fitLocal(label, exchange);
  switch (exchange.protocol) {
    case 'http': {
      const procedure = label.http ? undefined : procedureOf(exchange.spans);
      return procedure ? fitRpc(label, procedure) : fitHttp(label, exchange.spans);
    }
    case 'messaging':
      return fitMessaging(label, exchange.spans, vocabulary);
    case 'database':
      return fitDatabase(label, exchange.spans, vocabulary);
    case 'rpc': {
      const method = fact(exchange.spans, rpcMethod);
      const service = fact(exchange.spans, rpcService)?.split('.').at(-1);
      return method ? fitRpc(label, { method, ...(service && { service }) }) : 'endpoints';
    }
    default:
      return label.http?.path ? fitHttp(label, exchange.spans) : 'endpoints';
  }
}

/** Against how a call was answered. */
export function fitReply(label: Label, exchange: Exchange): LabelFit {
  const wanted = label.status;
  const rpc = fact(exchange.spans, rpcStatus);
  const observed = fact(exchange.spans, httpStatus);
  if (!wanted) {
    const failed = (observed !== undefined && observed >= 400) || (rpc !== undefined && rpc !== 'OK');
    return failed && label.claimsSuccess ? 'none' : 'endpoints';
  }
  if (wanted.rpc && rpc) return wanted.rpc === rpc ? 'exact' : 'none';
  if (observed === undefined) return 'endpoints';
  if (wanted.code !== undefined) return wanted.code === observed ? 'exact' : 'none';
  if (wanted.hundreds !== undefined) return wanted.hundreds === Math.floor(observed / 100) ? 'exact' : 'none';
  return 'endpoints';
}

function fitHttp(label: Label, spans: readonly Span[]): LabelFit {
  const { http } = label;
  if (http) return fitHttpNames(http, spans);
  if (label.sql?.table) return 'none';
  // "Get user email" for GET /users/:id: a word of the path is a hint, its absence none.
  const path = words([fact(spans, httpRoute), fact(spans, httpPath)].join(' ')).filter((word) => word.length > 3);
  return path.some((part) => label.words.some((word) => sameWord(part, word))) ? 'inferred' : 'endpoints';
}

function fitHttpNames(http: HttpLabel, spans: readonly Span[]): LabelFit {
  const method = fact(spans, httpMethod) ?? fact(spans, (span) => requestInName(span).method);
  if (http.method && method && http.method !== method) return 'none';
  if (!http.path) return method ? 'inferred' : 'endpoints';
  const reported = spans.flatMap((span) => [httpRoute(span), httpPath(span)]).filter((path) => path !== undefined);
  const named = spans.map((span) => requestInName(span).path).filter((path) => path !== undefined);
  const observed = reported.length > 0 ? reported : named;
  if (observed.length === 0) return 'endpoints';
  const fits = observed.map((path) => fitPath(http.path!, path));
  if (fits.includes('exact')) return 'exact';
  return fits.includes('inferred') ? 'inferred' : 'none';
}

/** `HTTP GET /customer`, `get /customer`, `/customer`: all that many older libraries say. */
function requestInName({ name }: Span): { readonly method?: string | undefined; readonly path?: string } {
  const match = /^(?:HTTP[\s:]+)?(?:(GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)[\s:]+)?(\/\S*)$/i.exec(name);
  return match ? { method: match[1]?.toUpperCase(), path: match[2]! } : {};
}

/** Segment by segment; `:id`, `{id}`, `<id>` and `*` stand for any one, a last `*` or `...` for the rest. */
export function fitPath(drawn: string, observed: string): LabelFit {
  const left = segments(drawn);
  const right = segments(observed);
  let inferred = false;
  for (let index = 0; index < left.length; index++) {
    const segment = left[index]!;
    if (index === left.length - 1 && /^(\*\*?|\.\.\.|…)$/.test(segment)) return 'inferred';
    const other = right[index];
    if (other === undefined) return 'none';
    if (isParameter(segment)) continue;
    if (segment.toLowerCase() === other.toLowerCase()) continue;
    // A concrete value where only the template was reported.
    if (!isParameter(other)) return 'none';
    inferred = true;
  }
  if (right.length !== left.length) return 'none';
  return inferred ? 'inferred' : 'exact';
}

function segments(path: string): string[] {
  return path.split('/').filter(Boolean);
}

function isParameter(segment: string): boolean {
  return /^(:.+|\{.*\}|<.*>|\[.*\]|\*|\$\{?.*\}?)$/.test(segment);
}

function fitMessaging(label: Label, spans: readonly Span[], vocabulary: Vocabulary): LabelFit {
  if (label.http?.path || label.sql?.table || label.intent === 'acknowledge') return 'none';
  const names = new Set(
    spans
      .flatMap((span) => [messagingRoutingKey(span), messagingDestination(span)])
      .filter((name) => name !== undefined && name !== ''),
  );
  const candidates = namesIn(label);
  // Task queues have one destination for everything, and name what is sent in the span's name: `run/shop.tasks.mail`.
  const spoken = spans
    .flatMap((span) => span.name.split(/[\s/:\\]+/))
    .flatMap((name) => [name, name.split('.').at(-1)!]);
  const squashed = new Set([...names, ...spoken].map((name) => squash(name!)));
  if (candidates.some((name) => squashed.has(squash(name)))) return 'exact';
  if (names.size === 0) return 'endpoints';
  const known = candidates.filter((name) => vocabulary.destinations.has(squash(name)));
  const styles = new Set([...names, ...spoken].map((name) => styleOf(name!)));
  const hasStyleOf = (name: string) => styleOf(name) !== undefined && styles.has(styleOf(name));
  const written = candidates.filter(
    (name) => isWrittenAsName(name) || known.includes(name) || (name === label.bare && hasStyleOf(name)),
  );
  const topics = [...names].map((name) => topicWords(name!)).filter((topic) => topic.length > 0);
  const subject = written.length > 0 ? written.flatMap(words) : label.words;
  // A topic that carries several kinds of events: `user-events` for USER_CREATED.
  const isTopic = topics.some((topic) => topic.every((word) => subject.some((other) => sameWord(word, other))));
  // `user.deleted` is not `user.registered`, though both be sent to `users`.
  const isOther = [...names].some(
    (name) =>
      written.some(
        (other) =>
          styleOf(other) === styleOf(name!) && topicWords(name!).some((word) => includesWord(words(other), word)),
      ) &&
      hasStyleOf(name!) &&
      topicWords(name!).some((word) => !includesWord(subject, word)),
  );
  if (isOther) return 'none';
  if (isTopic && known.length === 0) return 'inferred';
  if (written.length === 0) return 'endpoints';
  // USER_CREATED on `domain-events`: a name of another sort, which the payload may hold and no span shows.
  const related = topics.flat().some((word) => subject.some((other) => sameWord(word, other)));
  const comparable = known.length > 0 || related || written.some(hasStyleOf);
  return comparable ? 'none' : 'endpoints';
}

function namesIn(label: Label): readonly string[] {
  return label.bare && !label.identifiers.includes(label.bare) ? [...label.identifiers, label.bare] : label.identifiers;
}

/** How several words are made one name; undefined for a single word. */
function styleOf(name: string): string | undefined {
  if (/\s/.test(name)) return undefined;
  if (/^[A-Z][A-Z0-9]*(_[A-Z0-9]+)+$/.test(name)) return 'UPPER_CASE';
  const separator = /(?<=\w)[._-](?=\w)/.exec(name)?.[0];
  return separator ?? (/\p{Ll}\p{Lu}/u.test(name) ? 'camelCase' : undefined);
}

/** Quoted, dotted and UPPER_CASE words are names whoever reads them; hyphenated and camel-cased ones may be prose. */
function isWrittenAsName(name: string): boolean {
  return /^[^\s.]+(\.[^\s.]+)+$/.test(name) || /^[A-Z][A-Z0-9]*(_[A-Z0-9]+)+$/.test(name);
}

const topicFiller = new Set([
  'event',
  'events',
  'topic',
  'queue',
  'stream',
  'messages',
  'message',
  'commands',
  'v1',
  'v2',
]);

function topicWords(name: string): string[] {
  return words(name).filter((word) => !topicFiller.has(word));
}

const transactionControl = new Set(['BEGIN', 'COMMIT', 'ROLLBACK', 'SET', 'START', 'SAVEPOINT', 'RELEASE', 'DISCARD']);

/** Statements that manage the connection rather than ask for anything; drawings leave them out. */
export function isSessionControl(exchange: Exchange): boolean {
  // SET is a command to Redis, and a setting to others.
  if (exchange.protocol !== 'database' || /redis|valkey|memcached/.test(fact(exchange.spans, dbSystem) ?? ''))
    return false;
  const operation = databaseOperation(exchange.spans);
  return operation !== undefined && transactionControl.has(operation);
}

/** Upper case: from the attribute, else from the query text, else from a span name like `pg.query:INSERT`. */
export function databaseOperation(spans: readonly Span[]): string | undefined {
  const reported =
    fact(spans, dbOperation) ??
    fact(spans, (span) => dbQueryFacts(span).operation) ??
    fact(spans, commandOf) ??
    fact(spans, operationInName);
  return reported?.toUpperCase().split(/\s/)[0];
}

/** Of Redis and its like, `set user:1 ?`. */
export function commandOf(span: Span): string | undefined {
  return /^\s*([a-z]+)(?:\s|$)/i.exec(dbQueryText(span) ?? '')?.[1];
}

/** `mongodb.find`, `pg.query:INSERT shop`; other names may be the database's. */
function operationInName({ name }: Span): string | undefined {
  const word = /(?:^|[.:])([a-z]+)(?:\s|$)/i.exec(name)?.[1]?.toUpperCase();
  return word && knownOperations.has(word) ? word : undefined;
}

export function databaseTables(spans: readonly Span[]): readonly string[] {
  const collection = fact(spans, dbCollection);
  const tables = spans.flatMap((span) => dbQueryFacts(span).tables);
  return [
    ...new Set([...(collection ? [collection] : []), ...tables].map((name) => name.split('.').at(-1)!.toLowerCase())),
  ];
}

const spokenOperations: readonly (readonly [spoken: string, operations: string])[] = [
  [
    'save create insert store add log record append persist write register put',
    'INSERT SET HSET HMSET UPSERT INSERTONE PUTITEM INDEX SADD ZADD LPUSH RPUSH',
  ],
  [
    'get check load find fetch query read verify count lookup search list select',
    'SELECT GET HGET HGETALL MGET FIND FINDONE COUNT AGGREGATE EXISTS GETITEM QUERY SCAN SEARCH',
  ],
  ['update increment decrement mark set change adjust', 'UPDATE SET INCR DECR FINDANDMODIFY HSET HMSET UPDATEITEM'],
  ['delete remove clear purge invalidate', 'DELETE DEL UNLINK REMOVE DELETEITEM'],
];

const knownOperations = new Set(spokenOperations.flatMap(([, operations]) => operations.split(' ')));

/** The operations that a verb may stand for, also as `saves`, `saved`, `saving`. */
function operationsOf(verb: string): readonly string[] | undefined {
  const [, operations] =
    spokenOperations.find(([spoken]) =>
      spoken
        .split(' ')
        .some(
          (word) =>
            verb.startsWith(word.replace(/e$/, '')) &&
            /^e?(|s|es|d|ed|ing)$/.test(verb.slice(word.replace(/e$/, '').length)),
        ),
    ) ?? [];
  return operations?.split(' ');
}

/** Said of databases alone; `delete` may be an UPDATE that marks something. */
const technicalVerbs = new Set(['select', 'insert', 'update', 'find', 'aggregate', 'upsert']);

function fitDatabase(label: Label, spans: readonly Span[], vocabulary: Vocabulary): LabelFit {
  if (label.http?.path) return 'none';
  const operation = databaseOperation(spans);
  const tables = databaseTables(spans);
  const { sql } = label;
  if (sql) {
    if (operation && operation !== sql.operation && !(sql.operation === 'BEGIN' && operation === 'START')) {
      return 'none';
    }
    if (!operation) return 'endpoints';
    if (!sql.table || tables.length === 0) return 'inferred';
    return tables.some((table) => sameWord(table, sql.table!)) ? 'exact' : 'none';
  }
  const first = label.words[0] ?? '';
  if (operation && first === operation.toLowerCase()) return 'exact';
  if (operation && label.bare && vocabulary.operations.has(squash(label.bare))) return 'none';
  if (operation && operation.length > 4 && squash(label.text).startsWith(squash(operation))) return 'exact';
  const spoken = operationsOf(first);
  const named = tables.some((table) => label.words.some((word) => sameWord(table, word)));
  if (operation && spoken?.includes(operation)) return 'inferred';
  // Commands of key-value stores are drawn as they are sent: what is drawn as INCR is no EXPIRE.
  const command = /^([A-Z]{3,})\s+\S/.exec(label.text)?.[1];
  const isKeyValue = /redis|valkey|memcached/.test(fact(spans, dbSystem) ?? '');
  if (operation && command && isKeyValue && command !== operation) return 'none';
  // "insert orders" is no finding of orders.
  if (operation && named && technicalVerbs.has(first)) return 'none';
  return named && !spoken ? 'inferred' : 'endpoints';
}

interface Procedure {
  readonly service?: string;
  readonly method: string;
}

/** Proxies see gRPC as HTTP: `/shop.CartService/GetCart`. */
function procedureOf(spans: readonly Span[]): Procedure | undefined {
  const match = /^\/(?:\w+\.)+(\w+)\/(\w+)$/.exec(fact(spans, httpPath) ?? '');
  return match ? { service: match[1]!, method: match[2]! } : undefined;
}

function fitRpc(label: Label, { service, method }: Procedure): LabelFit {
  if (label.http?.path && !/^\/[\w.]+\/\w+$/.test(label.http.path)) return 'none';
  const wanted = squash(method);
  const names = label.http?.path ? [label.http.path] : namesIn(label);
  for (const name of names) {
    const parts = name.replace(/\(.*$/, '').split(/[/.]/).filter(Boolean);
    if (squash(parts.at(-1) ?? '') !== wanted) continue;
    const owner = parts.length > 1 ? squash(parts.at(-2)!) : undefined;
    const isOwner = !owner || !service || squash(service).includes(owner) || owner.includes(squash(service));
    return isOwner ? 'exact' : 'none';
  }
  const said = squash(label.text);
  if (said.includes(wanted)) return said === wanted ? 'exact' : 'inferred';
  return names.some((name) => /[/(]|^[A-Z][a-z]+[A-Z]/.test(name)) ? 'none' : 'endpoints';
}

/** Local work is shown only by a span that is called as the label says. */
function fitLocal(label: Label, exchange: Exchange): LabelFit {
  const wanted = squash(label.text.replace(/\(.*\)\s*$/, ''));
  return wanted.length > 3 && exchange.spans.some((span) => squash(span.name) === wanted) ? 'exact' : 'none';
}

/** The first of the spans that knows. */
export function fact<T>(spans: readonly Span[], read: (span: Span) => T | undefined): T | undefined {
  for (const span of spans) {
    const value = read(span);
    if (value !== undefined) return value;
  }
  return undefined;
}
