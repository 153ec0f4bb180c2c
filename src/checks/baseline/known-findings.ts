import type { KnownFinding, Sighting } from './baseline.ts';

/**
 * Holds findings against what is known. Findings come in rounds (one for lint, one for each case of check), and what is
 * known three times is known three times in each round.
 */
export class KnownFindings {
  readonly #entries: readonly KnownFinding[];
  readonly #allowed: ReadonlyMap<string, number>;
  readonly #mostSeen = new Map<string, number>();

  constructor(entries: readonly KnownFinding[]) {
    this.#entries = entries;
    this.#allowed = allowance(entries);
  }

  /** The sightings of one round: for each, is it known? */
  round(sightings: readonly Sighting[]): readonly boolean[] {
    const seen = new Map<string, number>();
    return sightings.map((sighting) => {
      const key = keyOf(sighting);
      const times = (seen.get(key) ?? 0) + 1;
      if (times > (this.#allowed.get(key) ?? 0)) return false;
      seen.set(key, times);
      this.#mostSeen.set(key, Math.max(times, this.#mostSeen.get(key) ?? 0));
      return true;
    });
  }

  /** Entries of which less was seen than they know, with how much; to be asked after the last round. */
  stale(): readonly { readonly entry: KnownFinding; readonly seen: number }[] {
    const left = new Map(this.#mostSeen);
    return this.#entries.flatMap((entry) => {
      const key = keyOf(entry);
      const seen = Math.min(entry.count, left.get(key) ?? 0);
      left.set(key, (left.get(key) ?? 0) - seen);
      return seen < entry.count ? [{ entry, seen }] : [];
    });
  }
}

/** What a baseline would have to know for all of these to be known; in the order of files. */
export function knownFrom(rounds: readonly (readonly Sighting[])[]): readonly KnownFinding[] {
  const most = new Map<string, KnownFinding>();
  for (const sightings of rounds) {
    const counts = new Map<string, number>();
    for (const sighting of sightings) {
      const key = keyOf(sighting);
      const count = (counts.get(key) ?? 0) + 1;
      counts.set(key, count);
      if (count > (most.get(key)?.count ?? 0)) most.set(key, { ...sighting, count });
    }
  }
  return inOrder([...most.values()]);
}

/** By file, drawing, code and sentence, compared sign by sign, so that every machine writes the same. */
export function inOrder(entries: readonly KnownFinding[]): readonly KnownFinding[] {
  const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
  return [...entries].sort(
    (a, b) =>
      compare(a.path, b.path) ||
      compare(a.drawing ?? '', b.drawing ?? '') ||
      compare(a.code, b.code) ||
      compare(a.message, b.message),
  );
}

/** A sentence without what changes by itself: places, identifiers of traces, durations. */
export function lastingMessage(message: string): string {
  return message
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/:\d+(?::\d+)?(?!\d)/g, ':#')
    .replace(/\b(lines?|columns?) \d+/gi, '$1 #')
    .replace(/\b(?=[0-9a-f]*\d)[0-9a-f]{8,}\b/g, '#')
    .replace(/\b\d+(?:\.\d+)? (ms|s|µs)\b/g, '# $1');
}

function allowance(entries: readonly KnownFinding[]): Map<string, number> {
  const known = new Map<string, number>();
  for (const entry of entries) known.set(keyOf(entry), (known.get(keyOf(entry)) ?? 0) + entry.count);
  return known;
}

function keyOf({ code, path, drawing = '', message }: Sighting): string {
  return JSON.stringify([code, path, drawing, message]);
}
