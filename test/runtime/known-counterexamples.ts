import type { Broken } from './invariant.ts';

/** Why what broke the invariant is known to; undefined if it is not. */
export function knownClass(text: string, { like }: Broken): string | undefined {
  return known.find((one) => one.like === like && one.isOne(text))?.reason;
}

const known: readonly {
  readonly like: string;
  readonly isOne: (text: string) => boolean;
  readonly reason: string;
}[] = [];
