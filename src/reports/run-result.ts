import type { Finding, Reason, Verdict } from '#checks';

/** What came of running drawings. */
export interface RunResult {
  readonly formatVersion: 1;
  readonly seed: number;
  readonly policy: 'first' | 'random' | 'cover';
  readonly drawings: readonly DrawingRuns[];
  /** About what was asked for; findings of runs stand with their run. */
  readonly findings: readonly Finding[];
  /** Where the spans of all runs were written to. */
  readonly recorded?: string;
  readonly summary: RunSummary;
}

export interface RunSummary {
  readonly runs: number;
  readonly messages: number;
  readonly spans: number;
  readonly verdicts: Readonly<Record<Verdict, number>>;
  /** Seconds that would have passed. */
  readonly simulated: number;
  /** Of simulated time; 0 if none passed. */
  readonly messagesPerSecond: number;
}

export interface DrawingRuns {
  readonly path: string;
  readonly name: string;
  readonly line: number;
  readonly language: string;
  readonly runs: readonly DrawingRun[];
  /** Only where faults were let strike one by one. */
  readonly mutations?: Mutations;
}

export interface DrawingRun {
  /** From 1. */
  readonly number: number;
  readonly choices: readonly RunChoice[];
  /** What was made to go wrong. */
  readonly injected: readonly InjectedFault[];
  readonly messages: readonly RunMessage[];
  /** Microseconds of simulated time. */
  readonly duration: number;
  readonly spans: number;
  readonly verdict: Verdict;
  readonly reasons: readonly Reason[];
  readonly findings: readonly Finding[];
}

/** A choice of the drawing and how it was made. */
export interface RunChoice {
  readonly line: number;
  readonly operator: string;
  /** Of an `alt` the operand from 1, of a loop the count, of others 1 or 0. */
  readonly taken: number;
  /** The text beside the operand that was taken. */
  readonly guard?: string;
}

/** One message, when it was sent and when it was received, in microseconds since the run began. */
export interface RunMessage {
  readonly from: string | null;
  readonly to: string | null;
  readonly label: string;
  readonly sort: string;
  /** Of the file that it is drawn in, if that is another one (`ref`). */
  readonly path?: string;
  readonly line: number;
  /** Absent where nobody drawn sent it. */
  readonly sent?: number;
  /** Absent where it was not received. */
  readonly received?: number;
}

export interface InjectedFault {
  readonly kind: string;
  readonly line: number;
  readonly says: string;
}

/** Every single fault that can strike, each in a run of its own. */
export interface Mutations {
  readonly struck: number;
  readonly found: number;
  /** Among those found, those whose finding names the line or the span that was struck. */
  readonly named: number;
  readonly missed: number;
  readonly unobservable: number;
  readonly outcomes: readonly Mutation[];
}

export interface Mutation extends InjectedFault {
  /** The run that it struck. */
  readonly run: number;
  readonly outcome: 'found' | 'missed' | 'unobservable';
  /** The codes and lines of what was found. */
  readonly findings: readonly { readonly code: string; readonly line?: number }[];
  readonly named: boolean;
  /** Why it cannot be seen. */
  readonly why?: string;
}
