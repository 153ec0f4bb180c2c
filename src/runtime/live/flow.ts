import { type LifelineId, readLabel, squash } from '#model';
import { destinationOf, type Happening, readBody, type Sending } from './arrivals.ts';
import type { Conversation } from './conversation.ts';
import type { Deviation } from './deviations.ts';
import type { Headers, HttpReply, HttpRequest } from './http.ts';
import { lifelineNamed, type Preparation } from './preparation.ts';
import { drawnRequest, fitsRoute } from './routes.ts';

/** A step of a test did not go as drawn; `deviations` holds all that is known. */
export class FlowError extends Error {
  override readonly name = 'FlowError';
  readonly deviations: readonly Deviation[];
  constructor(message: string, deviations: readonly Deviation[]) {
    super(message);
    this.deviations = deviations;
  }
}

/** A request that came, as drawn, and waits for its answer. */
export interface ReceivedRequest extends HttpRequest {
  /** Answers as drawn: `201 Created`. Rejects with a `FlowError` where the drawing does not allow that answer now. */
  reply(label: string, sending?: Sending): Promise<void>;
}

/** A message that came over the broker. The body is JSON where it can be read as such, else text. */
export interface ReceivedMessage {
  readonly destination: string;
  readonly headers: Headers;
  readonly body: unknown;
}

interface FlowSurroundings {
  readonly conversation: Conversation;
  readonly happenings: readonly Happening[];
  readonly preparation: Preparation;
  readonly timeout: number;
  readonly settling: number;
  readonly next: (ms: number) => Promise<boolean>;
  readonly drain: () => void;
}

/** One run of a drawing, driven by hand. Participants are named by id or label, messages as they are drawn. */
export class Flow {
  readonly #given: FlowSurroundings;
  readonly #claimed = new Set<Happening>();
  #isOver = false;

  constructor(given: FlowSurroundings) {
    this.#given = given;
  }

  /** Everything that went otherwise than drawn so far. */
  get deviations(): readonly Deviation[] {
    return this.#given.conversation.deviations;
  }

  /** Ends a run that went wrong: who still waits is answered, so that the next one begins with nothing left behind. */
  async abandon(): Promise<void> {
    const { conversation, drain, next, settling } = this.#given;
    this.#isOver = true;
    do {
      drain();
      conversation.close();
    } while (await next(settling));
  }

  /** What came of it so far; to be held against the drawing. */
  get played() {
    const { conversation } = this.#given;
    const { deviations, count, interaction, recorder } = conversation;
    const spans = (reporting?: ReadonlySet<string>) => recorder.spans(reporting);
    return { deviations, count, runs: [{ interaction, spans }], isInterrupted: false };
  }

  /**
   * Lets a participant call the service: `send('Client', 'POST /orders', { body })`. Resolves with what the service
   * answers, whether that is drawn or not; if it is not, `finish` tells. Rejects with a `FlowError` where the drawing
   * does not allow this call now, or no answer came within the timeout.
   */
  send(from: string, label: string, sending: Sending = {}): Promise<HttpReply> {
    const answer = this.#answered(from, label, sending);
    // Awaited late, after what the service does meanwhile: who fails before must not leave it unhandled.
    answer.catch(() => {});
    return answer;
  }

