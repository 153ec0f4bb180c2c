import { type LifelineId, type Message, readLabel } from '#model';
import { type Random, seededRandom } from '#semantics';
import type { AttributeValue, Resource, Span, SpanStatus } from '#traces';
import type { Scenario } from '../scenario/scenario.ts';
import type { Run } from '../simulation/simulate.ts';
import { type Cause, causesOf } from './causes.ts';
import { type Answer, answerOf, eventName, type Half, isHttpError, type Request, requestOf } from './requests.ts';
import { type LifelinePart, partsOf } from './roles.ts';

export interface RecordingOptions {
  /** Of the ids of spans and traces. */
  readonly seed?: number;
  /** When the run began, in microseconds since 1970. */
  readonly epoch?: number;
  /** The shortest span, in microseconds. */
  readonly shortest?: number;
  /** Messages whose handling nobody reported, because whoever handled them was gone. */
  readonly unreported?: ReadonlySet<number>;
  /** Messages that who sent them saw fail, without any answer. */
  readonly failed?: ReadonlySet<number>;
}

/**
 * 2026-01-01T00:00:00Z and a quarter of a microsecond: recordings of simulated runs do not depend on the day, and none of
 * their times looks like one of a clock that only counts milliseconds.
 */
export const EPOCH = 1_767_225_600_000_000 + 0.25;

/** What was reported of a run. */
export interface Recorded {
  /** By when they began. */
  readonly spans: readonly Span[];
  /** The messages that a span shows, by span id: at most one each. */
  readonly messages: ReadonlyMap<string, number>;
}

/** The spans that services with ordinary instrumentation would have reported of a run. */
export function record(run: Run, options: RecordingOptions = {}): Recorded {
  const recording = new Recording(run, options);
  return { spans: recording.spans(), messages: recording.messages };
}

interface Times {
  sent?: number;
  received?: number;
}

/** A call, publish, delivery or piece of work, and how it was answered. */
interface Exchange {
  readonly id: number;
  readonly message: Message;
  readonly cause: Cause;
  readonly request: Request;
  readonly answer?: { readonly id: number; readonly facts: Answer };
}

class Recording {
  readonly #random: Random;
  readonly #epoch: number;
  readonly #shortest: number;
  readonly #unreported: ReadonlySet<number>;
  readonly #failed: ReadonlySet<number>;
  readonly #scenario: Scenario;
  readonly #parts: ReadonlyMap<LifelineId, LifelinePart>;
  readonly #causes: ReadonlyMap<number, Cause>;
  readonly #times = new Map<number, Times>();
  readonly #exchanges = new Map<number, Exchange>();
  readonly #inside = new Map<number, Exchange[]>();
  readonly #ids = new Map<string, string>();
  readonly #resources = new Map<string, Resource>();
  readonly messages = new Map<string, number>();
  readonly #traces = new Map<number, string>();
  readonly #ends = new Map<string, number>();

  constructor(run: Run, options: RecordingOptions) {
    const { seed = 1, epoch = EPOCH, shortest = 50, unreported = new Set(), failed = new Set() } = options;
    this.#random = seededRandom(seed ^ 0x5eed);
    this.#epoch = epoch;
    this.#shortest = shortest;
    this.#unreported = unreported;
    this.#failed = failed;
    this.#scenario = run.scenario;
    this.#parts = partsOf(run.scenario.drawn);
    this.#causes = causesOf(run.scenario, this.#parts, unreported);
    for (const { instance, occurrence, at } of run.events) {
      const times = this.#times.get(instance.message.id) ?? {};
      if (occurrence === 'send') times.sent = at;
      else times.received = at;
      this.#times.set(instance.message.id, times);
    }
    this.#findExchanges();
  }

