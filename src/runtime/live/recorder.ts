import { type Interaction, type LifelineId, type Message, squash } from '#model';
import type { AttributeValue, Resource, Span, SpanStatus } from '#traces';
import { answerOf, type Half, isHttpError, type Request, requestOf } from '../recording/requests.ts';
import type { LifelinePart } from '../recording/roles.ts';
import type { Cast } from './parts-played.ts';
import type { Time } from './time.ts';

/** Where in a trace something happens: W3C's `traceparent`. */
export interface TraceContext {
  readonly traceId: string;
  readonly spanId: string;
}

export function readTraceparent(header: string | undefined): TraceContext | undefined {
  const match = /^[\da-f]{2}-([\da-f]{32})-([\da-f]{16})-[\da-f]{2}/.exec(header ?? '');
  return match && !/^0+$/.test(match[1]!) ? { traceId: match[1]!, spanId: match[2]! } : undefined;
}

export function traceparent({ traceId, spanId }: TraceContext): string {
  return `00-${traceId}-${spanId}-01`;
}

/** A call, publish, delivery or piece of work, as it really happened. Times are microseconds since 1970. */
export interface Exchanged {
  readonly message: Message;
  readonly from: LifelineId | null;
  readonly to: LifelineId | null;
  readonly traceId: string;
  readonly sending: string;
  readonly receiving: string;
  readonly parent?: string;
  /** Of what a broker hands on: the span that published it. */
  readonly publish?: string;
  readonly facts: { readonly method?: string; readonly path?: string };
  sent: number;
  received?: number;
  answer?: { readonly label: string; readonly status?: number; sent: number; received?: number };
}

export interface Beginning {
  readonly message: Message;
  readonly facts?: Exchanged['facts'];
  /** Somebody else sent it. */
  readonly isForeign?: true;
  /** What came with it then. */
  readonly context?: TraceContext;
}

/**
 * Notes what happened and makes spans of it: our own, and those that others would have reported of what they exchanged
 * with us. Whoever reports for himself is left out in the end.
 */
export class Recorder {
  readonly #time: Time;
  readonly #played: ReadonlySet<LifelineId>;
  readonly #parts: ReadonlyMap<LifelineId, LifelinePart>;
  readonly #all: Exchanged[] = [];
  /** What each lifeline has received and not answered, outermost first. */
  readonly #open = new Map<LifelineId, Exchanged[]>();
  readonly #last = new Map<LifelineId, Exchanged>();
  readonly #resources = new Map<string, Resource>();

