import type { Direction, Interaction } from '#model';
import { lossesOf } from '../losses.ts';
import type { Page } from '../page.ts';
import { isUnwritable, writeText } from './texts.ts';

const losses = lossesOf('PlantUML');

/** `@startuml` with the diagram's name, and its title. */
export function openDiagram(page: Page, drawn: Pick<Interaction, 'name' | 'title' | 'range'>): void {
  const { name, title } = drawn;
  const writable = name !== undefined && !/^\{.*\}$|[\r\n]/.test(name);
  page.line(`@startuml${writable ? ` ${/^["(]/.test(name) ? `"${name}"` : name}` : ''}`);
  if (name !== undefined && !writable) page.lose(losses.name(drawn, name));
  if (title === undefined) return;
  const block = writeText(page, 'title', title, 'end title', title.startsWith(':') ? ' : ' : ' ');
  // On one line a brace at the end would open a block.
  if (isUnwritable(title) || (title.endsWith('{') && !block)) page.lose(losses.text(drawn, title));
  page.gap();
}

export function writeDirection(page: Page, direction: Direction | undefined, drawn: Pick<Interaction, 'range'>): void {
  if (direction === undefined) return;
  if (direction === 'RL' || direction === 'BT') page.lose(losses.direction(drawn, direction));
  page.line(direction === 'LR' || direction === 'RL' ? 'left to right direction' : 'top to bottom direction');
}
