import type { CombinedFragment } from '#model';
import { html, type Markup } from '../markup.ts';
import { badge, badgeWidth } from './badge.ts';
import type { PlacedFrame, PlacedSection, SequenceLayout } from './layout.ts';
import { LINE_HEIGHT } from './measure.ts';
import { type Painting, placeId } from './painting.ts';

/** What lies below the bars of executions. Outer frames first: they were closed last. */
export function drawFrames({ frames }: SequenceLayout, painting: Painting): Markup[] {
  return frames.map((frame) => drawFrame(frame, painting)).reverse();
}

/** What lies upon them: operators, guards and counts. */
export function drawFrameHeads({ frames }: SequenceLayout, painting: Painting, id: string): Markup[] {
  return frames.map((frame) => drawFrameHead(frame, painting, id)).reverse();
}

function drawFrame({ fragment, left, right, top, bottom, sections }: PlacedFrame, painting: Painting): Markup {
  const own = painting.fragments.get(fragment);
  const grounds = sections.map(({ operand, y }, index) => {
    const state = painting.operands.get(operand)?.state ?? 'unjudged';
    const end = sections[index + 1]?.y ?? bottom;
    return html`<rect class="ground ${state}" x="${left}" y="${y}" width="${right - left}" height="${end - y}"/>`;
  });
  const separators = sections.slice(1).map(({ y }) => html`<path class="separator" d="M${left} ${y} H${right}"/>`);
  return html`<g class="frame ${own?.state ?? 'unjudged'}">${grounds}<rect class="edge" x="${left}" y="${top}" width="${right - left}" height="${bottom - top}" rx="3"/>${separators}</g>`;
}

function drawFrameHead(frame: PlacedFrame, painting: Painting, id: string): Markup {
  const { fragment, left, top, tab, sections } = frame;
  const own = painting.fragments.get(fragment);
  const told = own ? html`<title>${own.told}</title>` : undefined;
  const link = own?.findings[0];
  const corner = html`<g class="operator">${told}<path d="M${left} ${top} h${tab} v12 l-7 8 h${7 - tab} z"/><text x="${left + 9}" y="${top + 14.5}">${fragment.operator}</text></g>`;
  return html`<g class="frame ${own?.state ?? 'unjudged'}">${
    link ? html`<a href="#${link}" id="${placeId(id, fragment.range)}" data-item="">${corner}</a>` : corner
  }${sections.map((section, index) => drawSection(section, frame, index === 0, painting))}</g>`;
}

function drawSection(
  { operand, y, guard }: PlacedSection,
  { fragment, left, tab }: PlacedFrame,
  isFirst: boolean,
  painting: Painting,
): Markup {
  const painted = painting.operands.get(operand);
  const chipAt = left + (isFirst ? tab : 0) + 8;
  const chip = painted ? badgeWidth(painted) : 0;
  const x = chipAt + chip + (chip > 0 ? 6 : 2);
  const text = [...guard];
  if (text.length > 0) {
    text[0] = `[${text[0]}`;
    text[text.length - 1] += ']';
  }
  const ran = isFirst ? painting.fragments.get(fragment)?.ran : undefined;
  const first = [isFirst ? boundsOf(fragment) : '', text[0] ?? '', ran ? `· ${ran}` : ''].filter((part) => part !== '');
  if (first.length > 0) text[0] = first.join(' ');
  const guards = text.map(
    (each, index) => html`<text class="guard" x="${x}" y="${y + 15 + index * LINE_HEIGHT}">${each}</text>`,
  );
  if (!painted || painted.state === 'unjudged') return html`${guards}`;
  return html`${guards}<g class="chip"><title>${painted.told}</title>${badge(painted, chipAt, y + 11)}</g>`;
}

/** `2..5`, `3 times`. */
function boundsOf({ bounds }: CombinedFragment): string {
  if (!bounds || (bounds.min === 0 && bounds.max === null)) return '';
  if (bounds.min === bounds.max) return bounds.min === 1 ? 'once' : `${bounds.min} times`;
  return `${bounds.min}..${bounds.max ?? '*'}`;
}
