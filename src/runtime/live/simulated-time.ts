import { type Random, seededRandom } from '#semantics';
import { EPOCH } from '../recording/record.ts';
import { ordinaryTiming } from '../simulation/timing.ts';
import type { Time } from './time.ts';

interface Event {
  /** Microseconds since 1970. */
  readonly at: number;
  readonly act: () => void;
}

/**
 * Time that goes from event to event: what is waited for has come at once, and a timeout of hours takes none. Code that
 * runs between events takes no time of it; whoever works on something outside (a file, a server) holds it meanwhile.
 */
export class SimulatedTime implements Time {
  readonly #random: Random;
  readonly #patience: number;
  readonly #events: Event[] = [];
  readonly #freed = new Set<() => void>();
  #now = EPOCH;
  #held = 0;
  #isRunning = false;
  /** Nobody let go for as long as there is patience: what is held now is held no longer. */
  #isImpatient = false;

  /** `patience`: real milliseconds for which time is held at most. */
  constructor(seed: number, patience: number) {
    this.#random = seededRandom(seed ^ 0x5deece66);
    this.#patience = patience;
  }

  now(): number {
    return Math.round(this.#now);
  }

  after(ms: number, act: () => void): () => void {
    const event: Event = { at: this.#now + ms * 1000, act };
    const index = this.#events.findLastIndex(({ at }) => at <= event.at) + 1;
    this.#events.splice(index, 0, event);
    void this.#run();
    return () => {
      const place = this.#events.indexOf(event);
      if (place >= 0) this.#events.splice(place, 1);
    };
  }

  transit(): number {
    return (200 + Math.floor(this.#random() * 1800)) / 1000;
  }

  worked(...[message, occurrence]: Parameters<Time['worked']>): void {
    this.#now += ordinaryTiming.work(message, this.#random, occurrence);
  }

  passed(microseconds: number): void {
    this.#now += microseconds;
  }

  hold(): () => void {
    let isHeld = true;
    this.#held += 1;
    return () => {
      if (!isHeld) return;
      isHeld = false;
      this.#held -= 1;
      if (this.#held === 0) this.#isImpatient = false;
      if (this.#held === 0) for (const free of [...this.#freed]) free();
    };
  }

  id(bytes: number): string {
    const digits = Array.from({ length: bytes * 2 }, () => Math.floor(this.#random() * 16).toString(16));
    return /^0+$/.test(digits.join('')) ? this.id(bytes) : digits.join('');
  }

  async #run(): Promise<void> {
    if (this.#isRunning) return;
    this.#isRunning = true;
    for (;;) {
      // Whatever follows from the last event without waiting for the world comes first.
      await new Promise((done) => setImmediate(done));
      if (this.#events.length === 0) break;
      if (this.#held > 0 && !this.#isImpatient) {
        this.#isImpatient = !(await this.#isFreed());
        continue;
      }
      const event = this.#events.shift()!;
      this.#now = Math.max(this.#now, event.at);
      event.act();
    }
    this.#isRunning = false;
  }

  /** False when nobody let go for as long as there is patience. */
  #isFreed(): Promise<boolean> {
    return new Promise((done) => {
      const end = (isFreed: boolean) => {
        clearTimeout(timer);
        this.#freed.delete(free);
        done(isFreed);
      };
      const free = () => end(true);
      const timer = setTimeout(() => end(false), this.#patience);
      this.#freed.add(free);
    });
  }
}
