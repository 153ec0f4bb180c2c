import {
  calleeNames,
  conventionNames,
  dbCollection,
  dbNamespace,
  dbOperation,
  dbQueryFacts,
  dbQueryText,
  dbSystem,
  httpMethod,
  httpPath,
  httpRoute,
  httpStatus,
  messagingDestination,
  messagingOperation,
  messagingRoutingKey,
  messagingSystem,
  peerService,
  rpcMethod,
  rpcService,
  rpcStatus,
  rpcSystem,
  SharedAttributes,
  type Span,
  serverAddress,
  serverPort,
} from '#traces';
import { commandOf } from '../binding/label-match.ts';
import { idsIn, type Wording } from './wording.ts';

/** All that the check reads off one span by itself; what it reads off a span's place in its case is in case-shape.ts. */
export interface SpanClass {
  readonly number: number;
  /** Ids in the span's texts that say nothing by themselves, but may be equal to another's in the same case. */
  readonly ids: readonly string[];
}

/** Of which only the path is read, and of those that begin with a host, that. */
const ofPath: ReadonlySet<string> = new Set(['url.path', 'http.target', 'http.path', 'url.full', 'http.url']);

const SLASH = 0x2f;

/** A length cannot be taken for a part of a name. */
function said(text: string): string {
  return `|${text.length}:${text}`;
}

interface Known {
  readonly kind: Span['kind'];
  readonly name: string;
  readonly resource: Span['resource'];
  readonly found: SpanClass;
  readonly next: Known | undefined;
  readonly length: number;
}

const LONGEST = 30;

function isSameService(a: Span['resource'], b: Span['resource']): boolean {
  return a.serviceName === b.serviceName && a.serviceNamespace === b.serviceNamespace;
}

/** Texts with ids in them are without number. */
const MOST_KNOWN = 2000;

/**
 * Numbers spans so that equal numbers mean: no drawing can tell them apart. Every reading that exchanges, bindings and
 * the judgement make of a span is part of the class word for word, but for two: of a query's text only what is read off
 * it, and ids in names and paths (`/users/4711`) only as places, provided no drawing mentions them (wording.ts).
 */
export class SpanClasses {
  readonly #wording: Wording;
  readonly #numbers = new Map<string, number>();
  /** Readers share the attributes of spans that say the same, so that most spans are known by them. */
  readonly #known = new Map<Span['attributes'], Known>();
  readonly #spelled = new Map<string, number>();

  constructor(wording: Wording) {
    this.#wording = wording;
  }

  classOf(span: Span): SpanClass {
    const { kind, name, resource, attributes } = span;
    if (!(attributes instanceof SharedAttributes)) return this.#read(span);
    const first = this.#known.get(attributes);
    for (let entry = first; entry; entry = entry.next) {
      if (entry.name !== name || entry.kind !== kind) continue;
      if (entry.resource === resource || isSameService(entry.resource, resource)) return entry.found;
    }
    const found = this.#read(span);
    if (this.#known.size >= MOST_KNOWN) this.#known.clear();
    // Of spans that say nothing of this sort there are many names.
    if (!first || first.length <= LONGEST) {
      this.#known.set(attributes, { kind, name, resource, found, next: first, length: (first?.length ?? 0) + 1 });
    }
    return found;
  }

  #read(span: Span): SpanClass {
    const name = idsIn(span.name, this.#wording);
    const path = httpPath(span);
    // Proxies see procedures as paths, whose names are compared in part.
    const asked = path?.startsWith('/') && !path.includes('.') ? idsIn(path, this.#wording) : undefined;
    const spelling = this.#spellingOf(span, name.template, asked?.template);
    let number = this.#spelled.get(spelling);
    if (number === undefined) {
      number = this.#numberOf(span, name.template, asked?.template ?? path);
      if (this.#spelled.size >= MOST_KNOWN) this.#spelled.clear();
      this.#spelled.set(spelling, number);
    }
    const ids = asked && asked.ids.length > 0 ? [...name.ids, ...asked.ids] : name.ids;
    return { number, ids };
  }

  /** All that the class is read off, word for word but for ids: quicker to say than to read. */
  #spellingOf({ kind, resource, attributes }: Span, name: string, path: string | undefined): string {
    let spelling = `${kind}${said(name)}${said(resource.serviceName)}${said(resource.serviceNamespace)}`;
    if (path !== undefined) spelling += said(path);
    for (const [attribute, value] of attributes) {
      if (!conventionNames.has(attribute) || (kind === 'server' && calleeNames.has(attribute))) continue;
      if (typeof value !== 'string') spelling += `|${attribute}=${JSON.stringify(value)}`;
      else if (path === undefined || !ofPath.has(attribute)) spelling += `|${attribute}${said(value)}`;
      // What is asked there has been said, but not yet of whom.
      else if (value.charCodeAt(0) !== SLASH) spelling += `|${attribute}${said(value.split('/', 3).join('/'))}`;
    }
    return spelling;
  }

  #numberOf(span: Span, name: string, path: string | undefined): number {
    const query = dbQueryFacts(span);
    const key = JSON.stringify([
      span.kind,
      name,
      span.resource.serviceName,
      span.resource.serviceNamespace,
      httpMethod(span),
      httpRoute(span),
      path,
      httpStatus(span),
      dbSystem(span),
      dbNamespace(span),
      dbCollection(span),
      dbOperation(span),
      dbQueryText(span) !== undefined,
      query.operation,
      query.tables,
      commandOf(span),
      messagingSystem(span),
      messagingOperation(span),
      messagingDestination(span),
      messagingRoutingKey(span),
      rpcSystem(span),
      rpcService(span),
      rpcMethod(span),
      rpcStatus(span),
      peerService(span),
      serverAddress(span),
      serverPort(span),
      span.attributes.get('component') === 'proxy',
    ]);
    let number = this.#numbers.get(key);
    if (number === undefined) {
      number = this.#numbers.size;
      this.#numbers.set(key, number);
    }
    return number;
  }
}
