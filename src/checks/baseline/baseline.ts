/**
 * Findings that a team knows of and has put off: `asdrawn-baseline.json`. Nothing in it moves when lines do: a finding
 * is known by its code, its file, its drawing and what it says. Each command has a list of its own.
 */
export interface Baseline {
  readonly formatVersion: 1;
  /** What `asdrawn lint` finds. */
  readonly lint?: readonly KnownFinding[];
  /** What `asdrawn check` finds. */
  readonly check?: readonly KnownFinding[];
}

export interface KnownFinding {
  readonly code: string;
  /** Relative to the folder of the baseline, with forward slashes. */
  readonly path: string;
  /** Name of the drawing; absent where it has none, or where the file is meant. */
  readonly drawing?: string;
  /** The finding's sentence, without numbers of lines and the like. */
  readonly message: string;
  /** How often in the drawing; of `check`, how often in one case at most. */
  readonly count: number;
}

/** A finding as a baseline knows it. */
export type Sighting = Omit<KnownFinding, 'count'>;
