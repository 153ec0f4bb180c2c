import type { LifelineId } from '#model';
import type { Action, CaseEvent } from '#semantics';
import type { Exchange, Span, SpanTree } from '#traces';
import type { Candidates, DrawnMessage } from '../binding/index.ts';
import type { CaseView } from './case-view.ts';
import { certainlyBefore, endOf, MOST_UNCERTAIN, type Moment, startOf } from './clocks.ts';
import type { PreparedDrawing } from './prepared-drawing.ts';
import type { Tolerance } from './tolerance.ts';

/** An exchange with what it may be in the drawing. */
export interface JudgedExchange {
  readonly exchange: Exchange;
  readonly candidates: Candidates;
  /** Put together to see through someone undrawn: may be left unmatched. */
  readonly composed: boolean;
  /** Parts of the drawing in which it may come at any time. */
  readonly tolerated: readonly Tolerance[];
}

export type Half = 'send' | 'receive' | 'reply-send' | 'reply-receive';

/** An occurrence read off a span's start or end, or inferred from the other half. */
export interface Observation {
  readonly judged: JudgedExchange;
  readonly half: Half;
  /** Absent where only the other half was reported. */
  readonly span?: Span;
  readonly event: CaseEvent;
}

interface Draft {
  readonly judged: JudgedExchange;
  readonly half: Half;
  readonly span: Span | undefined;
  readonly moment: Moment | undefined;
  /** The span that began what the host was doing. */
  readonly execution: Span | undefined;
  readonly lifeline: LifelineId;
  readonly actions: readonly Action[];
  readonly optional: boolean;
  /** What comes before it by span ids. */
  readonly after: Set<number>;
  /** What comes before it by the host's clock. */
  readonly afterByClock: Set<number>;
}

/**
 * The case as a partial order of occurrences. Order comes from three sources only: a message is sent before it is
 * received, and a reply after its call (span ids); what an execution does comes after what began it (parent ids); and
 * one host's own clock, where it is sure. The clock orders everything within one execution; between executions that
 * overlap on a host it orders how they begin and what they send, but not when their answers leave, because nobody who
 * draws an answer before the next request means that the service does nothing meanwhile.
 */
export function observe(
  drawing: PreparedDrawing,
  view: CaseView,
  judged: readonly JudgedExchange[],
  tree: SpanTree,
): readonly Observation[] {
  const drafts: Draft[] = [];
  const received = new Map<Exchange, number>();
  for (const item of judged) addExchange(drawing, view, item, tree, drafts, received);
  orderByExecution(drafts);
  orderByClock(drafts, () => true);
  if (hasCycle(drafts)) {
    // A span may end long after its answer left. Ends are then no evidence of order, beginnings still are.
    forgetClock(drafts);
    orderByClock(drafts, ({ half }) => half === 'send' || half === 'receive');
  }
  if (hasCycle(drafts)) forgetClock(drafts);
  return drafts.map(({ judged: item, half, span, lifeline, actions, optional, after, afterByClock }) => ({
    judged: item,
    half,
    ...(span && { span }),
    event: {
      actions,
      lifeline: drawing.lifelineIndex(lifeline),
      optional,
      after: [...new Set([...after, ...afterByClock])],
    },
  }));
}

function addExchange(
  drawing: PreparedDrawing,
  view: CaseView,
  judged: JudgedExchange,
  tree: SpanTree,
  drafts: Draft[],
  received: Map<Exchange, number>,
): void {
  const { exchange, candidates } = judged;
  const { sending, receiving } = exchange;
  const previous = exchange.publish ? received.get(exchange.publish) : undefined;
  let last = previous;
  const add = (
    half: Half,
    span: Span | undefined,
    moment: Moment | undefined,
    drawn: readonly DrawnMessage[],
    optional: boolean,
  ) => {
    const wanted = half === 'send' || half === 'reply-send' ? 'send' : 'receive';
    const anytime = half === 'send' || half === 'receive' ? toleratedActions(drawing, view, judged, half) : NO_ACTIONS;
    for (const [lifeline, actions, complete] of actionsByLifeline(view, drawn, wanted, anytime)) {
      drafts.push({
        judged,
        half,
        span,
        moment,
        // What nothing began is an execution of its own.
        execution: span && (tree.execution(span) ?? span),
        lifeline,
        actions,
        // Where some of what it may be has no such occurrence, the event may be nothing.
        optional: optional || !complete,
        after: new Set(last === undefined ? [] : [last]),
        afterByClock: new Set(),
      });
      last = drafts.length - 1;
    }
  };
  const { requests } = candidates;
  const direct = requests.filter(({ leg }) => leg === undefined).map(({ drawn }) => drawn);
  const there = requests.filter(({ leg }) => leg === 'to-relay').map(({ drawn }) => drawn);
  const on = requests.filter(({ leg }) => leg === 'from-relay').map(({ drawn }) => drawn);
  const isLocal = exchange.kind === 'local';
  const isOptional = isLocal || judged.composed;
  add('send', sending, sending && startOf(sending), [...direct, ...there], isOptional);
  const isRelayed = there.length > 0;
  if (isRelayed) {
    // Nobody saw the one in between, only that it passed on what it was sent.
    add('receive', undefined, undefined, there, isOptional || direct.length > 0);
    add('send', undefined, undefined, on, isOptional || direct.length > 0);
  }
  // Work is given and taken at once; what is drawn after it may as well happen within its span.
  if (isLocal) add('receive', sending, sending && startOf(sending), direct, true);
  else add('receive', receiving, receiving && startOf(receiving), [...direct, ...on], isOptional);
  if (last !== undefined && last !== previous) received.set(exchange, last);
  const replies = candidates.replies.map(({ drawn }) => drawn);
  const back = replies.filter(({ flow }) => flow.answers.some((call) => there.some(({ message }) => message === call)));
  const first = replies.filter((reply) => !back.includes(reply));
  add('reply-send', receiving, receiving && endOf(receiving), first, true);
  if (isRelayed) {
    add('reply-receive', undefined, undefined, first, true);
    add('reply-send', undefined, undefined, back, true);
  }
  add('reply-receive', sending, sending && endOf(sending), isRelayed ? back : first, true);
}

