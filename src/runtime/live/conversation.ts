import { didYouMean } from '#diagnostics';
import { type LifelineId, type Message, readLabel, squash } from '#model';
import type { Action } from '#semantics';
import { answerOf, eventName } from '../recording/requests.ts';
import type { Policy } from '../scenario/scenario.ts';
import type { BrokerMessage, TransportError } from '../transports/messaging.ts';
import { type ArrangedMessage, type Arrangement, arrange, brought, type OpenOperand } from './arrangement.ts';
import { arrowText, type Deviation } from './deviations.ts';
import type { HttpReply, Incoming } from './http.ts';
import { isOurs } from './parts-played.ts';
import { Memory } from './payloads.ts';
import type { Preparation } from './preparation.ts';
import { Progress } from './progress.ts';
import { type Exchanged, Recorder, readTraceparent, type TraceContext } from './recorder.ts';
import { concretePath, drawnRequest, fitsRoute, fitsStatus, routeText } from './routes.ts';
import { readWish, takenBy } from './wishes.ts';

/** Something that really arrived. */
export type Arrival =
  | { readonly type: 'request'; readonly lifeline: LifelineId; readonly incoming: Incoming }
  | { readonly type: 'reply'; readonly call: OpenCall; readonly reply: HttpReply }
  | { readonly type: 'failure'; readonly call: OpenCall; readonly error: TransportError }
  | { readonly type: 'message'; readonly message: BrokerMessage };

/** A call between somebody that we play and somebody else, until it is answered. */
export interface OpenCall {
  readonly arranged: ArrangedMessage;
  /** All that it may be, where the drawing has several alike. */
  readonly ids: ReadonlySet<number>;
  readonly exchanged: Exchanged;
  /** Of a call by somebody else. */
  readonly incoming?: Incoming;
  /** Of a call of ours, once it is known. */
  outcome?: HttpReply | TransportError;
}

/** What is wanted of the world outside: to be done at once, not to be waited for. */
export interface Effects {
  call(
    call: OpenCall,
    request: {
      readonly to: LifelineId;
      readonly method: string;
      readonly path: string;
      readonly context: TraceContext;
    },
    wish: Sending,
  ): void;
  publish(message: BrokerMessage): void;
  happened(event: Happening): void;
}

export interface Happening {
  readonly occurrence: 'send' | 'receive';
  readonly arranged: ArrangedMessage;
  readonly passage: 'within' | 'http' | 'broker';
  /** Of requests and messages that came from somebody else. */
  readonly arrival?: Arrival;
  /** Of a call of ours. */
  readonly call?: OpenCall;
}

/** What somebody wants to be sent with a message, instead of what is made up for it. */
export interface Sending {
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A message that somebody who plays by hand wants to be sent. */
export interface Intent extends Sending {
  readonly from: LifelineId;
  /** As drawn; of an HTTP request method and route are enough, of an answer its status. */
  readonly label: string;
  readonly to?: LifelineId;
}

export interface ConversationOptions {
  readonly preparation: Preparation;
  readonly policy: Policy;
  readonly effects: Effects;
  /** What goes through transports is only sent when it is asked for. */
  readonly byHand?: boolean;
  /** Choices among ours are made by the policy even then. */
  readonly isScripted?: boolean;
  readonly sendingFor?: (message: Message) => Sending | undefined;
}

/** One run of a drawing in which we play some lifelines. It waits for nothing: what arrives is handed to it. */
export class Conversation {
  readonly deviations: Deviation[] = [];
  readonly recorder: Recorder;
  readonly #options: ConversationOptions;
  readonly #arrangement: Arrangement;
  readonly #progress: Progress;
  readonly #memory = new Memory();
  readonly #decisions = new Map<string, number>();
  readonly #doneIn = new Map<string, Set<number>>();
  readonly #wishes: string[] = [];
  readonly #incoming: OpenCall[] = [];
  readonly #calls = new Set<OpenCall>();
  readonly #unanswered = new Set<number>();
  readonly #published = new Map<string, number>();
  readonly #within = new Map<number, Exchanged[]>();
  /** How much happened. */
  count = 0;

