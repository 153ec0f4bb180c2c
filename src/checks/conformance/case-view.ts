import type { LifelineId, Message } from '#model';
import type { MessageOccurrences } from '#semantics';
import type { DrawnMessage, Reporting } from '../binding/index.ts';
import type { PreparedDrawing } from './prepared-drawing.ts';

/**
 * Which occurrences of a drawing can be seen in one case. A service is seen where it reported in this very case; a
 * broker or a database that several services share where the other end is; a user or anything else without spans is not
 * seen, and what it does is left out of the term.
 */
export class CaseView {
  readonly #drawing: PreparedDrawing;
  /** Lifelines of services that reported in the case. */
  readonly reporting: ReadonlySet<LifelineId>;
  /** Self-messages that some span of the case shows. */
  readonly #shownLocally: ReadonlySet<Message>;
  /** Equal for cases that see the same occurrences. */
  readonly signature: string;
  readonly #isObservable = new Map<DrawnMessage, boolean>();
  #observable: ReadonlySet<Message> | undefined;
  readonly #occurrences = new Map<DrawnMessage, MessageOccurrences | null>();

  constructor(drawing: PreparedDrawing, reporting: ReadonlySet<LifelineId>, shownLocally: ReadonlySet<Message>) {
    this.#drawing = drawing;
    this.reporting = reporting;
    this.#shownLocally = shownLocally;
    this.signature = signatureOf(reporting, shownLocally);
  }

  occurrences(drawn: DrawnMessage): MessageOccurrences | null {
    let known = this.#occurrences.get(drawn);
    if (known === undefined) {
      known = this.#occurrencesOf(drawn);
      this.#occurrences.set(drawn, known);
    }
    return known;
  }

  #occurrencesOf(drawn: DrawnMessage): MessageOccurrences | null {
    const { message } = drawn;
    if (!this.isObservable(drawn)) return null;
    const send = this.sees(message.from, message.to) ? this.#drawing.sendOf(message) : null;
    const receive = this.sees(message.to, message.from) ? this.#drawing.receiveOf(message) : null;
    if (drawn.pulls) return { send, receive: null };
    if (message.messageKind === 'lost') return { send, receive: null };
    return { send, receive, ...(this.#isOptional(drawn) && { optional: true }) };
  }

  /** May be left out: as was said, like what it answers, or because work inside a service need not have a span. */
  #isOptional({ message, label, flow, setting }: DrawnMessage): boolean {
    if (setting?.presence === 'required') return false;
    if (setting?.presence === 'optional') return true;
    if (message.from === message.to) return !label.http?.path;
    const isAnswer = flow.answers.latest !== undefined;
    return (
      isAnswer && flow.answers.every((call) => this.#drawing.messages[call.id - 1]!.setting?.presence === 'optional')
    );
  }

  /** All messages that would have been seen, but for those that must not happen. */
  get observable(): ReadonlySet<Message> {
    this.#observable ??= new Set(
      this.#drawing.messages
        .filter((drawn) => this.isObservable(drawn) && !this.#drawing.isForbidden(drawn.message))
        .map(({ message }) => message),
    );
    return this.#observable;
  }

  /** Would the message have left a span in this case if it had happened? */
  isObservable(drawn: DrawnMessage): boolean {
    let known = this.#isObservable.get(drawn);
    if (known === undefined) {
      known = this.#wouldBeSeen(drawn);
      this.#isObservable.set(drawn, known);
    }
    return known;
  }

  #wouldBeSeen(drawn: DrawnMessage): boolean {
    const { message, flow, setting } = drawn;
    if (setting?.presence === 'unobservable') return false;
    if (setting?.presence === 'required') return this.#reports(message.from) || this.#reports(message.to);
    if (message.from !== null && message.from === message.to) {
      return (
        this.#shownLocally.has(message) || (this.reporting.has(message.from) && drawn.label.http?.path !== undefined)
      );
    }
    const fromBroker = this.#drawing.roleOf(message.from) === 'broker';
    // No span is held against it, however its arrow is drawn.
    if (drawn.label.intent === 'acknowledge' && this.#drawing.roleOf(message.to) === 'broker') return false;
    // A dashed arrow out of a broker that names no event acknowledges, and no span shows that.
    if (flow.role === 'answer' && fromBroker) return drawn.label.identifiers.length > 0 && this.#seenReceived(drawn);
    const asAnswer =
      !fromBroker &&
      (this.#reports(message.from) || this.#reports(message.to)) &&
      flow.answers.some((call) => this.isObservable(this.#drawing.messages[call.id - 1]!));
    return asAnswer || (flow.role !== 'answer' && (this.#seenSent(drawn) || this.#seenReceived(drawn)));
  }

  /** Messages that would have been seen if a service that is known from other cases had reported in this one. */
  hiddenBySilence(drawn: DrawnMessage): boolean {
    const { from, to } = drawn.message;
    if (from === to || this.isObservable(drawn)) return false;
    const silent = (end: LifelineId | null) =>
      end !== null && this.#drawing.roleOf(end) === 'service' && !this.reporting.has(end);
    return (silent(from) || silent(to)) && !this.#isReply(drawn);
  }

  #isReply(drawn: DrawnMessage): boolean {
    return drawn.flow.role !== 'call';
  }

  #reports(end: LifelineId | null): boolean {
    return end !== null && this.reporting.has(end);
  }

  /** Are occurrences of messages between the two seen at `end`? */
  sees(end: LifelineId | null, other: LifelineId | null): boolean {
    if (end === null) return false;
    return this.#drawing.relays.has(end) ? this.#reports(other) : this.reporting.has(end);
  }

  /**
   * A service that reported in the case would have reported this too. To someone nobody knows of, only what ordinary
   * instrumentation covers, and for databases and brokers only where the service's own has shown that it does.
   */
  #seenSent({ message, label }: DrawnMessage): boolean {
    if (!this.#reports(message.from)) return false;
    const role = this.#drawing.roleOf(message.to);
    if (label.intent === 'acknowledge' && role === 'broker') return false;
    if (role !== 'unobserved') return true;
    if (label.http?.path) return true;
    const shows = this.#shows(message.from!);
    if (label.sql?.table) return shows.calls.has('database');
    return label.intent === 'publish' && label.identifiers.length > 0 && shows.producer;
  }

  #seenReceived({ message }: DrawnMessage): boolean {
    if (!this.#reports(message.to)) return false;
    if (this.#drawing.roleOf(message.from) !== 'unobserved') return true;
    const shows = this.#shows(message.to!);
    return shows.server || shows.consumer;
  }

  #shows(lifeline: LifelineId): Reporting {
    const keys = this.#drawing.bindings.byLifeline.get(lifeline)?.keys ?? new Set<string>();
    const entries = [...keys]
      .map((key) => this.#drawing.inventory.reporting.get(key))
      .filter((entry) => entry !== undefined);
    return {
      server: entries.some((entry) => entry.server),
      consumer: entries.some((entry) => entry.consumer),
      producer: entries.some((entry) => entry.producer),
      calls: new Set(entries.flatMap((entry) => [...entry.calls])),
    };
  }
}

export function signatureOf(reporting: ReadonlySet<LifelineId>, shownLocally: ReadonlySet<Message>): string {
  const shown = [...shownLocally].map((message) => message.id).sort((a, b) => a - b);
  return `${[...reporting].sort().join('|')}#${shown.join()}`;
}
