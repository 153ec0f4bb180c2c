import { readLabel } from '#model';
import {
  arrowText,
  bodyText,
  destinationOf,
  type Flow,
  FlowError,
  fitsStatus,
  type Happening,
  type HttpReply,
  type Preparation,
  type ReceivedMessage,
  type ReceivedRequest,
  type Sending,
} from '#runtime';
import type { Validate } from '../bodies/read-schemas.ts';
import { answerSchemaName, schemaName } from '../bodies/schema-names.ts';
import type { Neighbours } from '../live/stub.ts';
import { isError } from '../severity.ts';
import { ContractError } from './contract-error.ts';
import type { ServiceTraces } from './service-traces.ts';

/** Body and headers by label, `POST /orders`; where senders differ, by both: `payment: 201 Created`. */
export type Sent = Readonly<Record<string, Sending>>;

export interface ContractRunOptions {
  /** What neighbours send. What is not told is made up from labels. */
  readonly sent?: Sent;
  /** How choices that are the neighbours' are made: `12=2`. */
  readonly choose?: readonly string[];
}

interface Given extends ContractRunOptions {
  readonly path: string;
  readonly subject: string;
  readonly preparation: Preparation;
  readonly neighbours: Neighbours;
  readonly traces: ServiceTraces;
  readonly validate: Validate;
  readonly hasBroker: boolean;
  readonly service: {
    readonly name: string;
    readonly ended: () => string | undefined;
    readonly said: () => string;
  };
}

/** What came from the service: a request, an answer or a message. */
export interface Came {
  readonly label: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
  readonly status?: number;
}

/** One run of a drawing, step by step. A step that fails throws a `ContractError` that begins with the drawing's line. */
export class ContractRun {
  readonly #given: Given;
  readonly #flow: Flow;
  readonly #happenings: Happening[] = [];
  /** How many steps each line had. */
  readonly #steps = new Map<number, number>();
  readonly #calls = new WeakMap<object, string>();
  readonly #came: Came[] = [];
  readonly #open = new Map<Promise<HttpReply>, string>();
  #hasPublished = false;

