import type {
  CombinedFragment,
  Delay,
  Destruction,
  Divider,
  Interaction,
  InteractionFragment,
  InteractionOperand,
  InteractionUse,
  LifelineId,
  Message,
  Note,
} from '#model';
import {
  BEAD_ROOM,
  type Columns,
  columnsOf,
  endsOf,
  labelOf,
  noteLines,
  SELF_LABEL_WRAP,
  SELF_LOOP,
} from './columns.ts';
import { type DrawingEvent, eventsOf, type Leaf } from './events.ts';
import { boxExtent, type Extent, everything, frameExtents, union } from './extents.ts';
import { LINE_HEIGHT, SMALL_SIZE, textWidth, wrapText } from './measure.ts';
import type { Painting } from './painting.ts';

export interface PlacedMessage {
  readonly message: Message;
  /** Of the line; of a message to itself, where it leaves. */
  readonly y: number;
  readonly x1: number;
  readonly x2: number;
  readonly lines: readonly string[];
  /** The middle of its label, or where the label of a message to itself begins. */
  readonly labelAt: number;
  readonly top: number;
  readonly bottom: number;
}

export interface PlacedSection {
  readonly operand: InteractionOperand;
  readonly y: number;
  readonly guard: readonly string[];
}

export interface PlacedFrame extends Extent {
  readonly fragment: CombinedFragment;
  readonly top: number;
  readonly bottom: number;
  readonly tab: number;
  readonly sections: readonly PlacedSection[];
}

export interface PlacedBox extends Extent {
  readonly leaf: Note | InteractionUse | Divider | Delay;
  readonly lines: readonly string[];
  readonly top: number;
  readonly bottom: number;
}

/** An execution: a bar on a lifeline, `level` others below it. */
export interface PlacedBar {
  readonly x: number;
  readonly level: number;
  readonly top: number;
  readonly bottom: number;
}

/** A drawing with every part in its place, in pixels; `y` counts from below the heads. */
export interface SequenceLayout {
  readonly columns: Columns;
  readonly extent: Extent;
  readonly headHeight: number;
  readonly height: number;
  readonly messages: readonly PlacedMessage[];
  readonly frames: readonly PlacedFrame[];
  readonly boxes: readonly PlacedBox[];
  readonly bars: readonly PlacedBar[];
  /** Where a lifeline comes into being, and where it ends. */
  readonly born: ReadonlyMap<LifelineId, number>;
  readonly ended: ReadonlyMap<LifelineId, number>;
  readonly destructions: readonly { readonly x: number; readonly y: number }[];
}

const longArrow = 300;
export const BAR_WIDTH = 8;
export const BAR_STEP = 4;

export function layOut(interaction: Interaction, painting: Pick<Painting, 'boundTo'>): SequenceLayout {
  const columns = columnsOf(interaction, painting.boundTo);
  const placing = new Placing(columns, frameExtents(interaction.fragments, columns));
  for (const event of eventsOf(interaction.fragments)) placing.place(event);
  const tallest = columns.all.reduce((most, { height }) => Math.max(most, height), 0);
  const boxLabel = interaction.boxes.some(({ label }) => label) ? LINE_HEIGHT + 6 : 0;
  return placing.finish(tallest + boxLabel + 4);
}

/** Goes down the drawing once. */
class Placing {
  readonly #columns: Columns;
  readonly #extents: ReadonlyMap<CombinedFragment, Extent>;
  #y = 10;
  #lastArrow: number | undefined;
  readonly #messages: PlacedMessage[] = [];
  readonly #frames: PlacedFrame[] = [];
  readonly #boxes: PlacedBox[] = [];
  readonly #bars: PlacedBar[] = [];
  readonly #open: { top: number; tab: number; sections: PlacedSection[] }[] = [];
  readonly #active = new Map<LifelineId, number[]>();
  readonly #born = new Map<LifelineId, number>();
  readonly #ended = new Map<LifelineId, number>();
  readonly #destructions: { x: number; y: number }[] = [];

  constructor(columns: Columns, extents: ReadonlyMap<CombinedFragment, Extent>) {
    this.#columns = columns;
    this.#extents = extents;
  }

  place(event: DrawingEvent): void {
    switch (event.type) {
      case 'leaf':
        this.#leaf(event.leaf, event.next);
        return;
      case 'open':
        this.#y += 10;
        this.#open.push({ top: this.#y, tab: textWidth(event.fragment.operator) * 1.1 + 20, sections: [] });
        return;
      case 'operand':
        this.#section(event.fragment, event.operand);
        return;
      case 'close':
        this.#close(event.fragment);
    }
  }

