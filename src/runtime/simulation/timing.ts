import type { Message } from '#model';
import type { Random } from '#semantics';
import { readPause } from '../scenario/scenario.ts';

export type Occurrence = 'send' | 'receive';

/** How long things take in simulated time, in microseconds. */
export interface Timing {
  /** From sending to arriving. */
  readonly transit: (message: Message, random: Random) => number;
  /** How long a participant is busy after it has sent or received. */
  readonly work: (message: Message, random: Random, occurrence: Occurrence) => number;
}

/**
 * A local network and services that do not have to think; a self-message that names a time to wait takes that long.
 * `pace` 0.5 is twice as quick, but for what is waited.
 */
export function timingAt(pace: number): Timing {
  return {
    transit: ({ from, to }, random) => (from === to ? 0 : (200 + Math.floor(random() * 1800)) * pace),
    work: ({ from, to, label }, random, occurrence) => {
      // Between sending and receiving, so that what is reported of it takes that long.
      const waits =
        from === to && occurrence === 'send' && /\b(?:wait|sleep|pause|back ?off|delay|every|after)/i.test(label);
      return (waits ? readPause(label) : undefined) ?? (50 + Math.floor(random() * 450)) * pace;
    },
  };
}

export const ordinaryTiming: Timing = timingAt(1);
