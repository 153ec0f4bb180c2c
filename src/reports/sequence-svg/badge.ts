import { html, type Markup } from '../markup.ts';
import { textWidth } from './measure.ts';
import type { MessageState, Painted } from './painting.ts';

/** Each state has a shape of its own, so that no colour is needed to tell them apart. */
const glyphs: Readonly<Record<MessageState, string>> = {
  covered: 'M-3.6 .2 L-1 2.8 L3.8 -2.8',
  violated: 'M-3 -3 L3 3 M3 -3 L-3 3',
  doubtful: 'M0 -4 V.8 M0 3.6 V3.8',
  unseen: 'M-2.8 0 A2.8 2.8 0 1 0 2.8 0 A2.8 2.8 0 1 0 -2.8 0',
  unobservable: 'M-4 1.6 C-2 -1.6 2 -1.6 4 1.6 M-3 -3.4 L3 3.8',
  forbidden: 'M-3.4 0 H3.4',
  unjudged: '',
};

export const BADGE_HEIGHT = 16;
const size = 10;

export function badgeWidth({ state, cases }: Pick<Painted, 'state' | 'cases'>): number {
  if (state === 'unjudged') return 0;
  return BADGE_HEIGHT + (cases > 0 ? textWidth(String(cases), size) + 5 : 0);
}

/** A small shape with the number of cases, its left end at `x` and its middle at `y`. */
export function badge({ state, cases }: Pick<Painted, 'state' | 'cases'>, x: number, y: number): Markup | undefined {
  if (state === 'unjudged') return undefined;
  const width = badgeWidth({ state, cases });
  const number =
    cases > 0 ? html`<text class="count" x="${x + BADGE_HEIGHT - 1}" y="${y + 3.5}">${cases}</text>` : undefined;
  return html`<g class="badge ${state}"><rect x="${x}" y="${y - BADGE_HEIGHT / 2}" width="${width}" height="${BADGE_HEIGHT}" rx="${BADGE_HEIGHT / 2}"/><path d="${glyphs[state]}" transform="translate(${x + BADGE_HEIGHT / 2} ${y})"/>${number}</g>`;
}
