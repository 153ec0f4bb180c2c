import type { Finding, Verdict } from '#checks';

/** What came of playing some participants of a drawing in real time. */
export interface StubResult {
  readonly formatVersion: 1;
  readonly verdict: Verdict;
  /** Absent where no drawing could be read. */
  readonly drawing?: { readonly path: string; readonly name: string; readonly line: number };
  /** Participants that were played, by id. */
  readonly played: readonly string[];
  /** Where those listened that others call. */
  readonly listening: readonly ListeningParticipant[];
  /** What our participants sent and received, in that order. */
  readonly messages: readonly LiveMessage[];
  readonly findings: readonly Finding[];
  readonly summary: { readonly messages: number; readonly spans: number };
}

export interface ListeningParticipant {
  readonly id: string;
  readonly name: string;
  readonly url: string;
  /** The variable that a command after `--` is told it by. */
  readonly variable: string;
}

/** Something that one of our participants sent or received. */
export interface LiveMessage {
  readonly occurrence: 'send' | 'receive';
  readonly from: string | null;
  readonly to: string | null;
  readonly label: string;
  readonly sort: string;
  /** In the drawing. */
  readonly line: number;
  /** Milliseconds since the beginning. */
  readonly at: number;
  /** It passed between participants of ours alone. */
  readonly isInternal: boolean;
}
