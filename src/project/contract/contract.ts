import { type MessagingTransport, prepare, untilListening } from '#runtime';
import type { Receiver } from '#traces';
import { schemasFor } from '../bodies/schemas-for.ts';
import { readLiveDrawing } from '../live/live-drawing.ts';
import { reached } from '../live/reached.ts';
import { lifelineOf, stubDrawing } from '../live/stub.ts';
import { StubError } from '../live/stub-error.ts';
import { isError } from '../severity.ts';
import { telemetryEnvironment } from '../telemetry-environment.ts';
import { ContractRun, type ContractRunOptions } from './contract-run.ts';
import { ServiceTraces } from './service-traces.ts';
import { freePort, type Start, type Started } from './start.ts';

export interface ContractOptions {
  /** The file of the drawing; of several in it one by name: `docs/shop.md#Checkout`. */
  readonly drawing: string;
  /** The participant under test, by id or label. */
  readonly for: string;
  /** Starts it, once its neighbours listen. */
  readonly start: Start;
  /** What the drawing's brokers are, connected; a function may start one first. */
  readonly broker?: MessagingTransport | (() => Promise<MessagingTransport>) | undefined;
  /** A folder of JSON Schemas that bodies have to meet, instead of that of asdrawn.yaml; docs/contract-tests.md says how files are named. */
  readonly schemas?: string | undefined;
  /** Milliseconds that anything is waited for. Default 5000. */
  readonly timeout?: number | undefined;
  /** Milliseconds that the service may take until it listens. Default 30000. */
  readonly startTimeout?: number | undefined;
  /** What paths are relative to. Default: the working folder. */
  readonly cwd?: string | undefined;
}

/** A service under test among neighbours that do as drawn. */
export interface Contract {
  /** What the service was told: `PORT`, and where its neighbours listen. */
  readonly environment: Readonly<Record<string, string>>;
  /** One run of the drawing. The one before has to be finished. */
  begin(options?: ContractRunOptions): Promise<ContractRun>;
  /** Stops the service, its neighbours and the broker. */
  stop(): Promise<void>;
}

/** Of tests that fail for one defect each one waits; half of what Vitest allows a test by itself would be too long. */
const TIMEOUT = 5000;

/** Lets the neighbours listen and starts the service. Rejects with an error that says what cannot be done, and why. */
export async function contract(options: ContractOptions): Promise<Contract> {
  const { cwd = process.cwd(), timeout = TIMEOUT, startTimeout = 30_000 } = options;
  const reading = await readLiveDrawing(options.drawing, {}, cwd);
  const { live } = reading;
  const closing: (() => Promise<unknown> | unknown)[] = [];
  const stop = async () => {
    for (const close of closing.splice(0).reverse()) await close();
  };
  try {
    if (!live) throw new StubError(reading.findings);
    const subject = lifelineOf(live, options.for);
    const { validate = () => [] } = (await schemasFor(reading, options.schemas, cwd)) ?? {};
    const broker = typeof options.broker === 'function' ? await options.broker() : options.broker;
    if (broker) closing.push(() => broker.close());
    const port = await freePort();
    const target = `http://127.0.0.1:${port}`;
    const { neighbours } = await stubDrawing(reading, {
      ...{ drawing: options.drawing, for: options.for, target, timeout },
      ...(broker && { broker }),
    });
    closing.push(() => neighbours.close());
    const receiver: Receiver = await (await import('#traces')).startReceiver();
    closing.push(() => receiver.close());
    const traces = new ServiceTraces(receiver);
    const environment = {
      PORT: String(port),
      ...neighbours.environment,
      ...telemetryEnvironment(receiver.url, { OTEL_BSP_SCHEDULE_DELAY: '100', ...process.env }),
    };
    const service: Started = await options.start(environment);
    closing.push(() => service.stop());
    let ended: string | undefined;
    void service.ended?.then(({ code, signal, error }) => {
      ended = error
        ? `could not be started: ${error.message}`
        : `ended ${signal ? `by ${signal}` : `with exit status ${code}`}`;
    });
    const others = live.interaction.lifelines.map(({ id }) => id).filter((id) => id !== subject);
    const preparation = prepare({
      interaction: live.interaction,
      ...{ played: new Set(others), reachable: new Set([subject]), hasBroker: broker !== undefined },
    });
    const isCalled = reached(preparation, subject).has('http');
    const said = () => (service.output?.() ?? '').trimEnd();
    if (isCalled && !(await untilHere(target, startTimeout, () => ended))) {
      const why = ended ?? `did not listen at ${target} (PORT=${port}) within ${startTimeout / 1000} s`;
      throw new Error([`${options.for} ${why}`, ...(said() === '' ? [] : ['its own output:', said()])].join('\n'));
    }
    return {
      environment,
      begin: async (run = {}) => {
        traces.begin();
        return new ContractRun({
          ...run,
          ...{ path: live.path, subject, preparation, neighbours, traces, validate },
          service: { name: options.for, ended: () => ended, said },
          hasBroker: broker !== undefined,
        });
      },
      stop,
    };
  } catch (error) {
    await stop();
    if (!(error instanceof StubError)) throw error;
    const lines = error.findings.filter(isError).map(({ path, range, message, help }) => {
      const at = path === '' ? '' : `${path}${range ? `:${range.start.line}` : ''}: `;
      return `${at}${message}${help ? `; ${help}` : ''}`;
    });
    throw new Error(lines.join('\n'));
  }
}

async function untilHere(target: string, timeout: number, ended: () => string | undefined): Promise<boolean> {
  const stopping = new AbortController();
  const timer = setInterval(() => ended() !== undefined && stopping.abort(), 50);
  try {
    return await untilListening(target, timeout, stopping.signal);
  } finally {
    clearInterval(timer);
  }
}
