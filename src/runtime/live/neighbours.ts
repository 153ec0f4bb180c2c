import type { Interaction, LifelineId, Message } from '#model';
import type { Span } from '#traces';
import type { Policy } from '../scenario/scenario.ts';
import { type BrokerMessage, type MessagingTransport, TransportError } from '../transports/messaging.ts';
import { type Arrival, destinationOf, type Effects, type Happening, type Sending } from './arrivals.ts';
import { Conversation, type WrongIn } from './conversation.ts';
import type { Deviation } from './deviations.ts';
import { Flow } from './flow.ts';
import { type Handler, type InProcess, inProcess } from './handlers.ts';
import { call, HttpError, type Incoming, type Listening, listen, untilListening } from './http.ts';
import { isOurs } from './parts-played.ts';
import { type Preparation, prepare } from './preparation.ts';
import { traceparent } from './recorder.ts';
import { stretchesOf } from './stretches.ts';

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
  /** Judges bodies of what comes. */
  readonly wrongIn?: WrongIn;
  /** Milliseconds that anything is waited for. Default 5000. */
  readonly timeout?: number;
  /** Milliseconds that others may take until they listen, or begin. Default: the timeout. */
  readonly startTimeout?: number;
  /** Milliseconds without anything that end what may end. Default 200. */
  readonly settling?: number;
}

export interface PlayOptions {
  readonly policy: Policy;
  readonly signal?: AbortSignal;
  /** Body and headers of a message, where those that are made up will not do. */
  readonly sendingFor?: (message: Message) => Sending | undefined;
  /** Told of everything that happens. */
  readonly tell?: (happening: Happening) => void;
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
  readonly #arrivals: Arrival[] = [];
  readonly #closing = new AbortController();
  readonly #started = new Map<LifelineId, Promise<boolean>>();
  readonly #waiting = new Set<(hasArrived: boolean) => void>();

  /** Use `startNeighbours`. */
  constructor(options: NeighboursOptions, preparation: Preparation) {
    this.#options = options;
    this.preparation = preparation;
    this.timeout = options.timeout ?? 5000;
    this.settling = Math.min(options.settling ?? 200, this.timeout);
  }

  async open(): Promise<void> {
    const { called, name, cast, interaction, passages } = this.preparation;
    for (const id of this.#options.handlers ? [] : called) {
      const take = (incoming: Incoming) => this.#arrive({ type: 'request', lifeline: id, incoming });
      this.#listening.set(id, await listen(this.#options.ports?.get(id) ?? 0, name(id), take));
    }
    const { broker } = this.#options;
    if (!broker) return;
    broker.onLost((error) => this.#broken(error));
    const destinations = new Set<string>();
    const visit = (fragments: Interaction['fragments']): void => {
      for (const fragment of fragments) {
        if (fragment.type === 'combined') for (const operand of fragment.operands) visit(operand.fragments);
        if (fragment.type !== 'message' || passages.get(fragment.id) !== 'broker' || !isOurs(cast, fragment.to))
          continue;
        const destination = destinationOf(fragment);
        if (destination !== undefined) destinations.add(destination);
      }
    };
    visit(interaction.fragments);
    if (destinations.size > 0)
      await broker.subscribe([...destinations], 'asdrawn', (message) => {
        // Our own come back, too.
        if (message.headers['asdrawn-played'] !== this.#mark) this.#arrive({ type: 'message', message });
      });
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
      next: (ms) => this.#next(ms),
      drain: () => this.#drain(conversation),
    });
  }

