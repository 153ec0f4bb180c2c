import type { CombinedFragment, InteractionFragment } from '#model';
import {
  BEAD_ROOM,
  type Columns,
  endsOf,
  labelOf,
  NOTE_PADDING,
  noteLines,
  SELF_LABEL_WRAP,
  SELF_LOOP,
  widest,
} from './columns.ts';
import { eventsOf, type Leaf } from './events.ts';
import { SMALL_SIZE, textWidth } from './measure.ts';

/** From left to right, in pixels. */
export interface Extent {
  readonly left: number;
  readonly right: number;
}

const framePadding = 12;
const lifelineMargin = 26;

/** How far each frame reaches: around all that is in it. */
export function frameExtents(
  fragments: readonly InteractionFragment[],
  columns: Columns,
): ReadonlyMap<CombinedFragment, Extent> {
  const extents = new Map<CombinedFragment, Extent>();
  const open: (Extent | undefined)[] = [undefined];
  const grow = (extent: Extent): void => {
    const around = open.at(-1);
    open[open.length - 1] = around ? union(around, extent) : extent;
  };
  for (const event of eventsOf(fragments)) {
    if (event.type === 'open') open.push(undefined);
    else if (event.type === 'leaf') {
      const extent = extentOf(event.leaf, columns);
      if (extent) grow(extent);
    } else if (event.type === 'close') {
      const inside = open.pop() ?? everything(columns);
      const left = inside.left - framePadding;
      const frame = { left, right: Math.max(inside.right + framePadding, left + narrowestFrame(event.fragment)) };
      extents.set(event.fragment, frame);
      grow(frame);
    }
  }
  return extents;
}

function narrowestFrame({ operator, operands }: CombinedFragment): number {
  const guards = operands.map(({ guard = '' }) => Math.min(200, textWidth(guard, SMALL_SIZE)));
  return textWidth(operator) + Math.max(0, ...guards) + 110;
}

function extentOf(leaf: Leaf, columns: Columns): Extent | undefined {
  if (leaf.type === 'message') {
    const { from, to } = endsOf(leaf, columns);
    if (from === to)
      return {
        left: from - lifelineMargin,
        right: from + SELF_LOOP + BEAD_ROOM + labelOf(leaf.label, SELF_LABEL_WRAP).width + 10,
      };
    return { left: Math.min(from, to) - lifelineMargin, right: Math.max(from, to) + lifelineMargin };
  }
  if (leaf.type === 'note' || leaf.type === 'ref') return boxExtent(leaf, columns);
  return undefined;
}

/** Of a note or of what stands for another interaction. */
export function boxExtent(leaf: Extract<Leaf, { type: 'note' | 'ref' }>, columns: Columns): Extent {
  const xs = leaf.lifelines.map((id) => columns.byId.get(id)?.x).filter((x) => x !== undefined);
  if (xs.length === 0) return everything(columns);
  const left = Math.min(...xs);
  const right = Math.max(...xs);
  if (leaf.type === 'ref') {
    const wanted = Math.max(right - left + 80, Math.min(260, textWidth(leaf.name) + 60));
    return around((left + right) / 2, wanted);
  }
  const width = widest(noteLines(leaf.text, right - left)) + 2 * NOTE_PADDING;
  if (leaf.placement === 'left') return { left: left - 12 - width, right: left - 12 };
  if (leaf.placement === 'right') return { left: right + 12, right: right + 12 + width };
  return around((left + right) / 2, left === right ? width : Math.max(width, right - left + 60));
}

export function everything({ all, left, right }: Columns): Extent {
  const first = all[0];
  const last = all.at(-1);
  return first && last ? { left: first.x - first.width / 2, right: last.x + last.width / 2 } : { left, right };
}

function around(middle: number, width: number): Extent {
  return { left: middle - width / 2, right: middle + width / 2 };
}

export function union(a: Extent, b: Extent): Extent {
  return { left: Math.min(a.left, b.left), right: Math.max(a.right, b.right) };
}
