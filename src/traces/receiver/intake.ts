import type { Diagnostic } from '#diagnostics';
import { isRequest } from '../readers/framing.ts';
import { otlpEnvelope, readOtlpJson } from '../readers/otlp-json.ts';
import { type Problem, problems } from '../readers/problems.ts';
import { SpanSink } from '../readers/sink.ts';
import { isObject } from '../readers/values.ts';
import type { Activity, Clock } from '../settling.ts';
import type { Span } from '../span.ts';
import { Places } from './places.ts';
import { Refusal } from './refusal.ts';

/** What a body is written in; its answer is written in the same. */
export type Encoding = 'json' | 'protobuf';

export interface IntakeOptions {
  readonly bodyLimit: number;
  readonly spanLimit: number;
  readonly requestLimit: number;
  /** How long a request waits for its turn. */
  readonly queueMs: number;
  /** Is who sends this `Authorization` header allowed to send? */
  readonly isAllowed: (authorization: string) => boolean;
  readonly clock: Clock;
}

/** What of an export could not be read. */
export interface Lost {
  readonly spans: number;
  /** Pieces that may have held any number of spans. */
  readonly pieces: number;
}

export const nothingLost: Lost = { spans: 0, pieces: 0 };

/** One request, from its headers to its answer. */
export interface Visit {
  /** Before the body is read: may this sender send? Waits for a place, so that the connection carries no more meanwhile. */
  admit(authorization: string | undefined): Promise<void>;
  /** Whatever became of it; a second time means nothing. */
  end(): void;
}

/** Seconds after which an export that was put off may come again. */
const retryAfter = 1;

/** Where exports come together, whatever protocol brought them: who may send, how much is taken, what was received. */
export class Intake implements Activity {
  readonly bodyLimit: number;
  readonly #sink = new SpanSink('OTLP receiver');
  readonly #options: IntakeOptions;
  readonly #places: Places;
  #lastArrival: number | undefined;
  #underWay = 0;
  #handedOver = 0;
  #putOff = 0;
  /** Was the latest export of spans put off? */
  #full = false;

  constructor(options: IntakeOptions) {
    this.#options = options;
    this.bodyLimit = options.bodyLimit;
    this.#places = new Places(options.requestLimit, options.clock);
  }

  lastArrival(): number | undefined {
    return this.#lastArrival;
  }

  busy(): boolean {
    return this.#underWay > 0;
  }

  spanCount(): number {
    return this.#handedOver + this.#sink.spans.length;
  }

  spans(): readonly Span[] {
    return [...this.#sink.spans];
  }

  /** Hands over what was received, and forgets it. */
  take(): readonly Span[] {
    const taken = this.#sink.take();
    this.#handedOver += taken.length;
    return taken;
  }

  report(problem: Problem): void {
    this.#sink.report(problem);
  }

  diagnostics(): readonly Diagnostic[] {
    const said = this.#sink.diagnostics();
    if (this.#putOff === 0) return said;
    const { spanLimit } = this.#options;
    const problem = this.#full ? problems.overLimit(this.#putOff, spanLimit) : problems.putOff(this.#putOff);
    return [...said, { ...problem, path: this.#sink.path }];
  }

  begin(): Visit {
    let [ended, placed] = [false, false];
    this.#underWay++;
    return {
      admit: async (authorization) => {
        this.#allow(authorization);
        placed = await this.#places.take(this.#options.queueMs);
        if (!placed) throw this.#busy();
        // It may have gone while it waited.
        if (ended) this.#places.leave();
      },
      end: () => {
        if (ended) return;
        ended = true;
        this.#underWay--;
        if (placed) this.#places.leave();
      },
    };
  }

  #allow(authorization: string | undefined): void {
    if (this.#options.isAllowed(authorization ?? '')) return;
    const what = authorization === undefined ? 'the token is missing' : 'the token is wrong';
    throw new Refusal(401, `${what}: send Authorization: Bearer …`, { headers: { 'www-authenticate': 'Bearer' } });
  }

  #busy(): Refusal {
    const { requestLimit, clock } = this.#options;
    this.#putOff++;
    // It will come again, and is to be waited for.
    this.#lastArrival = clock.now();
    return new Refusal(503, `${requestLimit} other exports are being received`, { retryAfter });
  }

  /** Before spans are read. The last export that is let in may go beyond the limit; it is whole or not at all. */
  makeRoom(): void {
    const { spanLimit } = this.#options;
    this.#full = this.#sink.spans.length >= spanLimit;
    if (!this.#full) return;
    this.#putOff++;
    throw new Refusal(429, `${spanLimit} spans are held, and no more until these are judged`, { retryAfter });
  }

  async receive(body: Uint8Array, encoding: Encoding): Promise<Lost> {
    if (encoding === 'protobuf' && body.length > 0 && !isRequest(body, 0, body.length)) {
      throw new Refusal(400, 'the body is no ExportTraceServiceRequest');
    }
    const readProtobuf =
      encoding === 'protobuf' ? (await import('../readers/otlp-protobuf.ts')).readOtlpProtobuf : undefined;
    // From here on nothing is waited for, so that what others drop is not counted.
    const [spans, pieces] = [this.#sink.droppedSpans, this.#sink.lostPieces];
    if (readProtobuf) readProtobuf(body, this.#sink);
    else this.#receiveJson(body);
    this.#lastArrival = this.#options.clock.now();
    return { spans: this.#sink.droppedSpans - spans, pieces: this.#sink.lostPieces - pieces };
  }

  #receiveJson(body: Uint8Array): void {
    let value: unknown;
    try {
      value = JSON.parse(Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString('utf8'));
    } catch (error) {
      throw new Refusal(400, `the body is not JSON: ${error instanceof Error ? error.message : String(error)}`);
    }
    if (!isObject(value)) throw new Refusal(400, 'the body is no ExportTraceServiceRequest');
    // Without its one field it is an empty request.
    const envelope = otlpEnvelope(value);
    if (envelope) readOtlpJson(envelope, this.#sink);
  }
}
