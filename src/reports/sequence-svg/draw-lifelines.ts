import type { Interaction } from '#model';
import { html, type Markup } from '../markup.ts';
import { drawBoxGround } from './draw-heads.ts';
import { BAR_WIDTH, type SequenceLayout } from './layout.ts';

/** What everything else is drawn upon. */
export function drawGround(interaction: Interaction, layout: SequenceLayout): Markup {
  const { columns, height, born, ended, destructions } = layout;
  const lines = columns.all.map(({ lifeline, x }) => {
    const from = born.get(lifeline.id) ?? 0;
    const to = ended.get(lifeline.id) ?? height;
    const before = from > 0 ? html`<path class="lifeline unborn" d="M${x} 0 V${from}"/>` : undefined;
    return html`${before}<path class="lifeline" d="M${x} ${from} V${Math.max(from, to)}"/>`;
  });
  const crosses = destructions.map(
    ({ x, y }) => html`<path class="cross" d="M${x - 7} ${y - 7} l14 14 m0 -14 l-14 14"/>`,
  );
  return html`${drawBoxGround(interaction, layout, height, false)}${lines}${crosses}`;
}

/** The lowest first, so that what they hold lies upon them. */
export function drawBars({ bars }: SequenceLayout): Markup[] {
  return [...bars]
    .sort((a, b) => a.level - b.level)
    .map(
      ({ x, top, bottom }) =>
        html`<rect class="bar" x="${x - BAR_WIDTH / 2}" y="${top}" width="${BAR_WIDTH}" height="${bottom - top}"/>`,
    );
}
