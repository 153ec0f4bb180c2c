import type { Interaction, Lifeline, LifelineId } from '#model';
import { eventsOf, type Leaf } from './events.ts';
import { LINE_HEIGHT, SMALL_SIZE, textWidth, wrapText } from './measure.ts';

/** A lifeline and its head. */
export interface Column {
  readonly lifeline: Lifeline;
  readonly x: number;
  readonly lines: readonly string[];
  /** What it was bound to, or that it was not observed; empty where nothing was judged. */
  readonly below: readonly string[];
  /** Of the head. */
  readonly width: number;
  readonly height: number;
}

/** Where lifelines stand. The frame's edges have places too, for messages that come from or go outside. */
export interface Columns {
  readonly all: readonly Column[];
  readonly byId: ReadonlyMap<LifelineId, Column>;
  readonly left: number;
  readonly right: number;
}

export interface Ends {
  readonly from: number;
  readonly to: number;
}

export const NOTE_PADDING = 9;
export const SELF_LOOP = 26;
/** What a badge takes beside a label. */
export const BEAD_ROOM = 40;
const iconHeight = 22;
const headWrap = 120;
const narrowest = 84;
const gap = 18;
/** Labels between neighbours are broken at this width. */
export const LABEL_WRAP = 176;
export const SELF_LABEL_WRAP = 124;
const noteWrap = 190;
const breathing = 26;

/** As far apart as heads, labels and notes need, and no farther. */
export function columnsOf(interaction: Interaction, boundTo: ReadonlyMap<LifelineId, readonly string[]>): Columns {
  const { lifelines, fragments } = interaction;
  const heads = lifelines.map((lifeline) => headOf(lifeline, boundTo.get(lifeline.id)));
  const indexOf = new Map(lifelines.map(({ id }, index) => [id, index + 1]));
  const last = lifelines.length + 1;
  // Wishes end at their right column; they are met from left to right.
  const wishes: { from: number; width: number }[][] = Array.from({ length: last + 1 }, () => []);
  for (const event of eventsOf(fragments)) {
    const wish = event.type === 'leaf' && wishOf(event.leaf, indexOf, last);
    if (wish) wishes[wish.to]!.push(wish);
  }
  const xs: number[] = [0];
  for (let index = 1; index <= last; index++) {
    const before = heads[index - 2]?.width ?? 0;
    const own = heads[index - 1]?.width ?? 0;
    let x = xs[index - 1]! + before / 2 + own / 2 + gap;
    for (const { from, width } of wishes[index]!) x = Math.max(x, xs[from]! + width);
    xs.push(x);
  }
  const all = heads.map((head, index) => ({ ...head, x: xs[index + 1]! }));
  return { all, byId: new Map(all.map((column) => [column.lifeline.id, column])), left: 0, right: xs[last]! };
}

function headOf(lifeline: Lifeline, boundTo: readonly string[] | undefined): Omit<Column, 'x'> {
  const lines = wrapText(lifeline.label, headWrap, { limit: 4 });
  const said = boundTo && (boundTo.length === 0 ? 'not observed' : boundTo.join(', '));
  const isSaid = said !== undefined && said !== '' && said !== lifeline.label;
  const below = isSaid ? wrapText(said, headWrap + 10, { size: SMALL_SIZE, limit: 2 }) : [];
  const text = Math.max(
    ...lines.map((line) => textWidth(line) * 1.05),
    ...below.map((line) => textWidth(line, SMALL_SIZE)),
  );
  const height = (lifeline.kind === 'participant' ? 0 : iconHeight) + (lines.length + below.length) * LINE_HEIGHT + 12;
  return { lifeline, lines, below, width: Math.max(narrowest, text + 22), height };
}

function wishOf(leaf: Leaf, indexOf: ReadonlyMap<LifelineId, number>, last: number) {
  if (leaf.type === 'message') {
    const from = leaf.from === null ? 0 : (indexOf.get(leaf.from) ?? 0);
    const to = leaf.to === null ? last : (indexOf.get(leaf.to) ?? last);
    const { width } = labelOf(leaf.label, from === to ? SELF_LABEL_WRAP : LABEL_WRAP);
    if (from === to) return { from, to: from + 1, width: SELF_LOOP + BEAD_ROOM + width + breathing };
    return { from: Math.min(from, to), to: Math.max(from, to), width: Math.max(width + breathing, 70) };
  }
  if (leaf.type === 'note' && (leaf.placement === 'left' || leaf.placement === 'right')) {
    const at = indexOf.get(leaf.lifelines[0] ?? '');
    if (at === undefined) return undefined;
    const width = widest(wrapText(leaf.text, noteWrap, { limit: 12 })) + 2 * NOTE_PADDING + 24;
    return leaf.placement === 'left' ? { from: at - 1, to: at, width } : { from: at, to: at + 1, width };
  }
  return undefined;
}

export function widest(lines: readonly string[], size?: number): number {
  return lines.reduce((most, line) => Math.max(most, textWidth(line, size)), 0);
}

/** The lines of a message's label, and how wide they are. */
export function labelOf(label: string, room: number): { readonly lines: readonly string[]; readonly width: number } {
  if (label === '') return { lines: [], width: 0 };
  const lines = wrapText(label, Math.max(60, room));
  return { lines, width: widest(lines) };
}

export function noteLines(text: string, room = noteWrap): readonly string[] {
  return wrapText(text, Math.max(noteWrap, room), { limit: 12 });
}

/** Of a message that goes from one lifeline to another, or to the frame. */
export function endsOf(
  { from, to }: { readonly from: string | null; readonly to: string | null },
  columns: Columns,
): Ends {
  return {
    from: from === null ? columns.left : (columns.byId.get(from)?.x ?? columns.left),
    to: to === null ? columns.right : (columns.byId.get(to)?.x ?? columns.right),
  };
}