  constructor(options: ConversationOptions) {
    this.#options = options;
    const { interaction, cast, passages, isOurChoice } = options.preparation;
    this.#arrangement = arrange(interaction, isOurChoice, options.policy);
    this.recorder = new Recorder(interaction, cast);
    this.#progress = Progress.of(this.#arrangement.interaction, this.#arrangement.messages, ({ message, drawn }) => {
      const passage = passages.get(drawn.id)!;
      const isSeen = passage !== 'unseen';
      const handed = passage === 'broker';
      return {
        passage,
        sends: isSeen && isOurs(cast, message.from),
        receives: isSeen && isOurs(cast, message.to) && !(handed && !isOurs(cast, message.to)),
      };
    });
  }

  /** As drawn. */
  get interaction() {
    return this.#options.preparation.interaction;
  }

  get name() {
    return this.#options.preparation.name;
  }

  /** Calls of ours that are not answered yet. */
  get isCalling(): boolean {
    return this.#calls.size > 0;
  }

  /** Could this be the next thing to happen? */
  accepts(arrival: Arrival): boolean {
    return this.#fitting(arrival).length > 0;
  }

  /** Does it bear a trace that this run began or met? */
  knowsTrace(traceId: string): boolean {
    return this.recorder.hasTrace(traceId);
  }

  /** Takes what arrived; what does not fit is a deviation, and is answered so that nobody waits for us. */
  take(arrival: Arrival): void {
    if (arrival.type === 'failure') this.#failed(arrival);
    else if (arrival.type === 'reply') this.#replied(arrival);
    else if (arrival.type === 'request') this.#requested(arrival);
    else this.#delivered(arrival);
  }

  /** Does everything that can be done without waiting. */
  advance(): void {
    for (;;) {
      const { actions } = this.#nextOwn(false);
      if (actions.length === 0) return;
      this.#send(actions);
    }
  }

  /** Does what may be wrong if others choose otherwise; false if there is nothing of that kind either. */
  dare(): boolean {
    const { actions } = this.#nextOwn(true);
    if (actions.length === 0) return false;
    this.#send(actions);
    return true;
  }

  /** Sends what is wanted, if it can come next; what has to happen among ours before is done. */
  perform(intent: Intent): Happening | undefined {
    const way = this.#wayTo(intent);
    if (!way) return undefined;
    let last: Happening | undefined;
    for (const [index, actions] of way.entries()) {
      for (const action of actions)
        for (const { key, operand } of this.#progress.meaning(action).arranged.operands)
          this.#decisions.set(key, operand);
      last = this.#send(actions, index === way.length - 1 ? intent : undefined);
    }
    return last;
  }

  /** `over`: nothing more can come. `perhaps`: it may end here. */
  ending(): 'over' | 'perhaps' | 'not-yet' {
    if (!this.#progress.canEnd()) return 'not-yet';
    return this.#progress.next().length === 0 ? 'over' : 'perhaps';
  }

  /** What others may do next, as drawn. */
  awaited(): readonly Message[] {
    const messages = this.#progress
      .next()
      .map((action) => this.#progress.meaning(action))
      .filter(({ occurrence, passage }) => occurrence === 'receive' && passage !== 'within')
      .filter(({ arranged }) => !arranged.answers.some((id) => this.#unanswered.has(id)))
      .map(({ arranged }) => arranged.drawn);
    return [...new Map(messages.map((message) => [message.id, message])).values()];
  }

  /** What we may send next, as drawn. */
  sendable(): readonly Message[] {
    const messages = this.#progress
      .next()
      .map((action) => this.#progress.meaning(action))
      .filter(({ occurrence }) => occurrence === 'send')
      .map(({ arranged }) => arranged.drawn);
    return [...new Map(messages.map((message) => [message.id, message])).values()];
  }

  /** Says what was to come and did not. */
  giveUp(waited: string): void {
    const awaited = this.awaited();
    if (this.ending() !== 'not-yet') return;
    const [first] = awaited;
    if (!first) {
      if (this.deviations.length === 0)
        this.deviations.push({
          code: 'live/did-not-come',
          severity: 'error',
          message: 'the drawing was not played to its end',
          help: this.#options.byHand
            ? `what could come next: ${this.#spoken(this.sendable())}`
            : 'see what came before',
        });
      return;
    }
    this.deviations.push({
      code: 'live/did-not-come',
      severity: 'error',
      message: `"${arrowText(first, this.name)}" did not come${waited}`,
      drawn: first,
      ...(awaited.length > 1 && { expected: awaited.map((message) => arrowText(message, this.name)) }),
      help: 'did the service end its work before, or does it call somebody else? Its own log tells',
    });
  }

  /** Answers everybody who still waits. */
  close(): void {
    for (const { incoming } of this.#incoming.splice(0))
      incoming?.reply({ status: 503, body: { error: 'the run is over' } });
  }

  #fitting(arrival: Arrival): readonly Action[] {
    const fits: { readonly action: Action; readonly parameters: number }[] = [];
    for (const action of this.#progress.next()) {
      const { occurrence, passage, arranged } = this.#progress.meaning(action);
      if (occurrence !== 'receive' || passage === 'within') continue;
      const parameters = this.#fits(arrival, arranged, passage === 'broker');
      if (parameters !== undefined) fits.push({ action, parameters });
    }
    const fewest = Math.min(...fits.map(({ parameters }) => parameters));
    return fits.filter(({ parameters }) => parameters === fewest).map(({ action }) => action);
  }

  /** How many parameters of the route it takes for it to fit. */
  #fits(arrival: Arrival, { message, isAnswer, answers }: ArrangedMessage, isDelivery: boolean): number | undefined {
    switch (arrival.type) {
      case 'request': {
        if (isDelivery || isAnswer || message.to !== arrival.lifeline) return undefined;
        const drawn = drawnRequest(message);
        const { method, path } = arrival.incoming.request;
        return drawn && fitsRoute(drawn, method, path)?.size;
      }
      case 'reply': {
        const { call, reply } = arrival;
        if (isDelivery || !isAnswer || message.from !== call.arranged.message.to) return undefined;
        if (message.to !== call.arranged.message.from || !answers.some((id) => call.ids.has(id))) return undefined;
        return fitsStatus(message.label, reply.status, answerOf(message.label).failed) ? 0 : undefined;
      }
      case 'message':
        return isDelivery && destinationOf(message) === arrival.message.destination ? 0 : undefined;
      default:
        return undefined;
    }
  }

  #received(actions: readonly Action[], arrival: Arrival): ArrangedMessage {
    const { arranged } = this.#progress.meaning(actions[0]!);
    this.#progress.take(actions);
    this.#count(arranged);
    const passage = arrival.type === 'message' ? 'broker' : 'http';
    this.#options.effects.happened({ occurrence: 'receive', arranged, passage, arrival });
    return arranged;
  }

  #requested(arrival: Arrival & { readonly type: 'request' }): void {
    const { incoming, lifeline } = arrival;
    const { request } = incoming;
    const actions = this.#fitting(arrival);
    const context = readTraceparent(request.headers.traceparent);
    const facts = { method: request.method, path: request.path };
    this.#learnWish(request.headers);
    if (actions.length === 0) {
      const exchanged = this.recorder.sent({
        message: undrawn(this.#onlyCaller(), lifeline, `${request.method} ${request.path}`),
        facts,
        isForeign: true,
        ...(context && { context }),
      });
      this.recorder.received(exchanged);
      this.#unexpectedRequest(arrival);
      this.recorder.answered(exchanged, '501 Not Implemented', 501);
      this.recorder.answerReceived(exchanged);
      return;
    }
    const ids = new Set(actions.map((action) => this.#progress.meaning(action).arranged.message.id));
    const { arranged } = this.#progress.meaning(actions[0]!);
    const exchanged = this.recorder.sent({
      message: arranged.message,
      facts,
      isForeign: true,
      ...(context && { context }),
    });
    this.recorder.received(exchanged);
    const parameters = fitsRoute(drawnRequest(arranged.message)!, request.method, request.path);
    for (const [name, value] of parameters ?? []) this.#memory.remember(name, value);
    this.#memory.learn(request.body);
    const call: OpenCall = { arranged, ids, exchanged, incoming };
    const isAnswered = [...this.#arrangement.messages.values()].some(({ answers }) =>
      answers.some((id) => ids.has(id)),
    );
    if (isAnswered) this.#incoming.push(call);
    this.#received(actions, arrival);
    if (isAnswered) return;
    incoming.reply({ status: 204 });
    this.recorder.answered(exchanged, '204 No Content', 204);
    this.recorder.answerReceived(exchanged);
  }

  #replied(arrival: Arrival & { readonly type: 'reply' }): void {
    const { call, reply } = arrival;
    this.#calls.delete(call);
    call.outcome = reply;
    const actions = this.#fitting(arrival);
    const label =
      actions.length > 0 ? this.#progress.meaning(actions[0]!).arranged.message.label : String(reply.status);
    this.recorder.answered(call.exchanged, label, reply.status);
    this.recorder.answerReceived(call.exchanged);
    if (actions.length > 0) {
      this.#memory.learn(reply.body);
      this.#received(actions, arrival);
      return;
    }
    const drawn = this.#answersTo(call);
    if (drawn.length === 0) return;
    for (const id of call.ids) this.#unanswered.add(id);
    const possible = drawn.filter(({ message }) => this.awaitedIds().has(message.id));
    const nearest = possible[0] ?? drawn[0]!;
    const isDrawn = drawn.some(({ message }) =>
      fitsStatus(message.label, reply.status, answerOf(message.label).failed),
    );
    this.deviations.push({
      code: 'live/unexpected-reply',
      severity: 'error',
      message: `${this.name(call.arranged.message.to)} answered "${call.arranged.message.label}" with ${reply.status}${bodyText(reply.body)}${isDrawn ? ', before what has to come first' : ''}`,
      drawn: nearest.drawn,
      expected: (isDrawn ? this.awaited() : drawn.map((one) => one.drawn)).map((one) => arrowText(one, this.name)),
      help: isDrawn
        ? 'let the service do what is drawn before it answers, or draw it elsewhere'
        : 'correct the service, or draw this reply',
    });
  }

  awaitedIds(): ReadonlySet<number> {
    return new Set(this.#progress.next().map((action) => this.#progress.meaning(action).arranged.message.id));
  }

  #failed({ call, error }: Arrival & { readonly type: 'failure' }): void {
    this.#calls.delete(call);
    call.outcome = error;
    for (const id of call.ids) this.#unanswered.add(id);
    this.deviations.push({
      code: error.code,
      severity: 'error',
      ...(error.code === 'live/refused' && { isFailure: true }),
      message: `"${arrowText(call.arranged.message, this.name)}" came to nothing: ${error.message}`,
      drawn: call.arranged.drawn,
      help: error.help,
    });
  }

  #delivered(arrival: Arrival & { readonly type: 'message' }): void {
    const { message } = arrival;
    const actions = this.#fitting(arrival);
    if (actions.length === 0) {
      const known = this.#messages().filter((one) => destinationOf(one.message) === message.destination);
      this.deviations.push({
        code: 'live/unexpected-message',
        severity: 'error',
        message: `${message.destination} was published, which ${known.length > 0 ? 'is not to come now' : 'is not drawn'}`,
        ...(known[0] && { drawn: known[0].drawn }),
        expected: this.awaited().map((one) => arrowText(one, this.name)),
        help: 'correct the service, or draw this message',
      });
      return;
    }
    const { arranged } = this.#progress.meaning(actions[0]!);
    const context = readTraceparent(message.headers.traceparent);
    const exchanged = this.recorder.sent({ message: arranged.message, isForeign: true, ...(context && { context }) });
    this.recorder.received(exchanged);
    this.#publishedOnce(message.destination, 1);
    this.#received(actions, arrival);
  }

  #unexpectedRequest({ lifeline, incoming }: Arrival & { readonly type: 'request' }): void {
    const { method, path } = incoming.request;
    const said = `${method} ${path}`;
    const own = this.#messages().filter(({ message, isAnswer }) => message.to === lifeline && !isAnswer);
    const drawnHere = own.find(({ message }) => {
      const drawn = drawnRequest(message);
      return drawn && fitsRoute(drawn, method, path) !== undefined;
    });
    const elsewhere = this.#messages().find(({ message, isAnswer }) => {
      const drawn = drawnRequest(message);
      return (
        !isAnswer && message.to !== lifeline && readLabel(message.label).http && drawn && fitsRoute(drawn, method, path)
      );
    });
    const routes = own.flatMap(({ message }) => drawnRequest(message) ?? []).map(routeText);
    const meant = drawnHere ? undefined : (didYouMean(said, routes) ?? nearestRoute(said, routes));
    const awaited = this.awaited();
    const why = drawnHere
      ? 'which is not to come now'
      : elsewhere
        ? `which is drawn to go to ${this.name(elsewhere.message.to)}`
        : 'which is not drawn';
    const nearest =
      drawnHere ?? elsewhere ?? own.find(({ message }) => routeText(drawnRequest(message) ?? {}) === meant);
    const drawn = nearest?.drawn ?? awaited[0] ?? own[0]?.drawn;
    this.deviations.push({
      code: 'live/unexpected-request',
      severity: 'error',
      message: `${this.name(lifeline)} was asked for ${said}, ${why}${meant ? `; did you mean ${meant}?` : ''}`,
      ...(drawn && { drawn }),
      expected: awaited.map((message) => arrowText(message, this.name)),
      help: 'correct the service, or draw this request',
    });
    incoming.reply({
      status: 501,
      headers: { 'asdrawn-deviation': 'live/unexpected-request' },
      body: {
        error: `asdrawn: ${said} is not drawn here`,
        expected: awaited.map((message) => arrowText(message, this.name)),
      },
    });
  }

  /** `asdrawn-choose: 409`, alone or in the baggage that instrumented services hand on. */
  #learnWish(headers: Readonly<Record<string, string>>): void {
    const baggage = /(?:^|,)\s*asdrawn-choose=([^,;]+)/.exec(headers.baggage ?? '')?.[1];
    const wish = headers['asdrawn-choose'] ?? (baggage && decodeURIComponent(baggage));
    if (wish !== undefined) this.#wishes.push(wish);
  }

  #decide({ key, point }: OpenOperand): number {
    const known = this.#decisions.get(key);
    if (known !== undefined) return known;
    const at = this.#wishes.findIndex((text) => takenBy(readWish(text), point.fragment) !== undefined);
    const [wish] = at < 0 ? [] : this.#wishes.splice(at, 1);
    const wanted = wish === undefined ? this.#options.policy(point) : takenBy(readWish(wish), point.fragment)!;
    const taken = brought(wanted, point.least, point.most);
    this.#decisions.set(key, taken);
    return taken;
  }

  /** What we do next: what happens among ours, or what we send; of several that are alike all together. */
  #nextOwn(dares: boolean): { readonly actions: readonly Action[] } {
    const { byHand = false, isScripted = false } = this.#options;
    const groups = this.#ownGroups(this.#progress);
    for (const group of groups) {
      const { passage, occurrence } = this.#progress.meaning(group[0]!);
      if (occurrence === 'receive') return { actions: group };
      if (byHand && passage !== 'within') continue;
      const decided = group.filter((action) => {
        const { operands } = this.#progress.meaning(action).arranged;
        if (byHand && !isScripted) return operands.every(({ key, operand }) => this.#decisions.get(key) === operand);
        return operands.every((operand) => this.#decide(operand) === operand.operand);
      });
      if (decided.length === 0 || (!dares && !this.#isSafe(decided))) continue;
      return { actions: decided };
    }
    return { actions: [] };
  }

  /** Receptions among ours first, then what we may send, in the order of the drawing; equal messages together. */
  #ownGroups(progress: Progress): readonly (readonly Action[])[] {
    const groups = new Map<string, Action[]>();
    const own = progress.next().filter((action) => {
      const { occurrence, passage } = progress.meaning(action);
      return occurrence === 'send' || passage === 'within';
    });
    const rank = (action: Action) => {
      const { occurrence, arranged } = progress.meaning(action);
      return (occurrence === 'receive' ? 0 : 1e9) + arranged.message.id;
    };
    for (const action of [...own].sort((a, b) => rank(a) - rank(b))) {
      const { occurrence, arranged } = progress.meaning(action);
      const { from, to, sort, label } = arranged.message;
      const key = [occurrence, from, to, sort, label].join('\0');
      const group = groups.get(key);
      if (group) group.push(action);
      else groups.set(key, [action]);
    }
    return [...groups.values()];
  }

  /** Does everything that others may do now stay possible? What they choose is not ours to choose. */
  #isSafe(actions: readonly Action[]): boolean {
    const after = this.#progress.copy();
    after.take(actions);
    const left = new Set(receptionsIn(after));
    if (receptionsIn(this.#progress).some((id) => !left.has(id))) return false;
    const isChosen = actions.some((action) => this.#progress.meaning(action).arranged.operands.length > 0);
    return isChosen || after.canEndAlone() || !this.#progress.canEndAlone();
  }

  #send(actions: readonly Action[], sending?: Sending): Happening {
    const { arranged, passage, occurrence } = this.#progress.meaning(actions[0]!);
    const ids = new Set(actions.map((action) => this.#progress.meaning(action).arranged.message.id));
    this.#progress.take(actions);
    this.#count(arranged);
    const wanted = sending ?? this.#options.sendingFor?.(arranged.drawn) ?? {};
    let call: OpenCall | undefined;
    if (passage === 'within') this.#amongOurs(arranged, occurrence);
    else if (passage === 'broker') this.#publish(arranged, wanted);
    else if (arranged.isAnswer) this.#answer(arranged, wanted);
    else call = this.#call(arranged, ids, wanted);
    const happening: Happening = {
      occurrence,
      arranged,
      passage: passage === 'unseen' ? 'within' : passage,
      ...(call && { call }),
    };
    this.#options.effects.happened(happening);
    return happening;
  }

  #amongOurs(arranged: ArrangedMessage, occurrence: 'send' | 'receive'): void {
    const { message, isAnswer, answers } = arranged;
    const answered = answers
      .flatMap((id) => this.#within.get(id) ?? [])
      .find(({ answer }) => !answer || occurrence === 'receive');
    if (occurrence === 'send') {
      if (isAnswer && answered) this.recorder.answered(answered, message.label);
      else {
        const exchanged = this.recorder.sent({ message });
        this.#within.set(message.id, [...(this.#within.get(message.id) ?? []), exchanged]);
        // By hand it is published where it is delivered.
        const isPublished = this.#isBroker(message.to) && !this.#options.byHand;
        if (destinationOf(message)) this.#publishedOnce(destinationOf(message)!, isPublished ? 1 : 0);
        if (isPublished && this.#options.preparation.cast.hasBroker)
          this.#toBroker(message, exchanged, this.#options.sendingFor?.(arranged.drawn) ?? {});
      }
    } else if (isAnswer && answered) this.recorder.answerReceived(answered);
    else {
      const exchanged = this.#within.get(message.id)?.find(({ received }) => received === undefined);
      if (exchanged) this.recorder.received(exchanged);
    }
  }

  #isBroker(id: LifelineId | null): boolean {
    return id !== null && this.#options.preparation.cast.parts.get(id)?.role === 'broker';
  }

  #publishedOnce(destination: string, by: number): number {
    const count = (this.#published.get(destination) ?? 0) + by;
    this.#published.set(destination, count);
    return count;
  }

  /** A broker hands on by itself what was published; we publish only what nobody is drawn to have published. */
  #publish({ message }: ArrangedMessage, sending: Sending): void {
    const exchanged = this.recorder.sent({ message });
    const destination = destinationOf(message) ?? 'messages';
    if (this.#isBroker(message.from) && this.#publishedOnce(destination, 0) > 0) return;
    this.#toBroker(message, exchanged, sending);
  }

  #toBroker(message: Message, { traceId, sending: spanId }: Exchanged, { body, headers = {} }: Sending): void {
    const content = body ?? this.#memory.bodyFor(message.label) ?? {};
    this.#options.effects.publish({
      destination: destinationOf(message) ?? 'messages',
      headers: { traceparent: `00-${traceId}-${spanId}-01`, ...headers },
      body: Buffer.from(typeof content === 'string' ? content : JSON.stringify(content)),
    });
  }

  #answer({ message, answers }: ArrangedMessage, { body, headers }: Sending): void {
    const at = this.#incoming.findLastIndex(({ ids }) => answers.some((id) => ids.has(id)));
    const [call] = at < 0 ? [] : this.#incoming.splice(at, 1);
    if (!call) return;
    const { status } = answerOf(message.label);
    const content = body === undefined ? this.#replyBody(message.label, status, call) : body;
    if (typeof content === 'object') this.#memory.learn(content);
    this.recorder.answered(call.exchanged, message.label, status);
    this.recorder.answerReceived(call.exchanged);
    call.incoming!.reply({ status, ...(headers && { headers }), ...(content !== undefined && { body: content }) });
  }

  #replyBody(label: string, status: number, call: OpenCall): unknown {
    const named = this.#memory.bodyFor(label);
    if (named) return named;
    if (status >= 400) return { error: readLabel(label).text };
    const hasId = status === 201 || /[{:<[]id[}>\]]?$/.test(drawnRequest(call.arranged.message)?.path ?? '');
    return hasId ? { id: this.#memory.valueOf('id') } : {};
  }

  #call(arranged: ArrangedMessage, ids: ReadonlySet<number>, sending: Sending): OpenCall | undefined {
    const { message } = arranged;
    const drawn = drawnRequest(message) ?? {};
    const method = drawn.method ?? 'POST';
    const path = concretePath(drawn, (name) => String(this.#memory.valueOf(name || 'id')));
    const exchanged = this.recorder.sent({ message, facts: { method, path } });
    this.recorder.received(exchanged);
    const call: OpenCall = { arranged, ids, exchanged };
    if (message.messageKind === 'lost') return call;
    this.#calls.add(call);
    const body =
      sending.body ?? (/^(?:GET|HEAD|DELETE)$/.test(method) ? undefined : (this.#memory.bodyFor(message.label) ?? {}));
    this.#memory.learn(body);
    const context = { traceId: exchanged.traceId, spanId: exchanged.sending };
    this.#options.effects.call(
      call,
      { to: message.to!, method, path, context },
      { ...sending, ...(body !== undefined && { body }) },
    );
    return call;
  }

  /** The steps among ours that lead to a send that is wanted, and that send. */
  #wayTo(intent: Intent): readonly (readonly Action[])[] | undefined {
    const queue: { readonly progress: Progress; readonly way: readonly (readonly Action[])[] }[] = [
      { progress: this.#progress.copy(), way: [] },
    ];
    for (let index = 0; index < queue.length && index < 200; index++) {
      const { progress, way } = queue[index]!;
      const groups = this.#ownGroups(progress);
      const wanted = groups.find((group) => {
        const { occurrence, passage, arranged } = progress.meaning(group[0]!);
        return occurrence === 'send' && passage !== 'within' && meets(intent, arranged);
      });
      if (wanted) return [...way, wanted];
      for (const group of groups) {
        if (progress.meaning(group[0]!).passage !== 'within') continue;
        const after = progress.copy();
        after.take(group);
        queue.push({ progress: after, way: [...way, group] });
      }
    }
    return undefined;
  }

  #messages(): readonly ArrangedMessage[] {
    return [...this.#arrangement.messages.values()];
  }

  #answersTo({ ids }: OpenCall): readonly ArrangedMessage[] {
    return this.#messages().filter(({ answers }) => answers.some((id) => ids.has(id)));
  }

  /** Whoever else acts by himself, if there is only one. */
  #onlyCaller(): LifelineId | null {
    const { cast } = this.#options.preparation;
    const others = [...cast.parts.keys()].filter((id) => !isOurs(cast, id) && cast.parts.get(id)!.role === 'service');
    return others.length === 1 ? others[0]! : null;
  }

  /** What comes again in a loop of others is a new iteration, in which we decide anew. */
  #count({ message, loops }: ArrangedMessage): void {
    this.count++;
    for (const [index, loop] of loops.entries()) {
      const done = this.#doneIn.get(loop) ?? new Set();
      if (!done.has(message.id)) {
        this.#doneIn.set(loop, done.add(message.id));
        continue;
      }
      for (const inner of loops.slice(index)) this.#doneIn.set(inner, new Set([message.id]));
      for (const other of this.#messages())
        if (other.loops.includes(loop)) for (const { key } of other.operands) this.#decisions.delete(key);
      return;
    }
  }

  #spoken(messages: readonly Message[]): string {
    return messages.map((message) => `"${arrowText(message, this.name)}"`).join(', ');
  }
}

