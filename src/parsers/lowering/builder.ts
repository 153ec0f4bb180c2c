import type { SourceRange } from '#diagnostics';
import type {
  DurationConstraint,
  Interaction,
  InteractionFragment,
  InteractionOperator,
  Lifeline,
  LifelineBox,
  LifelineId,
  LifelineKind,
  LoopBounds,
  MessageKind,
  MessageSort,
} from '#model';
import type { DiagramText } from '../diagram-text.ts';

/** A stretch of the diagram's text, in its own offsets: `end` is exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export interface Declaration {
  readonly id: LifelineId;
  readonly label: string;
  readonly kind: LifelineKind;
  readonly span: Span;
  /** PlantUML's `order`: lifelines are drawn by it, those without one as if it were 0. */
  readonly order?: number;
}

export interface BlockHead {
  readonly operator: InteractionOperator;
  readonly guard?: string;
  readonly bounds?: LoopBounds;
  readonly messages?: readonly string[];
}

export interface DrawnMessage {
  readonly sort: MessageSort;
  readonly messageKind: MessageKind;
  readonly from: LifelineId | null;
  readonly to: LifelineId | null;
  readonly label: string;
  readonly span: Span;
  readonly labelSpan?: Span;
}

interface OpenOperand {
  readonly guard?: string;
  readonly fragments: InteractionFragment[];
  readonly start: number;
  readonly end: number;
}

/** A block that has been opened and not yet ended. */
export interface OpenBlock {
  operator: InteractionOperator;
  readonly head: BlockHead;
  readonly span: Span;
  readonly operands: OpenOperand[];
  current: { readonly guard?: string; readonly fragments: InteractionFragment[]; readonly start: number };
  /** The list that the finished block goes to. */
  readonly parent: InteractionFragment[];
}

interface DrawnLifeline extends Lifeline {
  readonly order: number;
  /** Place among those of the same order. */
  readonly rank: number;
}

/** How deeply blocks may nest; beyond this their frames are dropped, their contents kept. */
export const greatestDepth = 500;

/**
 * Puts an interaction together statement by statement. Both languages lower through it, so that twins number their
 * messages and order their lifelines alike. Keeps its own stack: nesting is no recursion.
 */
export class InteractionBuilder {
  readonly #text: DiagramText;
  readonly #lifelines = new Map<LifelineId, DrawnLifeline>();
  readonly #boxes: LifelineBox[] = [];
  readonly #openBoxes: { index: number; label: string; span: Span; lifelines: Set<LifelineId> }[] = [];
  readonly #root: InteractionFragment[] = [];
  readonly #blocks: OpenBlock[] = [];
  readonly #created = new Set<LifelineId>();
  #fragments = this.#root;
  readonly #marks = new Map<string, number>();
  readonly #measures: { readonly from: string; readonly to: string; readonly text: string; readonly span: Span }[] = [];
  #messages = 0;
  #ranks = 0;
  #tooDeep = 0;
  title: string | undefined;
  /** Lifelines that nothing is drawn at are left out. */
  hidesUnlinked = false;

  constructor(text: DiagramText) {
    this.#text = text;
  }

  range(span: Span): SourceRange {
    return this.#text.range(span.start, span.end);
  }

  lifeline(id: LifelineId): Lifeline | undefined {
    return this.#lifelines.get(id);
  }

