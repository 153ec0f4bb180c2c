import { type Message, walkFragments } from '#model';
import { type Endpoint, endpointName } from '#traces';
import type { Coverage, OperandCoverage } from '../result.ts';
import { messageText } from './findings.ts';
import type { JudgedCase } from './judge-case.ts';
import type { PreparedDrawing } from './prepared-drawing.ts';

/** How much of a drawing its cases showed. */
export function coverageOf(drawing: PreparedDrawing, cases: readonly JudgedCase[]): Coverage {
  const entered = cases.filter(({ verdict }) => verdict !== 'not-applicable');
  const count = (test: (judged: JudgedCase) => boolean) => entered.filter(test).length;
  const operands: OperandCoverage[] = [];
  for (const { fragment } of walkFragments(drawing.interaction.fragments)) {
    if (fragment.type !== 'combined') continue;
    fragment.operands.forEach((operand, index) => {
      const inside = new Set<Message>();
      for (const inner of walkFragments(operand.fragments)) {
        if (inner.fragment.type === 'message') inside.add(inner.fragment);
      }
      const name = index === 0 ? fragment.operator : fragment.operator === 'par' ? 'and' : 'else';
      operands.push({
        operand: `${name} ${operand.guard ?? ''}`.trim(),
        range: operand.range,
        cases: count(({ seen }) => [...inside].some((message) => seen.has(message))),
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
    undrawn: [...undrawn].sort(),
  };
}

function isNamed(drawing: PreparedDrawing, endpoint: Endpoint): boolean {
  return endpoint.type !== 'outside' && drawing.matcher.lifelines(endpoint).length === 0;
}
