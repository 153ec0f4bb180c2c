import type { LifelineId, Message } from '#model';
import type { Action } from '#semantics';
import type { Policy } from '../scenario/scenario.ts';
import { type ArrangedMessage, type Arrangement, arrange } from './arrangement.ts';
import type { Arrival, Effects, Happening, Intent, OpenCall, Sending } from './arrivals.ts';
import { Decisions } from './decisions.ts';
import { arrowText, type Deviation } from './deviations.ts';
import { Exchanges } from './exchanges.ts';
import { fits } from './fitting.ts';
import { isSafe, ownGroups, wayTo } from './own-steps.ts';
import { isOurs } from './parts-played.ts';
import type { Preparation } from './preparation.ts';
import { Progress } from './progress.ts';
import { Recorder, readTraceparent } from './recorder.ts';
import { drawnRequest, fitsRoute } from './routes.ts';
import { realTime, type Time } from './time.ts';
import {
  type Known,
  threw,
  undrawn,
  unexpectedMessage,
  unexpectedReply,
  unexpectedRequest,
  unheard,
} from './unexpected.ts';

export interface ConversationOptions {
  readonly preparation: Preparation;
  readonly policy: Policy;
  readonly effects: Effects;
  /** What goes through transports is only sent when it is asked for. */
  readonly byHand?: boolean;
  /** Choices among ours are made by the policy even then. */
  readonly isScripted?: boolean;
  readonly sendingFor?: (message: Message) => Sending | undefined;
  readonly wrongIn?: WrongIn;
  /** Real unless it is said otherwise. */
  readonly time?: Time;
}

/** What is wrong with what came, beyond that it came as drawn: in sentences. */
export type WrongIn = (received: Happening) => readonly string[];

/** One run of a drawing in which we play some lifelines. It waits for nothing: what arrives is handed to it. */
export class Conversation {
  readonly deviations: Deviation[] = [];
  readonly recorder: Recorder;
  readonly #options: ConversationOptions;
  readonly #arrangement: Arrangement;
  readonly #progress: Progress;
  readonly #exchanges: Exchanges;
  readonly #decisions: Decisions;
  readonly #unanswered = new Set<number>();
  /** How much happened. */
  count = 0;

