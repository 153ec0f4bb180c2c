import type { Arrival } from './arrivals.ts';
import type { Time } from './time.ts';

/** What arrived and was not looked at yet, and who waits for that. */
export class Inbox {
  readonly #time: Time;
  readonly #closing: AbortSignal;
  readonly #arrivals: Arrival[] = [];
  readonly #waiting = new Set<(hasArrived: boolean) => void>();

  constructor(time: Time, closing: AbortSignal) {
    this.#time = time;
    this.#closing = closing;
  }

  get isEmpty(): boolean {
    return this.#arrivals.length === 0;
  }

  put(arrival: Arrival): void {
    this.#arrivals.push(arrival);
    this.wake(true);
  }

  takeAll(): readonly Arrival[] {
    return this.#arrivals.splice(0);
  }

  /** Whoever waits is told. */
  wake(hasArrived: boolean): void {
    for (const wake of [...this.#waiting]) wake(hasArrived);
  }

  /** True as soon as something has arrived; false when nothing did within the time. */
  next(ms: number | undefined, signal?: AbortSignal): Promise<boolean> {
    if (!this.isEmpty) return Promise.resolve(true);
    if (signal?.aborted || this.#closing.aborted) return Promise.resolve(false);
    return new Promise((done) => {
      const forget = ms === undefined ? undefined : this.#time.after(ms, () => wake(false));
      const aborted = () => wake(false);
      const wake = (hasArrived: boolean) => {
        forget?.();
        signal?.removeEventListener('abort', aborted);
        this.#waiting.delete(wake);
        done(hasArrived);
      };
      this.#waiting.add(wake);
      signal?.addEventListener('abort', aborted, { once: true });
    });
  }
}
