import type { InteractionOperand, LifelineId, Message } from '#model';
import {
  type Action,
  type CaseEvent,
  decideMembership,
  explain,
  type InteractionTerm,
  interactionTerm,
  type Move,
  shortestRun,
  type Term,
} from '#semantics';
import type { Exchange } from '#traces';
import type { MeasuredBudget } from '../budgets/index.ts';
import type { Reason, Verdict } from '../result.ts';
import { measureBudgets } from './case-budgets.ts';
import type { CaseView } from './case-view.ts';
import { isComplete } from './completeness.ts';
import { type Discrepancy, discrepancies } from './discrepancies.ts';
import { type Flow, flowsOf } from './flows.ts';
import { type JudgedExchange, type Observation, observe } from './observations.ts';
import { doubtfulChoice, type OtherReading, WORTH_TELLING } from './other-reading.ts';
import type { PreparedDrawing } from './prepared-drawing.ts';
import { type CaseEvidence, isBetweenDrawn, type Scene, setScene } from './scene.ts';

export interface JudgedCase {
  readonly evidence: CaseEvidence;
  readonly verdict: Verdict;
  readonly fitness: number | null;
  readonly reasons: readonly Reason[];
  readonly discrepancies: readonly Discrepancy[];
  readonly otherReading?: OtherReading;
  /** Drawn messages that could have come where the case first departed. */
  readonly expected: readonly Message[];
  /** How often each drawn message was seen. */
  readonly seen: ReadonlyMap<Message, number>;
  readonly observable: ReadonlySet<Message>;
  /** Communications with participants that are not drawn. */
  readonly undrawn: readonly Exchange[];
  /** In the order of the drawing's budgets; none where it has none, or where nothing was judged. */
  readonly budgets: readonly MeasuredBudget[];
}

export interface Budget {
  /** States a search may visit. */
  readonly maxNodes: number;
  /** How long one may take, by `now`: to decide a case, and to explain a violation. */
  readonly decideFor: number;
  readonly explainFor: number;
  readonly now: () => number;
}

function within(time: number, { maxNodes, now }: Budget) {
  return { maxNodes, deadline: { now, at: now() + time } };
}

/** Is the case about the drawing at all? Its times say nothing of that. */
export function enters(drawing: PreparedDrawing, evidence: CaseEvidence): boolean {
  return flowsOf(drawing, setScene(drawing, evidence)).length > 0;
}

/** Holds one case against one drawing. */
export function judgeCase(drawing: PreparedDrawing, evidence: CaseEvidence, budget: Budget): JudgedCase {
  const scene = setScene(drawing, evidence);
  const flows = flowsOf(drawing, scene);
  if (flows.length === 0) return notApplicable(evidence);

  let best: JudgedCase | undefined;
  for (const flow of flows) {
    const judged = judgeFlow(drawing, evidence, scene, flow, budget);
    if (!best || isBetter(judged, best)) best = judged;
    if (best.verdict === 'conforms') break;
  }
  return best!;
}

