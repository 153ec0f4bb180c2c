import type { Broken } from './invariant.ts';

/** Why what broke the invariant is known to; undefined if it is not. */
export function knownClass(text: string, { like }: Broken): string | undefined {
  return known.find((one) => one.like === like && one.isOne(text))?.reason;
}

const known: readonly {
  readonly like: string;
  readonly isOne: (text: string) => boolean;
  readonly reason: string;
}[] = [
  {
    like: 'conforms wrong-receiver',
    isOne: (text) => /^loop/m.test(text),
    reason:
      'a call in a loop goes to the drawn service once and to another one once; where that one does nothing else in ' +
      'the run, the check takes it for a second service that plays the same participant',
  },
  {
    like: 'inconclusive crash',
    isOne: () => true,
    reason:
      'who crashed reported nothing of the handling; the check says that the evidence does not suffice, and does not ' +
      'pass, where the meaning of the drawing alone could tell',
  },
];
