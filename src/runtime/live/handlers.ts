import { type Interaction, type LifelineId, type Message, messagesOf, readLabel } from '#model';
import { answerOf, eventName } from '../recording/requests.ts';
import type { BrokerMessage } from '../transports/messaging.ts';
import { type Arrival, destinationOf, readBody, type Sending } from './arrivals.ts';
import type { Headers, HttpReply, HttpRequest, Incoming } from './http.ts';
import { lifelineNamed } from './preparation.ts';
import { concretePath, drawnRequest } from './routes.ts';
import type { Time } from './time.ts';

/** A message that a handler is given: a call, or what a broker hands on. */
export interface HandledMessage {
  /** As drawn: `POST /orders {item}`. */
  readonly label: string;
  readonly from: LifelineId | null;
  /** Of a call; of a message empty. */
  readonly method: string;
  readonly path: string;
  /** What a message was published under; absent in a call. */
  readonly destination?: string;
  readonly headers: Headers;
  readonly body: unknown;
}

/** The participant that a handler acts for. */
export interface HandledParticipant {
  readonly id: LifelineId;
  /** Calls another participant, as drawn or otherwise, and resolves with the answer. */
  call(to: string, label: string, sending?: Sending): Promise<HttpReply>;
  /** Gives the broker a message: `publish('order.placed', { body })`. Resolves when the broker has it. */
  publish(destination: string, sending?: Sending): Promise<void>;
  /** Lets time pass: simulated time where that is what the run has. */
  wait(milliseconds: number): Promise<void>;
}

/** An answer: `201 Created` as it is drawn, or with body and headers. */
export type HandlerAnswer = string | ({ readonly answer: string } & Sending) | undefined;

/** What a participant does with a message instead of what is drawn. Nothing answered is 204; a message has no answer. */
export type Handler = (
  message: HandledMessage,
  participant: HandledParticipant,
) => Promise<HandlerAnswer> | HandlerAnswer;

interface HandledSurroundings {
  readonly interaction: Interaction;
  readonly handlers: ReadonlyMap<LifelineId, Handler>;
  readonly time: Time;
  /** Gives the conversation what a handler sends. */
  readonly arrive: (arrival: Arrival) => void;
  readonly publish: (message: BrokerMessage) => Promise<unknown>;
}

/** Participants that act by their own code, in this process: what passes between them and those that are played. */
export class Handled {
  readonly #given: HandledSurroundings;
  /** Deliveries on their way or at work. */
  #active = 0;
  readonly #closing = new AbortController();
  /** Until when one of them lets time pass, in microseconds since 1970. */
  #until = 0;

  constructor(given: HandledSurroundings) {
    this.#given = given;
  }

  get isActive(): boolean {
    return this.#active > 0;
  }