  /** Adds a lifeline, or replaces what was said about it before without moving it. */
  declare(declaration: Declaration): void {
    const { id, label, kind, span } = declaration;
    const known = this.#lifelines.get(id);
    const range = known?.range ?? this.range(span);
    const rank = known?.rank ?? this.#ranks++;
    this.#lifelines.set(id, { id, label, kind, range, order: declaration.order ?? 0, rank });
    for (const box of this.#openBoxes) box.lifelines.add(id);
  }

  /** PlantUML draws a lifeline that is declared again at the end. */
  moveToEnd(id: LifelineId): void {
    const known = this.#lifelines.get(id);
    if (known) this.#lifelines.set(id, { ...known, rank: this.#ranks++ });
  }

  /** A lifeline named anywhere but in a declaration: comes into being at its first mention. */
  mention(id: LifelineId, label: string, span: Span): LifelineId {
    if (!this.#lifelines.has(id)) this.declare({ id, label, kind: 'participant', span });
    return id;
  }

  /** The next message to this lifeline brings it into being. */
  announceCreation(id: LifelineId): void {
    this.#created.add(id);
  }

  openBox(label: string, span: Span): void {
    this.#openBoxes.push({ index: this.#boxes.length, label, span, lifelines: new Set() });
    this.#boxes.push({ lifelines: [], range: this.range(span) });
  }

  /** False where no box is open. */
  closeBox(end: number): boolean {
    const box = this.#openBoxes.pop();
    if (!box) return false;
    const { label, span } = box;
    const lifelines = [...box.lifelines];
    this.#boxes[box.index] = {
      ...(label === '' ? {} : { label }),
      lifelines,
      range: this.range({ start: span.start, end }),
    };
    return true;
  }

  get openBoxSpan(): Span | undefined {
    return this.#openBoxes.at(-1)?.span;
  }

  message(message: DrawnMessage): void {
    const { from, to, label, messageKind, span, labelSpan } = message;
    const sort = to !== null && this.#created.delete(to) ? 'createMessage' : message.sort;
    this.#messages += 1;
    this.#fragments.push({
      type: 'message',
      id: this.#messages,
      sort,
      messageKind,
      from,
      to,
      label,
      range: this.range(span),
      ...(labelSpan && label !== '' ? { labelRange: this.range(labelSpan) } : {}),
    });
  }

  /** Names the next message, so that time may be measured from or to it. */
  mark(name: string): void {
    this.#marks.set(name, this.#messages + 1);
  }

  /** Time between two marked messages, which may still be to come. */
  measure(from: string, to: string, text: string, span: Span): void {
    this.#measures.push({ from, to, text, span });
  }

  #durations(): DurationConstraint[] {
    const marked = (name: string): number | null => {
      const id = this.#marks.get(name);
      return id !== undefined && id <= this.#messages ? id : null;
    };
    return this.#measures.map(({ from, to, text, span }) => ({
      from: marked(from),
      to: marked(to),
      text,
      range: this.range(span),
    }));
  }

  add(fragment: InteractionFragment): void {
    this.#fragments.push(fragment);
  }

  /** The given lifelines from left to right, as far as is known by now. */
  drawnOrder(ids: readonly LifelineId[]): LifelineId[] {
    return ids
      .map((id) => this.#lifelines.get(id)!)
      .sort(inDrawnOrder)
      .map((lifeline) => lifeline.id);
  }

  /** True once, right after a block was refused: to say so for the outermost one alone. */
  get firstTooDeep(): boolean {
    return this.#tooDeep === 1;
  }

  get depth(): number {
    return this.#blocks.length;
  }

  get innermost(): OpenBlock | undefined {
    return this.#tooDeep > 0 ? undefined : this.#blocks.at(-1);
  }

  /** False where the block is nested too deeply to be kept. */
  open(head: BlockHead, span: Span): boolean {
    if (this.#blocks.length >= greatestDepth) {
      this.#tooDeep += 1;
      return false;
    }
    const fragments: InteractionFragment[] = [];
    const current = { ...(head.guard === undefined ? {} : { guard: head.guard }), fragments, start: span.start };
    this.#blocks.push({ operator: head.operator, head, span, operands: [], current, parent: this.#fragments });
    this.#fragments = fragments;
    return true;
  }

  /** Ends the operand at hand and begins the next. */
  nextOperand(guard: string, span: Span): void {
    const block = this.innermost;
    if (!block) return;
    block.operands.push({ ...block.current, end: span.start });
    const fragments: InteractionFragment[] = [];
    block.current = { ...(guard === '' ? {} : { guard }), fragments, start: span.start };
    this.#fragments = fragments;
  }

  /** False where no block is open. */
  close(span: Span): boolean {
    if (this.#tooDeep > 0) {
      this.#tooDeep -= 1;
      return true;
    }
    const block = this.#blocks.pop();
    if (!block) return false;
    block.operands.push({ ...block.current, end: span.start });
    this.#fragments = block.parent;
    const { bounds, messages } = block.head;
    this.#fragments.push({
      type: 'combined',
      operator: block.operator,
      operands: block.operands.map(({ guard, fragments, start, end }) => ({
        ...(guard === undefined ? {} : { guard }),
        fragments,
        range: this.range({ start, end }),
      })),
      ...(bounds && block.operator === 'loop' ? { bounds } : {}),
      ...(messages ? { messages } : {}),
      range: this.range({ start: block.span.start, end: span.end }),
    });
    return true;
  }

  /** The lifelines that something is drawn at. */
  #linked(): Set<LifelineId> {
    const linked = new Set<LifelineId>();
    const left = [...this.#root];
    for (let fragment = left.pop(); fragment; fragment = left.pop()) {
      if (fragment.type === 'combined') for (const operand of fragment.operands) left.push(...operand.fragments);
      else if (fragment.type === 'message') {
        for (const id of [fragment.from, fragment.to]) if (id !== null) linked.add(id);
      } else if (fragment.type === 'activation' || fragment.type === 'destruction') linked.add(fragment.lifeline);
      else if ('lifelines' in fragment) for (const id of fragment.lifelines) linked.add(id);
    }
    return linked;
  }

  /** Ends whatever is open. */
  finish(name: string | undefined, range: SourceRange): Interaction {
    const end = this.#text.text.trimEnd().length;
    this.#tooDeep = 0;
    while (this.closeBox(end));
    while (this.close({ start: end, end }));
    const linked = this.hidesUnlinked ? this.#linked() : undefined;
    const drawn = [...this.#lifelines.values()].filter(({ id }) => linked?.has(id) ?? true).sort(inDrawnOrder);
    const boxes = linked
      ? this.#boxes
          .map((box) => ({ ...box, lifelines: box.lifelines.filter((id) => linked.has(id)) }))
          .filter(({ lifelines }) => lifelines.length > 0)
      : this.#boxes;
    const durations = this.#durations();
    return {
      kind: 'interaction',
      ...(name === undefined ? {} : { name }),
      ...(this.title === undefined || this.title === '' ? {} : { title: this.title }),
      lifelines: drawn.map(({ id, label, kind, range }) => ({ id, label, kind, range })),
      boxes,
      fragments: this.#root,
      ...(durations.length > 0 && { durations }),
      range,
    };
  }
}

function inDrawnOrder(a: DrawnLifeline, b: DrawnLifeline): number {
  return a.order - b.order || a.rank - b.rank;
}