  async #answered(from: string, label: string, sending: Sending): Promise<HttpReply> {
    const happening = await this.#perform(this.#lifeline(from), label, sending);
    const { call } = happening;
    if (!call) throw new FlowError(`"${label}" is no call over HTTP`, this.deviations);
    return this.#until(`an answer to "${label}"`, () => {
      const reply = call.outcome;
      if (reply instanceof Error) throw new FlowError(reply.message, this.deviations);
      return reply;
    });
  }

  /** Waits for a request that the service sends to a participant. Rejects with a `FlowError` when it does not come. */
  async receive(to: string, label: string): Promise<ReceivedRequest> {
    const lifeline = this.#lifeline(to);
    const { arranged, arrival } = await this.#until(`"${label}" at ${to}`, () =>
      this.#claim(({ arranged: { message }, arrival }) => {
        return (
          arrival?.type === 'request' &&
          message.to === lifeline &&
          isCalled(message.label, label, arrival.incoming.request)
        );
      }),
    );
    const { request } = (arrival as Extract<typeof arrival, { readonly type: 'request' }>).incoming;
    return {
      ...request,
      reply: async (answer, sending = {}) => {
        await this.#perform(lifeline, answer, sending, arranged.message.from ?? undefined);
      },
    };
  }

  /** Publishes what the drawing delivers to the service: `publish('order.placed', { body })`. */
  async publish(destination: string, sending: Sending = {}): Promise<void> {
    const sender = this.#given.conversation.sendable().find((message) => destinationOf(message) === destination);
    const from = sender?.from;
    if (from === null || from === undefined) throw this.#notNow(destination);
    await this.#perform(from, destination, sending);
  }

  /** Waits for what the service publishes. Rejects with a `FlowError` when it does not come. */
  async consume(destination: string): Promise<ReceivedMessage> {
    const { arrival } = await this.#until(`"${destination}"`, () =>
      this.#claim(({ arrival: one }) => one?.type === 'message' && one.message.destination === destination),
    );
    const { message } = arrival as Extract<typeof arrival, { readonly type: 'message' }>;
    return { destination, headers: message.headers, body: readBody(message.body) };
  }

  /**
   * Waits until all that is drawn has come, and a little longer for what is not. Rejects with a `FlowError` that tells
   * every deviation.
   */
  async finish(): Promise<void> {
    const { conversation, drain, next, timeout, settling } = this.#given;
    for (;;) {
      drain();
      const isOpen = conversation.ending() === 'not-yet' || conversation.isCalling;
      const isPatient = isOpen && conversation.deviations.length === 0;
      if (await next(isPatient ? timeout : settling)) continue;
      if (isOpen) conversation.giveUp(isPatient ? ` within ${timeout / 1000} s` : '');
      break;
    }
    conversation.close();
    if (this.deviations.length > 0) throw new FlowError(spoken(this.deviations), this.deviations);
  }

  async #perform(from: LifelineId, label: string, sending: Sending, to?: LifelineId): Promise<Happening> {
    const { conversation, next, settling, drain } = this.#given;
    drain();
    const end = performance.now() + settling;
    for (;;) {
      const done = conversation.perform({ from, label, ...sending, ...(to !== undefined && { to }) });
      if (done) {
        drain();
        return done;
      }
      const left = end - performance.now();
      if (left <= 0 || !(await next(left))) throw this.#notNow(label);
      drain();
    }
  }

  #notNow(label: string): FlowError {
    const { conversation } = this.#given;
    const could = conversation.sendable().map((message) => `"${message.label}"`);
    const awaited = conversation.awaited().map((message) => `"${message.label}"`);
    const hints = [
      ...(could.length > 0 ? [`could be sent: ${could.join(', ')}`] : []),
      ...(awaited.length > 0 ? [`awaited: ${awaited.join(', ')}`] : []),
      ...(this.deviations.length > 0 ? [spoken(this.deviations)] : []),
    ];
    return new FlowError(
      `the drawing does not allow "${label}" here${hints.length > 0 ? `; ${hints.join('; ')}` : ''}`,
      this.deviations,
    );
  }

  /** Tries again with each arrival, for as long as the timeout lets it. */
  async #until<Result>(what: string, find: () => Result | undefined): Promise<Result> {
    const { next, timeout, drain } = this.#given;
    const end = performance.now() + timeout;
    for (;;) {
      if (this.#isOver) throw new FlowError(`${what} was not waited for any longer`, this.deviations);
      drain();
      const found = find();
      if (found !== undefined) return found;
      const left = end - performance.now();
      if (left > 0 && (await next(left))) continue;
      const said = this.deviations.length > 0 ? `; ${spoken(this.deviations)}` : '';
      throw new FlowError(`${what} did not come within ${timeout / 1000} s${said}`, this.deviations);
    }
  }

  #claim(meets: (happening: Happening) => boolean): Happening | undefined {
    const found = this.#given.happenings.find(
      (one) => one.occurrence === 'receive' && !this.#claimed.has(one) && meets(one),
    );
    if (found) this.#claimed.add(found);
    return found;
  }

  #lifeline(name: string): LifelineId {
    const found = lifelineNamed(this.#given.preparation.interaction, name);
    if ('problem' in found) throw new FlowError(`${found.problem.message}; ${found.problem.help}`, [found.problem]);
    return found.id;
  }
}

function isCalled(drawn: string, wanted: string, { method, path }: HttpRequest): boolean {
  if (squash(drawn) === squash(wanted)) return true;
  const [one, other] = [readLabel(drawn).http, readLabel(wanted).http];
  if (!one || !other) return false;
  if (one.method === other.method && one.path === other.path) return true;
  const request = drawnRequest({ label: wanted });
  return request !== undefined && fitsRoute(request, method, path) !== undefined;
}

function spoken(deviations: readonly Deviation[]): string {
  return deviations
    .map(({ message, drawn }) => (drawn ? `line ${drawn.range.start.line}: ${message}` : message))
    .join('; ');
}
