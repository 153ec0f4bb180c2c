import type { Message, MessageSort } from '#model';
import { html, type Markup } from '../markup.ts';
import { badge, badgeWidth } from './badge.ts';
import { SELF_LOOP } from './columns.ts';
import type { PlacedMessage } from './layout.ts';
import { LINE_HEIGHT } from './measure.ts';
import type { Painted, Painting } from './painting.ts';

const unjudged: Painted = { state: 'unjudged', cases: 0, told: '', findings: [] };

/** UML 2.5.1, 17.4.4: a filled head for a synchronous call, an open one for the rest; replies and creations dashed. */
const dashed: ReadonlySet<MessageSort> = new Set(['reply', 'createMessage']);
const headLength = 9;
const lostRadius = 4.5;
const longestTold = 500;

/** The arrow with its label and badge; with findings, a link to the first of them. */
export function drawMessage(placed: PlacedMessage, painting: Painting, id: string): Markup {
  const { message } = placed;
  const painted = painting.messages.get(message) ?? unjudged;
  const link = painted.findings[0];
  const inside = html`<title>${shortened(painted.told || plainly(message))}</title>${hitArea(placed)}${arrow(placed)}${label(placed)}${bead(placed, painted)}`;
  const name = `message ${painted.state}${dashed.has(message.sort) ? ' dashed' : ''}`;
  return link
    ? html`<a href="#${link}" class="${name}" id="${id}m${message.id}" data-item="">${inside}</a>
`
    : html`<g class="${name}" id="${id}m${message.id}" role="img" tabindex="-1" data-item="">${inside}</g>
`;
}

/** What is told of a message is read, not studied. */
function shortened(text: string): string {
  return text.length > longestTold ? `${text.slice(0, longestTold)}…` : text;
}

function plainly({ from, to, label: text, range }: Message): string {
  return `${from ?? '[outside]'} -> ${to ?? '[outside]'}${text ? `: ${text}` : ''} (line ${range.start.line})`;
}

function isSelf({ x1, x2, message }: PlacedMessage): boolean {
  return x1 === x2 && message.from === message.to;
}

/** Wider than a line is, so that a finger finds it. */
function hitArea(placed: PlacedMessage): Markup {
  const { x1, x2, top, bottom } = placed;
  const left = Math.min(x1, x2) - (isSelf(placed) ? 10 : 0);
  const width = isSelf(placed) ? SELF_LOOP + 170 : Math.abs(x2 - x1);
  return html`<rect class="hit" x="${left}" y="${top - 2}" width="${width}" height="${bottom - top + 2}" rx="4"/>`;
}

function arrow(placed: PlacedMessage): Markup {
  const { message, x1, x2, y } = placed;
  if (isSelf(placed)) {
    const line = `M${round(x1)} ${round(y)} h${SELF_LOOP - 8} a6 6 0 0 1 6 6 v8 a6 6 0 0 1 -6 6 h${10 - SELF_LOOP}`;
    return html`<path class="line" d="${line}"/>${head(message, x1, y + 20, -1)}`;
  }
  const towards = Math.sign(x2 - x1) || 1;
  const found = message.from === null ? html`<circle class="end" cx="${x1}" cy="${y}" r="${lostRadius}"/>` : undefined;
  const isLost = message.messageKind === 'lost';
  const tip = isLost && message.to !== null ? x2 - towards * 16 : x2;
  const lost = isLost ? lostEnd(message, tip, y) : undefined;
  const end = isLost && message.to !== null ? tip : tip - towards * (isLost ? lostRadius * 2 : 1);
  return html`${found}<path class="line" d="M${x1} ${y} H${end}"/>${
    isLost && message.to !== null ? undefined : head(message, isLost ? end : tip, y, towards)
  }${lost}`;
}

/** A cross where it got lost on the way, a ball where nobody knows who takes it. */
function lostEnd({ to }: Message, x: number, y: number): Markup {
  return to === null
    ? html`<circle class="end" cx="${x - lostRadius}" cy="${y}" r="${lostRadius}"/>`
    : html`<path class="line solid" d="M${x - 6} ${y - 6} l12 12 m0 -12 l-12 12"/>`;
}

function head({ sort }: Message, x: number, y: number, towards: number): Markup {
  const back = round(x - towards * headLength);
  if (sort === 'synchCall' || sort === 'deleteMessage')
    return html`<path class="filled" d="M${x} ${y} L${back} ${y - 4.5} V${y + 4.5} z"/>`;
  return html`<path class="open" d="M${back} ${y - 5} L${x} ${y} L${back} ${y + 5}"/>`;
}

function label(placed: PlacedMessage): Markup[] {
  const { lines, labelAt, y, top } = placed;
  return lines.map((line, index) =>
    isSelf(placed)
      ? html`<text class="self" x="${labelAt}" y="${y + 14 - (lines.length - 1) * 8 + index * LINE_HEIGHT}">${line}</text>`
      : html`<text x="${labelAt}" y="${top + 12 + index * LINE_HEIGHT}">${line}</text>`,
  );
}

/** On the line, where the message leaves. */
function bead(placed: PlacedMessage, painted: Painted): Markup | undefined {
  const { x1, x2, y } = placed;
  const width = badgeWidth(painted);
  if (isSelf(placed)) return badge(painted, x1 + SELF_LOOP + 6, y + 10);
  return badge(painted, x2 >= x1 ? x1 + 10 : x1 - 10 - width, y);
}

function round(number: number): number {
  return Math.round(number * 100) / 100;
}