  constructor(given: Given) {
    this.#given = given;
    this.#flow = given.neighbours.begin({
      choose: given.choose ?? [],
      tell: (happening) => this.#happenings.push(happening),
      sending: (message) => this.#sent(message.from ?? '', destinationOf(message) ?? message.label),
    });
  }

  /** The latest that came under a label. */
  came(label: string): Came | undefined {
    return this.#came.findLast((one) => one.label === label);
  }

  /** The step that is drawn at a line. */
  at(line: number) {
    this.#steps.set(line, (this.#steps.get(line) ?? 0) + 1);
    const { validate, traces } = this.#given;
    const schema = (name: string, body: unknown) => {
      const wrong = validate(name, body);
      if (wrong.length > 0) throw new Error(wrong.join('; '));
    };
    return {
      /** A neighbour calls the service. Resolves with the answer, whatever it is; `answer` says whether it is as drawn. */
      send: (from: string, label: string): Promise<HttpReply> => {
        const sending = this.#sent(from, label);
        const reply = this.#step(line, label, async () => {
          if (sending?.body !== undefined) schema(schemaName(label), sending.body);
          return this.#flow.send(from, label, sending);
        });
        reply.catch(() => {});
        this.#calls.set(reply, label);
        this.#open.set(reply, `${this.#given.path}:${line}: ${JSON.stringify(label)} was not answered yet`);
        return reply;
      },
      /** The service answers a call as drawn. */
      answer: (call: Promise<HttpReply>, label: string): Promise<HttpReply> =>
        this.#step(line, label, async () => {
          const reply = await call.catch((error: unknown) => {
            throw error instanceof ContractError ? new FlowError(withoutPlace(error.message), []) : error;
          });
          if (!fitsStatus(label, reply.status, (readLabel(label).status?.code ?? 200) >= 400))
            throw new Error(`the answer was ${reply.status}${bodyText(reply.body, 200)}`);
          this.#open.delete(call);
          this.#came.push({ label, ...reply });
          schema(answerSchemaName(this.#calls.get(call) ?? '', reply.status), reply.body);
          return reply;
        }),
      /** The service calls a neighbour. */
      receive: (to: string, label: string): Promise<ReceivedRequest> =>
        this.#step(line, label, async () => {
          const request = await this.#flow.receive(to, label);
          this.#calls.set(request, label);
          this.#came.push({ label, headers: request.headers, body: request.body });
          schema(schemaName(label), request.body);
          return request;
        }),
      /** The neighbour answers. */
      reply: (request: ReceivedRequest, label: string): Promise<void> =>
        this.#step(line, label, async () => {
          const from = this.#happenings.find(({ arranged }) => arranged.drawn.range.start.line === line)?.arranged;
          const sending = this.#sent(from?.message.from ?? '', label);
          const code = readLabel(label).status?.code ?? 200;
          if (sending?.body !== undefined) schema(answerSchemaName(this.#calls.get(request) ?? '', code), sending.body);
          await request.reply(label, sending);
        }),
      /** The broker hands the service a message. */
      publish: (destination: string): Promise<void> =>
        this.#step(line, destination, async () => {
          this.#needBroker();
          // What it does about the message before is drawn before this one, and only its traces tell that it is done.
          if (this.#hasPublished) await traces.pause();
          this.#hasPublished = true;
          const sending = this.#sent('', destination);
          if (sending?.body !== undefined) schema(destination, sending.body);
          await this.#flow.publish(destination, sending);
        }),
      /** The service gives the broker a message. */
      consume: (destination: string): Promise<ReceivedMessage> =>
        this.#step(line, destination, async () => {
          this.#needBroker();
          const message = await this.#flow.consume(destination);
          this.#came.push({ label: destination, headers: message.headers, body: message.body });
          schema(destination, message.body);
          return message;
        }),
    };
  }

  /**
   * The run is over: nothing more came, and nothing is missing. Where the service sends its traces, they are held
   * against the drawing as well, with what only they tell of.
   */
  async finish(): Promise<void> {
    await this.#flow.finish().catch((error: unknown) => error);
    const found = [...this.#strange(), ...(await this.#judged())];
    if (found.length === 0) return;
    await this.#flow.abandon();
    throw this.#error(found, this.#lineIn(found[0]!) ?? 0);
  }

  #needBroker(): void {
    if (!this.#given.hasBroker)
      throw new Error('it goes over a broker, and none is given: connect to one in the marked place "broker"');
  }

  #sent(from: string, label: string): Sending | undefined {
    const { sent = {} } = this.#given;
    return (
      sent[`${from}: ${label}`] ?? sent[label] ?? Object.entries(sent).find(([key]) => plain(key) === plain(label))?.[1]
    );
  }

  async #step<Result>(line: number, label: string, work: () => Promise<Result>): Promise<Result> {
    let watching: NodeJS.Timeout | undefined;
    const known = this.#flow.deviations.length;
    const trouble = new Promise<never>((_, fail) => {
      watching = setInterval(() => {
        const ended = this.#given.service.ended();
        if (ended !== undefined) fail(new Error(`${this.#given.service.name} ${ended}`));
        else if (this.#flow.deviations.length > known) fail(new Error('did not go as drawn'));
      }, 20);
    });
    try {
      return await Promise.race([work(), trouble]);
    } catch (error) {
      if (error instanceof ContractError) throw error;
      const own = error instanceof Error ? error.message : String(error);
      const head = `${this.#given.path}:${line}: ${JSON.stringify(label)}: ${own}`;
      const found = [head, ...this.#strange(), ...this.#open.values(), ...(await this.#judged())];
      await this.#flow.abandon();
      throw this.#error(found, line);
    } finally {
      clearInterval(watching);
    }
  }

  /** What went otherwise, and what came that this run has no step for. */
  #strange(): readonly string[] {
    const { path, preparation } = this.#given;
    const deviations = this.#flow.deviations.map(
      ({ message, drawn }) => `${path}${drawn ? `:${drawn.range.start.line}` : ''}: ${message}`,
    );
    const left = new Map(this.#steps);
    const others = this.#happenings
      .filter(({ occurrence, passage }) => occurrence === 'receive' && passage !== 'within')
      .map(({ arranged }) => arranged.drawn)
      .filter(({ range: { start } }) => {
        const steps = left.get(start.line) ?? 0;
        left.set(start.line, steps - 1);
        return steps <= 0;
      })
      .map(
        (drawn) =>
          `${path}:${drawn.range.start.line}: "${arrowText(drawn, preparation.name)}" came before any step asked for it`,
      );
    return [...new Set([...deviations, ...others])];
  }

  /** What the service's own traces say. */
  async #judged(): Promise<readonly string[]> {
    const { traces, neighbours, path, preparation, subject } = this.#given;
    // Nobody else was told of the receiver, so all of them are the service's, whatever it calls itself.
    const serviceName = preparation.cast.parts.get(subject)!.name;
    const { findings } = await traces.gathered(
      (spans) => {
        if (spans.length === 0) return { verdict: undefined, findings: [] };
        const named = spans.map((span) => ({ ...span, resource: { ...span.resource, serviceName } }));
        return neighbours.judge(this.#flow, named);
      },
      ({ verdict }) => verdict === 'conforms',
    );
    const said = this.#flow.deviations.map(({ message }) => message);
    return findings
      .filter((one) => isError(one) && !said.includes(one.message))
      .flatMap(({ message, range, related = [] }) => [
        `${path}${range ? `:${range.start.line}` : ''}: ${message} (${this.#given.service.name}'s traces)`,
        ...related.map((place) => `  ${path}:${place.range.start.line}: ${place.message ?? 'see here'}`),
      ]);
  }

  #error(lines: readonly string[], line: number): ContractError {
    const said = this.#given.service.said();
    const [head = '', ...rest] = lines;
    const output = said === '' ? [] : [`${this.#given.service.name} printed:`, ...said.split('\n').slice(-8)];
    return new ContractError([head, ...[...rest, ...output].map((one) => `  ${one}`)].join('\n'), line);
  }

  #lineIn(text: string): number | undefined {
    const number = /:(\d+): /.exec(text)?.[1];
    return number === undefined ? undefined : Number(number);
  }
}

function plain(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

function withoutPlace(text: string): string {
  return (text.split('\n')[0] ?? '').replace(/^.*?:\d+: "[^"]*": /, '');
}
