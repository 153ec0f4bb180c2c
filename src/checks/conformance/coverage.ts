import { type CombinedFragment, messagesIn, walkFragments } from '#model';
import { type Endpoint, endpointName } from '#traces';
import type { Coverage, LoopCoverage, OperandCoverage } from '../result.ts';
import { messageText } from './findings.ts';
import type { JudgedCase } from './judge-case.ts';
import type { PreparedDrawing } from './prepared-drawing.ts';

/** A judgement, and how many cases it holds for. */
type Counted = JudgedCase & { readonly cases: number };

/** How much of a drawing its cases showed; `counts` says by their places how many cases judgements hold for. */
export function coverageOf(
  drawing: PreparedDrawing,
  judged: readonly JudgedCase[],
  counts: ReadonlyMap<number, number>,
): Coverage {
  const entered = [...counts]
    .map(([shape, cases]): Counted => ({ ...judged[shape]!, cases }))
    .filter(({ verdict }) => verdict !== 'not-applicable');
  const count = (test: (judged: JudgedCase) => boolean) =>
    entered.reduce((sum, one) => (test(one) ? sum + one.cases : sum), 0);
  const operands: OperandCoverage[] = [];
  const loops: LoopCoverage[] = [];
  for (const { fragment } of walkFragments(drawing.interaction.fragments)) {
    if (fragment.type !== 'combined') continue;
    if (fragment.operator === 'loop') loops.push(loopCoverage(fragment, entered));
    fragment.operands.forEach((operand, index) => {
      const inside = messagesIn(operand.fragments);
      const name = index === 0 ? fragment.operator : fragment.operator === 'par' ? 'and' : 'else';
      operands.push({
        operand: `${name} ${operand.guard ?? ''}`.trim(),
        range: operand.range,
        cases: count(({ seen }) => inside.some((message) => seen.has(message))),
      });
    });
  }
  const undrawn = new Set<string>();
  for (const { undrawn: exchanges } of entered) {
    for (const { from, to } of exchanges) {
      for (const endpoint of [from, to]) if (isNamed(drawing, endpoint)) undrawn.add(endpointName(endpoint));
    }
  }
  return {
    lifelines: drawing.interaction.lifelines.map((lifeline) => {
      const binding = drawing.bindings.byLifeline.get(lifeline.id)!;
      const boundTo = [...binding.keys].map((key) => endpointName(drawing.inventory.endpoints.get(key)!.endpoint));
      return { id: lifeline.id, label: lifeline.label, boundTo, observed: boundTo.length > 0 };
    }),
    messages: drawing.messages.map(({ message }) => ({
      id: message.id,
      message: messageText(message),
      range: message.range,
      observable: entered.some(({ observable }) => observable.has(message)),
      cases: count(({ seen }) => seen.has(message)),
    })),
    operands,
    loops,
    undrawn: [...undrawn].sort(),
  };
}

/** A loop ran as often as the most frequent of the messages that stand directly in it, else of those in its frames. */
function loopCoverage(fragment: CombinedFragment, judged: readonly Counted[]): LoopCoverage {
  const { fragments, guard } = fragment.operands[0]!;
  const direct = fragments.filter((inner) => inner.type === 'message');
  const counted = direct.length > 0 ? direct : messagesIn(fragments);
  const observed = new Map<number, number>();
  for (const { seen, cases } of judged) {
    const times = Math.max(0, ...counted.map((message) => seen.get(message) ?? 0));
    observed.set(times, (observed.get(times) ?? 0) + cases);
  }
  return {
    loop: `loop ${guard ?? ''}`.trim(),
    range: fragment.range,
    min: fragment.bounds?.min ?? 0,
    max: fragment.bounds?.max ?? null,
    observed: [...observed].map(([times, count]) => ({ times, cases: count })).sort((a, b) => a.times - b.times),
  };
}

function isNamed(drawing: PreparedDrawing, endpoint: Endpoint): boolean {
  return endpoint.type !== 'outside' && drawing.matcher.lifelines(endpoint).length === 0;
}
