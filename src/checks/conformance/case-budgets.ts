import type { Action, CaseEvent } from '#semantics';
import type { Span } from '#traces';
import { type MeasuredBudget, measure, type SeenEnd } from '../budgets/index.ts';
import type { Flow } from './flows.ts';
import type { Half, JudgedExchange, Observation } from './observations.ts';
import type { PreparedDrawing } from './prepared-drawing.ts';
import type { CaseEvidence } from './scene.ts';

type IsRun = (events: readonly CaseEvent[]) => boolean;

/**
 * What a case shows of the drawing's budgets; `matched` are the drawn occurrences that its observations were taken for.
 * `isRun` tells whether it would still be a run with other events: where an exchange may be either of two messages that
 * are drawn alike, and both make a run, nobody knows whose limit it is held to. Without it nothing of that kind is sure.
 */
export function measureBudgets(
  drawing: PreparedDrawing,
  { observed }: CaseEvidence,
  flow: Flow,
  observations: readonly Observation[],
  matched: readonly (Action | null)[],
  isRun?: IsRun,
): readonly MeasuredBudget[] {
  const { budgets } = drawing.budgets;
  if (budgets.length === 0) return [];
  const places = new Map<Span, number>(observed.spans.map((span, place) => [span, place]));
  const ends = observations.flatMap(({ judged: { exchange }, half, span }, index): SeenEnd[] => {
    const action = matched[index];
    const occurrence = action === null || action === undefined ? undefined : drawing.occurrences[action];
    if (!occurrence) return [];
    const place = span && places.get(span);
    const sending = exchange.sending && places.get(exchange.sending);
    return [
      {
        message: occurrence.drawn.message.id,
        end: occurrence.end,
        exchange,
        kind: exchange.kind,
        isAnswer: isReply(half),
        ...(place !== undefined && { span: place }),
        ...(sending !== undefined && { sending }),
      },
    ];
  });
  const messages = new Set([...flow.messages].map(({ id }) => id));
  const judgedBy = new Map<object, JudgedExchange>(observations.map(({ judged }) => [judged.exchange, judged]));
  const mayBeAnother = (
    exchange: object,
    isAnswer: boolean,
    wanted: ReadonlySet<number>,
    isStillRun: IsRun,
  ): boolean => {
    let others = 0;
    const events = observations.map(({ judged, half, event }) => {
      if (judged.exchange !== exchange || isReply(half) !== isAnswer) return event;
      const actions = event.actions.filter((action) => !wanted.has(drawing.occurrences[action]?.drawn.message.id ?? 0));
      others += actions.length;
      // An answer may always be left out; what matters is whether it may be another one.
      return { ...event, actions, optional: event.optional && !(isAnswer && actions.length > 0) };
    });
    return others > 0 && isStillRun(events);
  };
  const known = new Map<string, boolean>();
  const isSure = ({ exchange, isAnswer }: SeenEnd, wanted: ReadonlySet<number>): boolean => {
    const { candidates } = judgedBy.get(exchange)!;
    const drawn = isAnswer ? candidates.replies : candidates.requests;
    if (drawn.every(({ drawn: { message } }) => wanted.has(message.id))) return true;
    if (!isRun) return false;
    const key = `${observations.findIndex(({ judged }) => judged.exchange === exchange)} ${isAnswer} ${[...wanted].join()}`;
    const sure = known.get(key) ?? !mayBeAnother(exchange, isAnswer, wanted, isRun);
    known.set(key, sure);
    return sure;
  };
  const seen = { ends, messages, hostOf: (place: number) => observed.spans[place]!.resource.host, isSure };
  return budgets.map((budget) => measure(budget, seen));
}

function isReply(half: Half): boolean {
  return half === 'reply-send' || half === 'reply-receive';
}
