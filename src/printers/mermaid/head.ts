import type { Interaction } from '#model';
import { lossesOf } from '../losses.ts';
import type { Page } from '../page.ts';
import { asComment } from './texts.ts';

const losses = lossesOf('Mermaid');

/** The title, which all kinds but sequences have in their frontmatter, and the name in a comment behind the header. */
export function openDiagram(page: Page, header: string, drawn: Pick<Interaction, 'name' | 'title' | 'range'>): void {
  const { name, title } = drawn;
  if (title !== undefined) {
    page.line('---');
    page.line(`title: ${/^[\p{L}\p{N}][^:#"']*$/u.test(title) ? title : `"${title.replace(/\s+/g, ' ')}"`}`);
    page.line('---');
  }
  page.open(header);
  if (name !== undefined) page.comment(`name: ${asComment(name)}`);
  if (title !== undefined && /["\n]/.test(title)) page.lose(losses.text(drawn, title));
}
