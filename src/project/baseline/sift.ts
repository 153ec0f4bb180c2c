import { type Finding, type KnownFinding, KnownFindings, knownFrom, lastingMessage, type Sighting } from '#checks';
import type { BaselineChoice, BaselineFile, BaselinePart } from './baseline-file.ts';
import { baselineFindings } from './findings.ts';

/** Findings that are counted together: those of a run of lint, or of one case. */
export type Round = readonly Finding[];

export interface Sifting {
  readonly part: BaselinePart;
  readonly rounds: readonly Round[];
  /** The name of the drawing that a finding is about. */
  readonly drawingOf: (finding: Finding) => string | undefined;
  /** May a finding be known? What says that the work could not be done may not. */
  readonly isFreezable: (finding: Finding) => boolean;
  /** Would an entry have been found, were it still true? Its path is as findings have it in the baseline. */
  readonly wasLookedFor: (entry: KnownFinding) => boolean;
}

export interface Sifted {
  /** Round by round, what is not known. */
  readonly kept: readonly Round[];
  readonly suppressed: number;
  /** Stale entries, or what kept the baseline from being written. */
  readonly findings: readonly Finding[];
}

/** Parts what is known from what is new; with `updateBaseline`, everything is known from now on. */
export async function sift(file: BaselineFile, choice: BaselineChoice, sifting: Sifting): Promise<Sifted> {
  const { part, rounds, drawingOf, isFreezable, wasLookedFor } = sifting;
  const freezable = rounds.map((round) => round.filter(isFreezable));
  const sightings = freezable.map((round) => round.map((finding) => sightingOf(finding, file, drawingOf(finding))));
  const known = new KnownFindings(choice.updateBaseline ? knownFrom(sightings) : file.known(part));
  const silent = new Set(
    freezable.flatMap((round, index) => {
      const isKnown = known.round(sightings[index]!);
      return round.filter((_, at) => isKnown[at]);
    }),
  );
  const kept = rounds.map((round) => round.filter((finding) => !silent.has(finding)));
  const isOfThisRun = (entry: KnownFinding): boolean => file.isGone(entry) || wasLookedFor(entry);
  if (choice.updateBaseline) {
    const others = file.known(part).filter((entry) => !isOfThisRun(entry));
    const problem = await file.write(part, [...others, ...knownFrom(sightings)]);
    return { kept: problem ? rounds : kept, suppressed: problem ? 0 : silent.size, findings: problem ? [problem] : [] };
  }
  const stale = known.stale().filter(({ entry }) => isOfThisRun(entry));
  const strict = choice.strictBaseline === true;
  return {
    kept,
    suppressed: silent.size,
    findings: stale.map(({ entry, seen }) => {
      const place = { path: file.path, range: file.rangeOf(part, entry), strict };
      return baselineFindings.staleBaseline(place, entry, seen, file.isGone(entry));
    }),
  };
}

function sightingOf({ code, path, message }: Finding, file: BaselineFile, drawing: string | undefined): Sighting {
  return {
    code,
    path: file.pathOf(path),
    ...(drawing !== undefined && { drawing }),
    message: lastingMessage(message),
  };
}
