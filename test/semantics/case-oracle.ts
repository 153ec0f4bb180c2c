import type { Run } from './oracle.ts';

/** An observed occurrence; see `CaseEvent`, with occurrences as texts. */
export interface OracleEvent {
  readonly texts: readonly string[];
  readonly optional: boolean;
  readonly after: readonly number[];
}

/** Can the events be put in an order, true to `after`, in which they are the run? Optional ones may be left out. */
export function isRunOf(events: readonly OracleEvent[], run: Run): boolean {
  const before = closure(events);
  const { occurrences } = run;
  const leaveOut = events.flatMap((event, index) => (event.optional ? [index] : []));
  for (let choice = 0; choice < 1 << leaveOut.length; choice++) {
    let left = 0;
    leaveOut.forEach((event, bit) => {
      if (choice & (1 << bit)) left |= 1 << event;
    });
    if (events.length - bitCount(left) !== occurrences.length) continue;
    const place = (position: number, used: number): boolean => {
      const next = occurrences[position];
      if (!next) return true;
      return events.some(
        (event, index) =>
          !(used & (1 << index)) &&
          event.texts.includes(next.text) &&
          (before[index]! & ~used) === 0 &&
          place(position + 1, used | (1 << index)),
      );
    };
    if (place(0, left)) return true;
  }
  return false;
}

/** Does a run exist of which every lifeline has seen a beginning, in an order true to `after`? */
export function isPrefixOf(events: readonly OracleEvent[], lifelines: readonly string[], run: Run): boolean {
  const before = closure(events);
  const all = (1 << events.length) - 1;
  const optional = events.reduce((mask, event, index) => mask | (event.optional ? 1 << index : 0), 0);
  const go = (position: number, used: number, over: ReadonlySet<string>): boolean => {
    const next = run.occurrences[position];
    if (!next) return (used | optional) === all;
    // Either nobody saw this one nor what comes after it on its lifeline, or it is one of the events.
    if (go(position + 1, used, new Set([...over, next.lifeline]))) return true;
    if (over.has(next.lifeline)) return false;
    return events.some(
      (event, index) =>
        !(used & (1 << index)) &&
        lifelines[index] === next.lifeline &&
        event.texts.includes(next.text) &&
        // An optional one that was passed over stays unmatched.
        !isPassed(index, used, before) &&
        (before[index]! & ~used & ~optional) === 0 &&
        go(position + 1, used | (1 << index), over),
    );
  };
  return go(0, 0, new Set());
}

/** The least number of unexpected (not optional) and missing occurrences that make the events the run. */
export function editCost(events: readonly OracleEvent[], run: Run): number {
  const before = closure(events);
  const { occurrences } = run;
  const known = new Map<number, number>();
  const cheapest = (position: number, done: number): number => {
    const key = position * (1 << events.length) + done;
    const found = known.get(key);
    if (found !== undefined) return found;
    const next = occurrences[position];
    let best = next ? 1 + cheapest(position + 1, done) : Number.POSITIVE_INFINITY;
    if (!next && done === (1 << events.length) - 1) best = 0;
    events.forEach((event, index) => {
      if (done & (1 << index) || (before[index]! & ~done) !== 0) return;
      const after = done | (1 << index);
      best = Math.min(best, (event.optional ? 0 : 1) + cheapest(position, after));
      if (next && event.texts.includes(next.text)) best = Math.min(best, cheapest(position + 1, after));
    });
    known.set(key, best);
    return best;
  };
  return cheapest(0, 0);
}

/** Of each event, all that certainly came before it, as bits. */
function closure(events: readonly OracleEvent[]): readonly number[] {
  const masks = new Array<number | undefined>(events.length);
  const maskOf = (index: number): number => {
    const known = masks[index];
    if (known !== undefined) return known;
    let mask = 0;
    for (const earlier of events[index]!.after) mask |= (1 << earlier) | maskOf(earlier);
    masks[index] = mask;
    return mask;
  };
  return events.map((_, index) => maskOf(index));
}

function isPassed(event: number, used: number, before: readonly number[]): boolean {
  return before.some((mask, index) => (used & (1 << index)) !== 0 && (mask & (1 << event)) !== 0);
}

function bitCount(mask: number): number {
  let count = 0;
  for (let rest = mask; rest !== 0; rest &= rest - 1) count++;
  return count;
}
