import type { Action } from '#semantics';
import type { Span } from '#traces';
import { type MeasuredBudget, measure, type SeenEnd } from '../budgets/index.ts';
import type { Flow } from './flows.ts';
import type { Observation } from './observations.ts';
import type { PreparedDrawing } from './prepared-drawing.ts';
import type { CaseEvidence } from './scene.ts';

/** What a case shows of the drawing's budgets; `matched` are the drawn occurrences that its observations were taken for. */
export function measureBudgets(
  drawing: PreparedDrawing,
  { observed }: CaseEvidence,
  flow: Flow,
  observations: readonly Observation[],
  matched: readonly (Action | null)[],
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
        isAnswer: half === 'reply-send' || half === 'reply-receive',
        ...(place !== undefined && { span: place }),
        ...(sending !== undefined && { sending }),
      },
    ];
  });
  const messages = new Set([...flow.messages].map(({ id }) => id));
  const seen = { ends, messages, hostOf: (place: number) => observed.spans[place]!.resource.host };
  return budgets.map((budget) => measure(budget, seen));
}