function receptionsIn(progress: Progress): readonly string[] {
  return progress
    .next()
    .map((action) => progress.meaning(action))
    .filter(({ occurrence, passage }) => occurrence === 'receive' && passage !== 'within')
    .map(({ arranged: { message } }) => `${message.from}\0${message.to}\0${message.label}`);
}

function meets({ from, to, label }: Intent, { message, isAnswer }: ArrangedMessage): boolean {
  if (message.from !== from || (to !== undefined && message.to !== to)) return false;
  if (squash(message.label) === squash(label)) return true;
  if (isAnswer)
    return (
      readLabel(label).status?.code !== undefined &&
      readLabel(label).status?.code === readLabel(message.label).status?.code
    );
  const [wanted, drawn] = [readLabel(label).http, readLabel(message.label).http];
  if (wanted && drawn) return wanted.path === drawn.path && (wanted.method ?? 'POST') === (drawn.method ?? 'POST');
  return destinationOf(message) !== undefined && destinationOf(message) === label;
}

export function destinationOf(message: Message): string | undefined {
  return eventName(readLabel(message.label));
}

function nearestRoute(said: string, routes: readonly string[]): string | undefined {
  const [method, path = ''] = said.split(' ');
  return (
    routes.find((route) => route.endsWith(` ${path}`)) ??
    routes.find((route) => route.startsWith(`${method} ${path.split('/').slice(0, 2).join('/')}`))
  );
}

function bodyText(body: unknown): string {
  if (body === undefined) return '';
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return ` (${text.length > 120 ? `${text.slice(0, 120)}…` : text})`;
}

function undrawn(from: LifelineId | null, to: LifelineId, label: string): Message {
  const at = { line: 1, column: 1 };
  const range = { start: at, end: at };
  return { type: 'message', id: 0, sort: 'synchCall', messageKind: 'complete', from, to, label, range } as Message;
}
