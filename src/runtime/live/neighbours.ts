import { type Interaction, type LifelineId, messagesOf } from '#model';
import type { Span } from '#traces';
import { type BrokerMessage, type MessagingTransport, TransportError } from '../transports/messaging.ts';
import { destinationOf, type Effects, type Happening } from './arrivals.ts';
import { Conversation, type WrongIn } from './conversation.ts';
import type { Deviation } from './deviations.ts';
import { Flow } from './flow.ts';
import { Handled, type Handler } from './handlers.ts';
import {
  call,
  HttpError,
  type HttpReply,
  type HttpRequest,
  type Incoming,
  type Listening,
  listen,
  untilListening,
} from './http.ts';
import { Inbox } from './inbox.ts';
import { isOurs } from './parts-played.ts';
import type { PlayOptions } from './play-options.ts';
import { type Preparation, prepare } from './preparation.ts';
import { traceparent } from './recorder.ts';
import { type Converse, type ServeOptions, serve } from './serving.ts';
import { realTime, type Time } from './time.ts';

export interface NeighboursOptions {
  /** Uses (`ref`) inlined. */
  readonly interaction: Interaction;
  readonly played: ReadonlySet<LifelineId>;
  /** Of those, who only calls others: while whoever comes is served, somebody else does that. */
  readonly callers?: ReadonlySet<LifelineId>;
  /** Where others listen, by lifeline. */
  readonly targets: ReadonlyMap<LifelineId, string>;
  /** Ports to listen at, by lifeline; others get a free one. */
  readonly ports?: ReadonlyMap<LifelineId, number>;
  readonly broker?: MessagingTransport;
  /** Participants that act in this process, by their own code; nobody listens on a port for them. */
  readonly handlers?: ReadonlyMap<LifelineId, Handler>;
  /** Real unless it is said otherwise; simulated time is for handlers alone. */
  readonly time?: Time;
  /** Judges bodies of what comes. */
  readonly wrongIn?: WrongIn;
  /** Milliseconds that anything is waited for. Default 5000. */
  readonly timeout?: number;
  /** Milliseconds that others may take until they listen, or begin. Default: the timeout. */
  readonly startTimeout?: number;
  /** Milliseconds without anything that end what may end. Default 200. */
  readonly settling?: number;
}

/** What came of a run. */
export interface Played {
  readonly deviations: readonly Deviation[];
  /** Messages sent and received. */
  readonly count: number;
  /** Each time that the drawing, or one of its flows, was played. */
  readonly runs: readonly PlayedRun[];
  readonly isInterrupted: boolean;
}

/** What came of answering whoever came. */
export interface Served extends Played {
  /** Who was played meanwhile. */
  readonly preparation: Preparation;
}

export interface PlayedRun {
  /** Of what we did, and of what others did with us; `reporting` names services whose own spans are known. */
  readonly spans: (reporting?: ReadonlySet<string>) => readonly Span[];
  /** What was played: the drawing, or one flow of it. */
  readonly interaction: Interaction;
}

/** It cannot be played: the drawing, the options or the surroundings do not allow it. */
export class NotPlayable extends Error {
  readonly problems: readonly Deviation[];
  constructor(problems: readonly Deviation[]) {
    super(problems.find(({ severity }) => severity === 'error')?.message ?? 'it cannot be played');
    this.problems = problems;
  }
}

/**
 * Begins to listen wherever a played participant is called.
 *
 * @throws NotPlayable
 */
export async function startNeighbours(options: NeighboursOptions): Promise<LiveNeighbours> {
  const preparation = prepared(options, false);
  const { problems } = preparation;
  if (problems.some(({ severity }) => severity === 'error')) throw new NotPlayable(problems);
  const neighbours = new LiveNeighbours(options, preparation);
  try {
    await neighbours.open();
  } catch (error) {
    await neighbours.close();
    if (!(error instanceof TransportError || error instanceof HttpError)) throw error;
    const { code, message, help } = error;
    throw new NotPlayable([...problems, { code, severity: 'error', isFailure: true, message, help }]);
  }
  return neighbours;
}

