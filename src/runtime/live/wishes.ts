import { type CombinedFragment, type InteractionOperand, messagesIn, readLabel } from '#model';
import type { ChoicePoint, Policy } from '../scenario/scenario.ts';

/**
 * A choice as somebody writes it: `12=2` (at line 12 the second operand, or so many iterations; `12=2,1` one after the
 * other), `12` (the operand that begins at that line), `409` (the operand that answers so), or an operand's guard.
 */
export interface WrittenWish {
  readonly text: string;
  readonly line?: number;
  readonly taken?: readonly number[];
}

export function readWish(text: string): WrittenWish {
  const match = /^(?:line\s*)?(\d+)\s*=\s*(\d+(?:\s*,\s*\d+)*)$/i.exec(text.trim());
  if (match) return { text, line: Number(match[1]), taken: match[2]!.split(',').map(Number) };
  const line = /^(?:line\s+)?(\d+)$/i.exec(text.trim());
  return line ? { text, line: Number(line[1]) } : { text };
}

/** What a wish takes at a fragment; undefined if it is about another one. */
export function takenBy(wish: WrittenWish, fragment: CombinedFragment, times = 0): number | undefined {
  const { line, taken, text } = wish;
  if (taken) {
    const isHere = fragment.range.start.line === line;
    return isHere ? taken[Math.min(times, taken.length - 1)] : undefined;
  }
  const meets = (operand: InteractionOperand) =>
    operand.guard?.toLowerCase().trim() === text.toLowerCase().trim() ||
    (line !== undefined && (operand.range.start.line === line || answersWith(operand, line)));
  const index = fragment.operands.findIndex(meets);
  if (index < 0) return undefined;
  return fragment.operator === 'critical' ? index : index + 1;
}

/** By what was wished for, and by another policy where nothing was. */
export function wished(wishes: readonly WrittenWish[], otherwise: Policy): Policy {
  const met = new Map<WrittenWish, number>();
  return (point: ChoicePoint) => {
    for (const wish of wishes) {
      const times = met.get(wish) ?? 0;
      const taken = takenBy(wish, point.fragment, times);
      if (taken === undefined) continue;
      met.set(wish, times + 1);
      return taken;
    }
    return otherwise(point);
  };
}

function answersWith(operand: InteractionOperand, status: number): boolean {
  return messagesIn(operand.fragments).some(({ label }) => readLabel(label).status?.code === status);
}
