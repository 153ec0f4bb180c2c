import { type LifelineId, readGroupHead, readLoopGuard } from '#model';
import type { BlockHead, Span } from '../../lowering/builder.ts';

import { endOf } from '../../lowering/lexing.ts';

import { plantumlText, unquote } from '../../lowering/texts.ts';
import type { Endpoint } from './statements.ts';

type Token = Endpoint['first'];

/** Where a token stands. */
export function spanOf(token: Token): Span {
  return { start: token.startOffset, end: endOf(token) };
}

/** `"Long name" as L`, `L as "Long name"` and `Name as L` all say: L, shown by the other. */
export function names({ first, second }: Endpoint): { id: LifelineId; label: string } {
  if (!second) return { id: unquote(first.image), label: plantumlText(unquote(first.image)) };
  const shortFirst = !first.image.startsWith('"') && second.image.startsWith('"');
  const [id, label] = shortFirst ? [first, second] : [second, first];
  return { id: unquote(id.image), label: plantumlText(unquote(label.image)) };
}

/** The text after a colon. */
export function labelOf(token: Token): { text: string; span?: Span } {
  const { text, span } = trimmed(token, 1);
  return { text: plantumlText(text), ...(span ? { span } : {}) };
}

/** The token's text from `from` on without white space around it, and where that stands. */
export function trimmed(token: Token, from: number): { text: string; span?: Span } {
  const rest = token.image.slice(from);
  const text = rest.trim();
  if (text === '') return { text };
  const start = token.startOffset + from + rest.length - rest.trimStart().length;
  return { text, span: { start, end: start + text.length } };
}

/** What opens a block, by its keyword and the text beside it. */
export function blockHead(keyword: string, guard: string): BlockHead {
  const labelled = guard === '' ? {} : { guard };
  if (keyword === 'loop') return { operator: 'loop', ...readLoopGuard(guard) };
  if (keyword === 'group') return readGroupHead(guard);
  if (keyword === 'partition') return { operator: 'group', ...labelled };
  if (keyword === 'par2') return { operator: 'par', ...labelled };
  return { operator: keyword as BlockHead['operator'], ...labelled };
}

/** What finds the colours that a block's text begins with: two at most, parted by white space. */
export const leadingColours = /(?<=^|^#\w+[ \t]+)#\w+(?:#\S*|(?=\s|$))/g;

/** `alt #Gold #LightBlue text`. */
export function withoutColours(text: string): string {
  return text.replace(/^(?:#\w+(?:\s+|$)){1,2}/, '').trim();
}

/** `box "Name" <<stereotype>> #colour`. */
export function boxLabel(text: string): string {
  const uncoloured = text.replace(/(?:^|\s)#\w+(?:[/\\|-]#?\w+)?$/, '').trim();
  const stereotype = uncoloured.endsWith('>>') ? uncoloured.indexOf('<<') : -1;
  return plantumlText(unquote((stereotype < 0 ? uncoloured : uncoloured.slice(0, stereotype)).trim()));
}

/** Lines between a head and its terminator. */
export function bodyText(image: string): string {
  const lines = image.split(/\r\n?|\n/).slice(1, -1);
  return plantumlText(lines.map((line) => line.trim()).join('\n'));
}

/** `[` … `]`, with the marks of titles and rulers taken off. */
export function headText(image: string): string {
  const lines = bodyText(image).split('\n');
  return lines
    .filter((line) => !/^(?:-{2,}|={2,}|_{2,}|\.{2,})$/.test(line))
    .map((line) => line.replace(/^=+\s*/, '').replace(/^""(.*)""$/, '$1'))
    .join('\n')
    .trim();
}
