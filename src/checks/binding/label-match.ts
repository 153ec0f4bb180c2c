import {
  dbCollection,
  dbOperation,
  dbQueryFacts,
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
import type { HttpLabel, Label } from './label.ts';
import { sameWord, squash, words } from './names.ts';

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
  if (vocabulary.spans.has(squash(label.text))) return 'none';
  switch (exchange.protocol) {
    case 'http':
      return fitHttp(label, exchange.spans);
    case 'messaging':
      return fitMessaging(label, exchange.spans, vocabulary);
    case 'database':
      return fitDatabase(label, exchange.spans, vocabulary);
    case 'rpc':
      return fitRpc(label, exchange.spans);
    default:
      return label.http?.path ? fitHttp(label, exchange.spans) : 'endpoints';
  }
}

/** Against how a call was answered. */
export function fitReply(label: Label, exchange: Exchange): LabelFit {
  const wanted = label.status;
  if (!wanted) return 'endpoints';
  const rpc = fact(exchange.spans, rpcStatus);
  if (wanted.rpc && rpc) return wanted.rpc === rpc ? 'exact' : 'none';
  const observed = fact(exchange.spans, httpStatus);
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
  const method = fact(spans, httpMethod);
  if (http.method && method && http.method !== method) return 'none';
  if (!http.path) return method ? 'inferred' : 'endpoints';
  const observed = spans.flatMap((span) => [httpRoute(span), httpPath(span)]).filter((path) => path !== undefined);
  if (observed.length === 0) return 'endpoints';
  const fits = observed.map((path) => fitPath(http.path!, path));
  if (fits.includes('exact')) return 'exact';
  return fits.includes('inferred') ? 'inferred' : 'none';
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
  if (label.http?.path || label.sql?.table) return 'none';
  const names = new Set(
    spans
      .flatMap((span) => [messagingRoutingKey(span), messagingDestination(span)])
      .filter((name) => name !== undefined && name !== ''),
  );
  const candidates = namesIn(label);
  // Task queues have one destination for everything, and name what is sent in the span's name: `run/shop.tasks.mail`.
  const spoken = spans.flatMap((span) => span.name.split(/[\s/:]+/)).flatMap((name) => [name, name.split('.').at(-1)!]);
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
  if (exchange.protocol !== 'database') return false;
  const operation = databaseOperation(exchange.spans);
  return operation !== undefined && transactionControl.has(operation);
}

/** Upper case: from the attribute, else from the query text, else from a span name like `pg.query:INSERT`. */
export function databaseOperation(spans: readonly Span[]): string | undefined {
  const reported = fact(spans, dbOperation) ?? fact(spans, (span) => dbQueryFacts(span).operation);
  return reported?.toUpperCase().split(/\s/)[0];
}

export function databaseTables(spans: readonly Span[]): readonly string[] {
  const collection = fact(spans, dbCollection);
  const tables = spans.flatMap((span) => dbQueryFacts(span).tables);
  return [
    ...new Set([...(collection ? [collection] : []), ...tables].map((name) => name.split('.').at(-1)!.toLowerCase())),
  ];
}

const spokenOperations: readonly (readonly [RegExp, readonly string[]])[] = [
  [
    /^(save|create|insert|store|add|log|record|append|persist|write|register)/,
    ['INSERT', 'SET', 'UPSERT', 'INSERTONE'],
  ],
  [
    /^(get|check|load|find|fetch|query|read|verify|count|lookup|search|list|select)/,
    ['SELECT', 'GET', 'FIND', 'COUNT', 'EXISTS'],
  ],
  [/^(update|increment|decrement|mark|set|change|adjust)/, ['UPDATE', 'SET', 'INCR', 'FINDANDMODIFY', 'HSET']],
  [/^(delete|remove|clear|purge|invalidate)/, ['DELETE', 'DEL', 'REMOVE']],
];

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
  const spoken = spokenOperations.find(([pattern]) => pattern.test(first));
  const named = tables.some((table) => label.words.some((word) => sameWord(table, word)));
  if (operation && spoken?.[1].includes(operation)) return 'inferred';
  return named && !spoken ? 'inferred' : 'endpoints';
}

function fitRpc(label: Label, spans: readonly Span[]): LabelFit {
  if (label.http?.path && !/^\/[\w.]+\/\w+$/.test(label.http.path)) return 'none';
  const method = fact(spans, rpcMethod);
  if (!method) return 'endpoints';
  const service = fact(spans, rpcService)?.split('.').at(-1);
  const wanted = squash(method);
  const names = label.http?.path ? [label.http.path] : namesIn(label);
  for (const name of names) {
    const parts = name.replace(/\(.*$/, '').split(/[/.]/).filter(Boolean);
    if (squash(parts.at(-1) ?? '') !== wanted) continue;
    const owner = parts.length > 1 ? squash(parts.at(-2)!) : undefined;
    if (!owner || !service || squash(service).includes(owner) || owner.includes(squash(service))) return 'exact';
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