  finish(headHeight: number): SequenceLayout {
    const height = this.#y + 14;
    for (const [id, starts] of this.#active)
      for (const [level, top] of starts.entries()) this.#bar(id, level, top, height);
    let extent = everything(this.#columns);
    const outside = this.#messages.flatMap(({ x1, x2 }) => [x1, x2]);
    for (const x of outside) extent = union(extent, { left: x, right: x });
    for (const { x1, x2, lines } of this.#messages) {
      const width = x1 === x2 ? SELF_LOOP + BEAD_ROOM + Math.max(0, ...lines.map((line) => textWidth(line))) + 8 : 0;
      extent = union(extent, { left: x1, right: x1 + width });
    }
    for (const placed of [...this.#frames, ...this.#boxes]) extent = union(extent, placed);
    return {
      columns: this.#columns,
      extent: { left: extent.left - 8, right: extent.right + 8 },
      headHeight,
      height,
      messages: this.#messages,
      frames: this.#frames,
      boxes: this.#boxes,
      bars: this.#bars,
      born: this.#born,
      ended: this.#ended,
      destructions: this.#destructions,
    };
  }

  #leaf(leaf: Leaf, next: InteractionFragment | undefined): void {
    if (leaf.type === 'message') this.#message(leaf, next);
    else if (leaf.type === 'activation') this.#activation(leaf.lifeline, leaf.action);
    else if (leaf.type === 'destruction') this.#destruction(leaf);
    else this.#box(leaf);
  }

  #message(message: Message, next: InteractionFragment | undefined): void {
    const { from, to } = endsOf(message, this.#columns);
    const isSelf = from === to;
    const top = this.#y + 6;
    const { lines, width } = labelOf(message.label, isSelf ? SELF_LABEL_WRAP : Math.abs(to - from) - 24);
    const text = lines.length * LINE_HEIGHT;
    const y = isSelf ? top + 6 : top + text + 9;
    const bottom = isSelf ? top + Math.max(34, text + 6) : y + 10;
    // An execution that this message begins is drawn from here on.
    const begins =
      next?.type === 'activation' && next.action === 'activate' && next.lifeline === message.to && !isSelf ? 1 : 0;
    const towards = Math.sign(to - from);
    const x1 = from + towards * this.#reach(message.from, 0, towards);
    const x2 = to - towards * this.#reach(message.to, begins, -towards);
    // The label of a long arrow stands where the arrow begins, so that it is in sight together with its sender.
    const far = Math.min(Math.abs(x2 - x1) / 2, BEAD_ROOM + width / 2 + 10);
    const labelAt = isSelf
      ? x1 + SELF_LOOP + BEAD_ROOM
      : x1 + towards * (Math.abs(x2 - x1) > longArrow ? far : Math.abs(x2 - x1) / 2);
    this.#messages.push({ message, y, x1, x2: isSelf ? x1 : x2, lines, labelAt, top, bottom });
    if (message.sort === 'createMessage' && message.to !== null && !this.#born.has(message.to))
      this.#born.set(message.to, y);
    this.#lastArrow = isSelf ? y + 20 : y;
    this.#y = bottom;
  }

  /** From a lifeline to the edge of its bars. */
  #reach(id: LifelineId | null, begins: number, towards: number): number {
    const level = (id === null ? 0 : (this.#active.get(id)?.length ?? 0)) + begins;
    if (level === 0) return 0;
    return BAR_WIDTH / 2 + (towards > 0 ? (level - 1) * BAR_STEP : 0);
  }

  #activation(id: LifelineId, action: 'activate' | 'deactivate'): void {
    const starts = this.#active.get(id) ?? [];
    this.#active.set(id, starts);
    const y = this.#lastArrow ?? this.#y;
    if (action === 'activate') starts.push(y);
    else {
      const top = starts.pop();
      if (top !== undefined) this.#bar(id, starts.length, top, Math.max(y, top + 12));
    }
  }

  #bar(id: LifelineId, level: number, top: number, bottom: number): void {
    const column = this.#columns.byId.get(id);
    if (column) this.#bars.push({ x: column.x + level * BAR_STEP, level, top, bottom });
  }

  #destruction({ lifeline }: Destruction): void {
    const column = this.#columns.byId.get(lifeline);
    const last = this.#messages.at(-1)?.message;
    if (!column) return;
    if (last?.to !== lifeline || this.#ended.has(lifeline)) this.#y += 20;
    const y = last?.to === lifeline ? this.#lastArrow! : this.#y;
    this.#ended.set(lifeline, y);
    this.#destructions.push({ x: column.x, y });
    this.#y = Math.max(this.#y, y + 12);
  }

  #box(leaf: Note | InteractionUse | Divider | Delay): void {
    const isNarrow = leaf.type === 'note' || leaf.type === 'ref';
    const extent = isNarrow ? boxExtent(leaf, this.#columns) : everything(this.#columns);
    const text = leaf.type === 'ref' ? leaf.name : (leaf.text ?? '');
    const room = extent.right - extent.left - 20;
    const lines =
      leaf.type === 'note'
        ? noteLines(text, room)
        : text === ''
          ? []
          : wrapText(text, Math.max(80, room), { limit: 4 });
    const height = lines.length * LINE_HEIGHT + (leaf.type === 'ref' ? 30 : leaf.type === 'delay' ? 22 : 12);
    const margin = leaf.type === 'divider' ? 14 : 8;
    const top = this.#y + margin;
    this.#boxes.push({ leaf, ...extent, lines, top, bottom: top + height });
    this.#y = top + height + (leaf.type === 'divider' ? 8 : 4);
  }

  #section(fragment: CombinedFragment, operand: InteractionOperand): void {
    const open = this.#open.at(-1)!;
    const { left, right } = this.#extents.get(fragment)!;
    const isFirst = open.sections.length === 0;
    if (!isFirst) this.#y += 6;
    const room = right - left - (isFirst ? open.tab : 0) - 70;
    const guard = operand.guard ? wrapText(operand.guard, Math.max(90, room), { size: SMALL_SIZE + 1, limit: 3 }) : [];
    open.sections.push({ operand, y: this.#y, guard });
    this.#y += Math.max(1, guard.length) * LINE_HEIGHT + 8;
  }

  #close(fragment: CombinedFragment): void {
    const { top, tab, sections } = this.#open.pop()!;
    this.#y += 6;
    this.#frames.push({ fragment, ...this.#extents.get(fragment)!, top, bottom: this.#y, tab, sections });
    this.#y += 6;
  }
}
