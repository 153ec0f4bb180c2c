import type { SdkSpan } from '#project';
import { now, PreciseTimes } from './precise-times.ts';

/** How long is waited for what a test has set going. */
export interface Patience {
  /** Milliseconds without a span beginning or ending, and none open, that count as the end. Default 50. */
  readonly quiet?: number | undefined;
  /** Milliseconds after which no more is waited for. Default 2000. */
  readonly atMost?: number | undefined;
}

const brand = Symbol.for('asdrawn.vitest.test-spans');

// A test may put a false one in its place.
const { setTimeout } = globalThis;

/** The spans of one test, as they come. */
export class TestSpans implements Iterable<SdkSpan> {
  readonly [brand] = true;
  readonly #open = new Set<SdkSpan>();
  readonly #ended = new Set<SdkSpan>();
  readonly #times = new PreciseTimes();
  readonly #end: () => void;
  #changed = now();
  #changes = 0;

  /** `end` is called once, when nothing more is to be collected. */
  constructor(end: () => void) {
    this.#end = end;
  }

  /** Those that have ended, in the order in which they did. */
  [Symbol.iterator](): Iterator<SdkSpan> {
    return this.#ended.values();
  }

  get ended(): readonly SdkSpan[] {
    return [...this.#ended];
  }

  /** Those that have not ended yet. */
  get open(): readonly SdkSpan[] {
    return [...this.#open];
  }

  /** All of them, at the times at which they were heard of: the SDK's own are whole milliseconds. */
  get all(): readonly SdkSpan[] {
    return [...this.#ended, ...this.#open].map((span) => this.#times.of(span));
  }

  /** Grows with every span that begins or ends. */
  get changes(): number {
    return this.#changes;
  }

  started(span: SdkSpan): void {
    this.#open.add(span);
    this.#times.started(span);
    this.#change();
  }

  finished(span: SdkSpan): void {
    this.#open.delete(span);
    this.#ended.add(span);
    this.#times.ended(span);
    this.#change();
  }

  /** Nothing that begins from now on is collected. */
  stop(): void {
    this.#end();
  }

  [Symbol.dispose](): void {
    this.stop();
  }

  /** Waits until everything has ended and nothing follows; false where that took too long. */
  async settled({ quiet = 50, atMost = 2000 }: Patience = {}): Promise<boolean> {
    const begun = now();
    for (;;) {
      const still = now() - Math.max(this.#changed, begun);
      if (this.#open.size === 0 && still >= quiet) return true;
      const left = atMost - (now() - begun);
      if (left <= 0) return false;
      await pause(Math.min(left, this.#open.size > 0 ? 5 : Math.max(1, quiet - still)));
    }
  }

  /** Waits for more than there was at `changes`; false where nothing came. */
  async more(changes: number, atMost: number): Promise<boolean> {
    for (const begun = now(); this.#changes === changes; await pause(5)) if (now() - begun >= atMost) return false;
    return true;
  }

  #change(): void {
    this.#changed = now();
    this.#changes++;
  }
}

/** Also of another copy of this module. */
export function isTestSpans(value: unknown): value is TestSpans {
  return typeof value === 'object' && value !== null && brand in value;
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((done) => setTimeout(done, milliseconds));
}
