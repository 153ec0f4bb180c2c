import type { CombinedFragment, Interaction, InteractionFragment, Message } from '#model';

/**
 * What an interaction means, said a second time and in another way than `src/semantics` says it: as the plain set of
 * its runs, put together from the sets of its parts. Slow, small, and written from the words of semantics.md.
 */

/** Sending or receiving a message at a lifeline, as `lifeline!label` or `lifeline?label`. */
export interface Occurrence {
  readonly text: string;
  readonly lifeline: string;
  /** The critical regions it happens in, innermost first. One object stands for one entering. */
  readonly regions: readonly Region[];
  /** It happened when nobody looked at its lifeline any more (only of `multiPrefixesOf`). */
  readonly unseen: boolean;
}

export interface Region {
  readonly lifelines: ReadonlySet<string>;
}

export interface Run {
  readonly occurrences: readonly Occurrence[];
}

export interface OracleLimits {
  /** Longer runs are left out. */
  readonly maxLength: number;
  /** More runs than this in any part: `TooLarge` is thrown. */
  readonly maxRuns: number;
  readonly resolve?: (name: string) => Interaction | undefined;
}

export class TooLarge extends Error {}

/** All runs up to the length. */
export function runsOf(fragments: readonly InteractionFragment[], limits: OracleLimits): readonly Run[] {
  return new Denotation(limits, false).sequence(fragments);
}

/**
 * All that may be seen of runs by somebody who stops looking at each lifeline at some moment. From then on it holds
 * nothing up: an unseen occurrence may come before what is drawn before it elsewhere, but not before the last look at
 * its own lifeline. This is the meaning of Mahé's lifeline removal, in the terms of sets.
 */
export function multiPrefixesOf(fragments: readonly InteractionFragment[], limits: OracleLimits): readonly Run[] {
  const runs = new Denotation(limits, true).sequence(fragments);
  return distinct(runs.map(({ occurrences }) => ({ occurrences: occurrences.filter(({ unseen }) => !unseen) })));
}

/** A lost message is only sent, a found one only received. */
export function occurrencesOf(message: Message): { readonly send: string | null; readonly receive: string | null } {
  return {
    send: message.from === null ? null : `${message.from}!${message.label}`,
    receive: message.to === null || message.messageKind === 'lost' ? null : `${message.to}?${message.label}`,
  };
}

export function lifelineOf(occurrence: string): string {
  return occurrence.split(/[!?]/)[0]!;
}

type Runs = readonly Run[];
/** May the next of one run happen while these of the other are still to come? */
type MayGo = (next: Occurrence, run: Run, at: number, other: Run, otherAt: number) => boolean;

class Denotation {
  readonly #limits: OracleLimits;
  readonly #stopsLooking: boolean;

  constructor(limits: OracleLimits, stopsLooking: boolean) {
    this.#limits = limits;
    this.#stopsLooking = stopsLooking;
  }

  /** `pre; break B; post` = `alt(seq(pre, B), seq(pre, post))`. */
  sequence(fragments: readonly InteractionFragment[]): Runs {
    const index = fragments.findIndex(isBreak);
    if (index < 0) return fragments.map((fragment) => this.fragment(fragment)).reduce(this.weak, NOTHING);
    const pre = fragments.slice(0, index);
    const inside = (fragments[index] as CombinedFragment).operands[0]!.fragments;
    return this.union([
      this.weak(this.sequence(pre), this.sequence(inside)),
      this.sequence([...pre, ...fragments.slice(index + 1)]),
    ]);
  }

  fragment(fragment: InteractionFragment): Runs {
    if (fragment.type === 'message') {
      const { send, receive } = occurrencesOf(fragment);
      return this.strict(this.occurrence(send), this.occurrence(receive));
    }
    if (fragment.type === 'ref') {
      const used = this.#limits.resolve?.(fragment.name);
      return used ? this.sequence(used.fragments) : NOTHING;
    }
    return fragment.type === 'combined' ? this.combined(fragment) : NOTHING;
  }

