import { type Label, type Message, procedureOf, readLabel, squash, words } from '#model';
import type { AttributeValue, SpanKind } from '#traces';
import type { LifelinePart } from './roles.ts';

export type DrawnProtocol = 'http' | 'rpc' | 'database' | 'messaging' | 'internal' | 'call';

/** How a message that is no answer shows in telemetry. */
export interface Request {
  readonly protocol: DrawnProtocol;
  /** Of the spans of both halves. */
  readonly name: string;
  /** Absent where the half is not reported. */
  readonly sending?: Half;
  readonly receiving?: Half;
}

export interface Half {
  readonly kind: SpanKind;
  readonly attributes: readonly (readonly [string, AttributeValue])[];
}

/** An answer, as far as telemetry can show it. */
export interface Answer {
  /** The HTTP status, or the one that a text that speaks of failure stands for. */
  readonly status: number;
  /** By gRPC's name. */
  readonly rpc?: string;
  readonly failed: boolean;
}

const NOBODY: Pick<LifelinePart, 'role' | 'name' | 'system'> = { role: 'environment', name: '', system: '' };

/**
 * The semantic conventions of the protocol that a label implies. `answers` are the labels of what may answer it: a
 * status there makes a call HTTP that says nothing else. `destination` is that of what a broker hands on.
 */
export function requestOf(
  message: Message,
  from: LifelinePart | undefined,
  to: LifelinePart | undefined,
  answers: readonly string[],
  destination?: string,
): Request | undefined {
  const sender = from ?? NOBODY;
  const receiver = to ?? NOBODY;
  const label = readLabel(message.label);
  const protocol = protocolOf(message, label, sender, receiver, answers);
  const sends = sender.role === 'service';
  const receives = receiver.role === 'service';
  if (protocol === 'internal') {
    const name = label.text || 'work';
    return sends ? { protocol, name, sending: { kind: 'internal', attributes: [] } } : undefined;
  }
  const facts = factsOf(protocol, message, label, sender, receiver, destination);
  const half = (isThere: boolean, kind: SpanKind, attributes: Half['attributes']): Half | undefined =>
    isThere ? { kind, attributes } : undefined;
  const sending = half(sends, protocol === 'messaging' ? 'producer' : 'client', facts.sending);
  const receiving = half(receives, protocol === 'messaging' ? 'consumer' : 'server', facts.receiving);
  // Who asks a broker for messages reports what it was given.
  const pulls = protocol === 'messaging' && receiver.role === 'broker' && label.intent === 'consume';
  if (protocol === 'messaging' && label.intent === 'acknowledge') return undefined;
  if (pulls)
    return { protocol, name: facts.name, ...(sends && { sending: { kind: 'consumer', attributes: facts.receiving } }) };
  if (!sending && !receiving) return undefined;
  return { protocol, name: facts.name, ...(sending && { sending }), ...(receiving && { receiving }) };
}

export function answerOf(label: string): Answer {
  const { status, text, claimsSuccess } = readLabel(label);
  const code = status?.code ?? (status?.hundreds === undefined ? undefined : status.hundreds * 100);
  const bad =
    /\b(?:error|fail\w*|invalid|denied|declined|reject\w*|refused|expired|missing|timeout|timed out|not found)\b/i;
  const spoken = !claimsSuccess && bad.test(text) ? 400 : 200;
  const number = code ?? (status?.rpc && status.rpc !== 'OK' ? 500 : spoken);
  return { status: number, failed: number >= 400, ...(status?.rpc && { rpc: status.rpc }) };
}

/** Which half of an HTTP call is an error by its status: a client's from 400 on, a server's from 500 (semantic conventions). */
export function isHttpError(status: number, kind: SpanKind): boolean {
  return status >= (kind === 'client' ? 400 : 500);
}

/** An event is named so: `order.placed`, `ORDER_PLACED`, `OrderPlaced event`. */
export function eventName(label: Label): string | undefined {
  if (label.http || label.sql || label.status) return undefined;
  const named = label.identifiers.find((name) => /^[\w-]+(?:\.[\w-]+)+$|^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$/.test(name));
  if (named !== undefined) return named;
  const spoken = /\b([\w-]+)\s+event\b/i.exec(label.text)?.[1];
  return spoken ?? label.identifiers[0];
}

