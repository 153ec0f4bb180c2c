import { html, type Markup } from '../markup.ts';
import { badge, badgeWidth } from './badge.ts';
import type { Columns } from './columns.ts';
import type { PlacedBox, SequenceLayout } from './layout.ts';
import { LINE_HEIGHT, textWidth } from './measure.ts';
import { type Painting, placeId } from './painting.ts';

/** Notes, references, dividers and delays. */
export function drawBoxes({ boxes, columns }: SequenceLayout, painting: Painting, id: string): Markup[] {
  return boxes.map((box) => {
    if (box.leaf.type === 'note') return drawNote(box);
    if (box.leaf.type === 'ref') return drawUse(box, painting, id);
    return box.leaf.type === 'divider' ? drawDivider(box) : drawDelay(box, columns);
  });
}

function drawDelay({ left, right, top, bottom, lines }: PlacedBox, { all }: Columns): Markup {
  const gaps = all.map(
    ({ x }) =>
      html`<rect x="${x - 5}" y="${top}" width="10" height="${bottom - top}"/><path d="M${x} ${top} V${bottom}"/>`,
  );
  const text = textLines(lines, (left + right) / 2, top + 22);
  return html`<g class="delay">${gaps}${text}</g>`;
}

const fold = 8;

function drawNote(box: PlacedBox): Markup {
  const { left, right, top, bottom, lines } = box;
  return html`<g class="note"><path d="M${left} ${top} H${right - fold} l${fold} ${fold} V${bottom} H${left} z M${right - fold} ${top} v${fold} h${fold}"/>${textLines(lines, (left + right) / 2, top + 18)}</g>`;
}

function drawUse(box: PlacedBox, painting: Painting, id: string): Markup {
  const { leaf, left, right, top, bottom, lines } = box;
  const painted = leaf.type === 'ref' ? painting.uses.get(leaf) : undefined;
  const told = painted ? html`<title>${painted.told}</title>` : undefined;
  const mark = painted && badge(painted, right - badgeWidth(painted) - 6, top + 12);
  const use = html`<g class="use ${painted?.state ?? 'unjudged'}">${told}<rect x="${left}" y="${top}" width="${right - left}" height="${bottom - top}" rx="3"/><path d="M${left} ${top} h38 v11 l-6 7 h-32 z"/><text class="tab" x="${left + 9}" y="${top + 13}">ref</text>${textLines(lines, (left + right) / 2, top + 34)}${mark}</g>`;
  const link = painted?.findings[0];
  return link ? html`<a href="#${link}" id="${placeId(id, leaf.range)}" data-item="">${use}</a>` : use;
}

function drawDivider(box: PlacedBox): Markup {
  const { left, right, top, bottom, lines } = box;
  const middle = (top + bottom) / 2;
  const width = Math.max(0, ...lines.map((line) => textWidth(line))) + 24;
  const centre = (left + right) / 2;
  return html`<g class="divider"><path d="M${left} ${middle - 1.5} H${right} M${left} ${middle + 1.5} H${right}"/><rect x="${centre - width / 2}" y="${top}" width="${width}" height="${bottom - top}" rx="3"/>${textLines(lines, centre, top + 17)}</g>`;
}

function textLines(lines: readonly string[], x: number, y: number): Markup[] {
  return lines.map((line, index) => html`<text x="${x}" y="${y + index * LINE_HEIGHT}">${line}</text>`);
}