  constructor(options: ConversationOptions) {
    this.#options = options;
    const { interaction, cast, passages, isOurChoice } = options.preparation;
    this.#arrangement = arrange(interaction, isOurChoice, options.policy);
    this.#decisions = new Decisions(options.policy, this.#messages());
    this.recorder = new Recorder(interaction, cast, options.time ?? realTime);
    this.#exchanges = new Exchanges(this.recorder, cast, options.effects, options.byHand);
    this.#progress = Progress.of(this.#arrangement.interaction, this.#arrangement.messages, ({ message, drawn }) => {
      const passage = passages.get(drawn.id)!;
      const isSeen = passage !== 'unseen';
      return { passage, sends: isSeen && isOurs(cast, message.from), receives: isSeen && isOurs(cast, message.to) };
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
    return this.#exchanges.calls.size > 0;
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
    if (arrival.type === 'handled') return;
    if (arrival.type === 'unheard') this.deviations.push(unheard(this.#messages(), arrival));
    else if (arrival.type === 'threw') this.deviations.push(threw(arrival, this.name));
    else if (arrival.type === 'broken') {
      const { code, message, help } = arrival.error;
      this.deviations.push({ code, severity: 'error', isFailure: true, message, help });
    } else if (arrival.type === 'failure') this.#failed(arrival);
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
    const way = wayTo(this.#progress, intent);
    if (!way) return undefined;
    let last: Happening | undefined;
    for (const [index, actions] of way.entries()) {
      for (const action of actions)
        for (const operand of this.#progress.meaning(action).arranged.operands) this.#decisions.take(operand);
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
            ? `what could come next: ${this.sendable()
                .map((message) => `"${arrowText(message, this.name)}"`)
                .join(', ')}`
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
    for (const { incoming } of this.#exchanges.incoming.splice(0))
      incoming?.reply({ status: 503, body: { error: 'the run is over' } });
  }

  #fitting(arrival: Arrival): readonly Action[] {
    const found: { readonly action: Action; readonly parameters: number }[] = [];
    for (const action of this.#progress.next()) {
      const { occurrence, passage, arranged } = this.#progress.meaning(action);
      if (occurrence !== 'receive' || passage === 'within') continue;
      const parameters = fits(arrival, arranged, passage === 'broker');
      if (parameters !== undefined) found.push({ action, parameters });
    }
    const fewest = Math.min(...found.map(({ parameters }) => parameters));
    return found.filter(({ parameters }) => parameters === fewest).map(({ action }) => action);
  }

  #received(actions: readonly Action[], arrival: Arrival): ArrangedMessage {
    const { arranged } = this.#progress.meaning(actions[0]!);
    this.#progress.take(actions);
    this.#count(arranged);
    const passage = arrival.type === 'message' ? 'broker' : 'http';
    const happening: Happening = { occurrence: 'receive', arranged, passage, arrival };
    this.#options.effects.happened(happening);
    for (const wrong of this.#options.wrongIn?.(happening) ?? [])
      this.deviations.push({
        code: 'live/wrong-body',
        severity: 'error',
        message: `"${arrowText(arranged.message, this.name)}": ${wrong}`,
        drawn: arranged.drawn,
        help: 'correct the service, or the schema',
      });
    return arranged;
  }

  #requested(arrival: Arrival & { readonly type: 'request' }): void {
    const { incoming, lifeline } = arrival;
    const { request } = incoming;
    const actions = this.#fitting(arrival);
    const context = readTraceparent(request.headers.traceparent);
    const facts = { method: request.method, path: request.path };
    this.#decisions.learn(request.headers);
    if (actions.length === 0) {
      const exchanged = this.recorder.sent({
        message: undrawn(this.#onlyCaller(), lifeline, `${request.method} ${request.path}`),
        facts,
        isForeign: true,
        ...(context && { context }),
      });
      this.recorder.received(exchanged);
      const deviation = unexpectedRequest(this.#known(), lifeline, request);
      this.deviations.push(deviation);
      incoming.reply({
        status: 501,
        headers: { 'asdrawn-deviation': deviation.code },
        body: { error: `asdrawn: ${deviation.message}`, expected: deviation.expected },
      });
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
    for (const [name, value] of parameters ?? []) this.#exchanges.memory.remember(name, value);
    this.#exchanges.memory.learn(request.body);
    const call: OpenCall = { arranged, ids, exchanged, incoming };
    const isAnswered = [...this.#arrangement.messages.values()].some(({ answers }) =>
      answers.some((id) => ids.has(id)),
    );
    if (isAnswered) this.#exchanges.incoming.push(call);
    this.#received(actions, arrival);
    if (isAnswered) return;
    incoming.reply({ status: 204 });
    this.recorder.answered(exchanged, '204 No Content', 204);
    this.recorder.answerReceived(exchanged);
  }

  #replied(arrival: Arrival & { readonly type: 'reply' }): void {
    const { call, reply } = arrival;
    this.#exchanges.calls.delete(call);
    call.outcome = reply;
    const actions = this.#fitting(arrival);
    const label =
      actions.length > 0 ? this.#progress.meaning(actions[0]!).arranged.message.label : String(reply.status);
    this.recorder.answered(call.exchanged, label, reply.status);
    this.recorder.answerReceived(call.exchanged);
    if (actions.length > 0) {
      this.#exchanges.memory.learn(reply.body);
      this.#received(actions, arrival);
      return;
    }
    const drawn = this.#answersTo(call);
    if (drawn.length === 0) return;
    for (const id of call.ids) this.#unanswered.add(id);
    const next = new Set(this.#progress.next().map((action) => this.#progress.meaning(action).arranged.message.id));
    const possible = drawn.filter(({ message }) => next.has(message.id));
    const nearest = possible[0] ?? drawn[0]!;
    this.deviations.push(unexpectedReply(this.#known(drawn), call.arranged, reply, nearest));
  }

  #failed({ call, error }: Arrival & { readonly type: 'failure' }): void {
    this.#exchanges.calls.delete(call);
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
      this.deviations.push(unexpectedMessage(this.#known(), message.destination));
      return;
    }
    const { arranged } = this.#progress.meaning(actions[0]!);
    const context = readTraceparent(message.headers.traceparent);
    const exchanged = this.recorder.sent({ message: arranged.message, isForeign: true, ...(context && { context }) });
    this.recorder.received(exchanged);
    this.#exchanges.publishedOnce(message.destination, 1);
    this.#received(actions, arrival);
  }

  /** What we do next: what happens among ours, or what we send; of several that are alike all together. */
  #nextOwn(dares: boolean): { readonly actions: readonly Action[] } {
    const { byHand = false, isScripted = false } = this.#options;
    const groups = ownGroups(this.#progress);
    for (const group of groups) {
      const { passage, occurrence } = this.#progress.meaning(group[0]!);
      if (occurrence === 'receive') return { actions: group };
      if (byHand && passage !== 'within') continue;
      const decided = group.filter((action) => {
        const { operands } = this.#progress.meaning(action).arranged;
        return operands.every((operand) => {
          return byHand && !isScripted
            ? this.#decisions.isTaken(operand)
            : this.#decisions.decide(operand) === operand.operand;
        });
      });
      if (decided.length === 0 || (!dares && !isSafe(this.#progress, decided))) continue;
      return { actions: decided };
    }
    return { actions: [] };
  }

  #send(actions: readonly Action[], sending?: Sending): Happening {
    const { arranged, passage, occurrence } = this.#progress.meaning(actions[0]!);
    const ids = new Set(actions.map((action) => this.#progress.meaning(action).arranged.message.id));
    this.#progress.take(actions);
    this.#count(arranged);
    if (occurrence === 'send') this.#options.effects.passed(arranged.pause);
    const wanted = sending ?? this.#options.sendingFor?.(arranged.drawn) ?? {};
    let call: OpenCall | undefined;
    if (passage === 'within') this.#exchanges.amongOurs(arranged, occurrence, wanted);
    else if (passage === 'broker') this.#exchanges.publish(arranged, wanted);
    else if (arranged.isAnswer) this.#exchanges.answer(arranged, wanted);
    else call = this.#exchanges.call(arranged, ids, wanted);
    const happening: Happening = {
      occurrence,
      arranged,
      passage: passage === 'unseen' ? 'within' : passage,
      ...(call && { call }),
    };
    this.#options.effects.happened(happening);
    return happening;
  }

  /** That something was sent or received. */
  #count(arranged: ArrangedMessage): void {
    this.count++;
    this.#decisions.happened(arranged);
  }

  /** What there is to tell by why something does not fit. */
  #known(messages = this.#messages()): Known {
    return { messages, awaited: this.awaited(), name: this.name, cast: this.#options.preparation.cast };
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
}
