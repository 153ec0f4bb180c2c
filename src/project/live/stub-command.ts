import { type Finding, ruleDescriptions, type Verdict } from '#checks';
import type { ExitStatus, ListeningParticipant, LiveMessage, StubResult } from '#reports';
import {
  type Happening,
  lifelineNamed,
  type MessagingTransport,
  openTransport,
  TransportError,
  untilListening,
} from '#runtime';
import { otlpJsonLine, type Receiver, type Span } from '#traces';
import { schemasFor } from '../bodies/schemas-for.ts';
import type { CommandPlace } from '../check-command.ts';
import { reasonOf } from '../files.ts';
import { findingOf, findings } from '../findings.ts';
import type { Outcome } from '../outcome.ts';
import { isError } from '../severity.ts';
import { telemetryEnvironment } from '../telemetry-environment.ts';
import { replaceFile } from '../writing.ts';
import type { PlayResult } from './judging.ts';
import { type LiveDrawing, type LiveReading, readLiveDrawing } from './live-drawing.ts';
import { liveFindings } from './live-findings.ts';
import { isReachedByBrokerAlone } from './reached.ts';
import { type ServiceProcess, startService } from './service-process.ts';
import { type Neighbours, type PlayOptions, type Stubbed, type StubOptions, stubDrawing } from './stub.ts';
import { StubError } from './stub-error.ts';

export interface LiveCommandOptions {
  /** Answer until a signal comes, or the command ends. */
  readonly keepServing?: boolean;
  /** Without a target: only one flow. */
  readonly once?: boolean;
  /** The file that spans go to, as OTLP JSON. */
  readonly record?: string;
  /** The file that addresses go to, as `NAME=url` lines. */
  readonly environmentFile?: string;
  /** Let the service send its own spans, and judge by those as well. */
  readonly receive?: boolean;
  /** Where the drawing's broker is: `amqp://localhost`, `mqtt://localhost`. Without one brokers are left alone. */
  readonly brokerAddress?: string;
  /** The service under test, or what drives it. */
  readonly command?: readonly [string, ...string[]];
  /** Milliseconds that the command, or another process, may take until it listens. Default 30000, without either 5000. */
  readonly startTimeout?: number;
}

export interface StubCommandOptions extends Omit<StubOptions, 'broker'>, LiveCommandOptions {}

export interface LivePlace extends CommandPlace {
  /** Told where participants listen, before anything is played. */
  readonly listening: (participants: readonly ListeningParticipant[]) => void;
}

/** Plays everybody but one, as a command: with a process under test, signals, and an exit status. */
export async function stubCommand(options: StubCommandOptions, place: LivePlace): Promise<Outcome<StubResult>> {
  const reading = await readLiveDrawing(options.drawing, options, place.cwd);
  const { target } = options;
  const isDriven =
    reading.live !== undefined && options.brokerAddress !== undefined && isDrivenByBroker(reading.live, options.for);
  const mode = { plays: target !== undefined || isDriven, ...(target !== undefined && { target }) };
  return playAsCommand(reading, options, mode, place, async (broker) => {
    const bodies = await schemasFor(reading, options.schemas, place.cwd);
    return stubDrawing(reading, { ...options, ...broker, ...(bodies && { bodies }) });
  });
}

/** One that only a broker reaches is played with at once: there is nothing to be called at. */
function isDrivenByBroker(live: LiveDrawing, subject: string): boolean {
  const found = lifelineNamed(live.interaction, subject);
  return 'id' in found && isReachedByBrokerAlone(live, found.id);
}

export interface LiveMode {
  /** From the beginning to the end; else whoever comes is answered. */
  readonly plays: boolean;
  /** Where the command will listen, if it is the service that is called. */
  readonly target?: string;
  /** Are only spans of our participants recorded? Else also what others would have reported of what passed between us. */
  readonly recordsOwn?: boolean;
}

export async function playAsCommand(
  reading: LiveReading,
  options: LiveCommandOptions,
  mode: LiveMode,
  place: LivePlace,
  start: (broker: { readonly broker?: MessagingTransport }) => Promise<Omit<Stubbed, 'subject'>>,
): Promise<Outcome<StubResult>> {
  const session = new LiveSession(reading, options, mode, place);
  const { brokerAddress } = options;
  let broker: MessagingTransport | undefined;
  try {
    if (brokerAddress !== undefined && reading.live) broker = await openTransport(brokerAddress);
    return await session.run(await start(broker ? { broker } : {}));
  } catch (error) {
    if (error instanceof TransportError) return session.outcome({ findings: [liveFindings.transport(error)] });
    if (!(error instanceof StubError)) throw error;
    return session.outcome({ findings: error.findings });
  } finally {
    await broker?.close();
  }
}