  occurrence(text: string | null): Runs {
    if (text === null) return NOTHING;
    const lifeline = lifelineOf(text);
    const seen: Run = { occurrences: [{ text, lifeline, regions: [], unseen: false }] };
    const unseen: Run = { occurrences: [{ text: `(${lifeline})`, lifeline, regions: [], unseen: true }] };
    return this.#stopsLooking ? [seen, unseen] : [seen];
  }

  combined(fragment: CombinedFragment): Runs {
    const operand = (index: number) => this.sequence(fragment.operands[index]!.fragments);
    const operands = () => fragment.operands.map((_, index) => operand(index));
    switch (fragment.operator) {
      case 'alt':
        // A single operand may be skipped; of several one happens.
        return fragment.operands.length === 1 ? this.union([operand(0), NOTHING]) : this.union(operands());
      case 'opt':
        return this.union([operand(0), NOTHING]);
      case 'par':
        return operands().reduce(this.par, NOTHING);
      case 'strict':
        return operands().reduce(this.strict, NOTHING);
      case 'loop':
        return this.loop(fragment);
      case 'critical': {
        const lifelines = new Set<string>();
        collectLifelines(fragment.operands[0]!.fragments, lifelines, this.#limits);
        const body = operand(0).map((run) => within(run, { lifelines }));
        const handlers = operands().slice(1);
        return this.weak(body, this.union([NOTHING, ...handlers]));
      }
      case 'neg':
        return NOTHING;
      default:
        return operands().reduce(this.weak, NOTHING);
    }
  }

  /** A break inside ends the loop; it belongs to its last iteration. */
  loop(fragment: CombinedFragment): Runs {
    const { min, max } = fragment.bounds ?? { min: 0, max: null };
    const body = fragment.operands[0]!.fragments;
    const whole = this.sequence(body.filter((inner) => !isBreak(inner)));
    const ways = [this.repeat(whole, min, max)];
    if (max === 0) return NOTHING;
    body.forEach((inner, index) => {
      if (!isBreak(inner)) return;
      const before = this.sequence(body.slice(0, index).filter((earlier) => !isBreak(earlier)));
      const last = this.weak(before, this.sequence((inner as CombinedFragment).operands[0]!.fragments));
      ways.push(this.weak(this.repeat(whole, 0, max === null ? null : max - 1), last));
    });
    return this.union(ways);
  }

  repeat(body: Runs, min: number, max: number | null): Runs {
    let times = NOTHING;
    let all: Runs = [];
    for (let count = 0; max === null || count <= max; count++) {
      if (count >= min) {
        const more = this.union([all, times]);
        // What one more iteration adds nothing to, no further one will.
        if (count > min && more.length === all.length) return all;
        all = more;
      }
      times = this.weak(times, body);
    }
    return all;
  }

  readonly weak = (left: Runs, right: Runs): Runs => this.#interleave(left, right, ALWAYS, waitsOnOwnLifeline);

  readonly strict = (left: Runs, right: Runs): Runs =>
    this.#interleave(left, right, ALWAYS, (next, run, at, other, otherAt) =>
      next.unseen ? waitsOnOwnLifeline(next, run, at, other, otherAt) : otherAt === other.occurrences.length,
    );

  readonly par = (left: Runs, right: Runs): Runs => this.#interleave(left, right, waitsForRegions, waitsForRegions);

  union(sets: readonly Runs[]): Runs {
    return this.#bounded(sets.flat());
  }

