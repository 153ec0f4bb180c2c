/** Which span belongs to which test. */
import { AsyncLocalStorage } from 'node:async_hooks';
import type { SdkSpan } from '#project';
import { TestSpans } from './test-spans.ts';

/**
 * What the SDK wants of a span processor, in all of its versions. Each may be given to several providers, and several
 * may be made: all hand their spans to the same tests.
 */
export interface CollectingProcessor {
  onStart(span: SdkSpan, parentContext: unknown): void;
  onEnd(span: SdkSpan): void;
  forceFlush(): Promise<void>;
  shutdown(): Promise<void>;
}

/** What was seen at all, for who has got nothing. */
export interface Sightings {
  readonly processors: number;
  readonly spans: number;
  /** Of these traces nobody could say whose they are, for several tests ran. */
  readonly unclaimed: number;
}

/** So many traces are remembered; whoever has ended long ago sends nothing more. */
const remembered = 10_000;

class Collector {
  /** The test that this code runs for, as far as asynchronous calls can be followed. */
  readonly #current = new AsyncLocalStorage<TestSpans>();
  readonly #running = new Set<TestSpans>();
  readonly #byTask = new WeakMap<object, TestSpans>();
  readonly #byTrace = new Map<string, TestSpans | undefined>();
  #processors = 0;
  #spans = 0;
  #unclaimed = 0;

  begin(): TestSpans {
    const spans = new TestSpans(() => this.#running.delete(spans));
    this.#running.add(spans);
    return spans;
  }

  /** The spans of a test that runs, for every copy of this module the same; `isNew` for the first who asks. */
  ofTask(task: object): { readonly spans: TestSpans; readonly isNew: boolean } {
    const known = this.#byTask.get(task);
    // A test that is tried again begins anew.
    if (known && this.#running.has(known)) return { spans: known, isNew: false };
    const spans = this.begin();
    this.#byTask.set(task, spans);
    return { spans, isNew: true };
  }

  within<Result>(spans: TestSpans, run: () => Result): Result {
    return this.#current.run(spans, run);
  }

  get sightings(): Sightings {
    return { processors: this.#processors, spans: this.#spans, unclaimed: this.#unclaimed };
  }

  processor(): CollectingProcessor {
    this.#processors++;
    return {
      onStart: (span) => {
        this.#spans++;
        const owner = this.#ownerOf(span);
        if (owner && this.#running.has(owner)) owner.started(span);
      },
      onEnd: (span) => {
        const owner = this.#byTrace.get(span.spanContext().traceId);
        // One that was open when its test ended, or that a processor heard of which was registered late.
        if (owner && this.#running.has(owner)) owner.finished(span);
      },
      forceFlush: async () => {},
      shutdown: async () => {},
    };
  }

  #ownerOf(span: SdkSpan): TestSpans | undefined {
    const { traceId } = span.spanContext();
    if (this.#byTrace.has(traceId)) return this.#byTrace.get(traceId);
    const owner = this.#linkedOwner(span) ?? this.#runningHere() ?? this.#onlyOne();
    if (!owner && this.#running.size > 1) this.#unclaimed++;
    this.#byTrace.set(traceId, owner);
    const [oldest] = this.#byTrace.size > remembered ? this.#byTrace.keys() : [];
    if (oldest !== undefined) this.#byTrace.delete(oldest);
    return owner;
  }

  /** A consumer begins a trace of its own, wherever it runs, with a link to where its message came from. */
  #linkedOwner({ links }: SdkSpan): TestSpans | undefined {
    return (links ?? []).map(({ context }) => this.#byTrace.get(context.traceId)).find((owner) => owner !== undefined);
  }

  /** What a server does was often begun in a test that is over. */
  #runningHere(): TestSpans | undefined {
    const here = this.#current.getStore();
    return here && this.#running.has(here) ? here : undefined;
  }

  #onlyOne(): TestSpans | undefined {
    const [only, ...others] = this.#running;
    return others.length === 0 ? only : undefined;
  }
}

const key = Symbol.for('asdrawn.vitest.collector');
const shared = globalThis as { [key]?: Collector };

shared[key] ??= new Collector();

/** One for all copies of this module: what Node loads with `--import` is another than what a test imports. */
export const collector: Collector = shared[key];