function protocolOf(
  { from, to, sort }: Message,
  label: Label,
  sender: typeof NOBODY,
  receiver: typeof NOBODY,
  answers: readonly string[],
): DrawnProtocol {
  if (from !== null && from === to) return 'internal';
  if (sender.role === 'broker' || receiver.role === 'broker') return 'messaging';
  if (receiver.role === 'store') return 'database';
  if (label.http) return 'http';
  const isAsync = sort === 'asynchSignal' || sort === 'asynchCall';
  const isSpoken = label.intent === 'publish' || label.intent === 'consume';
  if (isSpoken || (isAsync && eventName(label) !== undefined)) {
    if (sender.role === 'service' && receiver.role === 'service') return 'messaging';
  }
  if (procedureOf(label)) return 'rpc';
  const statuses = answers.map((answer) => readLabel(answer).status);
  return statuses.some((status) => status?.code !== undefined || status?.hundreds !== undefined) ? 'http' : 'call';
}

interface Facts {
  readonly name: string;
  readonly sending: Half['attributes'];
  readonly receiving: Half['attributes'];
}

function factsOf(
  protocol: DrawnProtocol,
  message: Message,
  label: Label,
  sender: typeof NOBODY,
  receiver: typeof NOBODY,
  destination: string | undefined,
): Facts {
  const said = label.text || 'call';
  switch (protocol) {
    case 'http': {
      const method = label.http?.method ?? 'POST';
      const route = label.http?.path ?? `/${words(label.text).join('-')}`;
      const path = concrete(route);
      return {
        name: label.http ? `${method} ${route}` : said,
        sending: [
          ['http.request.method', method],
          ['url.full', `http://${hostOf(receiver.name)}${path}`],
          ['server.address', hostOf(receiver.name)],
          ['peer.service', receiver.name],
        ],
        receiving: [
          ['http.request.method', method],
          ['http.route', route],
          ['url.path', path],
          ['url.scheme', 'http'],
        ],
      };
    }
    case 'rpc': {
      const { service, method } = procedureOf(label)!;
      const both: Half['attributes'] = [
        ['rpc.system', 'grpc'],
        ['rpc.service', service ?? receiver.name.replace(/[^\p{L}\p{N}_.]+/gu, '')],
        ['rpc.method', method],
      ];
      return {
        name: said,
        sending: [...both, ['server.address', hostOf(receiver.name)], ['peer.service', receiver.name]],
        receiving: both,
      };
    }
    case 'database': {
      const operation = label.sql?.operation ?? commandIn(label);
      return {
        name: said,
        sending: [
          ['db.system.name', receiver.system],
          ['db.namespace', hostOf(receiver.name)],
          ...(operation ? [['db.operation.name', operation] as const] : []),
          ...(label.sql?.table ? [['db.collection.name', label.sql.table] as const] : []),
          ['server.address', hostOf(receiver.name)],
        ],
        receiving: [],
      };
    }
    case 'messaging': {
      const broker = receiver.role === 'broker' ? receiver : sender.role === 'broker' ? sender : undefined;
      const name = destination ?? eventName(label) ?? (words(label.text).join('-') || 'messages');
      const both: Half['attributes'] = [
        ['messaging.system', broker?.system ?? 'rabbitmq'],
        ['messaging.destination.name', name],
        ...(broker ? [['server.address', hostOf(broker.name)] as const] : []),
      ];
      return {
        name: said,
        sending: [...both, ['messaging.operation.type', 'send']],
        receiving: [...both, ['messaging.operation.type', 'process']],
      };
    }
    default:
      return {
        name: said,
        sending: [
          ['server.address', hostOf(receiver.name)],
          ['peer.service', receiver.name],
        ],
        receiving: message.sort === 'createMessage' ? [['asdrawn.lifeline', 'created']] : [],
      };
  }
}

/** Commands of caches and document stores are written in capitals: `SET session:1`, `HGETALL cart`. */
function commandIn({ text }: Label): string | undefined {
  return /^([A-Z]{3,})\b/.exec(text)?.[1];
}

/** A route's parameters with something in them. */
function concrete(route: string): string {
  return route.replace(/:[A-Za-z]\w*|\{[^}]*\}|<[^>]*>|\[[^\]]*\]|\$\{[^}]*\}/g, '42').replace(/\*+|\.{3}|…/g, 'all');
}

function hostOf(name: string): string {
  return words(name).join('-') || squash(name) || 'somewhere';
}
