import type { Broken } from './invariant.ts';

export function knownClass(_text: string, _broken: Broken): string | undefined {
  return undefined;
}
