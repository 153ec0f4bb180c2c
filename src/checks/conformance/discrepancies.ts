import type { CombinedFragment, Message } from '#model';
import type { Explanation } from '#semantics';
import type { Exchange } from '#traces';
import { contentOf } from '../binding/describe.ts';
import { type DrawnMessage, fitRank } from '../binding/index.ts';
import { fitRequest } from '../binding/label-match.ts';
import { endOf, type Moment, startOf } from './clocks.ts';
import type { Observation } from './observations.ts';
import type { PreparedDrawing } from './prepared-drawing.ts';

/** One way in which a case departs from a drawing: data; the prose is in findings.ts. */
export type Discrepancy =
  | { readonly type: 'missing'; readonly message: Message; readonly isAnswer: boolean }
  /** Like nothing drawn; `after` is what its sender did before, as drawn. */
  | { readonly type: 'unexpected'; readonly exchanges: Exchanges; readonly after: Message | undefined }
  /** Drawn in a `neg`. */
  | { readonly type: 'forbidden'; readonly message: Message; readonly exchanges: Exchanges }
  /** Drawn, and done more often than drawn. */
  | { readonly type: 'repeated'; readonly message: Message; readonly exchanges: Exchanges }
  | {
      readonly type: 'moved';
      readonly message: Message;
      readonly exchanges: Exchanges;
      readonly after: Message | undefined;
    }
  | { readonly type: 'wrong-participant'; readonly message: Message; readonly exchanges: Exchanges }
  | { readonly type: 'wrong-status'; readonly message: Message; readonly exchanges: Exchanges }
  | {
      readonly type: 'wrong-count';
      readonly loop: CombinedFragment;
      readonly message: Message;
      readonly observed: number;
      readonly exchanges: readonly Exchange[];
    };

/** At least one. */
export type Exchanges = readonly [Exchange, ...Exchange[]];

interface Context {
  readonly drawing: PreparedDrawing;
  readonly observations: readonly Observation[];
  readonly explanation: Explanation;
  /** Between drawn participants, and like nothing that is drawn. */
  readonly strangers: readonly Exchange[];
  /** The messages that the case is held against. */
  readonly messages: ReadonlySet<Message>;
}

/** Reads an explanation's moves, which speak of single occurrences, as what a person would say of messages. */
export function discrepancies(context: Context): readonly Discrepancy[] {
  return new Reading(context).read();
}

class Reading {
  readonly #context: Context;
  readonly #missing = new Map<Message, DrawnMessage>();
  /** Exchanges with a half that fits nowhere, and the drawn message that was matched last before it. */
  readonly #misplaced = new Map<Exchange, Message | undefined>();
  readonly #matched = new Map<Message, Exchange>();
  /** What each exchange may be in the drawing. */
  readonly #requests = new Map<Exchange, readonly DrawnMessage[]>();
  readonly #happened: { readonly message: Message; readonly moment: Moment }[] = [];
  readonly #result: Discrepancy[] = [];