  #findExchanges(): void {
    const answers = new Map<number, Message>();
    for (const [id, { answers: call }] of this.#causes)
      if (call !== undefined) answers.set(call, this.#scenario.instances.get(id)!.message);
    const destinations = new Map<number, string | undefined>();
    for (const [id, { message }] of this.#scenario.instances) {
      const cause = this.#causes.get(id);
      if (!cause || cause.answers !== undefined || cause.streamed || !this.#times.has(id)) continue;
      const answer = answers.get(id);
      const destination = cause.publish === undefined ? undefined : destinations.get(cause.publish);
      const request = requestOf(
        message,
        message.from === null ? undefined : this.#parts.get(message.from),
        message.to === null ? undefined : this.#parts.get(message.to),
        answer ? [answer.label] : [],
        destination,
      );
      destinations.set(id, destination ?? eventName(readLabel(message.label)));
      if (!request) continue;
      const exchange: Exchange = {
        id,
        message,
        cause,
        request,
        ...(answer && { answer: { id: answer.id, facts: answerOf(answer.label) } }),
      };
      this.#exchanges.set(id, exchange);
      if (cause.within !== undefined) {
        const inside = this.#inside.get(cause.within);
        if (inside) inside.push(exchange);
        else this.#inside.set(cause.within, [exchange]);
      }
    }
  }

  spans(): readonly Span[] {
    const spans: Span[] = [];
    for (const exchange of this.#exchanges.values()) {
      const { request, message } = exchange;
      if (request.sending && message.from !== null) spans.push(this.#sending(exchange, request.sending, message.from));
      const arrived = this.#times.get(exchange.id)?.received !== undefined && !this.#unreported.has(exchange.id);
      if (request.receiving && message.to !== null && arrived)
        spans.push(this.#receiving(exchange, request.receiving, message.to));
    }
    return spans.sort((a, b) => a.start - b.start);
  }

  #sending(exchange: Exchange, half: Half, lifeline: LifelineId): Span {
    const { id, cause } = exchange;
    const parent = cause.within === undefined ? undefined : this.#handling(cause.within);
    return this.#span(exchange, half, lifeline, {
      spanId: this.#id(`s${id}`),
      ...(parent !== undefined && { parentSpanId: parent }),
      start: this.#times.get(id)!.sent ?? this.#times.get(id)!.received!,
      end: this.#sendingEnd(exchange),
    });
  }

  #receiving(exchange: Exchange, half: Half, lifeline: LifelineId): Span {
    const { id, cause, request } = exchange;
    const publish = cause.publish === undefined ? undefined : this.#exchanges.get(cause.publish);
    const producer = publish?.request.sending ? this.#id(`s${publish.id}`) : undefined;
    const parent = request.sending ? this.#id(`s${id}`) : producer;
    return this.#span(exchange, half, lifeline, {
      spanId: this.#id(`r${id}`),
      ...(parent !== undefined && { parentSpanId: parent }),
      start: this.#times.get(id)!.received!,
      end: this.#receivingEnd(exchange),
      ...(producer !== undefined && half.kind === 'consumer' && { links: [producer] }),
    });
  }

  /** The span in which a participant handles a message: what it sends then is below. */
  #handling(id: number): string | undefined {
    const exchange = this.#exchanges.get(id);
    if (!exchange) return undefined;
    if (exchange.request.receiving) return this.#id(`r${id}`);
    return undefined;
  }

  #sendingEnd(exchange: Exchange): number {
    const { id, answer, request, message } = exchange;
    return this.#end(`s${id}`, () => {
      const { sent = 0, received = sent } = this.#times.get(id)!;
      const answered = answer && this.#times.get(answer.id)?.received;
      if (answered !== undefined) return answered;
      if (request.protocol === 'internal') return Math.max(received, sent + this.#shortest);
      const waits = request.protocol !== 'messaging' && request.receiving && message.sort === 'synchCall';
      return Math.max(sent + this.#shortest, waits ? this.#receivingEnd(exchange) + this.#shortest : received);
    });
  }

  #receivingEnd(exchange: Exchange): number {
    const { id, answer } = exchange;
    return this.#end(`r${id}`, () => {
      const { sent = 0, received = sent } = this.#times.get(id)!;
      const answered = answer && this.#times.get(answer.id)?.sent;
      if (answered !== undefined) return Math.max(answered, received);
      const inside = this.#inside.get(id) ?? [];
      return Math.max(
        received + this.#shortest,
        ...inside.map((inner) => this.#sendingEnd(inner) + this.#shortest / 50),
      );
    });
  }

  #end(key: string, work: () => number): number {
    const known = this.#ends.get(key);
    if (known !== undefined) return known;
    // What waits for itself (two that call each other and never answer) ends when it began.
    this.#ends.set(key, 0);
    const end = work();
    this.#ends.set(key, end);
    return end;
  }

  #span(
    exchange: Exchange,
    { kind, attributes }: Half,
    lifeline: LifelineId,
    place: {
      readonly spanId: string;
      readonly parentSpanId?: string;
      readonly start: number;
      readonly end: number;
      readonly links?: readonly string[];
    },
  ): Span {
    const { request, answer } = exchange;
    const all = new Map<string, AttributeValue>(attributes);
    let status: SpanStatus = 'unset';
    if (this.#failed.has(exchange.id)) {
      all.set('error.type', 'timeout');
      status = 'error';
    } else if (request.protocol === 'http') {
      const code = answer?.facts.status ?? 200;
      all.set('http.response.status_code', code);
      if (isHttpError(code, kind)) status = 'error';
    } else if (request.protocol === 'rpc') {
      const name = answer?.facts.rpc ?? (answer?.facts.failed ? 'UNKNOWN' : 'OK');
      all.set('rpc.grpc.status_code', rpcCodes.indexOf(name));
      if (name !== 'OK') status = 'error';
    } else if (answer?.facts.failed && kind !== 'consumer') status = 'error';
    const traceId = this.#traceOf(exchange);
    this.messages.set(place.spanId, exchange.id);
    return {
      traceId,
      spanId: place.spanId,
      ...(place.parentSpanId !== undefined && { parentSpanId: place.parentSpanId }),
      name: request.name,
      kind,
      start: this.#epoch + place.start,
      end: this.#epoch + Math.max(place.end, place.start),
      attributes: all,
      resource: this.#resource(this.#parts.get(lifeline)!.name),
      scope: 'asdrawn',
      status,
      links: (place.links ?? []).map((spanId) => ({ traceId, spanId })),
    };
  }

  /** What the environment begins is a trace of its own; what services begin by themselves is one together. */
  #traceOf({ id, cause, request }: Exchange): string {
    const known = this.#traces.get(id);
    if (known !== undefined) return known;
    const above = this.#exchanges.get(cause.within ?? cause.publish ?? -1);
    const trace = above ? this.#traceOf(above) : this.#id(request.sending ? 'trace' : `trace of ${id}`, 32);
    this.#traces.set(id, trace);
    return trace;
  }

  #resource(serviceName: string): Resource {
    let resource = this.#resources.get(serviceName);
    if (!resource) {
      resource = {
        serviceName,
        serviceNamespace: '',
        host: serviceName,
        attributes: new Map([['service.name', serviceName]]),
      };
      this.#resources.set(serviceName, resource);
    }
    return resource;
  }

  #id(key: string, digits = 16): string {
    let id = this.#ids.get(key);
    if (id === undefined) {
      id = Array.from({ length: digits }, () => Math.floor(this.#random() * 16).toString(16)).join('');
      this.#ids.set(key, id);
    }
    return id;
  }
}

const rpcCodes = [
  'OK',
  'CANCELLED',
  'UNKNOWN',
  'INVALID_ARGUMENT',
  'DEADLINE_EXCEEDED',
  'NOT_FOUND',
  'ALREADY_EXISTS',
  'PERMISSION_DENIED',
  'RESOURCE_EXHAUSTED',
  'FAILED_PRECONDITION',
  'ABORTED',
  'OUT_OF_RANGE',
  'UNIMPLEMENTED',
  'INTERNAL',
  'UNAVAILABLE',
  'DATA_LOSS',
  'UNAUTHENTICATED',
];
