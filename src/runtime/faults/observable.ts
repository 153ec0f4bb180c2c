import {
  type Interaction,
  type LifelineId,
  type Message,
  type MessageFlow,
  messageFlow,
  messagesOf,
  readLabel,
  squash,
} from '#model';
import {
  type Action,
  type CaseEvent,
  decideMembership,
  interactionTerm,
  type MessageOccurrences,
  Stepper,
  type Term,
  TermArena,
} from '#semantics';
import { causesOf } from '../recording/causes.ts';
import { requestOf } from '../recording/requests.ts';
import { isRequest, type LifelinePart, partsOf } from '../recording/roles.ts';
import type { Run } from '../simulation/simulate.ts';

/**
 * Can what happened in a run be told from what is drawn, by the telemetry of services alone? `same`: what they show is
 * a run of the drawing, too. `unseen`: nothing of it shows at all.
 */
export type Observability = 'different' | 'same' | 'unseen' | 'unknown';

/**
 * Decides on the semantics, and not by the way of spans, so that it can be held against what a check finds. What counts
 * is what services show: what they send and receive and in which order, and with which status they answer. Answers may
 * be left out, and when they come is no evidence.
 */
export class Observer {
  readonly #drawn: Interaction;
  readonly #parts: ReadonlyMap<LifelineId, LifelinePart>;
  readonly #flow: ReadonlyMap<number, MessageFlow>;
  readonly #answerLabels: ReadonlyMap<number, readonly string[]>;
  readonly #stepper: Stepper;
  readonly #indexes: ReadonlyMap<LifelineId, number>;
  readonly #actions = new Map<string, Action>();
  /** By the stores and brokers that nothing was seen of. */
  readonly #terms = new Map<string, Term>();

  constructor(drawn: Interaction) {
    this.#drawn = drawn;
    this.#parts = partsOf(drawn);
    this.#indexes = new Map(drawn.lifelines.map(({ id }, index) => [id, index]));
    this.#flow = messageFlow(drawn);
    this.#answerLabels = answersOf(messagesOf(drawn), this.#flow);
    this.#stepper = new Stepper(new TermArena(drawn.lifelines.length));
    // Every occurrence has its action before anything is observed.
    this.#termWithout(new Set(), new Set());
  }