  constructor(context: Context) {
    this.#context = context;
    for (const { judged } of context.observations) {
      this.#requests.set(
        judged.exchange,
        judged.candidates.requests.map(({ drawn }) => drawn),
      );
    }
  }

  read(): readonly Discrepancy[] {
    this.#readMoves();
    // What may come at any time elsewhere in the drawing is a stranger where it may not.
    const outOfPlace = [...this.#misplaced.keys()].filter((exchange) => this.#requests.get(exchange)?.length === 0);
    for (const exchange of outOfPlace) this.#misplaced.delete(exchange);
    const strangers = this.#withoutConsequences([...this.#context.strangers, ...outOfPlace]);
    const others = this.#pairWrongParticipants(strangers);
    this.#pairWrongCounts();
    this.#pairMoved();
    this.#pairWrongStatuses();
    this.#reportRepeated();
    this.#reportStrangers(others);
    this.#reportMissing();
    return this.#result;
  }

  #readMoves(): void {
    const { drawing, observations, explanation } = this.#context;
    let last: Message | undefined;
    for (const move of explanation.moves) {
      if (move.type === 'missing') {
        const occurrence = drawing.occurrences[move.action];
        if (occurrence) this.#missing.set(occurrence.drawn.message, occurrence.drawn);
        continue;
      }
      const { judged, event, half, span } = observations[move.event]!;
      if (move.type === 'matched') {
        const occurrence = drawing.occurrences[move.action];
        if (!occurrence) continue;
        last = occurrence.drawn.message;
        this.#matched.set(last, judged.exchange);
        const moment = span && (half === 'send' || half === 'receive' ? startOf(span) : endOf(span));
        if (moment) this.#happened.push({ message: last, moment });
      } else if (!event.optional && !this.#misplaced.has(judged.exchange)) this.#misplaced.set(judged.exchange, last);
    }
    for (const exchange of this.#misplaced.keys()) {
      if (exchange.publish && this.#misplaced.has(exchange.publish)) this.#misplaced.delete(exchange);
    }
  }

  /** The delivery of something that was not to be published is no second finding. */
  #withoutConsequences(exchanges: readonly Exchange[]): readonly Exchange[] {
    return exchanges.filter(({ publish }) => !publish || !exchanges.includes(publish));
  }

  /** A stranger that says what a drawn message says which nobody else did, between others than drawn. */
  #pairWrongParticipants(strangers: readonly Exchange[]): readonly Exchange[] {
    const { drawing, messages } = this.#context;
    const open = drawing.messages.filter(
      ({ message, flow }) =>
        messages.has(message) && !this.#matched.has(message) && flow.role !== 'answer' && message.from !== message.to,
    );
    const paired = new Map<Message, Exchange[]>();
    const rest = strangers.filter((exchange) => {
      const rated = open
        .map((drawn) => ({
          message: drawn.message,
          rank: fitRank[fitRequest(drawn.label, exchange, drawing.inventory.vocabulary)],
        }))
        .filter(({ rank }) => rank >= fitRank.inferred)
        .sort(
          (a, b) => b.rank - a.rank || this.#sharedEnds(b.message, exchange) - this.#sharedEnds(a.message, exchange),
        );
      const best = rated[0]?.message;
      if (!best || this.#sharedEnds(best, exchange) === 0) return true;
      const list = paired.get(best);
      if (list) list.push(exchange);
      else paired.set(best, [exchange]);
      return false;
    });
    for (const [message, [first, ...more]] of paired) {
      this.#missing.delete(message);
      this.#result.push({ type: 'wrong-participant', message, exchanges: [first!, ...more] });
    }
    return rest;
  }

  /** Two for an end in its drawn role, one for an end in the other. */
  #sharedEnds({ from, to }: Message, exchange: Exchange): number {
    const { matcher } = this.#context.drawing;
    const senders = matcher.lifelines(exchange.from);
    const receivers = matcher.lifelines(exchange.to);
    let shared = 0;
    if (from !== null) shared += senders.includes(from) ? 2 : receivers.includes(from) ? 1 : 0;
    if (to !== null) shared += receivers.includes(to) ? 2 : senders.includes(to) ? 1 : 0;
    return shared;
  }
  /** A loop with a count, and more or fewer of its messages than that. */
  #pairWrongCounts(): void {
    const involved = new Set(this.#missing.keys());
    for (const exchange of this.#misplaced.keys()) {
      const first = this.#requests.get(exchange)?.[0];
      if (first) involved.add(first.message);
    }
    const reported = new Set<CombinedFragment>();
    for (const message of involved) {
      const loop = this.#countedLoop(message);
      if (!loop) continue;
      const exchanges = [...this.#requests]
        .filter(([, drawn]) => drawn[0]?.message === message)
        .map(([exchange]) => exchange);
      const { least, most } = this.#timesDrawn(message);
      if (exchanges.length === 0 || (exchanges.length >= least && exchanges.length <= most)) continue;
      if (!reported.has(loop)) {
        this.#result.push({ type: 'wrong-count', loop, message, observed: exchanges.length, exchanges });
      }
      reported.add(loop);
    }
    for (const loop of reported) {
      for (const exchange of [...this.#misplaced.keys()]) {
        if (this.#requests.get(exchange)?.some(({ message }) => this.#countedLoop(message) === loop)) {
          this.#misplaced.delete(exchange);
        }
      }
      for (const message of [...this.#missing.keys()])
        if (this.#countedLoop(message) === loop) this.#missing.delete(message);
    }
  }

  /** The innermost loop around a message that says how often. */
  #countedLoop(message: Message): CombinedFragment | undefined {
    const path = this.#context.drawing.paths.get(message.id) ?? [];
    return path.findLast(({ fragment: { operator, bounds } }) => {
      return operator === 'loop' && bounds !== undefined && (bounds.min > 0 || bounds.max !== null);
    })?.fragment;
  }

  #timesDrawn(message: Message): { readonly least: number; readonly most: number } {
    let least = 1;
    let most = 1;
    for (const { fragment } of this.#context.drawing.paths.get(message.id) ?? []) {
      if (fragment.operator === 'loop') {
        least *= fragment.bounds?.min ?? 0;
        most *= fragment.bounds?.max ?? Number.POSITIVE_INFINITY;
      } else if (['alt', 'opt', 'break'].includes(fragment.operator)) least = 0;
    }
    return { least, most };
  }

  /** Observed and drawn, but at another place. */
  #pairMoved(): void {
    const moved = new Map<Message, { exchanges: Exchange[]; after: Message | undefined }>();
    for (const [exchange, after] of [...this.#misplaced]) {
      const drawn = this.#requests.get(exchange)?.find(({ message }) => this.#missing.has(message));
      if (!drawn) continue;
      const known = moved.get(drawn.message);
      if (known) known.exchanges.push(exchange);
      else moved.set(drawn.message, { exchanges: [exchange], after });
      this.#misplaced.delete(exchange);
    }
    for (const [message, { exchanges, after }] of moved) {
      this.#missing.delete(message);
      const [first, ...more] = exchanges;
      this.#result.push({ type: 'moved', message, exchanges: [first!, ...more], after });
    }
  }

  #pairWrongStatuses(): void {
    for (const { judged } of this.#context.observations) {
      for (const reply of judged.candidates.otherReplies) {
        if (!this.#missing.has(reply.message)) continue;
        if (!reply.flow.answers.some((call) => this.#matched.get(call) === judged.exchange)) continue;
        this.#missing.delete(reply.message);
        this.#result.push({ type: 'wrong-status', message: reply.message, exchanges: [judged.exchange] });
      }
    }
  }

  #reportRepeated(): void {
    const repeated = Map.groupBy(this.#misplaced.keys(), (exchange) => this.#requests.get(exchange)?.[0]?.message);
    for (const [message, [first, ...more]] of repeated) {
      if (!message) continue;
      const type = this.#context.drawing.isForbidden(message) ? 'forbidden' : 'repeated';
      this.#result.push({ type, message, exchanges: [first!, ...more] });
    }
  }

  /** Those that say the same between the same ends are one finding. */
  #reportStrangers(strangers: readonly Exchange[]): void {
    const { matcher } = this.#context.drawing;
    const alike = Map.groupBy(strangers, (exchange) =>
      [matcher.lifelines(exchange.from), matcher.lifelines(exchange.to), contentOf(exchange)].join('|'),
    );
    for (const [first, ...more] of alike.values()) {
      this.#result.push({ type: 'unexpected', exchanges: [first!, ...more], after: this.#before(first!) });
    }
  }

  /** The drawn message that its reporter took part in last before the exchange began. */
  #before(exchange: Exchange): Message | undefined {
    const span = exchange.sending ?? exchange.receiving;
    if (!span) return undefined;
    const begun = startOf(span);
    let latest: { readonly message: Message; readonly moment: Moment } | undefined;
    for (const other of this.#happened) {
      if (other.moment.host !== begun.host || other.moment.from > begun.from) continue;
      if (!latest || other.moment.from >= latest.moment.from) latest = other;
    }
    return latest?.message;
  }

  /** An answer to a call that is missing itself goes without saying. */
  #reportMissing(): void {
    for (const [message, { flow }] of this.#missing) {
      const isAnswer = flow.role === 'answer';
      const said = flow.answers.some(
        (call) =>
          this.#missing.has(call) ||
          this.#result.some((other) => 'message' in other && other.message === call && other.type !== 'wrong-count'),
      );
      if (!isAnswer || !said) this.#result.push({ type: 'missing', message, isAnswer });
    }
  }
}