  /**
   * Answers whoever asks, flow after flow and side by side, until the signal comes, or with `once` until the first is
   * over. A drawing with several flows may be entered at each of them. Who only calls others is not played.
   *
   * @throws NotPlayable
   */
  async serve(options: PlayOptions & { readonly signal: AbortSignal; readonly once?: boolean }): Promise<Served> {
    const preparation = prepared(this.#options, true);
    if (preparation.problems.some(({ severity }) => severity === 'error')) throw new NotPlayable(preparation.problems);
    const flows = stretchesOf(preparation);
    const begun: Conversation[] = [];
    const active = new Map<Conversation, number>();
    const begin = (arrival: Arrival): Conversation | undefined => {
      for (const flow of flows) {
        const own = { ...preparation, interaction: flow };
        // Whether it could begin so is found out without anything being sent.
        const { tell, ...untold } = options;
        const probe = this.#conversation({ ...untold, byHand: true, isScripted: true }, own);
        probe.advance();
        if (!probe.accepts(arrival)) continue;
        const fresh = this.#conversation(options, own);
        fresh.advance();
        return fresh;
      }
      return undefined;
    };
    let isOver = false;
    const end = (conversation: Conversation) => {
      active.delete(conversation);
      conversation.close();
      isOver = options.once === true;
    };
    while (!options.signal.aborted && !isOver) {
      for (const arrival of this.#arrivals.splice(0)) {
        const trace =
          arrival.type === 'request'
            ? /^\w\w-(\w{32})/.exec(arrival.incoming.request.headers.traceparent ?? '')?.[1]
            : undefined;
        const own = [...active.keys()];
        const same = trace === undefined ? [] : own.filter((one) => one.knowsTrace(trace));
        const other = own.filter((one) => arrival.type === 'request' || arrival.type === 'message' || one.isCalling);
        const conversation =
          [...same, ...other].find((one) => one.accepts(arrival)) ??
          begin(arrival) ??
          same[0] ??
          own.at(-1) ??
          this.#conversation(options, preparation);
        // Nothing is begun by what nobody has drawn.
        const isBegun = begun.includes(conversation) || conversation.accepts(arrival);
        if (!begun.includes(conversation)) begun.push(conversation);
        conversation.take(arrival);
        if (isBegun) conversation.advance();
        active.set(conversation, performance.now());
        if (conversation.ending() === 'over' && !conversation.isCalling) end(conversation);
      }
      if (isOver) break;
      await this.#next(active.size > 0 ? Math.min(this.timeout, 100) : undefined, options.signal);
      for (const [conversation, since] of active) {
        const quiet = performance.now() - since;
        if (this.#arrivals.length > 0 || quiet < this.settling) continue;
        if (options.once && conversation.ending() === 'perhaps') end(conversation);
        if (quiet > this.timeout) {
          if (conversation.deviations.length === 0) conversation.giveUp(` within ${this.timeout / 1000} s`);
          end(conversation);
        }
      }
    }
    for (const conversation of active.keys()) {
      if (conversation.deviations.length === 0) conversation.giveUp(' before the end');
      end(conversation);
    }
    return { ...playedOf(begun, false), preparation };
  }

  /** Ends all connections. */
  async close(): Promise<void> {
    this.#closing.abort();
    await Promise.all([...this.#listening.values()].map((one) => one.close()));
    this.#wake(false);
  }

  async #toItsEnd(conversation: Conversation, signal?: AbortSignal): Promise<boolean> {
    const { startTimeout = this.timeout } = this.#options;
    let isBegun = false;
    for (;;) {
      this.#drain(conversation);
      const ending = conversation.ending();
      if (conversation.deviations.some(({ isFailure }) => isFailure)) return false;
      const isOpen = ending === 'not-yet' || conversation.isCalling;
      const isPatient = isOpen && (conversation.deviations.length === 0 || conversation.isCalling);
      // A call that is not answered ends by itself, a little later.
      const patience = isBegun ? this.timeout : Math.max(startTimeout, this.timeout);
      const wait = isPatient ? patience + (conversation.isCalling ? 500 : 0) : this.settling;
      if (await this.#next(wait, signal)) {
        isBegun = true;
        continue;
      }
      if (signal?.aborted || this.#closing.signal.aborted) return true;
      if (isOpen && conversation.deviations.length === 0 && conversation.dare()) continue;
      if (isOpen) conversation.giveUp(isPatient ? ` within ${patience / 1000} s` : '');
      return false;
    }
  }

  #drain(conversation: Conversation): void {
    conversation.advance();
    for (const arrival of this.#arrivals.splice(0)) {
      conversation.take(arrival);
      conversation.advance();
    }
  }

  get #local(): InProcess {
    const { handlers = new Map<LifelineId, Handler>() } = this.#options;
    return inProcess(this.preparation.interaction, handlers, (to, request) => {
      return new Promise((done) => {
        const reply: Incoming['reply'] = ({ status, headers = {}, body }) => done({ status, headers, body });
        this.#arrive({ type: 'request', lifeline: to, incoming: { request, reply } });
      });
    });
  }

  #broken(error: unknown): void {
    if (error instanceof TransportError && !this.#closing.signal.aborted) this.#arrive({ type: 'broken', error });
  }

  #arrive(arrival: Arrival): void {
    this.#arrivals.push(arrival);
    this.#wake(true);
  }

  #wake(hasArrived: boolean): void {
    for (const wake of [...this.#waiting]) wake(hasArrived);
  }

  /** True as soon as something has arrived; false when nothing did within the time. */
  #next(ms: number | undefined, signal?: AbortSignal): Promise<boolean> {
    if (this.#arrivals.length > 0) return Promise.resolve(true);
    if (signal?.aborted || this.#closing.signal.aborted) return Promise.resolve(false);
    return new Promise((done) => {
      const timer = ms === undefined ? undefined : setTimeout(() => wake(false), ms);
      const aborted = () => wake(false);
      const wake = (hasArrived: boolean) => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', aborted);
        this.#waiting.delete(wake);
        done(hasArrived);
      };
      this.#waiting.add(wake);
      signal?.addEventListener('abort', aborted, { once: true });
    });
  }

  #conversation(
    options: Omit<PlayOptions, 'signal'> & { readonly byHand?: boolean; readonly isScripted?: boolean },
    preparation = this.preparation,
  ): Conversation {
    const { tell = () => {}, sendingFor } = options;
    const effects: Effects = {
      happened: tell,
      publish: (message) => this.#publish(message),
      call: (open, { to, method, path, context }, { body, headers = {} }) => {
        if (this.#options.handlers?.has(to)) {
          const request = { method, path, query: '', headers: { traceparent: traceparent(context), ...headers }, body };
          this.#local.deliver(to, open.arranged.drawn, request).then(
            (reply) => this.#arrive({ type: 'reply', call: open, reply }),
            (error: unknown) => this.#arrive({ type: 'failure', call: open, error: thrown(error) }),
          );
          return;
        }
        const base = this.#options.targets.get(to)!.replace(/\/+$/, '');
        const signal = this.#closing.signal;
        const timeout = this.timeout;
        const all = { traceparent: traceparent(context), ...headers };
        this.#untilStarted(to, base)
          .then(() => call({ url: `${base}${path}`, method, headers: all, body, timeout, signal }))
          .then(
            (reply) => this.#arrive({ type: 'reply', call: open, reply }),
            (error: unknown) => {
              if (signal.aborted) return;
              this.#arrive({ type: 'failure', call: open, error: error as HttpError });
            },
          );
      },
    };
    return new Conversation({
      preparation,
      policy: options.policy,
      effects,
      ...(options.byHand && { byHand: true }),
      ...(options.isScripted && { isScripted: true }),
      ...(sendingFor && { sendingFor }),
      ...(this.#options.wrongIn && { wrongIn: this.#options.wrongIn }),
    });
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
    this.#options.broker?.publish(marked).catch((error: unknown) => this.#broken(error));
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