interface Ended {
  readonly verdict?: Verdict;
  readonly findings: readonly Finding[];
  readonly spans?: readonly Span[];
  readonly count?: number;
}

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

class LiveSession {
  readonly #reading: LiveReading;
  readonly #options: LiveCommandOptions;
  readonly #mode: LiveMode;
  readonly #place: LivePlace;
  readonly #stopping = new AbortController();
  readonly #messages: LiveMessage[] = [];
  readonly #began = performance.now();
  #listening: readonly ListeningParticipant[] = [];
  #played: readonly string[] = [];
  #interruptedBy: NodeJS.Signals | undefined;

  constructor(reading: LiveReading, options: LiveCommandOptions, mode: LiveMode, place: LivePlace) {
    this.#reading = reading;
    this.#options = options;
    this.#mode = mode;
    this.#place = place;
  }

  async run({ neighbours, live, played }: Omit<Stubbed, 'subject'>): Promise<Outcome<StubResult>> {
    const interrupt = (signal: NodeJS.Signals) => {
      this.#interruptedBy ??= signal;
      this.#stopping.abort();
    };
    for (const signal of signals) process.on(signal, interrupt);
    this.#played = played;
    let receiver: Receiver | undefined;
    let service: ServiceProcess | undefined;
    try {
      const names = new Map(live.interaction.lifelines.map(({ id, label }) => [id, label.replace(/\s+/g, ' ')]));
      const variables = new Map(Object.entries(neighbours.environment).map(([name, url]) => [url, name]));
      this.#listening = Object.entries(neighbours.urls).map(([id, url]) => ({
        id,
        name: names.get(id) ?? id,
        url,
        variable: variables.get(url) ?? '',
      }));
      await this.#writeEnvironment(neighbours);
      this.#place.listening(this.#listening);
      if (this.#options.receive) receiver = await (await import('#traces')).startReceiver();
      const { command } = this.#options;
      if (command) {
        service = startService(command, {
          cwd: this.#place.cwd,
          environment: this.#environmentOfCommand(neighbours, receiver),
          output: this.#place.stderr,
        });
      }
      const ended = await this.#play(neighbours, service, receiver);
      return await this.#concluded(ended);
    } finally {
      for (const signal of signals) process.off(signal, interrupt);
      await service?.stop();
      await neighbours.close();
      await receiver?.close();
    }
  }

  async #play(neighbours: Neighbours, service: ServiceProcess | undefined, receiver?: Receiver): Promise<Ended> {
    const spoken = this.#options.command?.join(' ') ?? '';
    const { target, plays, recordsOwn = false } = this.#mode;
    // Who drives the service may end; the service itself may not.
    const isService = target !== undefined || (plays && !recordsOwn);
    const { notes } = neighbours;
    let isOver = false;
    let early: Finding | undefined;
    void service?.ended.then(({ code, signal, error, wasStopped }) => {
      if (isOver || wasStopped) return;
      const how = error
        ? `could not be started: ${error.code === 'ENOENT' ? 'there is no such command' : error.message}`
        : `ended ${signal ? `by ${signal}` : `with exit status ${code}`}`;
      if (error || (isService && !this.#options.keepServing)) early = liveFindings.neverStarted(spoken, how);
      else if (code !== 0) early = findings.commandFailed(spoken, how);
      this.#stopping.abort();
    });
    const { signal } = this.#stopping;
    if (service && target !== undefined) {
      const { startTimeout = 30_000 } = this.#options;
      const isThere = await untilListening(target, startTimeout, signal);
      if (!isThere && !this.#interruptedBy) {
        const silent = liveFindings.neverStarted(spoken, `did not listen at ${target} within ${startTimeout / 1000} s`);
        return { findings: [...notes, early ?? silent] };
      }
    }
    const options: PlayOptions = {
      signal,
      tell: (happening) => this.#note(happening),
      ...(receiver && { received: () => this.#received(receiver, service) }),
    };
    const results: PlayResult[] = [];
    if (plays) results.push(await neighbours.play(options));
    if (!plays || this.#options.keepServing) {
      const { once = false } = this.#options;
      if (!signal.aborted) results.push(await neighbours.serve({ ...options, signal, once }));
    }
    isOver = true;
    const own = results.flatMap((result) => result.findings);
    const count = results.reduce((sum, { messages }) => sum + messages, 0);
    const nothing = count === 0 && own.length === 0 && !early ? [liveFindings.nothingCame('the service')] : [];
    const lost = receiver?.diagnostics().map(findingOf) ?? [];
    return {
      verdict: worst(
        results
          .filter(({ messages, findings: found }) => messages > 0 || found.some(isError))
          .map((one) => one.verdict),
      ),
      findings: [...notes, ...own, ...lost, ...(early ? [early] : []), ...nothing],
      spans: results.flatMap(({ spans, own: ours }) => (this.#mode.recordsOwn ? ours : spans)),
      count,
    };
  }

  /** The service is stopped before, for then it sends what it still has. */
  async #received(receiver: Receiver, service: ServiceProcess | undefined): Promise<readonly Span[]> {
    await receiver.settled({ idleMs: 700, maxMs: 5000 });
    await service?.stop();
    return receiver.take();
  }

  #environmentOfCommand(neighbours: Neighbours, receiver?: Receiver): NodeJS.ProcessEnv {
    const { environment } = this.#place;
    const { target } = this.#mode;
    const port = target === undefined ? '' : new URL(target).port;
    return {
      ...(port !== '' && { PORT: port }),
      ...environment,
      ...neighbours.environment,
      ...(receiver && telemetryEnvironment(receiver.url, environment)),
    };
  }

  async #writeEnvironment({ environment }: Neighbours): Promise<void> {
    const { environmentFile } = this.#options;
    if (environmentFile === undefined) return;
    const lines = Object.entries(environment).map(([name, url]) => `${name}=${url}\n`);
    await this.#write(environmentFile, lines.join(''));
  }

  async #write(file: string, text: string): Promise<void> {
    try {
      await replaceFile(file, text, this.#place.cwd);
    } catch (error) {
      throw new StubError([findings.unwritable(file, reasonOf(error))]);
    }
  }

  #note({ occurrence, arranged, passage }: Happening): void {
    const { from, to, label, sort, range } = arranged.drawn;
    this.#messages.push({
      ...{ occurrence, from, to, label, sort },
      line: range.start.line,
      at: Math.round(performance.now() - this.#began),
      isInternal: passage === 'within',
    });
  }

  async #concluded(ended: Ended): Promise<Outcome<StubResult>> {
    const { record } = this.#options;
    if (record !== undefined && ended.spans) await this.#write(record, otlpJsonLine(ended.spans));
    const isInterrupted = this.#interruptedBy !== undefined;
    return this.outcome({
      ...ended,
      findings: [...ended.findings, ...(isInterrupted ? [liveFindings.interrupted()] : [])],
    });
  }

  outcome({ verdict = 'not-applicable', findings: said, spans = [], count = 0 }: Ended): Outcome<StubResult> {
    const { live, sources } = this.#reading;
    const result: StubResult = {
      formatVersion: 1,
      verdict,
      ...(live && { drawing: { path: live.path, name: live.drawing.name, line: live.drawing.line } }),
      played: this.#played,
      listening: this.#listening,
      messages: this.#messages,
      findings: said,
      summary: { messages: count, spans: spans.length },
    };
    return { result, sources, exit: this.#exit(result), rules: ruleDescriptions };
  }

  #exit({ verdict, findings: said, summary }: StubResult): ExitStatus {
    if (this.#interruptedBy) {
      const numbers: Partial<Record<NodeJS.Signals, number>> = { SIGHUP: 1, SIGINT: 2, SIGTERM: 15 };
      return { code: 128 + (numbers[this.#interruptedBy] ?? 0), meaning: 'interrupted' };
    }
    const errors = said.filter(isError);
    if (errors.some(({ code }) => isFailure(code, summary.messages)))
      return { code: 2, meaning: 'it could not be played to the end' };
    if (verdict === 'violates') return { code: 1, meaning: 'not everything went as drawn' };
    if (errors.length > 0) return { code: 1, meaning: 'there are findings' };
    if (verdict === 'conforms') return { code: 0, meaning: 'everything went as drawn' };
    return { code: 3, meaning: verdict === 'inconclusive' ? 'inconclusive' : 'nothing was played' };
  }
}

/** Codes that tell of what went otherwise than drawn, rather than of what could not be done. */
const deviations = new Set(
  [
    'unexpected-request',
    'unexpected-reply',
    'unexpected-message',
    'did-not-come',
    'nobody-subscribed',
    'no-answer',
    'garbage',
    'handler-threw',
    'wrong-body',
  ].map((name) => `live/${name}`),
);

function isFailure(code: string, messages: number): boolean {
  if (deviations.has(code) || code === 'check/command-failed') return false;
  return code.startsWith('live/') || code.startsWith('transport/') || messages === 0;
}

function worst(verdicts: readonly Verdict[]): Verdict {
  const order: readonly Verdict[] = ['violates', 'inconclusive', 'conforms', 'not-applicable'];
  return order.find((verdict) => verdicts.includes(verdict)) ?? 'not-applicable';
}