  #interleave(left: Runs, right: Runs, leftMayGo: MayGo, rightMayGo: MayGo): Runs {
    const results: Run[] = [];
    for (const first of left) {
      for (const second of right) {
        if (seenLength(first) + seenLength(second) > this.#limits.maxLength) continue;
        const go = (at: number, otherAt: number, done: readonly Occurrence[]): void => {
          const left = first.occurrences[at];
          const right = second.occurrences[otherAt];
          if (!left && !right) results.push({ occurrences: done });
          if (left && leftMayGo(left, first, at, second, otherAt)) go(at + 1, otherAt, [...done, left]);
          if (right && rightMayGo(right, second, otherAt, first, at)) go(at, otherAt + 1, [...done, right]);
        };
        go(0, 0, []);
        if (results.length > 20 * this.#limits.maxRuns) throw new TooLarge();
      }
    }
    return this.#bounded(this.#stopsLooking ? results.flatMap(firstUnseenOnly) : results);
  }

  #bounded(runs: Runs): Runs {
    const some = distinct(runs);
    if (some.length > this.#limits.maxRuns) throw new TooLarge();
    return some;
  }
}

const NOTHING: Runs = [{ occurrences: [] }];
const ALWAYS: MayGo = () => true;

const waitsOnOwnLifeline: MayGo = (next, _, __, other, otherAt) =>
  !other.occurrences.slice(otherAt).some((first) => first.lifeline === next.lifeline && !(first.unseen && next.unseen));

/**
 * Once entered, sibling operands wait on the region's lifelines until its last occurrence. An unseen one does not wait
 * and enters nothing, but the region is not over before nobody looks at its lifeline any more.
 */
const waitsForRegions: MayGo = (next, _, __, other, otherAt) => {
  if (next.unseen) return true;
  const done = other.occurrences.slice(0, otherAt).filter(({ unseen }) => !unseen);
  const entered = new Set(done.flatMap((occurrence) => occurrence.regions));
  const open = other.occurrences.slice(otherAt).flatMap((occurrence) => occurrence.regions);
  return !open.some((region) => entered.has(region) && region.lifelines.has(next.lifeline));
};

function within(run: Run, { lifelines }: Region): Run {
  const region: Region = { lifelines };
  return { occurrences: run.occurrences.map((inner) => ({ ...inner, regions: [...inner.regions, region] })) };
}

function seenLength(run: Run): number {
  return run.occurrences.reduce((length, { unseen }) => length + (unseen ? 0 : 1), 0);
}

/**
 * None if something was seen after nobody looked any more. Of several unseen occurrences on a lifeline the first can
 * stand for all, and all their regions last until there.
 */
function firstUnseenOnly(run: Run): Runs {
  const firsts = new Map<string, number>();
  const occurrences: Occurrence[] = [];
  for (const next of run.occurrences) {
    const at = firsts.get(next.lifeline);
    if (at === undefined) {
      if (next.unseen) firsts.set(next.lifeline, occurrences.length);
      occurrences.push(next);
    } else if (next.unseen) {
      const first = occurrences[at]!;
      occurrences[at] = { ...first, regions: [...new Set([...first.regions, ...next.regions])] };
    } else return [];
  }
  return [{ occurrences }];
}

function distinct(runs: Runs): Runs {
  const byKey = new Map<string, Run>();
  for (const run of runs) byKey.set(keyOf(run), run);
  return [...byKey.values()];
}

function isBreak(fragment: InteractionFragment): boolean {
  return fragment.type === 'combined' && fragment.operator === 'break';
}

/** Those on which something can happen: nothing of a `neg`, or of a loop that runs no times, does. */
function collectLifelines(
  fragments: readonly InteractionFragment[],
  lifelines: Set<string>,
  limits: OracleLimits,
): void {
  for (const fragment of fragments) {
    if (fragment.type === 'message') {
      const { send, receive } = occurrencesOf(fragment);
      for (const text of [send, receive]) if (text !== null) lifelines.add(lifelineOf(text));
    } else if (fragment.type === 'combined') {
      if (fragment.operator === 'neg' || fragment.bounds?.max === 0) continue;
      for (const operand of fragment.operands) collectLifelines(operand.fragments, lifelines, limits);
    } else if (fragment.type === 'ref') {
      collectLifelines(limits.resolve?.(fragment.name)?.fragments ?? [], lifelines, limits);
    }
  }
}

/** Runs are the same if they look the same and their regions begin and end at the same places. */
function keyOf(run: Run): string {
  const numbers = new Map<Region, number>();
  const parts = run.occurrences.map(({ text, regions }) => {
    for (const region of regions) if (!numbers.has(region)) numbers.set(region, numbers.size);
    return `${text}${regions.map((region) => `@${numbers.get(region)}:${[...region.lifelines].join('')}`).join('')}`;
  });
  return parts.join(' ');
}
