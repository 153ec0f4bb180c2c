import type { Lifeline } from '#model';
import { type Random, seededRandom } from '#semantics';
import type { MessageInstance } from '../scenario/scenario.ts';

/** A message on its way to a participant, or waiting there for its turn. */
export interface Delivery {
  readonly instance: MessageInstance;
  /** Microseconds since the run began. */
  readonly arrives: number;
}

/** A lifeline that runs: what is queued for it, what its clock shows, and its own randomness. */
export class Participant {
  readonly lifeline: Lifeline;
  readonly random: Random;
  /** What is on its way or waits, in the order in which it arrives. */
  readonly queue: Delivery[] = [];
  /** Microseconds since the run began: until then it is busy with what it did last. */
  free = 0;
  /** The most that ever waited at once. */
  deepest = 0;

  constructor(lifeline: Lifeline, seed: number) {
    this.lifeline = lifeline;
    this.random = seededRandom(seed ^ hash(lifeline.id));
  }

  deliver(delivery: Delivery): void {
    const at = this.queue.findLastIndex(({ arrives }) => arrives <= delivery.arrives) + 1;
    this.queue.splice(at, 0, delivery);
    this.deepest = Math.max(this.deepest, this.queue.length);
  }

  /** Takes a message out of the queue; it stays behind if it is not there. */
  take(instance: MessageInstance): Delivery | undefined {
    const at = this.queue.findIndex((delivery) => delivery.instance === instance);
    return at < 0 ? undefined : this.queue.splice(at, 1)[0];
  }
}

/** FNV-1a, so that each participant has numbers of its own from one seed. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  return value;
}
