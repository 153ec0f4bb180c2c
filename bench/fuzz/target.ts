import type { Random } from './random.ts';

/** What can be fuzzed: one file for each, named in `targets.ts`. */
export interface Target {
  readonly name: string;
  /** Inputs that are right, or nearly so; mutations begin here. */
  readonly seeds: readonly Uint8Array[];
  /** A change that suits these inputs; without it, one to bytes or to the values of JSON. */
  readonly mutate?: (input: Uint8Array, other: Uint8Array, random: Random) => Uint8Array;
  /** Works on one input and says what is wrong with the outcome; undefined where nothing is. It must not reject. */
  run(input: Uint8Array): Promise<string | undefined>;
}