  /** Milliseconds for which one of them still lets time pass. */
  get waits(): number {
    return Math.max(0, (this.#until - this.#given.time.now()) / 1000);
  }

  has(id: LifelineId): boolean {
    return this.#given.handlers.has(id);
  }

  /** Calls a handler. Rejects with what it throws. */
  async call(
    to: LifelineId,
    { label, from }: Pick<Message, 'label' | 'from'>,
    request: HttpRequest,
  ): Promise<HttpReply> {
    const { method, path, headers, body } = request;
    await this.#underway();
    const answered = await this.#run(to, { label, from, method, path, headers, body });
    await this.#underway();
    if (answered === undefined) return { status: 204, headers: {}, body: undefined };
    const { answer, ...sending } = typeof answered === 'string' ? { answer: answered } : answered;
    return { status: answerOf(answer).status, headers: sending.headers ?? {}, body: sending.body };
  }

  /** The destinations that are drawn to lead to a participant. */
  destinationsOf(id: LifelineId): readonly string[] {
    const { interaction } = this.#given;
    return [...new Set(messagesOf(interaction).flatMap((one) => (one.to === id ? (destinationOf(one) ?? []) : [])))];
  }

  /** Hands on a message of the broker. */
  async deliver(to: LifelineId, { destination, headers, body }: BrokerMessage): Promise<void> {
    const { interaction, arrive } = this.#given;
    const drawn = messagesOf(interaction).find((one) => one.to === to && destinationOf(one) === destination);
    const { label, from } = drawn ?? { label: destination, from: null };
    this.#active += 1;
    try {
      await this.#underway();
      await this.#run(to, { label, from, method: '', path: '', destination, headers, body: readBody(body) });
    } catch (error) {
      arrive({ type: 'threw', lifeline: to, ...(drawn && { drawn }), error });
    } finally {
      this.#active -= 1;
      arrive({ type: 'handled' });
    }
  }

  /** As long as a message is on its way. */
  #underway(): Promise<void> {
    return this.#pass(this.#given.time.transit());
  }

  /** Never resolves when the run is over before. */
  #pass(ms: number): Promise<void> {
    const { signal } = this.#closing;
    return new Promise((done) => {
      if (signal.aborted) return;
      if (ms <= 0) return done();
      const forget = this.#given.time.after(ms, () => {
        signal.removeEventListener('abort', forget);
        done();
      });
      signal.addEventListener('abort', forget);
    });
  }

  /** Whoever lets time pass is not woken any more. */
  close(): void {
    this.#closing.abort();
  }

  async #run(id: LifelineId, message: HandledMessage): Promise<HandlerAnswer> {
    const { time, handlers, publish } = this.#given;
    const work = new Work(time);
    const trace = message.headers.traceparent;
    const headersOf = (headers: Headers = {}): Headers => ({
      ...(trace !== undefined && { traceparent: trace }),
      ...headers,
    });
    try {
      return await handlers.get(id)!(message, {
        id,
        call: (to, label, { body, headers } = {}) =>
          work.waitFor(() => this.#send(id, to, label, { body, headers: headersOf(headers) })),
        publish: (label, { body = {}, headers } = {}) =>
          work.waitFor(async () => {
            const destination = eventName(readLabel(label)) ?? label;
            const content = Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
            await this.#underway();
            await publish({ destination, headers: headersOf(headers), body: content });
          }),
        wait: (ms) => {
          this.#until = Math.max(this.#until, time.now() + ms * 1000);
          return work.waitFor(() => this.#pass(ms));
        },
      });
    } finally {
      work.end();
    }
  }

  async #send(
    from: LifelineId,
    to: string,
    label: string,
    { headers, body }: { readonly headers: Headers; readonly body: unknown },
  ): Promise<HttpReply> {
    const { interaction, arrive } = this.#given;
    const found = lifelineNamed(interaction, to);
    if ('problem' in found) throw new Error(`${found.problem.message}; ${found.problem.help}`);
    const drawn = drawnRequest({ label });
    if (!drawn) throw new Error(`of ${JSON.stringify(label)} no call can be made: write method and path`);
    const [path = '/', query = ''] = concretePath(drawn, (name) => name).split(/\?(.*)/s);
    const request = { method: drawn.method ?? 'POST', path, query, headers, body };
    // What two of them say to one another is theirs.
    if (this.has(found.id)) return this.call(found.id, { label, from }, request);
    await this.#underway();
    const reply = await new Promise<HttpReply>((done) => {
      const incoming: Incoming = {
        request,
        reply: (given) => done({ status: given.status, headers: given.headers ?? {}, body: given.body }),
      };
      arrive({ type: 'request', lifeline: found.id, incoming });
    });
    await this.#underway();
    return reply;
  }
}

/** One handler at work: time is held but for where it waits for others. */
class Work {
  readonly #time: Time;
  #waits = 0;
  #release: (() => void) | undefined;
  #isOver = false;

  constructor(time: Time) {
    this.#time = time;
    this.#release = time.hold();
  }

  async waitFor<Result>(what: () => Promise<Result>): Promise<Result> {
    this.#waits += 1;
    this.#release?.();
    try {
      return await what();
    } finally {
      this.#waits -= 1;
      if (this.#waits === 0 && !this.#isOver) this.#release = this.#time.hold();
    }
  }

  end(): void {
    this.#isOver = true;
    this.#release?.();
  }
}