  /**
   * Who reports nothing and is not named by anybody is not known to be there. What a service would have sent that
   * reports nothing is not missed, nor what would have come to it from somebody who does not report either.
   */
  #termWithout(unseen: ReadonlySet<LifelineId>, silent: ReadonlySet<LifelineId>): Term {
    const key = [[...unseen].sort(), [...silent].sort()].map((ids) => ids.join('\n')).join('\n\n');
    let term = this.#terms.get(key);
    if (term === undefined) {
      const isUnseen = (id: LifelineId | null) => id !== null && unseen.has(id);
      const isSilent = (id: LifelineId | null) => id !== null && silent.has(id);
      ({ term } = interactionTerm(this.#stepper.arena, this.#drawn.fragments, {
        occurrences: (message) => {
          if (isUnseen(message.from) || isUnseen(message.to)) return null;
          const occurrences = this.#occurrences(message);
          if (!occurrences) return null;
          const receive = isSilent(message.to) && !this.#reports(message.from) ? null : occurrences.receive;
          return isSilent(message.from)
            ? { ...occurrences, send: null, receive, optional: true }
            : { ...occurrences, receive };
        },
      }));
      this.#terms.set(key, term);
    }
    return term;
  }

  #occurrences(message: Message): MessageOccurrences | null {
    const { role } = this.#flow.get(message.id)!;
    const { from, to } = message;
    if (role !== 'call' && !isRequest(message.label)) {
      const send = this.#reports(to) || this.#isOutside(to) ? this.#action(from, answerKey(message)) : null;
      // A solid arrow back may also be taken for a call.
      if (send !== null) this.#actions.set(`!${requestKey(message)}`, send);
      return send === null ? null : { send, receive: null, optional: true };
    }
    if (!this.#shows(message, this.#answerLabels.get(message.id) ?? [])) return null;
    const isThere = message.messageKind !== 'lost';
    return {
      send: this.#action(from, `!${requestKey(message)}`),
      receive: isThere ? this.#action(to, `?${requestKey(message)}`) : null,
    };
  }

  #isOutside(lifeline: LifelineId | null): boolean {
    return lifeline === null || this.#parts.get(lifeline)?.role === 'environment';
  }

  observe(run: Run, unreported: ReadonlySet<number> = new Set()): Observability {
    const { instances } = run.scenario;
    const causes = causesOf(run.scenario, this.#parts, unreported);
    const answers = new Map<number, readonly string[]>();
    for (const [id, { answers: call }] of causes)
      if (call !== undefined) answers.set(call, [instances.get(id)!.message.label]);
    const unanswered = new Set(
      [...instances].flatMap(([id, { message }]) => {
        const isCall = causes.get(id)?.answers === undefined && !answers.has(id);
        return isCall ? [`${message.from}\n${message.to}`] : [];
      }),
    );
    const events: CaseEvent[] = [];
    const sent = new Map<number, number>();
    const last = new Map<LifelineId, number>();
    const seen = new Set<LifelineId | null>();
    const reporting = new Set<LifelineId>();
    const add = (
      lifeline: LifelineId,
      actions: readonly (Action | undefined)[],
      optional: boolean,
      after: number[],
    ) => {
      const known = actions.filter((action) => action !== undefined);
      events.push({ actions: known, lifeline: this.#indexes.get(lifeline)!, optional, after });
      return events.length - 1;
    };
    const chain = (lifeline: LifelineId) => {
      const before = last.get(lifeline);
      return before === undefined ? [] : [before];
    };
    for (const { occurrence, instance, lifeline } of run.events) {
      const { message } = instance;
      const cause = causes.get(message.id)!;
      if (cause.streamed) continue;
      if (cause.answers !== undefined) {
        if (occurrence === 'send' && this.#reports(lifeline))
          add(lifeline, this.#answersFor(message), this.#mayBeAnswered(message, unanswered), []);
        continue;
      }
      if (!this.#shows(message, answers.get(message.id) ?? []) || !this.#reports(lifeline)) continue;
      const key = requestKey(message);
      const before = sent.get(message.id);
      if (occurrence === 'send') {
        const event = add(lifeline, [this.#actions.get(`!${key}`)], false, chain(lifeline));
        last.set(lifeline, event);
        sent.set(message.id, event);
        seen.add(lifeline).add(message.to);
        reporting.add(lifeline);
        // Who is called and reports nothing of it was called all the same.
        const isLost = message.messageKind === 'lost' && instance.drawn.messageKind === 'complete';
        if (!isLost && !unreported.has(message.id)) continue;
        if (this.#reports(message.to)) add(message.to!, [this.#actions.get(`?${key}`)], false, [event]);
      } else if (!unreported.has(message.id)) {
        const after = [...chain(lifeline), ...(before === undefined ? [] : [before])];
        last.set(lifeline, add(lifeline, [this.#actions.get(`?${key}`)], false, after));
        seen.add(lifeline);
        reporting.add(lifeline);
        if (!this.#reports(message.from)) seen.add(message.from);
      }
    }
    if (events.length === 0) return 'unseen';
    const unseen = [...this.#parts.keys()].filter((id) => !seen.has(id) && !this.#isOutside(id));
    const silent = [...this.#parts.keys()].filter((id) => this.#reports(id) && !reporting.has(id));
    const budget = { maxNodes: 50_000 };
    const { outcome } = decideMembership(this.#stepper, this.#termWithout(new Set(unseen), new Set(silent)), events, {
      mode: 'run',
      ...budget,
    });
    return outcome === 'accepted' ? 'same' : outcome === 'rejected' ? 'different' : 'unknown';
  }

  /** Does any service report the message? */
  #shows(message: Message, answers: readonly string[]): boolean {
    return this.#request(message, answers) !== undefined;
  }

  #request(message: Message, answers: readonly string[]) {
    // Local work is shown where somebody made a span of it, and nobody has to.
    if (message.from === message.to) return undefined;
    const part = (id: LifelineId | null) => (id === null ? undefined : this.#parts.get(id));
    return requestOf(message, part(message.from), part(message.to), answers);
  }

  #reports(lifeline: LifelineId | null): boolean {
    return lifeline !== null && this.#parts.get(lifeline)?.role === 'service';
  }

  /** Null where nobody reports; the same for the same text between the same ends. */
  #action(lifeline: LifelineId | null, key: string): Action | null {
    if (lifeline === null || !this.#reports(lifeline)) return null;
    let action = this.#actions.get(key);
    if (action === undefined) {
      action = this.#stepper.arena.action(this.#indexes.get(lifeline)!);
      this.#actions.set(key, action);
    }
    return action;
  }

  /**
   * Nobody has to draw every answer; but one with a status that is drawn nowhere is another one, where no other call
   * between the two may have been the one that is drawn to be answered.
   */
  #mayBeAnswered(message: Message, unanswered: ReadonlySet<string>): boolean {
    if (unanswered.has(`${message.to}\n${message.from}`)) return true;
    return this.#answersFor(message).some((action) => action !== undefined);
  }

  /** An answer with a status is one drawn with it, or one drawn without any. */
  #answersFor(message: Message): readonly (Action | undefined)[] {
    const ends = `${message.from}\n${message.to}\nanswer\n`;
    const { status } = readLabel(message.label);
    if (status) return [this.#actions.get(answerKey(message)), this.#actions.get(ends)];
    return [...this.#actions].filter(([key]) => key.startsWith(ends)).map(([, action]) => action);
  }
}

function requestKey({ from, to, label }: Message): string {
  return `${from}\n${to}\n${squash(label)}`;
}

function answerKey({ from, to, label }: Message): string {
  const { status } = readLabel(label);
  return `${from}\n${to}\nanswer\n${status?.code ?? status?.rpc ?? status?.hundreds ?? ''}`;
}

function answersOf(
  messages: readonly Message[],
  flow: ReturnType<typeof messageFlow>,
): ReadonlyMap<number, readonly string[]> {
  const labels = new Map<number, string[]>();
  for (const message of messages) {
    for (const { id } of flow.get(message.id)!.answers) labels.set(id, [...(labels.get(id) ?? []), message.label]);
  }
  return labels;
}
