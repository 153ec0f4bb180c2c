/** What a person, a program or a request wishes to be chosen: one language for drawings that are run and that are played. */
import {
  type CombinedFragment,
  type Interaction,
  type InteractionOperand,
  messagesIn,
  readLabel,
  walkFragments,
} from '#model';
import type { ChoicePoint, Policy } from './scenario.ts';

/**
 * A choice as it is written: `12=2` (at line 12 the second operand, or so many iterations; `12=2,1` one time after the
 * other, the last holds on), `14` (the operand that begins at that line), `409` (the operand that answers so), an operand's
 * guard, or a guard with a number for a loop: `each item=3`.
 */
export interface Wish {
  readonly text: string;
  /** From 1: of a fragment, or of one of its operands. Without `taken` it may also be a status. */
  readonly line?: number;
  /** The text beside an operand, without the number behind it. */
  readonly guard?: string;
  /** What is taken, once for each time the place is come to. Not needed for an operand. */
  readonly taken: readonly number[];
}

export function readWish(text: string): Wish {
  const [, place = text, numbers] = /^(.*?)\s*=\s*(\d+(?:\s*,\s*\d+)*)\s*$/s.exec(text) ?? [];
  const taken = numbers?.split(',').map(Number) ?? [];
  const line = /^\s*(?:line\s*)?(\d+)\s*$/i.exec(place);
  return { text, ...(line ? { line: Number(line[1]) } : { guard: place.trim() }), taken };
}

/** What a wish takes at a fragment that it meets for the nth time, from 0; undefined if it is about another one. */
export function takenBy({ text, line, guard, taken }: Wish, fragment: CombinedFragment, times = 0): number | undefined {
  const { operands } = fragment;
  const find = (meets: (operand: InteractionOperand) => boolean): number | undefined => {
    const index = operands.findIndex(meets);
    if (index < 0) return undefined;
    // The first operand of a critical region is no handler.
    return fragment.operator === 'critical' ? index : index + 1;
  };
  // A guard that ends in a number is that guard first of all: `retries = 3`.
  const named = find((operand) => isSame(operand.guard, text));
  if (named !== undefined) return named;
  const begins = line === undefined ? undefined : find(({ range }) => range.start.line === line);
  if (taken.length > 0) {
    const isHere =
      line === undefined
        ? operands.some((operand) => isSame(operand.guard, guard))
        : fragment.range.start.line === line || begins !== undefined;
    return isHere ? taken[Math.min(times, taken.length - 1)] : undefined;
  }
  return begins ?? (line === undefined ? undefined : find((operand) => answersWith(operand, line)));
}

/**
 * By what was wished for, and by another policy where nothing was; of several wishes for a place the first counts. `used`
 * collects those that came to something.
 */
export function wished(wishes: readonly Wish[], otherwise: Policy, used = new Set<Wish>()): Policy {
  const met = new Map<Wish, number>();
  return (point: ChoicePoint) => {
    for (const wish of wishes) {
      const times = met.get(wish) ?? 0;
      const taken = takenBy(wish, point.fragment, times);
      if (taken === undefined) continue;
      met.set(wish, times + 1);
      used.add(wish);
      return taken;
    }
    return otherwise(point);
  };
}

/** Everything that a wish can be about. */
export function choicesIn({ fragments }: Interaction): readonly CombinedFragment[] {
  const found: CombinedFragment[] = [];
  for (const { fragment } of walkFragments(fragments)) {
    if (fragment.type !== 'combined') continue;
    const { operator, operands } = fragment;
    if (['alt', 'opt', 'loop', 'break'].includes(operator) || (operator === 'critical' && operands.length > 1))
      found.push(fragment);
  }
  return found;
}

/** The choices that a wish is about. */
export function choicesMeantBy(wish: Wish, interaction: Interaction): readonly CombinedFragment[] {
  return choicesIn(interaction).filter((fragment) => takenBy(wish, fragment) !== undefined);
}

function isSame(guard: string | undefined, text: string | undefined): boolean {
  const plain = (words: string) => words.toLowerCase().replace(/\s+/g, ' ').trim();
  return guard !== undefined && text !== undefined && plain(guard) === plain(text);
}

function answersWith(operand: InteractionOperand, status: number): boolean {
  return messagesIn(operand.fragments).some(({ label }) => readLabel(label).status?.code === status);
}