function judgeFlow(
  drawing: PreparedDrawing,
  evidence: CaseEvidence,
  scene: Scene,
  flow: Flow,
  budget: Budget,
): JudgedCase {
  const { view } = scene;
  const inFlow: JudgedExchange[] = [];
  const strangers = [...scene.strangers];
  for (const { exchange, candidates, composed, tolerated } of scene.judged) {
    const requests = candidates.requests.filter(({ drawn }) => flow.messages.has(drawn.message));
    if (requests.length > 0 || tolerated.length > 0) {
      const inside = <T>(list: readonly T[], message: (item: T) => Message) =>
        list.filter((item) => flow.messages.has(message(item)));
      inFlow.push({
        exchange,
        composed,
        tolerated,
        candidates: {
          requests,
          replies: inside(candidates.replies, ({ drawn }) => drawn.message),
          otherReplies: inside(candidates.otherReplies, ({ message }) => message),
        },
      });
    } else if (
      drawing.settings.undrawnCalls === 'forbid' &&
      exchange.kind !== 'local' &&
      !composed &&
      isBetweenDrawn(drawing, exchange)
    )
      strangers.push(exchange);
  }
  const observations = observe(drawing, view, inFlow, evidence.communications.tree);
  const events = observations.map(({ event }) => event);
  const { term, unresolved } = termOf(drawing, view, flow);
  const membership = decideMembership(drawing.stepper, term, events, {
    mode: 'run',
    ...within(budget.decideFor, budget),
  });
  const base = {
    evidence,
    observable: view.observable,
    undrawn: scene.undrawn,
    discrepancies: [],
    expected: [],
    budgets: [],
  };
  if (membership.outcome === 'exhausted') {
    const message = `the search was given up after ${membership.nodes} states; the drawing allows too many orders here`;
    return {
      ...base,
      verdict: 'inconclusive',
      fitness: null,
      reasons: [{ code: 'case/budget', message }],
      seen: new Map(),
    };
  }
  if (membership.outcome === 'accepted' && strangers.length === 0) {
    const reasons = doubts(drawing, view, flow, events, unresolved, budget);
    // Lost spans at the edge of a case leave it a run; of one that was cut short anything may be missing.
    if (evidence.observed.facts.cutShort)
      reasons.push({ code: 'case/spans-missing', message: isComplete(evidence.observed).why });
    const verdict = reasons.length > 0 ? 'inconclusive' : 'conforms';
    const { matched } = membership;
    // Whoever cannot be told within the budget of states may be another.
    const isRun = (others: readonly CaseEvent[]) =>
      decideMembership(drawing.stepper, term, others, { mode: 'run', ...within(budget.decideFor, budget) }).outcome !==
      'rejected';
    const budgets = measureBudgets(drawing, evidence, flow, observations, matched, isRun);
    return { ...base, verdict, fitness: 1, reasons, seen: countSeen(drawing, matched), budgets };
  }
  const explained = (of: Term) => {
    const explanation = explain(drawing.stepper, of, events, within(budget.explainFor, budget));
    const context = { drawing, observations, explanation, strangers, messages: flow.messages };
    return { explanation, found: discrepancies(context) };
  };
  const { explanation, found } = explained(term);
  const choice = explanation.exhausted ? undefined : doubtfulChoice(found, drawing.paths);
  const other = choice && explained(termOf(drawing, view, flow, { excluded: new Set([choice.operand]) }).term);
  const isWorthTelling =
    other && !other.explanation.exhausted && other.explanation.cost <= explanation.cost + WORTH_TELLING;
  const seen = countSeen(
    drawing,
    explanation.moves.map((move) => (move.type === 'matched' ? move.action : null)),
  );
  const size = countRequired(observations) + 2 * strangers.length + shortestRun(drawing.arena, term);
  const cost = explanation.cost + 2 * strangers.length;
  const limits = limitsOf(drawing, evidence, found, unresolved, explanation.exhausted);
  return {
    ...base,
    verdict: limits.verdict,
    fitness: size === 0 ? 0 : Math.max(0, 1 - cost / size),
    reasons: limits.reasons,
    discrepancies: found,
    ...(isWorthTelling && { otherReading: { ...choice!, discrepancies: other.found } }),
    expected: expectedMessages(drawing, explanation.expected),
    seen,
    budgets: measureBudgets(drawing, evidence, flow, observations, actionsOf(explanation.moves, events.length)),
  };
}

/** The drawn occurrence that each event was taken for. */
function actionsOf(moves: readonly Move[], count: number): readonly (Action | null)[] {
  const actions = new Array<Action | null>(count).fill(null);
  for (const move of moves) if (move.type === 'matched') actions[move.event] = move.action;
  return actions;
}

/** By message: the count of its better seen end. */
function countSeen(drawing: PreparedDrawing, actions: readonly (number | null)[]): ReadonlyMap<Message, number> {
  const counts = new Map<number, number>();
  for (const action of actions) if (action !== null) counts.set(action, (counts.get(action) ?? 0) + 1);
  const seen = new Map<Message, number>();
  for (const [action, count] of counts) {
    const message = drawing.occurrences[action]?.drawn.message;
    if (message) seen.set(message, Math.max(count, seen.get(message) ?? 0));
  }
  return seen;
}

/** The plain term is the same for all cases that see the same; variants of it are asked for violations only. */
function termOf(
  drawing: PreparedDrawing,
  view: CaseView,
  flow: Flow,
  variant: { readonly withoutHidden?: boolean; readonly excluded?: ReadonlySet<InteractionOperand> } = {},
): InteractionTerm {
  if (variant.withoutHidden || variant.excluded) return buildTerm(drawing, view, flow, variant);
  const key = `${flow.key} ${view.signature}`;
  const term = drawing.terms.get(key) ?? buildTerm(drawing, view, flow, variant);
  drawing.terms.set(key, term);
  return term;
}

