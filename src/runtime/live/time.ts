import { randomBytes } from 'node:crypto';
import type { Message } from '#model';

/** Time, and what else is of the world rather than of the drawing, as participants that are played know it. */
export interface Time {
  /** Microseconds since 1970. */
  now(): number;
  /** Does something so many milliseconds from now; what it returns takes that back. */
  after(ms: number, act: () => void): () => void;
  /** Milliseconds that a message is made to be on its way. */
  transit(): number;
  /** One of ours has sent or received, and is busy for a moment. */
  worked(message: Message, occurrence: 'send' | 'receive'): void;
  /** Something drawn takes its time: microseconds. */
  passed(microseconds: number): void;
  /** Time must not go on until what this returns is called: somebody is at work who takes none of it. */
  hold(): () => void;
  /** A new id, in hexadecimal digits. */
  id(bytes: number): string;
}

/** Time as it passes. Nothing is made to take longer than it does. */
export const realTime: Time = {
  now: () => Math.round((performance.timeOrigin + performance.now()) * 1000),
  after: (ms, act) => {
    const timer = setTimeout(act, ms);
    return () => clearTimeout(timer);
  },
  transit: () => 0,
  worked: () => {},
  passed: () => {},
  hold: () => () => {},
  id: (bytes) => randomBytes(bytes).toString('hex'),
};
