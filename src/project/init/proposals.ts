import { nameAffinity } from '#checks';
import type { FoundService } from './service.ts';
import type { DrawnParticipant } from './survey.ts';

/** What the configuration should say of a participant. */
export interface Proposal {
  readonly participant: string;
  /** In the words of the configuration. */
  readonly is: string | { readonly database: string } | { readonly broker: string };
  /** Where it was read. */
  readonly path: string;
  /** Names that fit equally well: then the person has to choose. */
  readonly rivals: readonly string[];
}

export interface Proposals {
  readonly proposals: readonly Proposal[];
  /** Participants that nothing in the repository is called like. */
  readonly unknown: readonly string[];
}

/** From here on two names are one's: the part of a label counts, the part of a service's name does not. */
const sure = 60;

/** Only what the names alone would not find, or would find twice. */
export function propose(participants: readonly DrawnParticipant[], services: readonly FoundService[]): Proposals {
  const proposals: Proposal[] = [];
  const unknown: string[] = [];
  for (const { key, names, kind } of participants) {
    if (kind === 'actor') continue;
    const affinity = (others: readonly string[]): number =>
      Math.max(0, ...others.flatMap((other) => names.map((name) => nameAffinity(name, other))));
    const reporting = services.filter(({ reported }) => reported !== undefined);
    const silent = services.filter(({ reported, system }) => reported === undefined && system === undefined);
    const called = bestOf(reporting, ({ reported }) => affinity([reported!]));
    const known = bestOf([...reporting, ...services.filter(({ system }) => system)], surely(affinity));
    const alike = bestOf(silent, ({ names: own }) => affinity(own));
    const [first] = called.services.length > 0 ? called.services : known.services;
    if (!first || (called.services.length === 0 && alike.score > known.score)) {
      // What a service without a name of its own in telemetry is called there, nobody can tell from here.
      if (alike.services.length === 0 && kind !== 'database' && kind !== 'queue') unknown.push(key);
    } else if (called.services.length > 0) {
      const rivals = [...new Set(called.services.map(({ reported }) => reported!))];
      if (rivals.length > 1) proposals.push({ participant: key, is: rivals[0]!, path: first.path, rivals });
    } else if (first.reported !== undefined) {
      const rivals = [...new Set(known.services.flatMap(({ reported }) => reported ?? []))];
      proposals.push({
        participant: key,
        is: first.reported,
        path: first.path,
        rivals: rivals.length > 1 ? rivals : [],
      });
    } else if (first.system) {
      const saysItself = kind === 'database' || kind === 'queue' || affinity(Object.values(first.system)) > 0;
      const isStore = names.some((name) => /(?:db|database|queue|broker|bus)$/i.test(name.trim()));
      if (!saysItself && !isStore) proposals.push({ participant: key, is: first.system, path: first.path, rivals: [] });
    }
  }
  return { proposals, unknown };
}

function surely(affinity: (names: readonly string[]) => number): (service: FoundService) => number {
  return ({ names }) => {
    const score = affinity(names);
    return score >= sure ? score : 0;
  };
}

/** All with the highest score above 0. */
function bestOf(
  services: readonly FoundService[],
  scoreOf: (service: FoundService) => number,
): { readonly services: readonly FoundService[]; readonly score: number } {
  const scored = services.map((service) => ({ service, points: scoreOf(service) }));
  const score = Math.max(0, ...scored.map(({ points }) => points));
  if (score === 0) return { services: [], score };
  return { services: scored.filter(({ points }) => points === score).map(({ service }) => service), score };
}