function buildTerm(
  drawing: PreparedDrawing,
  view: CaseView,
  flow: Flow,
  { withoutHidden = false, excluded = new Set<InteractionOperand>() }: Parameters<typeof termOf>[3] & object,
): InteractionTerm {
  return interactionTerm(drawing.arena, flow.fragments, {
    excluded,
    ignorable: (fragment) => [
      ...(drawing.tolerances.find((tolerance) => tolerance.fragment === fragment)?.actions.values() ?? []),
    ],
    occurrences: (message) => {
      const drawn = drawing.messages[message.id - 1]!;
      if (withoutHidden && view.hiddenBySilence(drawn)) return { send: drawing.neverObserved, receive: null };
      return view.occurrences(drawn);
    },
  });
}

/** What an accepted case leaves open. */
function doubts(
  drawing: PreparedDrawing,
  view: CaseView,
  flow: Flow,
  events: Parameters<typeof decideMembership>[2],
  unresolved: readonly string[],
  budget: Budget,
): Reason[] {
  const reasons: Reason[] = unresolved.map(unresolvedReason);
  const hidden = drawing.messages.filter((drawn) => flow.messages.has(drawn.message) && view.hiddenBySilence(drawn));
  if (hidden.length > 0) {
    const { term } = termOf(drawing, view, flow, { withoutHidden: true });
    const without = decideMembership(drawing.stepper, term, events, {
      mode: 'run',
      ...within(budget.decideFor, budget),
    });
    if (without.outcome !== 'accepted') {
      const silent = new Set(
        hidden
          .flatMap(({ message }) => [message.from, message.to])
          .filter((end) => end !== null && drawing.roleOf(end) === 'service' && !view.reporting.has(end)),
      );
      const names = [...silent].join(', ');
      reasons.push({
        code: 'case/silent-service',
        message: `${names} reported nothing in this case, so ${hidden.length} drawn ${hidden.length === 1 ? 'message' : 'messages'} could not be seen`,
      });
    }
  }
  return reasons;
}

function unresolvedReason(name: string): Reason {
  return { code: 'case/unresolved-ref', message: `the drawing refers to "${name}", which was not found` };
}

/** Not seen is not the same as not done where spans are known to be lost. */
function limitsOf(
  drawing: PreparedDrawing,
  evidence: CaseEvidence,
  found: readonly Discrepancy[],
  unresolved: readonly string[],
  exhausted: boolean,
): { readonly verdict: Verdict; readonly reasons: readonly Reason[] } {
  const reasons: Reason[] = unresolved.map(unresolvedReason);
  const complete = isComplete(evidence.observed);
  if (!complete.complete) reasons.push({ code: 'case/spans-missing', message: complete.why });
  if (exhausted) {
    reasons.push({
      code: 'case/partly-explained',
      message: 'the case is too large to be sure that this is the cheapest explanation of it',
    });
  }
  const mayBeLost = (end: LifelineId | null) =>
    end !== null && [...drawing.bindings.byLifeline.get(end)!.keys].some((key) => complete.near.has(key));
  const onlyLost = found.every(
    (departure) =>
      departure.type === 'missing' && (mayBeLost(departure.message.from) || mayBeLost(departure.message.to)),
  );
  const open = unresolved.length > 0 || (!complete.complete && onlyLost);
  return { verdict: open ? 'inconclusive' : 'violates', reasons };
}

function countRequired(observations: readonly Observation[]): number {
  return observations.filter(({ event }) => !event.optional).length;
}

function expectedMessages(drawing: PreparedDrawing, actions: readonly number[]): readonly Message[] {
  const messages = new Set<Message>();
  for (const action of actions) {
    const occurrence = drawing.occurrences[action];
    if (occurrence) messages.add(occurrence.drawn.message);
  }
  return [...messages];
}

const rank: Readonly<Record<Verdict, number>> = { conforms: 3, inconclusive: 2, violates: 1, 'not-applicable': 0 };

function isBetter(a: JudgedCase, b: JudgedCase): boolean {
  if (rank[a.verdict] !== rank[b.verdict]) return rank[a.verdict] > rank[b.verdict];
  return (a.fitness ?? 0) > (b.fitness ?? 0);
}

export function notApplicable(evidence: CaseEvidence): JudgedCase {
  return {
    evidence,
    verdict: 'not-applicable',
    fitness: null,
    reasons: [],
    discrepancies: [],
    expected: [],
    seen: new Map(),
    observable: new Set(),
    undrawn: [],
    budgets: [],
  };
}
