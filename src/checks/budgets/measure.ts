/** How long drawn stretches took in a case, by one clock each. */
import type { BudgetStretch, DrawnBudget, DrawnEnd } from '#model';
import type { Span } from '#traces';
import { endOf, startOf } from '../conformance/clocks.ts';

/** One end of a communication of a case that was taken for an end of a drawn message. */
export interface SeenEnd extends DrawnEnd {
  /** Equal for the ends of one communication and its answer. */
  readonly exchange: object;
  readonly kind: 'call' | 'publish' | 'delivery' | 'local';
  readonly isAnswer: boolean;
  /** Place of the span whose start or end it is; absent where only the other half was reported. */
  readonly span?: number;
  /** Place of the span of the half that waits. */
  readonly sending?: number;
}

/** What one case shows: spans are told by their places in it. */
export interface SeenCase {
  readonly ends: readonly SeenEnd[];
  /** Messages, by id, of the part of the drawing that the case is held against. */
  readonly messages: ReadonlySet<number>;
  readonly hostOf: (span: number) => string;
  /** Is it one of these messages for sure, and not another one that is drawn alike? */
  readonly isSure: (end: SeenEnd, messages: ReadonlySet<number>) => boolean;
}

interface Edge {
  readonly span: number;
  readonly at: 'start' | 'end';
}

/** Times of one host, from the earliest to the latest of which a stretch took. */
export interface Interval {
  readonly edges: readonly Edge[];
  /** A span that lasts at least as long: a service may go on after its answer has left. */
  readonly within?: number;
}

/** Equal for all cases of a shape; `why` where a case that enters the drawing does not show it. */
export interface MeasuredBudget {
  readonly budget: DrawnBudget;
  readonly intervals: readonly Interval[];
  readonly why?: string;
}

export function measure(budget: DrawnBudget, seen: SeenCase): MeasuredBudget {
  const found = intervalsOf(budget.stretch, seen);
  return 'why' in found ? { budget, intervals: [], why: found.why } : { budget, intervals: found.intervals };
}

type Found = { readonly intervals: readonly Interval[] } | { readonly why: string };

function intervalsOf(stretch: BudgetStretch, seen: SeenCase): Found {
  switch (stretch.type) {
    case 'wait':
    case 'processing':
      return ofCall(stretch.type, stretch.call, seen);
    case 'work': {
      const own = seen.ends.filter(({ message, end }) => message === stretch.message && end === 'send');
      const sure = own.filter((end) => seen.isSure(end, new Set([stretch.message])));
      if (own.length > 0 && sure.length === 0) return { why: unsure };
      return listed(sure.map(({ span }) => span).filter((span) => span !== undefined));
    }
    case 'between':
      return ofPairs(stretch, seen);
    case 'all':
      return ofAll(stretch, seen);
  }
}

const unseen = 'it was not seen';
const unsure = 'which of several messages that are drawn alike it was is not sure';

function listed(spans: readonly number[]): Found {
  return spans.length === 0 ? { why: unseen } : { intervals: spans.map((span) => ({ edges: whole(span) })) };
}

function whole(span: number): readonly Edge[] {
  return [
    { span, at: 'start' },
    { span, at: 'end' },
  ];
}

function ofCall(side: 'wait' | 'processing', call: number, { ends, isSure }: SeenCase): Found {
  const own = ends.filter(({ message, isAnswer }) => message === call && !isAnswer);
  if (own.length === 0) return { why: unseen };
  const answered = own.filter(({ kind }) => kind === 'call' || kind === 'local');
  if (answered.length === 0) return { why: 'it was published, and nobody waits for an answer' };
  const sure = answered.filter((end) => isSure(end, new Set([call])));
  if (sure.length === 0) return { why: unsure };
  const intervals: Interval[] = [];
  for (const halves of Map.groupBy(sure, ({ exchange }) => exchange).values()) {
    const sent = halves.find(({ end, span }) => end === 'send' && span !== undefined)?.span;
    const received = halves.find(({ end, span }) => end === 'receive' && span !== undefined);
    // Who waits without telling waits at least as long as who answers takes.
    const span = side === 'wait' ? (sent ?? received?.span) : received?.span;
    if (span === undefined) continue;
    const sending = received?.sending;
    intervals.push({ edges: whole(span), ...(span !== sent && sending !== undefined && { within: sending }) });
  }
  return intervals.length > 0
    ? { intervals }
    : { why: 'who works on it reported no span of it; a limit over both participants is one of the wait for it' };
}

