import type { Clock } from '../settling.ts';

/** A number of places, and a queue before them. */
export class Places {
  #free: number;
  readonly #clock: Clock;
  readonly #queue: (() => void)[] = [];

  constructor(count: number, clock: Clock) {
    this.#free = count;
    this.#clock = clock;
  }

  /** Whether a place was to be had within that time. */
  take(waitMs: number): Promise<boolean> {
    if (this.#free > 0) {
      this.#free--;
      return Promise.resolve(true);
    }
    return new Promise((resolve) => {
      const takeOver = (): void => {
        cancel();
        resolve(true);
      };
      const cancel = this.#clock.after(waitMs, () => {
        this.#queue.splice(this.#queue.indexOf(takeOver), 1);
        resolve(false);
      });
      this.#queue.push(takeOver);
    });
  }

  leave(): void {
    const next = this.#queue.shift();
    if (next) next();
    else this.#free++;
  }
}