  constructor(interaction: Interaction, { parts, played }: Cast, time: Time) {
    this.#time = time;
    this.#played = played;
    this.#parts = new Map(
      interaction.lifelines.map(({ id }) => {
        const part = parts.get(id)!;
        // Somebody has to be at the beginning of a trace.
        return [id, part.role === 'environment' ? { ...part, role: 'service' as const } : part];
      }),
    );
  }

  sent({ message, facts = {}, context, isForeign }: Beginning): Exchanged {
    const { from, to } = message;
    const isDelivery = from !== null && this.#parts.get(from)?.role === 'broker';
    const above =
      from === null ? undefined : isDelivery ? this.#published(from, message) : this.#current(from, context?.traceId);
    const exchanged: Exchanged = {
      ...{ message, from, to, facts },
      // Whoever hands no trace on is taken to go on with what there is.
      traceId:
        context?.traceId ?? above?.traceId ?? (isForeign ? this.#all.at(-1)?.traceId : undefined) ?? this.#time.id(16),
      // Who hands on the headers that he was given reports no span of his own.
      sending:
        context && !this.#all.some(({ sending }) => sending === context.spanId) ? context.spanId : this.#time.id(8),
      receiving: this.#time.id(8),
      ...(above && (isDelivery ? { publish: above.sending } : { parent: above.receiving })),
      sent: this.#time.now(),
    };
    this.#all.push(exchanged);
    return exchanged;
  }

  received(exchanged: Exchanged): void {
    exchanged.received ??= this.#time.now();
    const { to } = exchanged;
    if (to === null || exchanged.from === to) return;
    const open = this.#open.get(to);
    if (open) open.push(exchanged);
    else this.#open.set(to, [exchanged]);
    this.#last.set(to, exchanged);
  }

  answered(exchanged: Exchanged, label: string, status?: number): void {
    exchanged.answer ??= { label, sent: this.#time.now(), ...(status !== undefined && { status }) };
    const open = exchanged.to === null ? undefined : this.#open.get(exchanged.to);
    if (open?.includes(exchanged)) open.splice(open.indexOf(exchanged), 1);
  }

  answerReceived(exchanged: Exchanged): void {
    if (exchanged.answer) exchanged.answer.received ??= this.#time.now();
  }

  hasTrace(traceId: string): boolean {
    return this.#all.some((exchanged) => exchanged.traceId === traceId);
  }

  /** What is handled there now; within a trace, if that is known. */
  #current(lifeline: LifelineId, traceId?: string): Exchanged | undefined {
    const open = this.#open.get(lifeline) ?? [];
    const own = traceId === undefined ? open : open.filter((exchanged) => exchanged.traceId === traceId);
    const last = this.#last.get(lifeline);
    return own.at(-1) ?? (traceId === undefined || last?.traceId === traceId ? last : undefined);
  }

  /** What a broker hands on: what was published under the same text, else the latest. */
  #published(broker: LifelineId, { label }: Message): Exchanged | undefined {
    const published = this.#all.filter(
      ({ to, from, received }) => to === broker && from !== broker && received !== undefined,
    );
    return published.findLast(({ message }) => squash(message.label) === squash(label)) ?? published.at(-1);
  }

  /** `reporting`: names of services whose own spans are known. */
  spans(reporting: ReadonlySet<string> = new Set()): readonly Span[] {
    const spans: Span[] = [];
    const bySpan = new Map(this.#all.map((exchanged) => [exchanged.receiving, exchanged]));
    for (const exchanged of this.#all) {
      const { from, to, message, answer } = exchanged;
      const part = (id: LifelineId | null) => (id === null ? undefined : this.#parts.get(id));
      const request = requestOf(message, part(from), part(to), answer ? [answer.label] : [], undefined);
      if (!request) continue;
      const { sent, received = sent } = exchanged;
      const inside = this.#all.filter(({ parent }) => parent === exchanged.receiving);
      const latest = Math.max(
        received,
        ...inside.map((inner) => inner.answer?.received ?? inner.answer?.sent ?? inner.sent),
      );
      const end = answer?.sent ?? latest;
      const senderName = part(from)?.name;
      const receiverName = part(to)?.name;
      const hasSending = request.sending !== undefined && from !== null;
      if (request.sending && senderName !== undefined && !reporting.has(senderName)) {
        const parent = exchanged.parent !== undefined && bySpan.has(exchanged.parent) ? exchanged.parent : undefined;
        const own = { spanId: exchanged.sending, start: sent, end: answer?.received ?? Math.max(end, sent) };
        spans.push(
          this.#span(exchanged, request, request.sending, senderName, {
            ...own,
            ...(parent !== undefined && { parent }),
          }),
        );
      }
      if (
        request.receiving &&
        receiverName !== undefined &&
        exchanged.received !== undefined &&
        !reporting.has(receiverName)
      ) {
        const own = { spanId: exchanged.receiving, start: received, end: Math.max(end, received) };
        spans.push(
          this.#span(exchanged, request, request.receiving, receiverName, {
            ...own,
            ...(hasSending && { parent: exchanged.sending }),
            ...(exchanged.publish !== undefined && { parent: exchanged.publish, link: exchanged.publish }),
          }),
        );
      }
    }
    return spans.sort((a, b) => a.start - b.start);
  }

  #span(
    { traceId, answer, facts }: Exchanged,
    request: Request,
    { kind, attributes }: Half,
    serviceName: string,
    place: {
      readonly spanId: string;
      readonly parent?: string;
      readonly link?: string;
      readonly start: number;
      readonly end: number;
    },
  ): Span {
    const all = new Map<string, AttributeValue>(attributes);
    if (facts.method !== undefined && all.has('http.request.method')) all.set('http.request.method', facts.method);
    if (facts.path !== undefined && all.has('url.path')) all.set('url.path', facts.path);
    let status: SpanStatus = 'unset';
    const code = answer ? (answer.status ?? answerOf(answer.label).status) : undefined;
    if (request.protocol === 'http') {
      all.set('http.response.status_code', code ?? 204);
      if (code !== undefined && isHttpError(code, kind)) status = 'error';
    }
    return {
      traceId,
      spanId: place.spanId,
      ...(place.parent !== undefined && { parentSpanId: place.parent }),
      name: request.name,
      kind,
      start: place.start,
      end: place.end,
      attributes: all,
      resource: this.#resource(serviceName, place.spanId),
      scope: 'asdrawn',
      status,
      links: place.link === undefined || kind !== 'consumer' ? [] : [{ traceId, spanId: place.link }],
    };
  }

  /** Of others we know what they did, but not when: their spans are not told apart by a clock. */
  #resource(serviceName: string, spanId: string): Resource {
    const isOurs = [...this.#played].some((id) => this.#parts.get(id)?.name === serviceName);
    const host = isOurs ? serviceName : `${serviceName} ${spanId}`;
    let resource = this.#resources.get(host);
    if (!resource) {
      const attributes = new Map([['service.name', serviceName]]);
      resource = { serviceName, serviceNamespace: '', host, attributes };
      this.#resources.set(host, resource);
    }
    return resource;
  }
}
