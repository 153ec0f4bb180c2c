/** The budgets of a drawing: how long what may take at most, and what is said of times that limits no single case. */
import type { SourceRange } from '#diagnostics';
import type {
  CombinedFragment,
  Interaction,
  InteractionFragment,
  InteractionOperand,
  Lifeline,
  LifelineId,
  Message,
  Note,
} from '../interaction.ts';
import { messagesIn, type OperandPath, walkFragments } from '../walk.ts';
import { type TimeFigure, timesIn, wordsOf } from './limits.ts';
import { type BudgetStretch, type FoundStretch, Stretches } from './stretch.ts';

interface Said {
  /** As it is written: `≤ 200 ms`. */
  readonly written: string;
  /** The note, label, guard or measure that says it. */
  readonly range: SourceRange;
  /** A message beside it, by id, for who must know which drawing it stands in. */
  readonly near: number | undefined;
}

/** A limit that a single case either keeps or exceeds. */
export interface DrawnBudget extends Said {
  /** In nanoseconds. */
  readonly limit: number;
  readonly stretch: BudgetStretch;
}

/** A time that is told as a fact, or a limit of which nobody can be sure what it limits. */
export interface UnjudgedTime extends Said {
  readonly why: string;
}

export interface DrawnBudgets {
  readonly budgets: readonly DrawnBudget[];
  readonly unjudged: readonly UnjudgedTime[];
}

const none: DrawnBudgets = { budgets: [], unjudged: [] };

/** Times in notes, on labels, in guards, and of measures between marked messages, in the order of the text. */
export function budgetsOf(interaction: Interaction): DrawnBudgets {
  const { fragments, durations = [] } = interaction;
  if (durations.length === 0 && !saysAnyTime(fragments)) return none;
  return new Reading(interaction).read();
}

/** Most drawings say nothing of times, and pay no more than for this. */
function saysAnyTime(fragments: readonly InteractionFragment[]): boolean {
  for (const { fragment } of walkFragments(fragments)) {
    if (fragment.type === 'note' && mayBeTime.test(fragment.text)) return true;
    if (fragment.type === 'message' && mayBeTime.test(fragment.label)) return true;
    if (fragment.type === 'combined' && fragment.operands.some(({ guard }) => guard && mayBeTime.test(guard)))
      return true;
  }
  return false;
}

const mayBeTime = /\d\s?[nuµμmshd]/iu;

const choices: ReadonlySet<string> = new Set(['alt', 'opt', 'break']);

class Reading {
  readonly #interaction: Interaction;
  readonly #lifelines: ReadonlyMap<LifelineId, Lifeline>;
  readonly #messages = new Map<number, { readonly message: Message; readonly path: OperandPath }>();
  readonly #stretches: Stretches;
  readonly #budgets: DrawnBudget[] = [];
  readonly #unjudged: UnjudgedTime[] = [];
  #near: number | undefined;

  constructor(interaction: Interaction) {
    this.#interaction = interaction;
    this.#lifelines = new Map(interaction.lifelines.map((lifeline) => [lifeline.id, lifeline]));
    this.#stretches = new Stretches(interaction);
    for (const { fragment, path } of walkFragments(interaction.fragments))
      if (fragment.type === 'message') this.#messages.set(fragment.id, { message: fragment, path });
  }

  read(): DrawnBudgets {
    this.#list(this.#interaction.fragments, []);
    for (const duration of this.#interaction.durations ?? []) {
      const { from, to, text, range } = duration;
      const [begin, end] = [from, to].map((id) => (id === null ? undefined : this.#messages.get(id)));
      this.#near = from ?? to ?? undefined;
      for (const figure of timesIn(text))
        this.#say(figure, range, () => {
          if (!begin || !end) return { unclear: 'no message is marked as one of its ends' };
          if (begin.path.at(-1)?.operand !== end.path.at(-1)?.operand)
            return { unclear: 'its ends stand in different frames' };
          if (figure.of.length > 0) return { unclear: `it is said of "${figure.of.join(' ')}"` };
          return this.#stretches.between(begin.message, end.message, begin.path);
        });
    }
    return { budgets: this.#budgets, unjudged: this.#unjudged };
  }

  #list(fragments: readonly InteractionFragment[], path: OperandPath): void {
    let previous: InteractionFragment | undefined;
    fragments.forEach((fragment, index) => {
      if (fragment.type === 'note') {
        const isLast = !fragments.slice(index + 1).some(isEvent);
        this.#note(fragment, previous, path, isLast);
      } else if (fragment.type === 'message') this.#label(fragment);
      else if (fragment.type === 'combined') {
        for (const operand of fragment.operands) {
          const inside = [...path, { fragment, operand }];
          this.#guard(operand, inside);
          this.#list(operand.fragments, inside);
        }
      }
      // Bars begin and end with messages, and stand for nothing themselves.
      if (fragment.type !== 'note' && fragment.type !== 'activation') previous = fragment;
    });
  }

