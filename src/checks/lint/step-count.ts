import type { SourceRange } from '#diagnostics';
import type { CombinedFragment, InteractionFragment, InteractionOperand, Message } from '#model';

/** A message whose label begins with a number that was written by hand. */
export interface Step {
  /** With its letter: `3`, `3a`. */
  readonly text: string;
  readonly value: number;
  readonly letter: string;
  readonly range: SourceRange;
}

export interface StepProblem {
  readonly step: Step;
  readonly kind: 'repeated' | 'backwards' | 'jump';
  /** The step that it does not fit to. */
  readonly other: Step;
}

/** The operands that a step stands in, the innermost first. */
interface Place {
  readonly frame: CombinedFragment;
  readonly operand: number;
  readonly around: Place | undefined;
  readonly depth: number;
}

export function stepOf({ label, range }: Pick<Message, 'label' | 'range'>): Step | undefined {
  const match = /^\s*[([]?(\d{1,3})([a-z])?(?:[.):\]](?!\d)|\s+-\s)/i.exec(label);
  if (!match) return undefined;
  const letter = (match[2] ?? '').toLowerCase();
  return { text: `${match[1]}${letter}`, value: Number(match[1]), letter, range };
}

/**
 * What is wrong with the numbers of the steps. Operands of one frame may count side by side, each from what was before
 * the frame, or one after the other; what follows the frame goes on from the end of any of them.
 */
export function stepProblems(fragments: readonly InteractionFragment[]): StepProblem[] {
  const problems: StepProblem[] = [];
  const known = new Map<string, { readonly step: Step; readonly place: Place | undefined }>();

  const look = (step: Step, place: Place | undefined, before: readonly Step[]): void => {
    const twin = known.get(step.text);
    known.set(step.text, { step, place });
    if (twin) {
      if (clash(step, place, twin.place)) problems.push({ step, kind: 'repeated', other: twin.step });
      return;
    }
    if (before.length === 0 || before.some(({ value }) => value <= step.value && step.value <= value + 1)) return;
    const least = before.reduce((one, other) => (other.value < one.value ? other : one));
    const most = before.reduce((one, other) => (other.value > one.value ? other : one));
    if (step.value < least.value) problems.push({ step, kind: 'backwards', other: least });
    else if (step.value > most.value + 1) problems.push({ step, kind: 'jump', other: most });
  };

  // Depth is what the parsers let through, and they stop long before the stack does.
  const visit = (some: readonly InteractionFragment[], place: Place | undefined, start: readonly Step[]): Step[] => {
    let last = [...start];
    for (const fragment of some) {
      if (fragment.type === 'message') {
        const step = stepOf(fragment);
        if (!step) continue;
        look(step, place, last);
        last = [step];
      } else if (fragment.type === 'combined') {
        const ends: Step[] = [];
        // Operands with letters of their own count side by side, never one after the other.
        const letters = new Map(
          fragment.operands.flatMap((operand, index) => {
            const letter = openingLetter(operand);
            return letter === undefined ? [] : [[index, letter] as const];
          }),
        );
        fragment.operands.forEach((operand, index) => {
          const inner = { frame: fragment, operand: index, around: place, depth: (place?.depth ?? 0) + 1 };
          const isBeside = letters.size > 0 && letters.get(index) !== letters.get(index - 1);
          ends.push(...visit(operand.fragments, inner, isBeside ? last : distinct([...last, ...ends])));
        });
        const mayBeLeftOut = ['opt', 'break', 'loop'].includes(fragment.operator) || fragment.operands.length === 1;
        last = distinct([...(mayBeLeftOut ? last : []), ...ends]);
      }
    }
    return last;
  };
  visit(fragments, undefined, []);
  return problems;
}

function distinct(steps: readonly Step[]): Step[] {
  return [...new Map(steps.map((step) => [step.value, step])).values()];
}

/** Is it a mistake that a number stands at both places? In two operands it is only where letters tell them apart. */
function clash(step: Step, one: Place | undefined, other: Place | undefined): boolean {
  let [a, b] = [one, other];
  let parted: readonly [Place, Place] | undefined;
  while (a && b) {
    if (a.depth > b.depth) a = a.around;
    else if (b.depth > a.depth) b = b.around;
    else {
      if (a.frame === b.frame && a.operand !== b.operand) parted = [a, b];
      a = a.around;
      b = b.around;
    }
  }
  if (!parted) return true;
  const [first, second] = parted.map(({ frame, operand }) => openingLetter(frame.operands[operand]!));
  return step.letter !== '' && first !== undefined && second !== undefined && first !== second;
}

function openingLetter({ fragments }: InteractionOperand): string | undefined {
  for (const fragment of fragments) {
    const step = fragment.type === 'message' ? stepOf(fragment) : undefined;
    if (step) return step.letter === '' ? undefined : step.letter;
  }
  return undefined;
}
