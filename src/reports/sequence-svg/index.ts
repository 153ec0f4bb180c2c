/** A sequence diagram as SVG, drawn from its model and painted with what evidence says of it. */
import type { Interaction } from '#model';
import { html, type Markup } from '../markup.ts';
import { drawBoxes } from './draw-boxes.ts';
import { drawFrameHeads, drawFrames } from './draw-frames.ts';
import { drawHeads } from './draw-heads.ts';
import { drawBars, drawGround } from './draw-lifelines.ts';
import { drawMessage } from './draw-message.ts';
import { layOut } from './layout.ts';
import type { Painting } from './painting.ts';

export { badge } from './badge.ts';
export { eventsOf } from './events.ts';
export { type MessageState, messageStates, type Painted, type Painting, placeId } from './painting.ts';

/** Both pictures have the same columns, so that the heads can stay in sight while the body goes by. */
export interface SequencePicture {
  readonly heads: Markup;
  readonly body: Markup;
  /** Of both together, in pixels. */
  readonly width: number;
  readonly height: number;
}

/** `name` is read to who does not see the picture; `id` begins the ids of what can be pointed at: `<id>m3`. */
export function drawSequence(
  interaction: Interaction,
  painting: Painting,
  { id, name }: { readonly id: string; readonly name: string },
): SequencePicture {
  const layout = layOut(interaction, painting);
  const { extent, headHeight, height } = layout;
  const width = extent.right - extent.left;
  const heads = html`<svg class="heads" width="${width}" height="${headHeight}" viewBox="${extent.left} 0 ${width} ${headHeight}" aria-hidden="true">${drawHeads(interaction, layout, painting)}</svg>`;
  const body = html`<svg class="body" width="${width}" height="${height}" viewBox="${extent.left} 0 ${width} ${height}" role="group" aria-label="${name}">
${drawGround(interaction, layout)}${drawFrames(layout, painting)}${drawBars(layout)}${drawFrameHeads(layout, painting, id)}${drawBoxes(layout, painting, id)}${layout.messages.map((placed) => drawMessage(placed, painting, id))}</svg>`;
  return { heads, body, width, height: headHeight + height };
}