  #note(note: Note, previous: InteractionFragment | undefined, path: OperandPath, isLast: boolean): void {
    const figures = timesIn(note.text);
    if (figures.length > 0 && previous?.type !== 'message')
      this.#near = messagesIn(path.at(-1)?.operand.fragments ?? [])[0]?.id ?? this.#near;
    for (const figure of figures) {
      // A time that nobody calls a limit is worth telling only where it says that it is the time of a flow.
      if (figure.kind === 'statement' && (figure.extent === undefined || figure.of.length > 0)) continue;
      this.#say(figure, note.range, () => {
        if (isForbidden(path)) return { unclear: 'it stands in what must not happen' };
        if (figure.isTimeout && /\b(?:retr(?:y|ies|ied)|attempts?|tries)\b/i.test(note.text))
          return { unclear: 'it may be the time of one attempt or of all' };
        const found = figure.extent
          ? this.#whole(figure.extent, !previous || isLast, path)
          : this.#stretches.ofNote(note, previous, path);
        const known = this.#namesAround(found, note, path);
        const foreign = [...figure.of, ...figure.under].filter((word) => !known.has(word));
        return foreign.length > 0 && !('unclear' in found)
          ? { unclear: `it is said of "${foreign.join(' ')}", which may be less than the drawing shows` }
          : found;
      });
    }
  }

  #whole(extent: 'total' | 'end-to-end', isAtEdge: boolean, path: OperandPath): FoundStretch {
    const around = path.at(-1);
    if (extent === 'end-to-end' && around) return { unclear: 'it stands in a frame, and is said of the whole' };
    if (!isAtEdge) return { unclear: 'a total in the middle may be of what is above it, or of all' };
    return around ? this.#stretches.ofOperand(around.operand, path) : this.#stretches.ofAll();
  }

  #label(message: Message): void {
    this.#near = message.id;
    const { path } = this.#messages.get(message.id)!;
    for (const figure of timesIn(message.label)) {
      // Labels say what is asked for, and times are often part of it.
      if (figure.kind === 'statement' || figure.isArgument) continue;
      if (!figure.isApart && figure.of.length + figure.under.length > 0) continue;
      this.#say(figure, message.labelRange ?? message.range, () => {
        if (isForbidden(path)) return { unclear: 'it stands in what must not happen' };
        if (figure.of.length > 0) return { unclear: `it is said of "${figure.of.join(' ')}"` };
        return this.#stretches.ofLabel(message);
      });
    }
  }

  #guard(operand: InteractionOperand, path: OperandPath): void {
    const { guard = '' } = operand;
    const { fragment } = path.at(-1)!;
    for (const figure of timesIn(guard)) {
      if (figure.kind === 'statement') continue;
      this.#say(figure, headRange(operand, fragment), () => {
        if (isForbidden(path)) return { unclear: 'it stands in what must not happen' };
        if (figure.of.length > 0 || (!figure.isApart && figure.under.length > 0))
          return { unclear: 'the guard says more than how long its frame may take' };
        // `paid (within 5 s)` is a condition on what came before; only who writes of a budget means the branch.
        if (choices.has(fragment.operator) && !/\b(?:budget|limit)\b/i.test(figure.written))
          return { unclear: 'the guard of a branch is a condition; to limit the branch, write `budget`' };
        return this.#stretches.ofOperand(operand, path);
      });
    }
  }

  /** What the stretch, and whoever the note is beside, are called. */
  #namesAround(found: FoundStretch, note: Note, path: OperandPath): ReadonlySet<string> {
    const words = new Set<string>();
    const add = (text: string | undefined): void => {
      for (const word of wordsOf(text ?? '')) words.add(word);
    };
    const addLifeline = (id: LifelineId | null): void => {
      add(id ?? undefined);
      add(id === null ? undefined : this.#lifelines.get(id)?.label);
    };
    for (const id of note.lifelines) addLifeline(id);
    if ('unclear' in found) return words;
    if (found.type === 'all') {
      add(path.at(-1)?.operand.guard);
      add(this.#interaction.title);
      add(this.#interaction.name);
      return words;
    }
    for (const id of found.type === 'between' ? [] : [found.type === 'work' ? found.message : found.call]) {
      const { message } = this.#messages.get(id)!;
      add(message.label);
      addLifeline(message.from);
      addLifeline(message.to);
    }
    return words;
  }

  #say(figure: TimeFigure, range: SourceRange, stretch: () => FoundStretch): void {
    const said: Said = { written: figure.written, range, near: this.#near };
    if (figure.kind !== 'limit') {
      this.#unjudged.push({ ...said, why: reasons[figure.kind] });
      return;
    }
    const found = stretch();
    if ('unclear' in found) this.#unjudged.push({ ...said, why: found.unclear });
    else this.#budgets.push({ ...said, limit: Math.round(figure.seconds * 1e9), stretch: found });
  }
}

/** Of the line that a frame, or one part of it, begins with; the model knows where that begins. */
function headRange({ guard = '', range: { start } }: InteractionOperand, { operator }: CombinedFragment): SourceRange {
  const length = operator.length + 1 + guard.split('\n')[0]!.length;
  return { start, end: { line: start.line, column: start.column + length } };
}

const reasons = {
  approximate: 'it says what is usual, not what is the limit',
  percentile: 'it is said of many cases together, not of each',
  statement: 'no word says that it is a limit (`≤`, `max`, `within`)',
} as const;

function isEvent({ type }: InteractionFragment): boolean {
  return type === 'message' || type === 'combined' || type === 'ref';
}

function isForbidden(path: OperandPath): boolean {
  return path.some(({ fragment }) => fragment.operator === 'neg');
}
