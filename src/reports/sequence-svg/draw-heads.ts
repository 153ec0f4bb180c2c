import type { Interaction, LifelineKind } from '#model';
import { html, type Markup } from '../markup.ts';
import type { Column } from './columns.ts';
import type { SequenceLayout } from './layout.ts';
import { LINE_HEIGHT } from './measure.ts';
import type { Painting } from './painting.ts';

/** About a middle of 0/0, at most 20 by 20. */
const icons: Readonly<Record<LifelineKind, string>> = {
  participant: '',
  actor: 'M0 -4 a3 3 0 1 0 -.01 0 M0 -4 V3 M-6 -1 H6 M-5 9 L0 3 L5 9',
  boundary: 'M-8 -7 V7 M-8 0 H-5 M7 0 a6 6 0 1 0 0 .01',
  control: 'M6 1 a6 6 0 1 0 0 .01 M-2 -5 L2 -8 M-2 -5 L2 -2',
  entity: 'M6 -1 a6 6 0 1 0 0 .01 M-6 8 H6',
  database: 'M-7 -5 a7 3 0 1 0 14 0 a7 3 0 1 0 -14 0 V6 a7 3 0 0 0 14 0 V-5',
  collections: 'M-7 -3 H4 V7 H-7 Z M-4 -3 V-6 H7 V4 H4',
  queue: 'M-6 -5 H6 a3 5 0 0 1 0 10 H-6 a3 5 0 0 1 0 -10 a3 5 0 0 1 0 10 M6 -5 a3 5 0 0 0 0 10',
};

export function drawHeads(interaction: Interaction, layout: SequenceLayout, { boundTo }: Painting): Markup {
  return html`${drawBoxGround(interaction, layout, layout.headHeight, true)}${layout.columns.all.map((column) =>
    drawHead(column, layout, boundTo.get(column.lifeline.id)),
  )}`;
}

function drawHead(
  { lifeline, x, lines, below, width, height }: Column,
  { headHeight }: SequenceLayout,
  boundTo: readonly string[] | undefined,
): Markup {
  const hasIcon = lifeline.kind !== 'participant';
  const top = headHeight - height - 2;
  const icon = hasIcon
    ? html`<path class="icon" d="${icons[lifeline.kind]}" transform="translate(${x} ${top + 17})"/>`
    : undefined;
  const first = top + (hasIcon ? 22 : 0) + 18;
  const text = [
    ...lines.map((line, index) => html`<text class="name" x="${x}" y="${first + index * LINE_HEIGHT}">${line}</text>`),
    ...below.map(
      (line, index) =>
        html`<text class="bound" x="${x}" y="${first + (lines.length + index) * LINE_HEIGHT}">${line}</text>`,
    ),
  ];
  const unobserved = boundTo !== undefined && boundTo.length === 0 ? ' unobserved' : '';
  return html`<g class="head${unobserved}"><rect x="${x - width / 2}" y="${top}" width="${width}" height="${height}" rx="6"/>${icon}${text}</g>`;
}

/** Frames around neighbouring lifelines go all the way down. */
export function drawBoxGround(
  { boxes }: Interaction,
  { columns }: SequenceLayout,
  height: number,
  isHead: boolean,
): Markup[] {
  return boxes.flatMap(({ label, lifelines }) => {
    const within = lifelines.map((id) => columns.byId.get(id)).filter((column) => column !== undefined);
    if (within.length === 0) return [];
    const left = Math.min(...within.map(({ x, width }) => x - width / 2)) - 7;
    const right = Math.max(...within.map(({ x, width }) => x + width / 2)) + 7;
    const name =
      isHead && label ? html`<text class="box-name" x="${(left + right) / 2}" y="15">${label}</text>` : undefined;
    return [html`<rect class="box" x="${left}" y="0" width="${right - left}" height="${height}"/>${name}`];
  });
}