const NO_ACTIONS: ReadonlyMap<LifelineId, Action[]> = new Map();

/** What one end of an exchange is where it may come at any time. */
function toleratedActions(
  { matcher }: PreparedDrawing,
  view: CaseView,
  { exchange, tolerated }: JudgedExchange,
  half: 'send' | 'receive',
): ReadonlyMap<LifelineId, Action[]> {
  if (tolerated.length === 0) return NO_ACTIONS;
  const [end, other] = half === 'send' ? [exchange.from, exchange.to] : [exchange.to, exchange.from];
  const byLifeline = new Map<LifelineId, Action[]>();
  for (const lifeline of matcher.lifelines(end)) {
    if (!view.sees(lifeline, matcher.lifelines(other)[0] ?? null)) continue;
    const actions = tolerated.map(({ actions: known }) => known.get(lifeline)).filter((action) => action !== undefined);
    if (actions.length > 0) byLifeline.set(lifeline, actions);
  }
  return byLifeline;
}

/**
 * The actions that an occurrence may be, by lifeline, `anytime` being some that come in addition; `complete` if each of
 * the messages has one.
 */
function actionsByLifeline(
  view: CaseView,
  drawn: readonly DrawnMessage[],
  end: 'send' | 'receive',
  anytime: ReadonlyMap<LifelineId, Action[]>,
): [LifelineId, Action[], boolean][] {
  const byLifeline = new Map<LifelineId, Action[]>([...anytime].map(([lifeline, actions]) => [lifeline, [...actions]]));
  let seen = 0;
  for (const candidate of drawn) {
    const action = view.occurrences(candidate)?.[end] ?? null;
    const lifeline = end === 'send' ? candidate.message.from : candidate.message.to;
    if (action === null || lifeline === null) continue;
    seen++;
    const list = byLifeline.get(lifeline);
    if (list) list.push(action);
    else byLifeline.set(lifeline, [action]);
  }
  return [...byLifeline].map(([lifeline, actions]) => [
    lifeline,
    actions,
    seen === drawn.length && byLifeline.size === 1,
  ]);
}

/** Whatever an execution does comes after the call or delivery that began it, however coarse the clock. */
function orderByExecution(drafts: readonly Draft[]): void {
  const begins = new Map<Span, number>();
  drafts.forEach((draft, index) => {
    if (draft.half === 'receive' && draft.span && !begins.has(draft.span)) begins.set(draft.span, index);
  });
  drafts.forEach((draft, index) => {
    const begin = draft.execution && begins.get(draft.execution);
    if (begin !== undefined && begin !== index && draft.span !== draft.execution) draft.after.add(begin);
  });
}

/** Adds only the last ones before each event: order is transitive. */
function orderByClock(drafts: readonly Draft[], counts: (draft: Draft) => boolean): void {
  const groups = new Map<string, { index: number; moment: Moment }[]>();
  const put = (key: string, index: number, moment: Moment) => {
    const list = groups.get(key);
    if (list) list.push({ index, moment });
    else groups.set(key, [{ index, moment }]);
  };
  const numbers = new Map<Span, number>();
  drafts.forEach((draft, index) => {
    const { moment, execution, lifeline, half } = draft;
    if (!moment || !execution || !counts(draft)) return;
    if (!numbers.has(execution)) numbers.set(execution, numbers.size);
    put(`${lifeline}|${moment.host}|${numbers.get(execution)}`, index, moment);
    if (half === 'send' || half === 'receive') put(`${lifeline}|${moment.host}|`, index, moment);
  });
  for (const list of groups.values()) {
    list.sort((a, b) => a.moment.from - b.moment.from || a.moment.until - b.moment.until);
    list.forEach(({ index, moment }, at) => {
      // Nothing that ended before the latest certain predecessor began needs an edge of its own.
      let latest = Number.NEGATIVE_INFINITY;
      for (let before = at - 1; before >= 0; before--) {
        const other = list[before]!;
        if (other.moment.from + MOST_UNCERTAIN <= latest) break;
        if (!certainlyBefore(other.moment, moment) || other.moment.until <= latest) continue;
        latest = Math.max(latest, other.moment.from);
        // The order within one exchange is known from its span ids.
        if (drafts[other.index]!.judged !== drafts[index]!.judged) drafts[index]!.afterByClock.add(other.index);
      }
    });
  }
}

function forgetClock(drafts: readonly Draft[]): void {
  for (const draft of drafts) draft.afterByClock.clear();
}

function hasCycle(drafts: readonly Draft[]): boolean {
  const waiting = drafts.map((draft) => new Set([...draft.after, ...draft.afterByClock]).size);
  const followers: number[][] = drafts.map(() => []);
  drafts.forEach((draft, index) => {
    for (const before of new Set([...draft.after, ...draft.afterByClock])) followers[before]!.push(index);
  });
  const ready = waiting.flatMap((count, index) => (count === 0 ? [index] : []));
  let done = 0;
  while (ready.length > 0) {
    done++;
    for (const follower of followers[ready.pop()!]!) {
      waiting[follower]!--;
      if (waiting[follower] === 0) ready.push(follower);
    }
  }
  return done < drafts.length;
}