/** How often a handler is waited for that lets time pass, and then does nothing that others see. */
const MOST_WAITS = 200;

function prepared(options: NeighboursOptions, isServing: boolean): Preparation {
  const { callers = new Set(), handlers } = options;
  const reachable = new Set([...options.targets.keys(), ...(handlers?.keys() ?? [])]);
  const played = isServing ? new Set([...options.played].filter((id) => !callers.has(id))) : options.played;
  return prepare({ ...options, played, reachable, isServing, hasBroker: options.broker !== undefined });
}

/** The participants that we play, listening. */
export class LiveNeighbours {
  readonly preparation: Preparation;
  readonly timeout: number;
  readonly settling: number;
  readonly #options: NeighboursOptions;
  readonly #listening = new Map<LifelineId, Listening>();
  readonly #closing = new AbortController();
  readonly #time: Time;
  readonly #inbox: Inbox;
  readonly #handled: Handled;
  /** What we hear of at the broker. */
  readonly #destinations = new Set<string>();
  readonly #heard = new Set<string>();
  #publishing = 0;
  readonly #started = new Map<LifelineId, Promise<boolean>>();

  /** Use `startNeighbours`. */
  constructor(options: NeighboursOptions, preparation: Preparation) {
    this.#options = options;
    this.preparation = preparation;
    this.timeout = options.timeout ?? 5000;
    this.settling = Math.min(options.settling ?? 200, this.timeout);
    this.#time = options.time ?? realTime;
    this.#inbox = new Inbox(this.#time, this.#closing.signal);
    const { handlers = new Map<LifelineId, Handler>(), broker } = options;
    this.#handled = new Handled({
      ...{ interaction: preparation.interaction, handlers, time: this.#time },
      arrive: (arrival) => this.#inbox.put(arrival),
      publish: async (message) => {
        if (!broker) throw new Error('no broker was given that could be published to');
        const isHeard = [...handlers.keys()].some((id) =>
          this.#handled.destinationsOf(id).includes(message.destination),
        );
        // What nobody has drawn nobody hears, and it was published all the same.
        if (!this.#destinations.has(message.destination) && !isHeard) this.#inbox.put({ type: 'message', message });
        await broker.publish(message);
      },
    });
  }

