import type { Receiver, Span } from '#traces';

/** Milliseconds without spans after which nothing more is taken to come, as long as nothing says otherwise. */
const QUIET = 400;

/** The same after one of several messages: the service goes on with the next one. */
const PAUSE = 200;

/** How long a service that has never sent a span is waited for, once: most that are instrumented send their first by then. */
const FIRST = 2000;

/** How long one is waited for that sends spans: a busy machine holds them up, and what is late must not count as missing. */
const PATIENCE = 2000;

const LONGEST = 10_000;

/** What a service under test reports of itself, waited for with as much patience as its silence deserves. */
export class ServiceTraces {
  readonly #receiver: Receiver;
  /** It was waited for, and sent nothing. */
  #isSilent = false;
  #mark = 0;

  constructor(receiver: Receiver) {
    this.#receiver = receiver;
  }

  /** What an earlier run left behind is dropped. */
  begin(): void {
    this.#receiver.take();
    this.#mark = this.#receiver.count;
  }

  /** Waits until it seems to be done with what came before, and counts from here. */
  async pause(): Promise<void> {
    await this.#settled(PAUSE);
    this.#mark = this.#receiver.count;
  }

  /**
   * All spans of the run. As long as `suffice` is not content with them, more are waited for: it is asked again after
   * each quiet stretch in which some came.
   */
  async gathered<Result>(
    judge: (spans: readonly Span[]) => Result,
    suffice: (result: Result) => boolean,
  ): Promise<Result> {
    const end = performance.now() + LONGEST;
    await this.#settled(QUIET);
    for (;;) {
      const spans = this.#receiver.spans();
      const result = judge(spans);
      const left = end - performance.now();
      if (suffice(result) || spans.length === 0 || left <= 0) return result;
      const before = this.#receiver.count;
      const settled = await this.#receiver.settled({
        idleMs: QUIET,
        maxMs: Math.min(left, PATIENCE),
        atLeast: before + 1,
      });
      if (settled !== 'idle' && this.#receiver.count === before) return result;
    }
  }

  async #settled(idleMs: number): Promise<void> {
    const { count } = this.#receiver;
    // Quiet means nothing before the first span has come.
    const hasBegun = count > this.#mark || (count === 0 && this.#isSilent);
    if (!hasBegun) {
      const maxMs = count === 0 ? FIRST : PATIENCE;
      await this.#receiver.settled({ idleMs: 0, maxMs, atLeast: this.#mark + 1 });
      this.#isSilent = this.#receiver.count === 0;
    }
    await this.#receiver.settled({ idleMs, maxMs: LONGEST });
  }
}
