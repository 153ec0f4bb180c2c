import { type LifelineId, type Message, readLabel } from '#model';
import { answerOf } from '../recording/requests.ts';
import type { ArrangedMessage } from './arrangement.ts';
import { destinationOf, type Effects, type OpenCall, type Sending } from './arrivals.ts';
import type { Cast } from './parts-played.ts';
import { Memory } from './payloads.ts';
import { type Exchanged, type Recorder, traceparent } from './recorder.ts';
import { concretePath, drawnRequest } from './routes.ts';

/** What is under way between participants, and how ours send: over HTTP, over a broker, or among themselves. */
export class Exchanges {
  readonly memory = new Memory();
  /** Calls of others that wait for our answer. */
  readonly incoming: OpenCall[] = [];
  /** Calls of ours that wait for an answer. */
  readonly calls = new Set<OpenCall>();
  readonly recorder: Recorder;
  readonly #cast: Cast;
  readonly #effects: Effects;
  readonly #published = new Map<string, number>();
  readonly #within = new Map<number, Exchanged[]>();

  readonly #isByHand: boolean;

  /** By hand, what a broker is given is published where it is delivered. */
  constructor(recorder: Recorder, cast: Cast, effects: Effects, isByHand = false) {
    this.#isByHand = isByHand;
    this.recorder = recorder;
    this.#cast = cast;
    this.#effects = effects;
  }

  /** Something passes between participants of ours. */
  amongOurs(arranged: ArrangedMessage, occurrence: 'send' | 'receive', sending: Sending): void {
    const { message, isAnswer, answers } = arranged;
    const answered = answers
      .flatMap((id) => this.#within.get(id) ?? [])
      .find(({ answer }) => !answer || occurrence === 'receive');
    if (occurrence === 'send') {
      if (isAnswer && answered) this.recorder.answered(answered, message.label);
      else {
        const exchanged = this.recorder.sent({ message });
        this.#within.set(message.id, [...(this.#within.get(message.id) ?? []), exchanged]);
        const isPublished = this.#isBroker(message.to) && !this.#isByHand;
        if (destinationOf(message)) this.publishedOnce(destinationOf(message)!, isPublished ? 1 : 0);
        if (isPublished && this.#cast.hasBroker) this.#toBroker(message, exchanged, sending);
      }
    } else if (isAnswer && answered) this.recorder.answerReceived(answered);
    else {
      const exchanged = this.#within.get(message.id)?.find(({ received }) => received === undefined);
      if (exchanged) this.recorder.received(exchanged);
    }
  }

  #isBroker(id: LifelineId | null): boolean {
    return id !== null && this.#cast.parts.get(id)?.role === 'broker';
  }

  /** Counts what was published under a name, and tells how often that was. */
  publishedOnce(destination: string, by: number): number {
    const count = (this.#published.get(destination) ?? 0) + by;
    this.#published.set(destination, count);
    return count;
  }

  /** A broker hands on by itself what was published; we publish only what nobody is drawn to have published. */
  publish({ message }: ArrangedMessage, sending: Sending): void {
    const exchanged = this.recorder.sent({ message });
    // As of a call, that it came is what whoever gets it would report.
    if (message.messageKind !== 'lost') this.recorder.received(exchanged);
    const destination = destinationOf(message) ?? 'messages';
    if (this.#isBroker(message.from) && this.publishedOnce(destination, 0) > 0) return;
    this.#toBroker(message, exchanged, sending);
  }

  #toBroker(message: Message, { traceId, sending, publish }: Exchanged, { body, headers = {} }: Sending): void {
    // A broker reports no span: what it hands on goes on from whoever published it.
    const spanId = publish ?? sending;
    const content = body ?? this.memory.bodyFor(message.label) ?? {};
    this.#effects.publish({
      destination: destinationOf(message) ?? 'messages',
      headers: { traceparent: traceparent({ traceId, spanId }), ...headers },
      body: Buffer.from(typeof content === 'string' ? content : JSON.stringify(content)),
    });
  }

  /** Answers the latest call that it can be an answer to. */
  answer({ message, answers }: ArrangedMessage, { body, headers }: Sending): void {
    const at = this.incoming.findLastIndex(({ ids }) => answers.some((id) => ids.has(id)));
    const [call] = at < 0 ? [] : this.incoming.splice(at, 1);
    if (!call) return;
    const { status } = answerOf(message.label);
    const content = body === undefined ? this.#replyBody(message.label, status, call) : body;
    if (typeof content === 'object') this.memory.learn(content);
    this.recorder.answered(call.exchanged, message.label, status);
    this.recorder.answerReceived(call.exchanged);
    call.incoming!.reply({ status, ...(headers && { headers }), ...(content !== undefined && { body: content }) });
  }

  #replyBody(label: string, status: number, call: OpenCall): unknown {
    const named = this.memory.bodyFor(label);
    if (named) return named;
    if (status >= 400) return { error: readLabel(label).text };
    const hasId = status === 201 || /[{:<[]id[}>\]]?$/.test(drawnRequest(call.arranged.message)?.path ?? '');
    return hasId ? { id: this.memory.valueOf('id') } : {};
  }

  /** Calls somebody else. */
  call(arranged: ArrangedMessage, ids: ReadonlySet<number>, sending: Sending): OpenCall | undefined {
    const { message } = arranged;
    const drawn = drawnRequest(message) ?? {};
    const method = drawn.method ?? 'POST';
    const path = concretePath(drawn, (name) => String(this.memory.valueOf(name || 'id')));
    const exchanged = this.recorder.sent({ message, facts: { method, path } });
    this.recorder.received(exchanged);
    const call: OpenCall = { arranged, ids, exchanged };
    if (message.messageKind === 'lost') return call;
    this.calls.add(call);
    const body =
      sending.body ?? (/^(?:GET|HEAD|DELETE)$/.test(method) ? undefined : (this.memory.bodyFor(message.label) ?? {}));
    this.memory.learn(body);
    const context = { traceId: exchanged.traceId, spanId: exchanged.sending };
    this.#effects.call(
      call,
      { to: message.to!, method, path, context },
      { ...sending, ...(body !== undefined && { body }) },
    );
    return call;
  }
}
