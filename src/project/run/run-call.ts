/** What a program asks of a run, put as the room wants it; its texts are those of the command line. */

import type { OneOrMore } from '../call-options.ts';
import {
  arranged,
  type DrawingCall,
  isText,
  type Kind,
  lintOptions,
  listOf,
  oneOrMore,
  verify,
} from '../call-options.ts';
import type { RunOptions } from './run.ts';
import { readFaultKinds, readFaultWish, readWish } from './wishes.ts';

export interface RunCall extends DrawingCall {
  readonly policy?: RunOptions['policy'] | undefined;
  readonly seed?: number | undefined;
  readonly runs?: number | undefined;
  readonly choose?: OneOrMore<string> | undefined;
  readonly faults?: OneOrMore<string> | undefined;
  readonly mutate?: OneOrMore<string> | undefined;
  readonly record?: string | undefined;
}

const policies: readonly unknown[] = ['first', 'random', 'cover'];
const isWhole = (least: number) => (value: unknown) => Number.isSafeInteger(value) && (value as number) >= least;
const texts: Kind = { is: oneOrMore(isText), spoken: 'a string, or a list of them' };

const runOptions: Readonly<Record<keyof RunCall, Kind>> = {
  ...lintOptions,
  policy: { is: (value) => policies.includes(value), spoken: "'first', 'random' or 'cover'" },
  seed: { is: isWhole(0), spoken: 'a whole number from 0 on' },
  runs: { is: isWhole(1), spoken: 'a whole number from 1 on' },
  choose: texts,
  faults: texts,
  mutate: texts,
  record: { is: isText, spoken: 'a path' },
};

/** Throws a TypeError for what is no option, has the wrong type, or cannot be wished for. */
export function runCall(call: RunCall): { readonly options: RunOptions; readonly cwd: string } {
  verify('run', call, runOptions);
  const { choice, cwd } = arranged(call);
  const { seed = 1, runs, record } = call;
  const mutate = call.mutate === undefined ? [] : understood('mutate', readFaultKinds(listOf(call.mutate).join(',')));
  const { policy = mutate.length > 0 ? 'cover' : 'first' } = call;
  if (runs !== undefined && policy !== 'random')
    throw new TypeError(`run: "runs" says how many runs there are by chance; it goes with policy: 'random'`);
  return {
    options: {
      ...choice,
      policy,
      seed,
      runs: runs ?? 1,
      choose: listOf(call.choose).map(readWish),
      faults: listOf(call.faults).map((text) => understood('faults', readFaultWish(text))),
      mutate,
      ...(record !== undefined && { record }),
    },
    cwd,
  };
}

/** What was read, where it could be; the sentence that says why not is the caller's to see. */
function understood<Read extends object>(option: string, read: Read | string): Read {
  if (typeof read === 'string') throw new TypeError(`run: "${option}" cannot be that: ${read}`);
  return read;
}