function ofPairs({ pairs }: Extract<BudgetStretch, { type: 'between' }>, { ends, hostOf, isSure }: SeenCase): Found {
  let why = unseen;
  for (const { from, to } of pairs) {
    const at = (wanted: DrawnEnd) =>
      ends.filter(({ message, end, span }) => message === wanted.message && end === wanted.end && span !== undefined);
    const [begins, finishes] = [at(from), at(to)];
    if (begins.length > 1 || finishes.length > 1) why = 'it happened more than once';
    const [begin, finish] = [begins[0], finishes[0]];
    if (!begin || !finish || begins.length > 1 || finishes.length > 1) continue;
    if (!isSure(begin, new Set([from.message])) || !isSure(finish, new Set([to.message]))) why = unsure;
    else if (hostOf(begin.span!) !== hostOf(finish.span!)) why = 'its ends were told by different clocks';
    else return { intervals: [{ edges: [edgeOf(begin), edgeOf(finish)] }] };
  }
  return { why };
}

function ofAll({ messages, onlyOnce }: Extract<BudgetStretch, { type: 'all' }>, seen: SeenCase): Found {
  if (!messages.every((id) => seen.messages.has(id))) return { why: 'the case is about a part of it alone' };
  const wanted = new Set(messages);
  const own = seen.ends.filter(({ message }) => wanted.has(message));
  if (!own.every((end) => seen.isSure(end, wanted))) return { why: unsure };
  if (onlyOnce) {
    const counts = Map.groupBy(own, ({ message, end }) => `${message} ${end}`);
    if ([...counts.values()].some(({ length }) => length > 1)) return { why: 'it ran more than once' };
  }
  const byHost = Map.groupBy(
    own.filter(({ span }) => span !== undefined),
    ({ span }) => seen.hostOf(span!),
  );
  const intervals = [...byHost.values()]
    .filter(({ length }) => length > 1)
    .map((list) => ({ edges: list.map(edgeOf) }));
  return intervals.length > 0
    ? { intervals }
    : { why: own.length > 0 ? 'no clock saw its beginning and its end' : unseen };
}

function edgeOf({ span, isAnswer }: SeenEnd): Edge {
  return { span: span!, at: isAnswer ? 'end' : 'start' };
}

/** `unclear`: the clock is too coarse to tell. */
export interface Outcome {
  readonly outcome: 'kept' | 'exceeded' | 'unclear';
  /** Microseconds; of the longest. */
  readonly took: number;
  readonly interval: Interval;
  /** How many intervals exceeded the limit. */
  readonly exceeded: number;
}

/** Holds what was measured against the limit; `spans` are those of the case. */
export function outcomeOf({ budget, intervals }: MeasuredBudget, spans: readonly Span[]): Outcome | undefined {
  const limit = budget.limit / 1000;
  const judged = intervals.map((interval) => ({ interval, ...durationOf(interval, spans) }));
  const exceeding = judged.filter(({ least }) => least > limit);
  const told = exceeding.length > 0 ? exceeding : judged;
  if (told.length === 0) return undefined;
  const longest = told.reduce((one, other) => (other.took > one.took ? other : one));
  const isUnclear = judged.some(({ took, most, least }) => took > limit || most - least > 2 * limit);
  const outcome = exceeding.length > 0 ? 'exceeded' : isUnclear ? 'unclear' : 'kept';
  return { outcome, took: longest.took, interval: longest.interval, exceeded: exceeding.length };
}

interface Duration {
  readonly took: number;
  readonly least: number;
  readonly most: number;
}

/** Microseconds, with how much and how little they may have been. */
function durationOf({ edges, within }: Interval, spans: readonly Span[]): Duration {
  const [first, second] = edges;
  if (edges.length === 2 && first!.span === second!.span) {
    const own = lengthOf(spans[first!.span]!);
    if (within === undefined) return own;
    const outer = lengthOf(spans[within]!);
    return outer.took < own.took ? outer : own;
  }
  const moments = edges.map(({ span, at }) => (at === 'start' ? startOf(spans[span]!) : endOf(spans[span]!)));
  const begin = moments.reduce((one, other) => (other.from < one.from ? other : one));
  const end = moments.reduce((one, other) => (other.from > one.from ? other : one));
  return { took: end.from - begin.from, least: end.from - begin.until, most: end.until - begin.from };
}

/** A span's own length is surer than its start: SDKs that know the start in milliseconds measure it apart. */
function lengthOf(span: Span): Duration {
  const took = span.end - span.start;
  const isCoarse = span.start % 1000 === 0 && span.end % 1000 === 0;
  const slack = isCoarse ? 1000 : 1;
  return { took, least: took - slack, most: took + slack };
}