  async open(): Promise<void> {
    const { called, name, cast, interaction, passages } = this.preparation;
    for (const id of this.#options.handlers ? [] : called) {
      const take = (incoming: Incoming) => this.#inbox.put({ type: 'request', lifeline: id, incoming });
      this.#listening.set(id, await listen(this.#options.ports?.get(id) ?? 0, name(id), take));
    }
    const { broker } = this.#options;
    if (!broker) return;
    broker.onLost((error) => this.#broken(error));
    const destinations = this.#destinations;
    for (const message of messagesOf(interaction)) {
      const destination = destinationOf(message);
      const isHeard = passages.get(message.id) === 'broker' && isOurs(cast, message.to);
      if (isHeard && destination !== undefined) destinations.add(destination);
    }
    if (destinations.size > 0)
      await broker.subscribe([...destinations], 'asdrawn', (message) => {
        // Our own come back, too.
        if (message.headers['asdrawn-played'] !== this.#mark) this.#inbox.put({ type: 'message', message });
      });
    await this.#subscribeHandled(broker);
  }

  /** Each gets what is drawn to reach it, as a service of its own would. */
  async #subscribeHandled(broker: MessagingTransport): Promise<void> {
    for (const id of this.#options.handlers?.keys() ?? []) {
      const own = this.#handled.destinationsOf(id);
      if (own.length === 0) continue;
      await broker.subscribe(own, `asdrawn-${id}`, (message) => {
        const { 'asdrawn-played': _, ...headers } = message.headers;
        void this.#handled.deliver(id, { ...message, headers });
      });
    }
  }

  readonly #mark = Math.random().toString(36).slice(2);

  /** Where each played participant that is called listens. */
  get urls(): ReadonlyMap<LifelineId, string> {
    return new Map([...this.#listening].map(([id, { url }]) => [id, url]));
  }

  /** Plays the drawing once, from its beginning to its end. Waits no longer than the timeout for anything. */
  async play(options: PlayOptions): Promise<Played> {
    const conversation = this.#conversation(options);
    const isInterrupted = await this.#toItsEnd(conversation, options.signal);
    conversation.close();
    return playedOf([conversation], isInterrupted);
  }

  /** Hands the drawing to somebody who sends, expects and answers by hand. */
  begin(options: Partial<Pick<PlayOptions, 'tell' | 'sendingFor' | 'policy'>> = {}): Flow {
    const happenings: Happening[] = [];
    const conversation = this.#conversation({
      ...options,
      policy: options.policy ?? (({ least }) => Math.max(least, 1)),
      byHand: true,
      ...(options.policy && { isScripted: true }),
      tell: (happening) => {
        happenings.push(happening);
        options.tell?.(happening);
      },
    });
    conversation.advance();
    return new Flow({
      conversation,
      happenings,
      preparation: this.preparation,
      timeout: this.timeout,
      settling: this.settling,
      next: (ms) => this.#inbox.next(ms),
      drain: () => this.#drain(conversation),
    });
  }

  /**
   * Answers whoever asks, flow after flow and side by side, until the signal comes, or with `once` until the first is
   * over. A drawing with several flows may be entered at each of them. Who only calls others is not played.
   *
   * @throws NotPlayable
   */
  async serve(options: ServeOptions): Promise<Served> {
    const preparation = prepared(this.#options, true);
    if (preparation.problems.some(({ severity }) => severity === 'error')) throw new NotPlayable(preparation.problems);
    const { timeout, settling } = this;
    const converse: Converse = (how, ...rest) => this.#conversation(how, ...rest);
    const begun = await serve({ preparation, inbox: this.#inbox, timeout, settling, converse }, options);
    return { ...playedOf(begun, false), preparation };
  }

  /** Ends all connections. */
  async close(): Promise<void> {
    this.#closing.abort();
    this.#handled.close();
    await Promise.all([...this.#listening.values()].map((one) => one.close()));
    this.#inbox.wake(false);
  }

  async #toItsEnd(conversation: Conversation, signal?: AbortSignal): Promise<boolean> {
    const { startTimeout = this.timeout } = this.#options;
    let isBegun = false;
    let more = MOST_WAITS;
    for (;;) {
      this.#drain(conversation);
      const ending = conversation.ending();
      if (conversation.deviations.some(({ isFailure }) => isFailure)) return false;
      const isOpen = ending === 'not-yet' || conversation.isCalling || this.#handled.isActive;
      const isPatient = isOpen && (conversation.deviations.length === 0 || conversation.isCalling);
      // A call that is not answered ends by itself, a little later.
      const patience = isBegun ? this.timeout : Math.max(startTimeout, this.timeout);
      const wait = (isPatient ? patience + (conversation.isCalling ? 500 : 0) : this.settling) + this.#handled.waits;
      if (await this.#inbox.next(wait, signal)) {
        isBegun = true;
        continue;
      }
      if (signal?.aborted || this.#closing.signal.aborted) return true;
      // How that ends will be told.
      if (this.#publishing > 0) continue;
      // Only one that waits again and again would be waited for without end.
      if (this.#handled.waits > 0 && more-- > 0) continue;
      if (isOpen && conversation.deviations.length === 0 && conversation.dare()) continue;
      if (isOpen) conversation.giveUp(isPatient ? ` within ${patience / 1000} s` : '');
      return false;
    }
  }

  #drain(conversation: Conversation): void {
    conversation.advance();
    for (const arrival of this.#inbox.takeAll()) {
      conversation.take(arrival);
      conversation.advance();
    }
  }

  #broken(error: unknown): void {
    if (error instanceof TransportError && !this.#closing.signal.aborted) this.#inbox.put({ type: 'broken', error });
  }

  #conversation(
    options: Omit<PlayOptions, 'signal'> & { readonly byHand?: boolean; readonly isScripted?: boolean },
    preparation = this.preparation,
  ): Conversation {
    const { tell = () => {}, sendingFor } = options;
    const effects: Effects = {
      happened: (happening) => {
        this.#time.worked(happening.arranged.message, happening.occurrence);
        tell(happening);
      },
      passed: (microseconds) => this.#time.passed(microseconds),
      publish: (message) => this.#publish(message),
      call: (open, { to, method, path, context }, { body, headers = {} }) => {
        const request = { method, path, query: '', headers: { traceparent: traceparent(context), ...headers }, body };
        const answered = this.#handled.has(to)
          ? this.#handled
              .call(to, open.arranged.drawn, request)
              .catch((error: unknown) => Promise.reject(thrown(error)))
          : this.#request(to, request);
        answered.then(
          (reply) => this.#inbox.put({ type: 'reply', call: open, reply }),
          (error: unknown) => {
            if (this.#closing.signal.aborted) return;
            this.#inbox.put({ type: 'failure', call: open, error: error as HttpError });
          },
        );
      },
    };
    return new Conversation({
      preparation,
      time: this.#time,
      policy: options.policy,
      effects,
      ...(options.byHand && { byHand: true }),
      ...(options.isScripted && { isScripted: true }),
      ...(sendingFor && { sendingFor }),
      ...(this.#options.wrongIn && { wrongIn: this.#options.wrongIn }),
    });
  }

  /** Over HTTP. */
  async #request(to: LifelineId, { method, path, headers, body }: HttpRequest): Promise<HttpReply> {
    const base = this.#options.targets.get(to)!.replace(/\/+$/, '');
    await this.#untilStarted(to, base);
    const { signal } = this.#closing;
    return call({ url: `${base}${path}`, method, headers, body, timeout: this.timeout, signal });
  }

  /** A service that is still starting is waited for, once. */
  #untilStarted(to: LifelineId, url: string): Promise<boolean> {
    let started = this.#started.get(to);
    if (!started) {
      started = untilListening(url, this.#options.startTimeout ?? this.timeout, this.#closing.signal);
      this.#started.set(to, started);
    }
    return started;
  }

  #publish(message: BrokerMessage): void {
    const marked = { ...message, headers: { ...message.headers, 'asdrawn-played': this.#mark } };
    this.#publishing += 1;
    this.#publishHeard(marked)
      .catch((error: unknown) => this.#broken(error))
      .finally(() => {
        this.#publishing -= 1;
      });
  }

  /** A service that is still starting is waited for: what nobody has subscribed to would be lost. */
  async #publishHeard(message: BrokerMessage): Promise<void> {
    const { broker, startTimeout = this.timeout } = this.#options;
    const { destination } = message;
    const wait = this.#heard.has(destination) ? this.timeout : Math.max(startTimeout, this.timeout);
    const end = this.#time.now() + wait * 1000;
    while ((await broker?.publish(message)) === 'unrouted' && this.#isForOthers(destination)) {
      if (this.#closing.signal.aborted) return;
      if (this.#time.now() >= end) return this.#inbox.put({ type: 'unheard', destination, seconds: wait / 1000 });
      await new Promise<void>((done) => void this.#time.after(50, done));
    }
    this.#heard.add(destination);
  }

  #isForOthers(destination: string): boolean {
    const { interaction, passages, cast } = this.preparation;
    return messagesOf(interaction).some(
      (message) =>
        passages.get(message.id) === 'broker' && !isOurs(cast, message.to) && destinationOf(message) === destination,
    );
  }
}

function thrown(error: unknown): HttpError {
  const said = error instanceof Error ? error.message : String(error);
  return new HttpError('live/handler-threw', `its handler threw: ${said}`, 'a handler returns an answer, or nothing');
}

function playedOf(conversations: readonly Conversation[], isInterrupted: boolean): Played {
  return {
    deviations: conversations.flatMap(({ deviations }) => deviations),
    count: conversations.reduce((sum, { count }) => sum + count, 0),
    runs: conversations.map(({ recorder, interaction }) => ({
      interaction,
      spans: (reporting) => recorder.spans(reporting),
    })),
    isInterrupted,
  };
}
